"""Compute convolutions as matrix products, where the images do not repeat themselves.

TensorFlow takes a convolution and the pooling behind it one after the other, and writes and reads
an activation of full size for each: [36, 36, 16] numbers an image in chapter 3's deep CNN. Most of
a step goes into this. Two kinds of convolution are faster as products of matrices:

A convolution of pixels whose output is pooled. All that a window of the pooling depends on is one
block of pixels, 4 x 4 for windows of 2 x 2 and 3 x 3. The blocks never change, so they are cut out
once; in a step, a product with the kernel at each place of the window makes all candidates, and the
greatest of each window is all that is kept.

A convolution with few features. Each pixel is multiplied by all positions of the kernel at once,
and the products are added up where they belong. Its gradient gathers the same few features, not
the many channels.
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
MOST_FEATURES = 8  # TensorFlow's convolution computes eight at once, needed or not


class Pooling(NamedTuple):
    """A convolution of pixels whose output is pooled, with what stands between the two."""

    kernel: tf.Tensor  # [window height, window width, channels, features]
    between: list[tuple[tf.Operation, tf.Tensor]]  # ops of the graph, and the tensor each reads
    pooled: tf.Tensor  # the graph's output of the pooling, [batch, height, width, features]
    pool: list[int]  # height and width of its window, and its strides
    padding: str  # of the convolution

    @property
    def block(self) -> list[int]:
        """Height and width of the pixels that a window of the pooling depends on."""
        window = self.kernel.shape.as_list()[:2]
        return [w + p - 1 for w, p in zip(window, self.pool, strict=True)]

    def once(self) -> list[tf.Tensor]:
        """Build what changes from step to step: the kernels for all places in a window, and biases.
        """
        features = self.kernel.shape[3].value
        down, right = self.pool[0] - 1, self.pool[1] - 1
        shifted = [
            tf.pad(self.kernel, [[i, down - i], [j, right - j], [0, 0], [0, 0]])
            for i in range(down + 1)
            for j in range(right + 1)
        ]
        kernels = tf.concat([tf.reshape(one, [-1, features]) for one in shifted], axis=1)
        biases = [t for op, node in self.between for t in op.inputs if t is not node]
        return [kernels, *biases]

    @property
    def numbers(self) -> int:
        """How many numbers are computed for an image on the way to the pooled ones."""
        return 2 * self.pool[0] * self.pool[1] * self.pooled.shape[1:].num_elements()

    def blocks(self, images: np.ndarray) -> np.ndarray:
        """Cut the blocks out of images [N, height, width, channels]: [N, places, block]."""
        window, places = self.kernel.shape.as_list()[:2], self.pooled.shape.as_list()[1:3]
        borders = [(0, 0), *edges(images.shape[1:3], window, [1, 1], self.padding), (0, 0)]
        padded = np.pad(images, borders)
        seen = np.lib.stride_tricks.sliding_window_view(padded, self.block, axis=(1, 2))
        seen = seen[:, :: self.pool[0], :: self.pool[1]][:, : places[0], : places[1]]
        return np.moveaxis(seen, 3, -1).reshape(len(images), places[0] * places[1], -1)

    def of(self, blocks: tf.Tensor, kernels: tf.Tensor, *biases: tf.Tensor) -> tf.Tensor:
        """Compute the pooled numbers from float32 blocks and from what `once` builds."""
        flat, places = tf.reshape(blocks, [-1, kernels.shape[0]]), self.pool[0] * self.pool[1]
        if self.kernel.shape[3] < MOST_FEATURES:  # too narrow for a product of their own
            candidates = tf.split(tf.matmul(flat, kernels), places, axis=1)
        else:
            candidates = [tf.matmul(flat, one) for one in tf.split(kernels, places, axis=1)]
        greatest, others = _greatest(candidates), iter(biases)
        for op, node in self.between:
            greatest = pointwise(op, node, greatest, next(others) if len(op.inputs) > 1 else None)
        return tf.reshape(greatest, [-1, *self.pooled.shape.as_list()[1:]])


def pooling(ops: Sequence[tf.Operation]) -> Pooling | None:
    """Find a convolution and its pooling in ops that follow the pixels, each read by the next.

    Returns None if the ops are of another kind. Activation functions grow with their argument, so
    the greatest of a window can be taken before them.
    """
    if not ops or ops[0].type != "Conv2D" or not _is_plain(ops[0]):
        return None
    node, between = ops[0].outputs[0], []
    for op in ops[1:]:
        if op.type == "MaxPool":
            pool = list(op.get_attr("ksize"))[1:3]
            fits = op.get_attr("padding") == b"VALID" or not _has_rest(node, pool)
            steps = list(op.get_attr("strides"))[1:3]
            if steps != pool or op.get_attr("data_format") != b"NHWC" or not fits:
                return None
            if not 1 < pool[0] * pool[1] <= MOST_PLACES:
                return None
            padding = ops[0].get_attr("padding").decode()
            return Pooling(ops[0].inputs[1], between, op.outputs[0], pool, padding)
        if pointwise(op, node, node) is None:
            return None
        between.append((op, node))
        node = op.outputs[0]
    return None


def is_narrow(op: tf.Operation) -> bool:
    """Return True if an op is a convolution that `narrow_convolution` computes faster."""
    if op.type != "Conv2D" or not _is_plain(op) or op.inputs[0].shape[1:].num_elements() is None:
        return False
    channels, features = op.inputs[1].shape.as_list()[2:]
    return features < channels and features <= MOST_FEATURES


def narrow_convolution(op: tf.Operation, images: tf.Tensor, kernel: tf.Tensor) -> tf.Tensor:
    """Compute a convolution with few features.

    Args:
        op: the graph's convolution, for which `is_narrow` holds.
        images: what it reads, float32 [N, height, width, channels].
        kernel: [window height, window width, channels, features].
    """
    rows, columns, channels, features = op.inputs[1].shape.as_list()
    height, width = op.inputs[0].shape.as_list()[1:3]
    high, wide = op.outputs[0].shape.as_list()[1:3]
    (top, bottom), (left, right) = edges(
        [height, width], [rows, columns], [1, 1], op.get_attr("padding").decode()
    )
    places = [(i, j) for i in range(rows) for j in range(columns)]

    def convolved(images: tf.Tensor, kernel: tf.Tensor) -> tuple[tf.Tensor, Callable]:
        pixels = tf.reshape(images, [-1, channels])
        across = tf.reshape(tf.transpose(kernel, [2, 0, 1, 3]), [channels, -1])
        products = tf.reshape(tf.matmul(pixels, across), [-1, height, width, across.shape[1]])
        products = tf.pad(products, [[0, 0], [top, bottom], [left, right], [0, 0]])
        split = (
            products[:, i : i + high, j : j + wide, k * features : (k + 1) * features]
            for k, (i, j) in enumerate(places)
        )

        def gradient(above: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            # Position (i, j) of the kernel met pixel y in the output at y + top - i.
            first, last = rows - 1 - top, height + top - high
            before, after = columns - 1 - left, width + left - wide
            padded = tf.pad(above, [[0, 0], [first, last], [before, after], [0, 0]])
            met = [
                padded[:, rows - 1 - i :, columns - 1 - j :][:, :height, :width] for i, j in places
            ]
            met = tf.reshape(tf.concat(met, axis=3), [-1, across.shape[1]])
            of_kernel = tf.reshape(
                tf.matmul(pixels, met, transpose_a=True), [channels, rows, columns, features]
            )
            of_images = tf.matmul(met, across, transpose_b=True)
            return tf.reshape(of_images, tf.shape(images)), tf.transpose(of_kernel, [1, 2, 0, 3])

        return tf.add_n(list(split)), gradient

    return tf.custom_gradient(convolved)(images, kernel)


def _greatest(candidates: Sequence[tf.Tensor]) -> tf.Tensor:
    """The greatest of several tensors, place by place.

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
    )


def _has_rest(node: tf.Tensor, pool: Sequence[int]) -> bool:
    return any(side % step for side, step in zip(node.shape.as_list()[1:3], pool, strict=True))
