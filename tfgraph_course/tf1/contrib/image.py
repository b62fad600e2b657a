"""`tf.contrib.image`: projective transforms of images, such as rotations and translations.

A transform is eight numbers, a0, a1, a2, b0, b1, b2, c0, c1: the result's pixel at (x, y) is the
image's pixel at (a0 x + a1 y + a2, b0 x + b1 y + b2), with both coordinates divided by
c0 x + c1 y + 1.
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

__all__ = [
    "angles_to_projective_transforms", "compose_transforms", "flat_transforms_to_matrices",
    "matrices_to_flat_transforms", "rotate", "transform", "translate",
    "translations_to_projective_transforms",
]


def rotate(
    images: Any, angles: Any, interpolation: str = "NEAREST", name: str | None = None
) -> tf.Tensor:
    """Rotate images counterclockwise by `angles`, in radians, of shape [] or [batch]."""
    with tf.name_scope(name, "rotate"):
        images = tf.convert_to_tensor(images)
        size = tf.cast(tf.shape(_batch(images))[1:3], tf.float32)
        transforms = angles_to_projective_transforms(angles, size[0], size[1])
        return transform(images, transforms, interpolation)


def translate(
    images: Any, translations: Any, interpolation: str = "NEAREST", name: str | None = None
) -> tf.Tensor:
    """Move images to the right and down, by numbers of pixels of shape [2] or [batch, 2]."""
    with tf.name_scope(name, "translate"):
        transforms = translations_to_projective_transforms(translations)
        return transform(images, transforms, interpolation)


def transform(
    images: Any, transforms: Any, interpolation: str = "NEAREST", output_shape: Any = None,
    name: str | None = None,
) -> tf.Tensor:
    """Apply projective transforms to images.

    Args:
        images: [height, width], [height, width, channels] or [batch, height, width, channels].
        transforms: a0, a1, a2, b0, b1, b2, c0 and c1 for all images, [8], or for each image,
            [batch, 8]. The result's pixel (x, y) is the image's pixel at
            (a0 x + a1 y + a2, b0 x + b1 y + b2) / (c0 x + c1 y + 1).
        interpolation: "NEAREST" or "BILINEAR"; pixels outside the image are 0.
        output_shape: height and width of the results; by default the same as for `images`.
    """
    with tf.name_scope(name, "transform"):
        images = tf.convert_to_tensor(images)
        batch = _batch(images)
        transforms = tf.convert_to_tensor(transforms, tf.float32)
        if transforms.shape.rank == 1:
            transforms = transforms[None]
        size = tf.shape(batch)[1:3] if output_shape is None else output_shape
        result = tf.raw_ops.ImageProjectiveTransformV2(
            images=batch, transforms=transforms, output_shape=size,
            interpolation=interpolation.upper(),
        )
        if output_shape is None:
            result.set_shape([None, *batch.shape[1:3], None])
        if images.shape.rank == 2:
            return result[0, :, :, 0]
        return result[0] if images.shape.rank == 3 else result


def _batch(images: tf.Tensor) -> tf.Tensor:
    """Reshape images to [batch, height, width, channels]."""
    if images.shape.rank not in (2, 3, 4):
        raise ValueError(f"Images have shape {images.shape}; they must have 2, 3 or 4 axes.")
    if images.shape.rank == 2:
        return images[None, :, :, None]
    return images[None] if images.shape.rank == 3 else images


def angles_to_projective_transforms(
    angles: Any, image_height: Any, image_width: Any, name: str | None = None
) -> tf.Tensor:
    """Return transforms [batch, 8] that rotate images counterclockwise about their center.

    `angles`, in radians, has the shape [] or [batch].
    """
    with tf.name_scope(name, "angles_to_projective_transforms"):
        angles = tf.reshape(tf.convert_to_tensor(angles, tf.float32), [-1])
        x, y = image_width - 1, image_height - 1
        sin, cos, zero = tf.sin(angles), tf.cos(angles), tf.zeros_like(angles)
        # At right angles, rounding decides between two pixels, so terms are in TF 1.15's order.
        right, down = (x - (cos * x - sin * y)) / 2, (y - (sin * x + cos * y)) / 2
        return tf.stack([cos, -sin, right, sin, cos, down, zero, zero], 1)


def translations_to_projective_transforms(translations: Any, name: str | None = None) -> tf.Tensor:
    """Return transforms [batch, 8] that translate images.

    `translations` say how many pixels to the right and down, in the shape [2] or [batch, 2].
    """
    with tf.name_scope(name, "translations_to_projective_transforms"):
        moves = tf.reshape(tf.convert_to_tensor(translations, tf.float32), [-1, 2])
        right, down = moves[:, 0], moves[:, 1]
        one, zero = tf.ones_like(right), tf.zeros_like(right)
        return tf.stack([one, zero, -right, zero, one, -down, zero, zero], 1)


def flat_transforms_to_matrices(transforms: Any) -> tf.Tensor:
    """Convert transforms [batch, 8] to matrices [batch, 3, 3]."""
    flat = tf.reshape(tf.convert_to_tensor(transforms, tf.float32), [-1, 8])
    return tf.reshape(tf.concat([flat, tf.ones_like(flat[:, :1])], 1), [-1, 3, 3])


def matrices_to_flat_transforms(transform_matrices: Any) -> tf.Tensor:
    """Convert matrices [batch, 3, 3] to transforms [batch, 8], dividing each by its last entry."""
    flat = tf.reshape(tf.convert_to_tensor(transform_matrices, tf.float32), [-1, 9])
    return flat[:, :8] / flat[:, 8:]


def compose_transforms(*transforms: Any) -> tf.Tensor:
    """Return transforms [batch, 8], each equivalent to the given ones applied one after another."""
    whole = flat_transforms_to_matrices(transforms[0])
    for part in transforms[1:]:
        whole = tf.matmul(whole, flat_transforms_to_matrices(part))
    return matrices_to_flat_transforms(whole)
