"""Compute a convolution of images, and the greatest number in each window of its max pooling.

The images themselves need no gradient, so this is faster than TensorFlow's two ops:

- TensorFlow computes sixteen features in the time of one. If there are only four, they are computed
  at all four places in a window of the pooling at once, by a larger kernel: a window depends on
  only one block of pixels, 6 x 6 if the kernel is 5 x 5 and the pooling 2 x 2.
- With more features, a loop that XLA compiles goes from the pixels to the greatest numbers, and
  keeps nothing in between. For the gradient it computes the convolution again.

All functions take images float32 [N, height, width, channels] with the border that the convolution
reads, a kernel [height, width, channels, features], and the sides of the pooling's window, which
are also its strides. The greatest numbers are float32 [N, rows, columns, features].
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from math import prod

from tfgraph_course import tf

MOST_FEATURES = 16  # of the larger kernel
LEAST_FEATURES = 8  # of a compiled loop, which computes so many at once
MOST_PRODUCTS = 100  # in a compiled loop, for each number; more take long to compile


def takes_larger_kernel(kernel: tf.Tensor, sides: Sequence[int]) -> bool:
    """Return True if the features at all places in a window are few enough for a larger kernel."""
    return prod(sides) * kernel.shape[3].value <= MOST_FEATURES


def takes_loop(kernel: tf.Tensor, sides: Sequence[int]) -> bool:
    """Return True if a compiled loop is faster than TensorFlow's two ops."""
    *window, features = kernel.shape.as_list()
    return features >= LEAST_FEATURES and prod(sides) * prod(window) <= MOST_PRODUCTS


def by_larger_kernel(images: tf.Tensor, kernel: tf.Tensor, sides: Sequence[int]) -> tf.Tensor:
    """Compute the greatest numbers from one convolution, with the places side by side."""
    down, right = sides
    larger = tf.concat([
        tf.pad(kernel, [[i, down - 1 - i], [j, right - 1 - j], [0, 0], [0, 0]])
        for i in range(down)
        for j in range(right)
    ], axis=3)
    found = tf.nn.conv2d(images, larger, [1, down, right, 1], "VALID")
    rows, columns = found.shape.as_list()[1:3]

    def greatest(found: tf.Tensor) -> tuple[tf.Tensor, Callable]:
        return _compiled(_most, found), lambda above: _compiled(_to_places, found, above)

    # One line for each window: [windows, places, features].
    most = tf.custom_gradient(greatest)(tf.reshape(found, [-1, down * right, kernel.shape[3]]))
    return tf.reshape(most, [-1, rows, columns, kernel.shape[3]])


def by_loop(images: tf.Tensor, kernel: tf.Tensor, sides: Sequence[int]) -> tf.Tensor:
    """Compute the greatest numbers in a compiled loop."""

    def most(images: tf.Tensor, kernel: tf.Tensor) -> tf.Tensor:
        return reduce(tf.maximum, _candidates(images, kernel, sides))

    def spread(images: tf.Tensor, kernel: tf.Tensor, above: tf.Tensor) -> tf.Tensor:
        """Return the gradient of the convolution, from that of the greatest numbers."""
        (rows, columns, features), (down, right) = above.shape.as_list()[1:], sides
        first = _first(_candidates(images, kernel, sides))[:, :, None, :, None]
        places = tf.reshape(tf.range(down * right), [down, 1, right, 1])
        parts = tf.where_v2(tf.equal(first, places), above[:, :, None, :, None], 0.0)
        return tf.reshape(parts, [-1, rows * down, columns * right, features])

    def greatest(kernel: tf.Tensor) -> tuple[tf.Tensor, Callable]:
        def gradient(above: tf.Tensor) -> tf.Tensor:
            of_convolution = _compiled(spread, images, kernel, above)
            return tf.raw_ops.Conv2DBackpropFilter(
                input=images, filter_sizes=kernel.shape.as_list(), out_backprop=of_convolution,
                strides=[1, 1, 1, 1], padding="VALID",
            )

        return _compiled(most, images, kernel), gradient

    return tf.custom_gradient(greatest)(kernel)


def _candidates(images: tf.Tensor, kernel: tf.Tensor, sides: Sequence[int]) -> list[tf.Tensor]:
    """Compute the convolution at each place in a window: [N, rows, columns, features] each."""
    (height, width, channels, _), (down, right) = kernel.shape.as_list(), sides
    rows, columns = images.shape[1].value - height + 1, images.shape[2].value - width + 1

    def pixels(i: int, j: int, channel: int) -> tf.Tensor:
        """Return one pixel of each block."""
        return images[:, i : i + rows : down, j : j + columns : right, channel, None]

    return [
        tf.add_n([
            pixels(p + i, q + j, channel) * kernel[i, j, channel]
            for i in range(height) for j in range(width) for channel in range(channels)
        ])
        for p in range(down) for q in range(right)
    ]


def _compiled(function: Callable, *tensors: tf.Tensor) -> tf.Tensor:
    """Compute a function of tensors with XLA."""
    compiled = tf.function(function, jit_compile=True, autograph=False)
    given = [tf.TensorSpec(tensor.shape, tensor.dtype) for tensor in tensors]
    # The loop over tiles takes no function whose arguments may vary.
    return compiled.get_concrete_function(*given)(*tensors)


def _most(numbers: tf.Tensor) -> tf.Tensor:
    """Return the greatest numbers [windows, features] of [windows, places, features]."""
    return reduce(tf.maximum, tf.unstack(numbers, axis=1))


def _to_places(numbers: tf.Tensor, above: tf.Tensor) -> tf.Tensor:
    """Return the gradient of the numbers that `_most` takes, from that of the greatest."""
    first = _first(tf.unstack(numbers, axis=1))
    places = tf.range(numbers.shape[1].value)[:, None]
    return tf.where_v2(tf.equal(first[:, None], places), above[:, None], 0.0)


def _first(candidates: Sequence[tf.Tensor]) -> tf.Tensor:
    """Return which candidate is the first of the greatest; max_pool's gradient goes to this one."""
    greatest, first = candidates[0], tf.zeros(tf.shape(candidates[0]), tf.int32)
    for place, candidate in enumerate(candidates[1:], 1):
        first = tf.where_v2(candidate > greatest, place, first)
        greatest = tf.maximum(greatest, candidate)
    return first
