"""Compute a convolution and its max pooling together, where few windows of the images repeat.

TensorFlow computes a convolution, its bias and activation function, and then its pooling, and each
of these goes through an array of full size: [36, 36, 16] numbers per image in chapter 3's deep CNN.
This takes up most of a step. Here the greatest number in a window is taken before a bias is added
and an activation function applied, because both keep the order. With windows of 2 x 2, they then
work on a quarter of the numbers, and so do their gradients.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

from tfgraph_course import tf
from tfgraph_course.engine.greatest import (
    by_larger_kernel,
    by_loop,
    takes_larger_kernel,
    takes_loop,
)
from tfgraph_course.engine.layers import pointwise
from tfgraph_course.engine.repeats import edges


class Pooling(NamedTuple):
    """A convolution and the max pooling of its output, with the ops between the two."""

    conv: tf.Operation
    between: list[tuple[tf.Operation, tf.Tensor]]  # ops, and the tensor that each reads
    pool: tf.Operation

    @property
    def kernel(self) -> tf.Tensor:
        """The convolution's kernel, [window height, window width, channels, features]."""
        return self.conv.inputs[1]

    @property
    def biases(self) -> list[tf.Tensor]:
        """The biases that are added between the convolution and the pooling."""
        return [t for op, node in self.between for t in op.inputs if t is not node]

    @property
    def sides(self) -> list[int]:
        """Height and width of the pooling's window."""
        return list(self.pool.get_attr("ksize"))[1:3]

    @property
    def strides(self) -> list[int]:
        """How many rows and columns apart the pooling's windows are."""
        return list(self.pool.get_attr("strides"))[1:3]

    @property
    def block(self) -> list[int]:
        """Height and width of the block of the input that a window of the pooling depends on."""
        window = self.kernel.shape.as_list()[:2]
        return [w + p - 1 for w, p in zip(window, self.sides, strict=True)]

    @property
    def numbers(self) -> int:
        """Roughly how many numbers are computed for an image on the way to the pooled ones."""
        return 2 * self.conv.outputs[0].shape[1:].num_elements()

    def of_layer(self, below: tf.Tensor, kernel: tf.Tensor, *biases: tf.Tensor) -> tf.Tensor:
        """Compute the pooled numbers from the convolution's input; pool before biases are added."""
        found = tf.nn.conv2d(below, kernel, [1, 1, 1, 1], self.conv.get_attr("padding").decode())
        rest = self.pool.get_attr("padding").decode()
        greatest = tf.nn.max_pool(found, [1, *self.sides, 1], [1, *self.strides, 1], rest)
        return self._after(greatest, biases)

    def of_images(self, images: tf.Tensor, kernel: tf.Tensor, *biases: tf.Tensor) -> tf.Tensor:
        """Compute the same from images, which need no gradient, in the fastest way."""
        if self.takes_larger_kernel:
            greatest = by_larger_kernel(self._bordered(images), kernel, self.sides)
        elif self._divides and takes_loop(kernel, self.sides):
            greatest = by_loop(self._bordered(images), kernel, self.sides)
        else:
            return self.of_layer(images, kernel, *biases)
        return self._after(greatest, biases)

    @property
    def takes_larger_kernel(self) -> bool:
        """Whether `of_images` computes all places in a window of the pooling at once."""
        return self._divides and takes_larger_kernel(self.kernel, self.sides)

    @property
    def _divides(self) -> bool:
        """Whether windows of several places neither overlap nor reach beyond the output."""
        size = self.pool.inputs[0].shape.as_list()[1:3]
        is_whole = not any(n % side for n, side in zip(size, self.sides, strict=True))
        is_valid = self.pool.get_attr("padding") == b"VALID"
        return prod(self.sides) > 1 and self.strides == self.sides and (is_whole or is_valid)

    def _bordered(self, images: tf.Tensor) -> tf.Tensor:
        """Add the border that the convolution reads, and cut off what no window depends on."""
        window, padding = self.kernel.shape.as_list()[:2], self.conv.get_attr("padding").decode()
        borders = edges(images.shape.as_list()[1:3], window, [1, 1], padding)
        height, width = (
            count * side + length - 1 for count, side, length in
            zip(self.pool.outputs[0].shape.as_list()[1:3], self.sides, window, strict=True)
        )
        return tf.pad(images, [[0, 0], *borders, [0, 0]])[:, :height, :width]

    def _after(self, greatest: tf.Tensor, biases: Sequence[tf.Tensor]) -> tf.Tensor:
        others = iter(biases)
        for op, node in self.between:
            greatest = pointwise(op, node, greatest, next(others) if len(op.inputs) > 1 else None)
        return greatest


def pooling(ops: Sequence[tf.Operation]) -> Pooling | None:
    """Find a convolution and its max pooling at the start of a chain of ops.

    Return None if the ops are of other kinds.
    """
    if not ops or ops[0].type != "Conv2D" or not _is_plain(ops[0]):
        return None
    node, between = ops[0].outputs[0], []
    for op in ops[1:]:
        if op.type == "MaxPool":
            return Pooling(ops[0], between, op) if op.get_attr("data_format") == b"NHWC" else None
        if pointwise(op, node, node) is None:
            return None
        between.append((op, node))
        node = op.outputs[0]
    return None


def _is_plain(conv: tf.Operation) -> bool:
    return (
        list(conv.get_attr("strides")) == [1, 1, 1, 1]
        and set(conv.get_attr("dilations")) == {1}
        and conv.get_attr("data_format") == b"NHWC"
        and conv.get_attr("padding") != b"EXPLICIT"
        and conv.inputs[0].shape[1:].num_elements() is not None
    )
