"""Compute a convolution and its pooling together, where the images do not repeat themselves.

TensorFlow computes a convolution, its bias and activation, and then its pooling, and goes through
an activation of full size in each: [36, 36, 16] numbers per image in chapter 3's deep CNN. This
takes up most of a step. There are two ways to go through it less often:

The greatest number in a window can be taken before a bias is added and an activation function
applied, because both keep the order. Then they work on a quarter of the numbers, and so do their
gradients.

If a convolution of pixels has few features, it is faster as a product of matrices. A window of
its pooling depends only on one block of pixels, 6 x 6 if the kernel is 5 x 5 and the pooling 2 x 2.
The blocks never change, so they are cut out once. In a step, a product with the kernel at each
place in the pooling's window gives all candidates, and only the greatest in each window is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.layers import pointwise
from tfgraph_course.engine.repeats import edges

MOST_PLACES = 4  # in a window of the pooling; with more, the blocks overlap too little
MOST_FEATURES = 7  # of a product; TensorFlow's convolution computes eight at once, needed or not


class Pooling(NamedTuple):
    """A convolution whose output is pooled, with what stands between the two in the graph."""

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
        """By how many rows and columns the pooling's windows are apart."""
        return list(self.pool.get_attr("strides"))[1:3]

    @property
    def is_product(self) -> bool:
        """Whether the convolution and the pooling are faster as a product of blocks."""
        height, width = self.sides
        rest = any(side % step for side, step in zip(
            self.pool.inputs[0].shape.as_list()[1:3], self.sides, strict=True))
        return (
            1 < height * width <= MOST_PLACES
            and self.kernel.shape[3].value <= MOST_FEATURES
            and self.strides == self.sides
            and (self.pool.get_attr("padding") == b"VALID" or not rest)
        )

    @property
    def block(self) -> list[int]:
        """Height and width of the pixels that a window of the pooling depends on."""
        window = self.kernel.shape.as_list()[:2]
        return [w + p - 1 for w, p in zip(window, self.sides, strict=True)]

    def kernels(self) -> tf.Tensor:
        """Build the kernels for all places in a window of the pooling, side by side."""
        features = self.kernel.shape[3].value
        down, right = self.sides[0] - 1, self.sides[1] - 1
        shifted = [
            tf.pad(self.kernel, [[i, down - i], [j, right - j], [0, 0], [0, 0]])
            for i in range(down + 1)
            for j in range(right + 1)
        ]
        return tf.concat([tf.reshape(one, [-1, features]) for one in shifted], axis=1)

    @property
    def numbers(self) -> int:
        """How many numbers are computed for an image on the way to the pooled ones."""
        return 2 * self.conv.outputs[0].shape[1:].num_elements()

    def blocks(self, images: np.ndarray) -> np.ndarray:
        """Cut the blocks out of images [N, height, width, channels]: [N, places, block]."""
        window, places = self.kernel.shape.as_list()[:2], self.pool.outputs[0].shape.as_list()[1:3]
        padding = self.conv.get_attr("padding").decode()
        borders = [(0, 0), *edges(images.shape[1:3], window, [1, 1], padding), (0, 0)]
        seen = np.lib.stride_tricks.sliding_window_view(
            np.pad(images, borders), self.block, axis=(1, 2))
        seen = seen[:, :: self.sides[0], :: self.sides[1]][:, : places[0], : places[1]]
        return np.moveaxis(seen, 3, -1).reshape(len(images), places[0] * places[1], -1)

    def of_blocks(self, blocks: tf.Tensor, kernels: tf.Tensor, *biases: tf.Tensor) -> tf.Tensor:
        """Compute the pooled numbers from float32 blocks and from what `kernels` builds."""
        flat = tf.reshape(blocks, [-1, kernels.shape[0]])
        places = self.sides[0] * self.sides[1]
        greatest = _greatest(tf.split(tf.matmul(flat, kernels), places, axis=1))
        pooled = self._after(greatest, biases)
        return tf.reshape(pooled, [-1, *self.pool.outputs[0].shape.as_list()[1:]])

    def of_images(self, images: tf.Tensor, kernel: tf.Tensor, *biases: tf.Tensor) -> tf.Tensor:
        """Compute the pooled numbers from what the convolution reads."""
        strides, padding = self.conv.get_attr("strides"), self.conv.get_attr("padding").decode()
        found = tf.nn.conv2d(images, kernel, list(strides), padding)
        steps, rest = self.pool.get_attr("strides"), self.pool.get_attr("padding").decode()
        greatest = tf.nn.max_pool(found, list(self.pool.get_attr("ksize")), list(steps), rest)
        return self._after(greatest, biases)

    def _after(self, greatest: tf.Tensor, biases: Sequence[tf.Tensor]) -> tf.Tensor:
        others = iter(biases)
        for op, node in self.between:
            greatest = pointwise(op, node, greatest, next(others) if len(op.inputs) > 1 else None)
        return greatest


def pooling(ops: Sequence[tf.Operation]) -> Pooling | None:
    """Find a convolution and its pooling in ops that each read the one before.

    Return None if the ops are of another kind.
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


def _greatest(candidates: Sequence[tf.Tensor]) -> tf.Tensor:
    """Return the greatest of several tensors, place by place.

    Where two are equal, the gradient goes to the first, as in max_pool. TensorFlow's own gradient
    of `maximum` selects twice for each pair, which takes longer than these products.
    """

    def greatest(*candidates: tf.Tensor) -> tuple[tf.Tensor, Callable]:
        found = reduce(tf.maximum, candidates)

        def gradient(left: tf.Tensor) -> list[tf.Tensor]:
            parts = []
            for candidate in candidates[:-1]:
                part = left * tf.cast(candidate >= found, tf.float32)
                parts.append(part)
                left -= part
            return [*parts, left]

        return found, gradient

    return tf.custom_gradient(greatest)(*candidates)


def _is_plain(conv: tf.Operation) -> bool:
    return (
        list(conv.get_attr("strides")) == [1, 1, 1, 1]
        and set(conv.get_attr("dilations")) == {1}
        and conv.get_attr("data_format") == b"NHWC"
        and conv.get_attr("padding") != b"EXPLICIT"
        and conv.inputs[0].shape[1:].num_elements() is not None
    )
