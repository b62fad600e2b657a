"""`keras.wrappers.scikit_learn`: a Keras model as a scikit-learn estimator."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from tf_keras.api._v1 import keras

__all__ = ["KerasClassifier", "KerasRegressor"]


class _Wrapper(BaseEstimator):
    def __init__(self, build_fn: Callable[..., Any] | None = None, **sk_params: Any) -> None:
        """Keep the function that builds the model, and arguments for it, `fit` and the like."""
        self.build_fn, self.sk_params = build_fn, sk_params

    def get_params(self, **params: Any) -> dict[str, Any]:
        return {**self.sk_params, "build_fn": self.build_fn}

    def set_params(self, **params: Any) -> _Wrapper:
        self.build_fn = params.pop("build_fn", self.build_fn)
        self.sk_params.update(params)
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "model")

    def filter_sk_params(self, fn: Callable[..., Any], override: Any = None) -> dict[str, Any]:
        """Return those of `sk_params` and `override` that a function takes."""
        known = inspect.signature(fn).parameters
        return {k: v for k, v in {**self.sk_params, **(override or {})}.items() if k in known}

    def fit(self, x: Any, y: Any, **kwargs: Any) -> Any:
        """Build the model and train it.

        Returns:
            The history that Keras's `fit` returns.
        """
        build = self.build_fn or self.__call__
        self.model = build(**self.filter_sk_params(build))
        fit = self.filter_sk_params(keras.models.Model.fit, kwargs)
        return self.model.fit(x, self._targets(y), **fit)

    def _targets(self, y: Any) -> Any:
        name = getattr(self.model.loss, "__name__", self.model.loss)
        is_one_hot = name != "categorical_crossentropy" or np.ndim(y) == 2
        return y if is_one_hot else keras.utils.to_categorical(y)

    def _predict(self, x: Any, settings: dict[str, Any]) -> np.ndarray:
        return self.model.predict(
            x, **self.filter_sk_params(keras.models.Model.predict, settings)
        )

    def _evaluate(self, x: Any, y: Any, settings: dict[str, Any]) -> list[float]:
        given = self.filter_sk_params(keras.models.Model.evaluate, settings)
        return np.atleast_1d(self.model.evaluate(x, self._targets(y), **given)).tolist()


class KerasClassifier(_Wrapper):
    """A Keras model as a scikit-learn classifier."""

    def fit(self, x: Any, y: Any, **kwargs: Any) -> Any:
        y = np.asarray(y)
        if y.ndim == 2 and y.shape[1] > 1:
            self.classes_ = np.arange(y.shape[1])
        else:
            self.classes_, y = np.unique(y, return_inverse=True)
        self.n_classes_ = len(self.classes_)
        return super().fit(x, y, **kwargs)

    def predict(self, x: Any, **kwargs: Any) -> np.ndarray:
        """Return the class of each row."""
        found = self._predict(x, kwargs)
        return self.classes_[found.argmax(-1) if found.shape[-1] > 1 else (found > 0.5).astype(int)]

    def predict_proba(self, x: Any, **kwargs: Any) -> np.ndarray:
        """Return the probabilities of the classes, float [n, classes]."""
        found = self._predict(x, kwargs)
        return found if found.shape[1] > 1 else np.hstack([1 - found, found])

    def score(self, x: Any, y: Any, **kwargs: Any) -> float:
        """Return the accuracy, which must be one of the model's metrics."""
        y = np.searchsorted(self.classes_, y) if np.ndim(y) == 1 else y
        values = dict(zip(self.model.metrics_names, self._evaluate(x, y, kwargs), strict=True))
        for name in ("accuracy", "acc"):
            if name in values:
                return values[name]
        raise ValueError("The model has no accuracy metric; compile it with metrics=['accuracy'].")


class KerasRegressor(_Wrapper):
    """A Keras model as a scikit-learn regressor."""

    def predict(self, x: Any, **kwargs: Any) -> np.ndarray:
        """Return the predictions without their last axis, which must have length 1."""
        return np.squeeze(self._predict(x, kwargs), axis=-1)

    def score(self, x: Any, y: Any, **kwargs: Any) -> float:
        """Return the negative loss, so that higher is better."""
        return -self._evaluate(x, y, kwargs)[0]
