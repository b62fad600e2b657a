"""Predictions, losses and metrics that ready-made models compute from their last layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.checks import checked, checked_labels

Tensors = dict[str, Any]


class Classes:
    """The head of a classifier, which predicts one of two or more classes."""

    def __init__(self, n_classes: int, vocabulary: Sequence[Any] | None = None) -> None:
        """`vocabulary` lists the labels in the order of their classes, unless they are numbers."""
        if n_classes < 2:
            raise ValueError(f"n_classes must be 2 or more; it is {n_classes}.")
        self.count, self.vocabulary = n_classes, vocabulary
        self.width = 1 if n_classes == 2 else n_classes  # of the last layer
        self.name = "binary_logistic_head" if n_classes == 2 else "multi_class_head"

    def labels(self, labels: Any) -> tf.Tensor:
        """Return labels [batch] or [batch, 1] as int64 [batch], with a check of their values."""
        if labels.shape.rank == 2 and labels.shape[1] not in (None, 1):
            raise ValueError(
                f"Class labels must have the shape [n] or [n, 1], not {labels.shape}; give the "
                "number of the class, not a one-hot row."
            )
        labels = tf.reshape(labels, [-1])
        if not self.vocabulary:
            labels = self._whole(labels)
            return checked_labels(tf.cast(labels, tf.int64), self.count)
        words = tf.constant(list(self.vocabulary))
        pairs = tf.lookup.KeyValueTensorInitializer(words, tf.range(self.count, dtype=tf.int64))
        found = tf.lookup.StaticHashTable(pairs, -1).lookup(tf.cast(labels, words.dtype))
        unknown = tf.gather(labels, tf.argmin(found))
        return checked(
            found, tf.reduce_all(found >= 0),
            "label_vocabulary must list every label; it lacks ", unknown,
        )

    def _whole(self, labels: tf.Tensor) -> tf.Tensor:
        """Return the labels; for two classes they may be floats, but must be whole numbers."""
        if not labels.dtype.is_floating:
            return labels
        if self.count > 2:
            raise ValueError(f"Labels dtype should be integer; it is {labels.dtype.name}.")
        whole = tf.reduce_all(tf.equal(labels, tf.round(labels)))
        return checked(labels, whole, "The labels for 2 classes must be 0 or 1.")

    def predictions(self, logits: tf.Tensor) -> Tensors:
        """Return logits, probabilities, and the predicted and all classes, by number and name."""
        made = {"logits": logits}
        if self.count == 2:
            made["logistic"] = tf.sigmoid(logits)
            logits = tf.concat([tf.zeros_like(logits), logits], 1)
        made["probabilities"] = tf.nn.softmax(logits)
        numbers = tf.range(self.count)
        words = tf.constant(list(self.vocabulary)) if self.vocabulary else tf.as_string(numbers)
        chosen = tf.argmax(made["probabilities"], 1)[:, None]
        rows = [tf.shape(logits)[0], 1]
        return made | {
            "class_ids": chosen,
            "classes": tf.gather(words, chosen),
            "all_class_ids": tf.tile(numbers[None], rows),
            "all_classes": tf.tile(words[None], rows),
        }

    def losses(self, logits: tf.Tensor, labels: tf.Tensor) -> tf.Tensor:
        """Return the cross-entropy of each example, [batch]."""
        if self.count == 2:
            wanted = tf.cast(labels, tf.float32)[:, None]
            losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=wanted, logits=logits)
            return tf.squeeze(losses, 1)
        return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)

    def metrics(self, made: Tensors, labels: Any, losses: Any, weights: Any) -> Tensors:
        """Return accuracy and mean loss; for two classes also precision, recall, AUC and so on."""
        chosen = made["class_ids"][:, 0]
        metrics = {
            "accuracy": tf.metrics.accuracy(labels, chosen, weights=weights),
            "average_loss": tf.metrics.mean(losses, weights=weights),
        }
        if self.count > 2:
            return metrics
        likely = made["logistic"][:, 0]
        mean, update = tf.metrics.mean(labels, weights=weights)
        return metrics | {
            "accuracy_baseline": (tf.maximum(mean, 1 - mean), update),
            "auc": tf.metrics.auc(labels, likely, weights=weights),
            "auc_precision_recall": tf.metrics.auc(labels, likely, weights=weights, curve="PR"),
            "label/mean": (mean, update),
            "precision": tf.metrics.precision(labels, chosen, weights=weights),
            "prediction/mean": tf.metrics.mean(likely, weights=weights),
            "recall": tf.metrics.recall(labels, chosen, weights=weights),
        }


class Numbers:
    """The head of a regressor, which predicts one or more numbers by least squares."""

    name = "regression_head"

    def __init__(self, width: int) -> None:
        self.width = width

    def labels(self, labels: Any) -> tf.Tensor:
        """Return labels [batch] or [batch, width] as float32 [batch, width]."""
        wide = labels.shape[1] if labels.shape.rank == 2 else 1
        if labels.shape.rank not in (1, 2) or wide not in (None, self.width):
            raise ValueError(
                f"The labels must have the shape [n, {self.width}], not {labels.shape}."
            )
        return tf.reshape(tf.cast(labels, tf.float32), [-1, self.width])

    def predictions(self, logits: tf.Tensor) -> Tensors:
        return {"predictions": logits}

    def losses(self, logits: tf.Tensor, labels: tf.Tensor) -> tf.Tensor:
        """Return the squared errors, [batch, width]."""
        return tf.squared_difference(logits, labels)

    def metrics(self, made: Tensors, labels: Any, losses: Any, weights: Any) -> Tensors:
        return {
            "average_loss": tf.metrics.mean(losses, weights=weights),
            "label/mean": tf.metrics.mean(labels, weights=weights),
            "prediction/mean": tf.metrics.mean(made["predictions"], weights=weights),
        }
