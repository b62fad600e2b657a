"""`tf.contrib.factorization`: an estimator that divides points into clusters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib import kmeans
from tfgraph_course.tf1.estimator.model_function import Estimator
from tfgraph_course.tf1.estimator.spec import EstimatorSpec, RunConfig

__all__ = ["KMeansClustering"]


class KMeansClustering(Estimator):
    """An estimator that divides points, float [batch, features], into clusters."""

    SQUARED_EUCLIDEAN_DISTANCE = kmeans.SQUARED_EUCLIDEAN_DISTANCE
    COSINE_DISTANCE = kmeans.COSINE_DISTANCE
    RANDOM_INIT = kmeans.RANDOM_INIT
    KMEANS_PLUS_PLUS_INIT = kmeans.KMEANS_PLUS_PLUS_INIT
    SCORE = "score"
    CLUSTER_INDEX = "cluster_index"
    ALL_DISTANCES = "all_distances"
    CLUSTER_CENTERS_VAR_NAME = "clusters"

    def __init__(
        self, num_clusters: int, model_dir: Any = None, initial_clusters: Any = kmeans.RANDOM_INIT,
        distance_metric: str = kmeans.SQUARED_EUCLIDEAN_DISTANCE, random_seed: int = 0,
        use_mini_batch: bool = True, mini_batch_steps_per_iteration: int = 1,
        kmeans_plus_plus_num_retries: int = 2, relative_tolerance: float | None = None,
        config: RunConfig | None = None, feature_columns: Sequence[Any] | None = None,
    ) -> None:
        """Store the settings, most of which are those of `KMeans`.

        Args:
            relative_tolerance: if given, training stops once the loss changes by less than this,
                relative to 1 plus its last value.
            feature_columns: feature columns to apply to a dictionary of features; by default, all
                features are joined in the order of their names.
        """

        def build(features: Any, labels: Any, mode: str) -> EstimatorSpec:
            if isinstance(features, dict):
                features = (
                    tf.feature_column.input_layer(features, feature_columns) if feature_columns
                    else tf.concat([features[name] for name in sorted(features)], 1)
                )
            graph = kmeans.KMeans(
                features, num_clusters, initial_clusters, distance_metric, use_mini_batch,
                mini_batch_steps_per_iteration, random_seed, kmeans_plus_plus_num_retries,
            ).training_graph()
            return self._spec(mode, relative_tolerance, *graph)

        super().__init__(build, model_dir, config)

    def _spec(
        self, mode: str, tolerance: float | None, distances: Any, index: Any, scores: Any,
        chosen: Any, init: tf.Tensor, train: Any,
    ) -> EstimatorSpec:
        loss = tf.reduce_sum(scores[0])
        with tf.control_dependencies([train, tf.train.get_global_step().assign_add(1)]):
            train = tf.identity(loss)
        hooks = [_ChooseCenters(init, chosen)]
        if tolerance is not None:
            hooks.append(_StopWhenSteady(loss, tolerance))
        return EstimatorSpec(
            mode, {self.ALL_DISTANCES: distances[0], self.CLUSTER_INDEX: index[0]}, loss, train,
            {self.SCORE: tf.metrics.mean(loss)}, training_hooks=hooks,
        )

    def _predicted(self, input_fn: Callable[..., Any], key: str) -> Iterator[Any]:
        return (row[key] for row in self.predict(input_fn, [key]))

    def predict_cluster_index(self, input_fn: Callable[..., Any]) -> Iterator[int]:
        """Yield the index of each point's nearest center."""
        return self._predicted(input_fn, self.CLUSTER_INDEX)

    def transform(self, input_fn: Callable[..., Any]) -> Iterator[np.ndarray]:
        """Yield each point's distances to all centers, [num_clusters]."""
        return self._predicted(input_fn, self.ALL_DISTANCES)

    def score(self, input_fn: Callable[..., Any]) -> float:
        """Return the sum of the distances from the points of one batch to their nearest centers."""
        return self.evaluate(input_fn, steps=1)[self.SCORE]

    def cluster_centers(self) -> np.ndarray:
        """Return the centers, [num_clusters, features]."""
        return self.get_variable_value(self.CLUSTER_CENTERS_VAR_NAME)


class _ChooseCenters(tf.train.SessionRunHook):
    """Choose the initial centers, from as many batches as it takes."""

    def __init__(self, init: tf.Tensor, chosen: Any) -> None:
        self._init, self._chosen = init, chosen

    def after_create_session(self, session: tf.Session, coord: Any) -> None:
        while not session.run(self._chosen):
            session.run(self._init)


class _StopWhenSteady(tf.train.SessionRunHook):
    """Stop training when the loss changes little, relative to its value."""

    def __init__(self, loss: tf.Tensor, tolerance: float) -> None:
        self._loss, self._tolerance, self._last = loss, tolerance, None

    def before_run(self, run_context: Any) -> tf.train.SessionRunArgs:
        return tf.train.SessionRunArgs(self._loss)

    def after_run(self, run_context: Any, run_values: Any) -> None:
        loss = run_values.results
        if self._last and abs(loss - self._last) / (1 + abs(self._last)) < self._tolerance:
            run_context.request_stop()
        self._last = loss
