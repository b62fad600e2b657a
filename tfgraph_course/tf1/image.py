"""`tf.image`: `resize_images`, and `per_image_standardization`, which keeps the images' type."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.ops.image_ops_impl import _AssertAtLeast3DImage

__all__ = ["per_image_standardization", "resize_images"]


def per_image_standardization(image: Any) -> tf.Tensor:
    """Scale each image to mean 0 and variance 1; the result has the image's type."""
    with tf.name_scope(None, "per_image_standardization", [image]) as scope:
        image = _AssertAtLeast3DImage(tf.convert_to_tensor(image, name="image"))
        kind, axes = image.dtype, [-1, -2, -3]
        if kind not in (tf.float16, tf.float32):
            image = tf.image.convert_image_dtype(image, tf.float32)
        pixels = tf.reduce_prod(tf.shape(image)[-3:])
        mean = tf.reduce_mean(image, axes, keepdims=True)
        spread = tf.math.reduce_std(image, axes, keepdims=True)
        spread = tf.maximum(spread, tf.rsqrt(tf.cast(pixels, image.dtype)))
        image = tf.div(image - mean, spread, name=scope)
        return tf.image.convert_image_dtype(image, kind, saturate=True)


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
