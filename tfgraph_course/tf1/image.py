"""`tf.image`: `resize_images`, which took height and width as two arguments in 0.x."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["resize_images"]


def resize_images(images: Any, size: Any = None, *args: Any, **settings: Any) -> tf.Tensor:
    """Resize images [batch, height, width, channels], or one image without `batch`.

    The arguments are `(images, [height, width], method, align_corners)`, or, as in
    0.x, `(images, new_height, new_width, method, align_corners)`.
    """
    height = settings.pop("new_height", size)
    if "new_width" in settings:
        size = height, settings.pop("new_width")
    elif args and not isinstance(height, list | tuple) and tf.convert_to_tensor(height).shape == []:
        size, *args = (height, args[0]), *args[1:]
    return tf.image.resize_images(images, size, *args, **settings)
