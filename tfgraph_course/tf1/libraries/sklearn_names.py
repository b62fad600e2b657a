"""Classes, metrics and data sets of scikit-learn up to 0.20 that are gone or have changed."""

from __future__ import annotations

import contextlib
import copy
import functools
import re
from typing import Any

import numpy as np
from scipy import sparse
from sklearn import datasets, metrics, mixture, preprocessing
from sklearn.impute import SimpleImputer
from sklearn.utils import Bunch

from tfgraph_course.tf1.libraries import old_arguments


class OneHotEncoder(preprocessing.OneHotEncoder):
    """An encoder that can encode some of the columns; the others then come after the encoded ones.

    By default, numbers are truncated to integers. For an integer that `fit` did not see,
    `transform` returns zeros or, above the largest one that `fit` saw, raises a ValueError.
    """

    def __init__(
        self, n_values: Any = None, categorical_features: Any = None, categories: Any = "auto",
        sparse: bool = True, dtype: Any = np.float64, handle_unknown: str = "error",
    ) -> None:
        super().__init__(categories=categories or "auto", sparse_output=sparse, dtype=dtype,
                         handle_unknown=handle_unknown)
        self.n_values, self.categorical_features = n_values, categorical_features
        self.sparse = sparse

    def _encoded(self, X: Any) -> Any:
        some = self.categorical_features
        return X if some is None or isinstance(some, str) else np.asarray(X)[:, some]

    def fit(self, X: Any, y: Any = None) -> OneHotEncoder:
        encoded, self.n_values_ = self._encoded(X), None
        if not isinstance(self.n_values, str | None):
            sizes = np.broadcast_to(self.n_values, np.shape(encoded)[1])
            self.categories = [*map(np.arange, sizes)]
        elif self.categories == "auto" and self.handle_unknown == "error":
            with contextlib.suppress(ValueError, TypeError):
                encoded = np.asarray(encoded).astype(int)
                self.n_values_ = encoded.max(0) + 1
        super().fit(encoded)
        if self.n_values_ is not None:
            self.feature_indices_ = np.cumsum([0, *self.n_values_])
            self.active_features_ = np.concatenate([*map(
                np.add, self.categories_, self.feature_indices_[:-1])])
        return self

    def transform(self, X: Any) -> Any:
        encoded, old = self._encoded(X), copy.copy(self)
        if self.n_values_ is not None:
            encoded, old.handle_unknown = np.asarray(encoded).astype(int), "ignore"
            if (unknown := encoded[encoded >= self.n_values_]).size:
                raise ValueError(
                    f"unknown categorical feature present {unknown} during transform.")
        found = super(OneHotEncoder, old).transform(encoded)
        if self.categorical_features is None or isinstance(self.categorical_features, str):
            return found
        rest = np.delete(np.asarray(X), self.categorical_features, axis=1).astype(self.dtype)
        return sparse.hstack([found, rest]).tocsr() if self.sparse else np.hstack([found, rest])


def as_numpy(metric: Any) -> Any:
    """Make a metric return `np.float64`, which has methods such as `round`, instead of `float`."""

    @functools.wraps(metric)
    def old(*args: Any, **settings: Any) -> Any:
        found = metric(*args, **settings)
        values = [np.float64(value) if isinstance(value, float) else value
                  for value in (found if type(found) is tuple else [found])]
        return tuple(values) if type(found) is tuple else values[0]

    return old


class Imputer(SimpleImputer):
    """An estimator that fills in missing values; `SimpleImputer` today."""

    def __init__(
        self, missing_values: Any = "NaN", strategy: str = "mean", axis: int = 0, verbose: int = 0,
        copy: bool = True,
    ) -> None:
        """Fill in missing values by column, or by row if `axis` is 1."""
        super().__init__(missing_values=np.nan if missing_values == "NaN" else missing_values,
                         strategy=strategy, copy=copy)
        self.axis, self.verbose = axis, verbose

    def fit(self, X: Any, y: Any = None) -> Imputer:
        """Find the value to fill in for each column, or for each row if `axis` is 1."""
        return super().fit(np.transpose(X) if self.axis else X)

    def transform(self, X: Any) -> np.ndarray:
        """Return the data with its missing values filled in."""
        if not self.axis:
            return super().transform(X)
        return SimpleImputer.transform(self.fit(X), np.transpose(X)).T


@as_numpy
def mean_squared_error(*args: Any, squared: bool = True, **settings: Any) -> Any:
    """Return the mean squared error, or its square root if not `squared`."""
    error = old_arguments(metrics.mean_squared_error)(*args, **settings)
    return error if squared else error**0.5


