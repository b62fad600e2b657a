"""Two baselines from scikit-learn, trained on the same split as the models."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from tfgraph_course.datasets import Split
from tfgraph_course.review.data import Row, Run
from tfgraph_course.training.history import History


def baselines(parts: Split) -> list[Row]:
    """Fit logistic regression until it converges, and a nearest-neighbour classifier.

    Args:
        parts: training and validation data: images [N, size, size], one-hot labels [N, classes].

    Returns:
        Two rows with loss "baseline", each with one run: nothing is random, so no seed is needed.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier

    train, test = (images.reshape(len(images), -1) for images in (parts.train, parts.test))
    parts = parts._replace(train=train, test=test)
    logistic = LogisticRegression(max_iter=10_000)  # the default, 100, is too few to converge
    logistic_run = _fit(logistic, parts)
    weights = {"W": logistic.coef_.T, "b": logistic.intercept_}
    neighbour_run = _fit(KNeighborsClassifier(1), parts)
    return [
        Row(
            "logistic_regression", "Logistic regression, converged", "baseline", 0,
            sum(array.size for array in weights.values()), "",
            [logistic_run._replace(weights=weights)],
        ),
        Row("nearest_neighbour", "Nearest neighbour", "baseline", 0, 0, "", [neighbour_run]),
    ]


def _fit(classifier: Any, parts: Split) -> Run:
    """Fit a scikit-learn classifier, and measure its training and validation accuracies."""
    start = time.perf_counter()
    classifier.fit(parts.train, parts.onehot_train.argmax(1))
    seconds = time.perf_counter() - start
    train_acc = classifier.score(parts.train, parts.onehot_train.argmax(1))
    test_acc = classifier.score(parts.test, parts.onehot_test.argmax(1))
    # predict_proba returns no column for a font without training images.
    probabilities = np.zeros(parts.onehot_test.shape, np.float32)
    probabilities[:, classifier.classes_] = classifier.predict_proba(parts.test)
    history = History(epoch=[0], train_acc=[train_acc], test_acc=[test_acc], seconds=[seconds])
    return Run(0, None, history, probabilities, {})
