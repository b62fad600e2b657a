"""`tf.contrib.tensor_forest`: random forests as parts of a graph.

scikit-learn grows the forest from the rows that this graph has been trained on, and grows it again
each time their number has increased by half; TensorFlow 1 let each tree grow with each batch. The
accuracy is therefore similar, but the trees differ. The forest is stored in variables, from which
TensorFlow computes the predictions.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

from tfgraph_course.tf1.contrib.learn.estimator import Estimator
from tfgraph_course.tf1.contrib.learn.model import ModelFnOps, RunConfig

__all__ = ["ForestHParams", "RandomForestGraphs", "TensorForestEstimator"]

_GROWTH = 1.5  # the number of rows grows by this factor before a new forest is grown
_MOST_ROWS = 65_536  # the number of rows to keep; older ones are forgotten
_VARIABLES = {"left": tf.int32, "right": tf.int32, "feature": tf.int32, "threshold": tf.float32,
              "values": tf.float32}  # each of shape [trees, nodes], values [trees, nodes, outputs]


class ForestHParams:
    """Settings of a forest; any others are stored, too."""

    def __init__(
        self, num_trees: int = 100, max_nodes: int = 10000, bagging_fraction: float = 1.0,
        split_after_samples: int = 250, regression: bool = False, base_random_seed: int = 0,
        **others: Any,
    ) -> None:
        """Store the settings.

        Args:
            num_trees: number of trees.
            max_nodes: largest number of nodes of a tree.
            bagging_fraction: fraction of the rows from which each tree is grown.
            split_after_samples: a node is split if it has at least this many rows.
            regression: whether to predict numbers, `num_classes` for each row, instead of classes.
            base_random_seed: seed of the trees; with 0, the trees differ from run to run.
            others: other settings; `num_classes` and `num_features` are required.
        """
        self.num_trees, self.max_nodes, self.regression = num_trees, max_nodes, regression
        self.bagging_fraction, self.split_after_samples = bagging_fraction, split_after_samples
        self.base_random_seed = base_random_seed
        vars(self).update(others)

    def fill(self) -> ForestHParams:
        """Check the settings, set `num_outputs`, and return this object."""
        for name in ("num_classes", "num_features"):
            if not hasattr(self, name):
                raise AttributeError(f"'ForestHParams' object has no attribute {name!r}")
        self.num_outputs = self.num_classes if self.regression else 1
        return self


class RandomForestGraphs:
    """A forest whose training and prediction are operations of the graph."""

    def __init__(self, params: ForestHParams, **ignored: Any) -> None:
        """Make the variables of a forest whose trees are single leaves."""
        self.params, self._rows, self._seen = params, None, 0
        leaf = np.full([params.num_trees, 1], -1)
        value = 0 if params.regression else 1 / params.num_classes
        first = leaf, leaf, leaf, leaf, np.full([params.num_trees, 1, params.num_classes], value)
        self._variables = {
            name: tf.get_variable(
                name, initializer=tf.constant(start, dtype), trainable=False, validate_shape=False,
            )
            for (name, dtype), start in zip(_VARIABLES.items(), first, strict=True)
        }
        self._grown = tf.get_variable(
            "rows", initializer=tf.constant(0, tf.int64), trainable=False
        )  # from how many rows the forest has been grown

    def training_graph(self, input_data: Any, input_labels: Any, **ignored: Any) -> tf.Operation:
        """Return an operation that learns from a batch: features [n, features], labels [n]."""
        seen = tf.py_func(self._keep, [input_data, input_labels], tf.int64)

        def grow() -> tf.Operation:
            forest = tf.py_func(self._grow, [], list(_VARIABLES.values()))
            return tf.group(tf.assign(self._grown, seen), *(
                tf.assign(variable, new, validate_shape=False)
                for variable, new in zip(self._variables.values(), forest, strict=True)
            ))

        enough = tf.cast(seen, tf.float32) >= _GROWTH * tf.cast(self._grown, tf.float32)
        return tf.group(tf.cond(enough, grow, tf.no_op))

    def inference_graph(self, input_data: Any) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor]:
        """Return probabilities [n, classes], an empty tensor [n, 0], and variances [n, classes].

        The first are means over the trees, in regression of numbers; the last are variances among
        the trees. The empty tensor stands for the paths through the trees, which are not computed.
        """
        left, right, feature, threshold, values = self._variables.values()
        rows = tf.cast(input_data, tf.float32)

        def step(nodes: tf.Tensor) -> tf.Tensor:
            split, limit, smaller, larger = (
                tf.gather(table, nodes, batch_dims=1) for table in (feature, threshold, left, right)
            )
            numbers = tf.gather(rows, tf.maximum(tf.transpose(split), 0), batch_dims=1)
            child = tf.where(tf.transpose(numbers) <= limit, smaller, larger)
            return tf.where(child < 0, nodes, child)  # a leaf has no children

        start = tf.zeros([self.params.num_trees, tf.shape(rows)[0]], tf.int32)
        leaves = tf.while_loop(
            lambda nodes: tf.reduce_any(tf.gather(left, nodes, batch_dims=1) >= 0),
            lambda nodes: [step(nodes)], [start], back_prop=False,
        )
        each = tf.gather(values, leaves, batch_dims=1)  # [trees, n, classes]
        mean = tf.reduce_mean(each, 0, name="probabilities")
        mean.set_shape([None, self.params.num_classes])
        variance = tf.maximum(0.0, tf.reduce_mean(tf.square(each), 0) - tf.square(mean))
        return mean, tf.as_string(tf.zeros([tf.shape(rows)[0], 0])), variance

    def average_size(self) -> tf.Tensor:
        """Return the mean number of nodes of a tree."""
        splits = tf.count_nonzero(self._variables["left"] >= 0, 1, dtype=tf.float32)
        return tf.reduce_mean(2 * splits + 1)

    def training_loss(
        self, features: Any, labels: Any, name: str = "training_loss"
    ) -> tf.Tensor:
        """Return the negative of `average_size`, which TensorFlow 1 called the loss."""
        return tf.negative(self.average_size(), name)

    def _keep(self, features: np.ndarray, labels: np.ndarray) -> np.int64:
        """Keep rows to grow a forest from, and return how many there have been."""
        new = features.astype(np.float32), labels.reshape(len(features), -1)
        if self._rows is not None:
            both = zip(self._rows, new, strict=True)
            new = tuple(np.concatenate(parts)[-_MOST_ROWS:] for parts in both)
        self._rows = new
        self._seen += len(features)
        return np.int64(self._seen)

    def _grow(self) -> list[np.ndarray]:
        params, (features, labels) = self.params, self._rows
        labels = labels[:, 0] if labels.shape[1] == 1 else labels
        fraction = params.bagging_fraction
        model = (RandomForestRegressor if params.regression else RandomForestClassifier)(
            params.num_trees, max_features="sqrt", min_samples_split=params.split_after_samples,
            max_leaf_nodes=max(2, (params.max_nodes + 1) // 2), n_jobs=-1,
            max_samples=None if fraction == 1 else fraction,
            random_state=params.base_random_seed or None,
        ).fit(features, labels)
        trees = [tree.tree_ for tree in model.estimators_]
        most = max(tree.node_count for tree in trees)
        left, right, feature = (np.full([len(trees), most], -1, np.int32) for _ in range(3))
        threshold = np.zeros([len(trees), most], np.float32)
        values = np.zeros([len(trees), most, params.num_classes], np.float32)
        outputs = np.arange(params.num_classes)
        if not params.regression:
            outputs = model.classes_.astype(int)  # the classes that occur
        for number, tree in enumerate(trees):
            size = tree.node_count
            left[number, :size], right[number, :size] = tree.children_left, tree.children_right
            feature[number, :size] = tree.feature
            threshold[number, :size] = _not_above(tree.threshold)
            values[number, :size, outputs] = tree.value.reshape(size, -1).T
        return [left, right, feature, threshold, values]


def _not_above(numbers: np.ndarray) -> np.ndarray:
    """Round to float32, down if need be: a row on the other side of a threshold must stay there."""
    rounded = numbers.astype(np.float32)
    return np.where(rounded > numbers, np.nextafter(rounded, np.float32(-np.inf)), rounded)


class TensorForestEstimator(Estimator):
    """A random forest with the interface of `tf.contrib.learn`."""

    def __init__(
        self, params: ForestHParams, model_dir: Any = None,
        graph_builder_class: Any = RandomForestGraphs, config: RunConfig | None = None,
        **ignored: Any,
    ) -> None:
        """Store the settings; `graph_builder_class` builds the forest's operations."""

        def build(features: Any, labels: Any, mode: str) -> ModelFnOps:
            if isinstance(features, dict):
                features = tf.concat([features[name] for name in sorted(features)], 1)
            forest = graph_builder_class(params)
            mean, _, variance = forest.inference_graph(features)
            classes = tf.argmax(mean, 1)
            found = {"scores": mean} if params.regression else {
                "probabilities": mean, "classes": classes,
            }
            found["prediction_variance"] = variance
            if labels is None:
                return ModelFnOps(mode, found)
            loss = forest.training_loss(features, labels)
            train = tf.group(
                forest.training_graph(features, labels), tf.train.get_global_step().assign_add(1)
            )
            metrics = {}
            if not params.regression:
                metrics["accuracy"] = tf.metrics.accuracy(tf.reshape(labels, [-1]), classes)
            return ModelFnOps(mode, found, loss, train, metrics)

        super().__init__(build, model_dir, config)