def _roc_curve(*args: Any, **settings: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the points of a ROC curve; the first threshold is the second one plus 1."""
    fpr, tpr, thresholds = old_arguments(metrics.roc_curve)(*args, **settings)
    thresholds[0] = thresholds[1] + 1
    return fpr, tpr, thresholds


def _precision_recall_curve(*args: Any, **settings: Any) -> tuple[np.ndarray, ...]:
    """Return the points of a precision-recall curve, from the last one with full recall on."""
    found = old_arguments(metrics.precision_recall_curve)(*args, **settings)
    first = np.flatnonzero(found[1] == found[1][0])[-1]
    return tuple(values[first:] for values in found)


def _report(*args: Any, **settings: Any) -> Any:
    """Return scikit-learn's `classification_report`; the accuracy was its line "micro avg"."""
    found = old_arguments(metrics.classification_report)(*args, **settings)
    if isinstance(found, str):
        return re.sub(r" accuracy {21}(.{10})", r"micro avg \1\1\1", found)
    if "accuracy" in found:  # keeps its place
        scores = dict.fromkeys(["precision", "recall", "f1-score"], found["accuracy"])
        found["accuracy"] = found["macro avg"] | scores
    return {re.sub("^accuracy$", "micro avg", name): line | {"support": int(line["support"])}
            for name, line in found.items()}


def _fetch(name: str, instead: str) -> Any:
    from sklearn.datasets import fetch_openml

    try:
        return fetch_openml(name, version=1, as_frame=False, parser="liac-arff", n_retries=1)
    except OSError as fault:
        raise OSError(f"the data set {name} cannot be downloaded from openml.org ({fault}); "
                      f"{instead}") from None


def load_boston(return_X_y: bool = False) -> Any:
    """Load the Boston house prices, part of scikit-learn before 1.2, from openml.org."""
    data = _fetch("boston", "use sklearn.datasets.load_diabetes, which needs no download.")
    data.data, data.target = data.data.astype(float), data.target.astype(float)
    return (data.data, data.target) if return_X_y else data


def fetch_mldata(dataname: str, target_name: Any = None, data_name: Any = None,
                 transpose_data: bool = True, data_home: Any = None) -> Any:
    """Load a data set of the former mldata.org from openml.org; MNIST is sorted by digit."""
    mnist = dataname.lower().replace("-", " ").startswith("mnist")
    data = _fetch("mnist_784" if mnist else dataname, "get it from another site and read its file.")
    if mnist:
        target = data.target.astype(float)
        order = np.lexsort((target, np.arange(len(target)) >= 60000))
        data.data, data.target = data.data[order].astype(np.uint8), target[order]
    return data


for _name in ("aic", "bic", "score"):
    setattr(mixture.GaussianMixture, _name, as_numpy(getattr(mixture.GaussianMixture, _name)))


class GMM(mixture.GaussianMixture):
    """A Gaussian mixture with its old arguments; `score` returns a log-likelihood for each row."""

    def __init__(
        self, n_components: int = 1, covariance_type: str = "diag", random_state: Any = None,
        thresh: Any = None, tol: float = 1e-3, min_covar: float = 1e-3, n_iter: int = 100,
        n_init: int = 1, params: str = "wmc", init_params: str = "wmc",
    ) -> None:
        super().__init__(n_components, covariance_type=covariance_type, tol=tol, max_iter=n_iter,
                         reg_covar=min_covar, n_init=n_init, random_state=random_state)
        # scikit-learn reads a constructor's arguments from attributes of the same names.
        self.thresh, self.min_covar, self.n_iter, self.params = thresh, min_covar, n_iter, params

    covars_ = property(lambda self: self.covariances_)

    def score(self, X: Any, y: Any = None) -> np.ndarray:
        """Return the log-likelihood of each row."""
        return self.score_samples(X)


_METRICS = {
    "auc": {"dropped": "reorder"}, "log_loss": {"dropped": "eps"},
    "adjusted_mutual_info_score": {"defaults": {"average_method": "max"}},
    "normalized_mutual_info_score": {"defaults": {"average_method": "geometric"}},
}
NAMES = {
    "sklearn.datasets": {
        **{name: old_arguments(getattr(datasets, name)) for name in datasets.__all__
           if name.startswith(("load", "make"))},
        "Bunch": Bunch, "fetch_mldata": fetch_mldata, "load_boston": load_boston,
    },
    "sklearn.metrics": {
        **{name: as_numpy(old_arguments(getattr(metrics, name), **_METRICS.get(name, {})))
           for name in metrics.__all__ if name == "auc" or name.endswith((
               "_corrcoef", "_curve", "_error", "_loss", "_matrix", "_report", "_score",
               "_support"))},
        "calinski_harabaz_score": as_numpy(metrics.calinski_harabasz_score),
        "jaccard_similarity_score": as_numpy(metrics.accuracy_score),  # not for multilabel data
        "mean_squared_error": mean_squared_error, "roc_curve": _roc_curve,
        "classification_report": _report, "precision_recall_curve": _precision_recall_curve,
    },
    "sklearn.mixture": {"GMM": GMM},
    "sklearn.preprocessing": {
        "Imputer": Imputer, "OneHotEncoder": OneHotEncoder,
        **{name: old_arguments(getattr(preprocessing, name))
           for name in ("binarize", "label_binarize", "normalize", "scale")},
    },
}
