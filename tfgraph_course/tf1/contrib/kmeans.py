"""`tf.contrib.factorization`: the graph of k-means clustering.

The points have the shape [batch, features], the centers [num_clusters, features].
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.ops import gen_clustering_ops

__all__ = [
    "COSINE_DISTANCE", "KMEANS_PLUS_PLUS_INIT", "RANDOM_INIT", "SQUARED_EUCLIDEAN_DISTANCE",
    "KMeans",
]

SQUARED_EUCLIDEAN_DISTANCE = "squared_euclidean"
COSINE_DISTANCE = "cosine"
RANDOM_INIT = "random"
KMEANS_PLUS_PLUS_INIT = "kmeans_plus_plus"


class KMeans:
    """The graph of k-means: each step moves the centers to the means of their points."""

    def __init__(
        self, inputs: Any, num_clusters: Any, initial_clusters: Any = RANDOM_INIT,
        distance_metric: str = SQUARED_EUCLIDEAN_DISTANCE, use_mini_batch: bool = False,
        mini_batch_steps_per_iteration: int = 1, random_seed: int = 0,
        kmeans_plus_plus_num_retries: int = 2,
    ) -> None:
        """Check and store the settings; `training_graph` builds the graph.

        Args:
            inputs: the points, float [batch, features], or a list of such tensors.
            num_clusters: the number of clusters, unless `initial_clusters` holds the centers.
            initial_clusters: "random", "kmeans_plus_plus", the centers, or a function of the list
                of inputs and of the number of centers to choose.
            distance_metric: "squared_euclidean" or "cosine".
            use_mini_batch: whether a step's inputs are only a batch of the points, not all of them.
            mini_batch_steps_per_iteration: with mini-batches, number of steps after which points
                are assigned to the updated centers.
            random_seed: the seed for choosing initial centers.
            kmeans_plus_plus_num_retries: number of additional points to draw for each center; the
                best one becomes the center.

        Raises:
            ValueError: the distance or the way to choose initial centers is unknown.
        """
        ways = RANDOM_INIT, KMEANS_PLUS_PLUS_INIT
        if isinstance(initial_clusters, str) and initial_clusters not in ways:
            raise ValueError(f"Unsupported initialization algorithm '{initial_clusters}'")
        if distance_metric not in (SQUARED_EUCLIDEAN_DISTANCE, COSINE_DISTANCE):
            raise ValueError(f"Unsupported distance metric '{distance_metric}'")
        self._inputs = inputs if isinstance(inputs, list) else [inputs]
        self._first, self._cosine = initial_clusters, distance_metric == COSINE_DISTANCE
        if not isinstance(initial_clusters, str) and not callable(initial_clusters):
            self._first = tf.convert_to_tensor(initial_clusters)
            num_clusters = tf.shape(self._first)[0]
        self._count = tf.convert_to_tensor(num_clusters)
        self._mini_batch = use_mini_batch
        self._steps = int(mini_batch_steps_per_iteration) if use_mini_batch else 1
        self._seed, self._retries = random_seed, kmeans_plus_plus_num_retries

    def training_graph(self) -> tuple[Any, ...]:
        """Build the graph.

        Returns:
            The distances [batch, num_clusters], the nearest clusters [batch] and the distances to
            these [batch], each a tuple with a tensor for each of the inputs; whether all centers
            are chosen, the operation that chooses more of them, and the operation that trains.
        """
        centers = tf.Variable(tf.constant([], tf.float32), name="clusters", validate_shape=False)
        chosen = tf.Variable(False, name="initialized")
        moved = centers
        if self._steps > 1:
            moved = tf.Variable(
                tf.constant([], tf.float32), name="clusters_updated", validate_shape=False
            )
        init = self._choosing_more(centers, moved, chosen)
        points = [self._scaled(part) for part in self._inputs]
        used = self._scaled(centers) if self._mini_batch and self._steps == 1 else centers
        distances = tuple(self._distances(part, used) for part in points)
        nearest = [gen_clustering_ops.nearest_neighbors(part, used, 1) for part in points]
        index = tuple(tf.squeeze(found, [-1]) for found, _ in nearest)
        scores = tuple(
            tf.squeeze(squared * 0.5 if self._cosine else squared, [-1]) for _, squared in nearest
        )
        train = self._train_on_batch if self._mini_batch else self._train_on_all
        return distances, index, scores, chosen, init, train(points, index, centers, moved)

    def _scaled(self, vectors: Any) -> Any:
        return tf.nn.l2_normalize(vectors, 1) if self._cosine else vectors

    def _distances(self, points: Any, centers: Any) -> tf.Tensor:
        products = tf.matmul(points, centers, transpose_b=True)
        if self._cosine:
            return 1 - products
        squares = [tf.reduce_sum(tf.square(part), 1, keepdims=True) for part in (points, centers)]
        return squares[0] - 2 * products + tf.transpose(squares[1])

    def _choosing_more(self, centers: Any, moved: Any, chosen: Any) -> tf.Tensor:
        there = tf.shape(centers)[0]
        missing = self._count - there

        def choose() -> tf.Tensor:
            new = self._scaled(self._initial(missing))
            every = tf.cond(
                tf.equal(there, 0), lambda: new, lambda: tf.concat([centers, new], 0)
            )
            done = tf.assign(centers, every, validate_shape=False)
            if moved is not centers:
                done = tf.assign(moved, done, validate_shape=False)
            return tf.assign(chosen, tf.equal(tf.shape(done)[0], self._count))

        return tf.cond(tf.equal(missing, 0), lambda: tf.identity(chosen), choose)

    def _initial(self, missing: tf.Tensor) -> Any:
        """Return `missing` initial centers; if drawn from no more points than that, all points."""
        if callable(self._first):
            return self._first(self._inputs, missing)
        if not isinstance(self._first, str):
            return self._first
        if self._first == KMEANS_PLUS_PLUS_INIT:
            return gen_clustering_ops.kmeans_plus_plus_initialization(
                self._scaled(self._inputs[0]), tf.cast(missing, tf.int64), self._seed,
                self._retries,
            )
        points = tf.concat(self._inputs, 0)
        size = tf.shape(points)[0]

        def drawn() -> tf.Tensor:
            return tf.gather(points, tf.random_uniform(
                tf.reshape(missing, [-1]), 0, tf.cast(size, tf.int64), tf.int64, self._seed
            ))

        return tf.cond(size <= missing, lambda: points, drawn)

    def _train_on_all(self, points: Any, index: Any, centers: Any, moved: Any) -> tf.Tensor:
        rows, of = tf.concat(points, 0), tf.concat(index, 0)
        sums = tf.math.unsorted_segment_sum(rows, of, self._count)
        counts = tf.math.unsorted_segment_sum(tf.ones_like(rows[:, :1]), of, self._count)
        return tf.assign(centers, self._scaled(sums / (counts + 1e-6)))

    def _train_on_batch(self, points: Any, index: Any, centers: Any, moved: Any) -> tf.Operation:
        size = tf.reshape(self._count, [1])
        if self._steps == 1:
            counts = tf.Variable(tf.ones(size, tf.int64), validate_shape=False)
            before = []
        else:
            left = tf.Variable(self._steps, name="update_in_steps", dtype=tf.int64)
            counts = tf.Variable(tf.zeros(size, tf.int64), validate_shape=False)
            before = [self._count_down(left, centers, moved, counts)]
        updates = []
        with tf.control_dependencies(before):
            for part, of in zip(points, index, strict=True):
                # A center x of n points gets k more, with the sum s: x += (s - k x) / (n + k).
                clusters, place = tf.unique(of)
                size = tf.size(clusters)
                more = tf.math.unsorted_segment_sum(tf.ones_like(place, tf.int64), place, size)
                sums = tf.math.unsorted_segment_sum(part, place, size)
                sums -= tf.cast(more, part.dtype)[:, None] * tf.gather(moved, clusters)
                total = tf.cast(tf.gather(counts, clusters) + more, part.dtype)
                with tf.control_dependencies([total, sums]):
                    updates += [
                        tf.scatter_add(counts, clusters, more),
                        tf.scatter_add(moved, clusters, sums / total[:, None]),
                    ]
        return tf.group(*updates)

    def _count_down(self, left: Any, centers: Any, moved: Any, counts: Any) -> tf.Tensor:
        """Count down the steps; when none is left, replace the centers by the updated ones."""

        def use() -> tf.Tensor:
            now = [tf.assign(centers, self._scaled(moved)), tf.assign(counts, counts * 0)]
            with tf.control_dependencies(now):
                return tf.assign(left, self._steps - 1)

        return tf.cond(left <= 0, use, lambda: tf.assign_sub(left, 1))
