"""Old names of scikit-learn up to 0.20, for the user's code.

They include `cross_validation`, `grid_search`, and old arguments of classes.
"""

from __future__ import annotations

import functools
import importlib
import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy import optimize
from sklearn import (
    decomposition,
    discriminant_analysis,
    ensemble,
    linear_model,
    metrics,
    mixture,
    model_selection,
    preprocessing,
)
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin, clone
from sklearn.impute import SimpleImputer
from sklearn.utils import Bunch

from tfgraph_course.tf1.libraries import add, old_arguments

# For each class: its module and name, renamed and dropped arguments, and defaults of the time.
_CLASSES = [
    ("cluster", "KMeans", "", "n_jobs precompute_distances", {"n_init": 10}),
    ("decomposition", "PCA", "", "", {}),
    ("ensemble", "AdaBoostClassifier", "base_estimator=estimator", "", {}),
    ("ensemble", "AdaBoostRegressor", "base_estimator=estimator", "", {}),
    ("ensemble", "BaggingClassifier", "base_estimator=estimator", "", {}),
    ("ensemble", "BaggingRegressor", "base_estimator=estimator", "", {}),
    ("ensemble", "RandomForestClassifier", "", "min_impurity_split", {"n_estimators": 10}),
    ("ensemble", "RandomForestRegressor", "", "min_impurity_split", {"n_estimators": 10}),
    ("ensemble", "GradientBoostingClassifier", "", "min_impurity_split presort", {}),
    ("ensemble", "GradientBoostingRegressor", "", "min_impurity_split presort", {}),
    ("linear_model", "LogisticRegression", "", "multi_class", {"solver": "liblinear"}),
    ("linear_model", "LinearRegression", "", "normalize", {}),
    ("linear_model", "Perceptron", "n_iter=max_iter", "", {}),
    ("linear_model", "SGDClassifier", "n_iter=max_iter", "", {}),
    ("linear_model", "SGDRegressor", "n_iter=max_iter", "", {}),
    ("manifold", "TSNE", "n_iter=max_iter", "", {"init": "random", "learning_rate": 200.0}),
    ("model_selection", "GridSearchCV", "", "iid fit_params", {}),
    ("model_selection", "RandomizedSearchCV", "", "iid fit_params", {}),
    ("preprocessing", "MinMaxScaler", "", "", {}),
    ("preprocessing", "OneHotEncoder", "sparse=sparse_output", "", {}),
    ("preprocessing", "StandardScaler", "", "", {}),
    ("svm", "SVC", "", "", {"gamma": "auto"}),
    ("svm", "SVR", "", "", {"gamma": "auto"}),
    ("tree", "DecisionTreeClassifier", "", "min_impurity_split presort", {}),
    ("tree", "DecisionTreeRegressor", "", "min_impurity_split presort", {}),
]
_VALUES = {
    "class_weight=auto": "balanced",
    "deviance": "log_loss", "lad": "absolute_error", "log": "log_loss", "ls": "squared_error",
    "mae": "absolute_error", "mse": "squared_error", "squared_loss": "squared_error",
}
_SCORES = {
    name: f"neg_{name}"
    for name in ("log_loss", "mean_absolute_error", "mean_squared_error", "median_absolute_error")
}


def _make_old(estimator: type, renamed: str, dropped: str, defaults: dict[str, Any]) -> None:
    values = _VALUES | ({"auto": "sqrt"} if "Forest" in estimator.__name__ else {})
    start = old_arguments(estimator.__init__, renamed, dropped, defaults, values)
    estimator.__init__ = start


for _module, _name, *_old in _CLASSES:
    _make_old(getattr(importlib.import_module(f"sklearn.{_module}"), _name), *_old)


def _names_of_features(self: Any, *args: Any) -> list[str]:
    return list(self.get_feature_names_out(*args))


for _module, _name in (
    ("feature_extraction.text", "CountVectorizer"), ("feature_extraction", "DictVectorizer"),
    ("preprocessing", "PolynomialFeatures"), ("preprocessing", "OneHotEncoder"),
):
    add(getattr(importlib.import_module(f"sklearn.{_module}"), _name),
        get_feature_names=_names_of_features)


def _one_hot(encode: Any) -> Any:
    def old(self: Any, *args: Any, n_values: Any = "auto", categorical_features: Any = "all",
            **settings: Any) -> None:
        if n_values != "auto" or categorical_features != "all":
            raise TypeError("OneHotEncoder no longer takes n_values or categorical_features; use "
                            "categories for the first, a ColumnTransformer for the second")
        encode(self, *args, **settings)

    old.__signature__ = inspect.signature(encode)
    return old


preprocessing.OneHotEncoder.__init__ = _one_hot(preprocessing.OneHotEncoder.__init__)
for _name in ("RandomForestClassifier", "RandomForestRegressor"):
    add(getattr(ensemble, _name), n_features_=property(lambda self: self.n_features_in_))


def _as_numpy(metric: Any) -> Any:
    """Make a metric return `np.float64`, which has methods such as `round`, instead of `float`."""

    @functools.wraps(metric)
    def old(*args: Any, **settings: Any) -> Any:
        value = metric(*args, **settings)
        return np.float64(value) if isinstance(value, float) else value

    return old


def _one_against_the_rest(fit: Any) -> Any:
    """Make `solver="liblinear"`, once the default, fit three or more classes one-vs-rest."""

    @functools.wraps(fit)
    def old(self: Any, X: Any, y: Any, *args: Any, **settings: Any) -> Any:
        classes = np.unique(y)
        if self.solver != "liblinear" or len(classes) < 3:
            return fit(self, X, y, *args, **settings)
        models = [
            fit(clone(self), X, np.asarray(y) == one, *args, **settings) for one in classes
        ]
        self.classes_, self.n_features_in_ = classes, models[0].n_features_in_
        for name in ("coef_", "intercept_", "n_iter_"):
            setattr(self, name, np.concatenate([getattr(model, name) for model in models]))
        return self

    return old


def _probabilities(predict_proba: Any) -> Any:
    @functools.wraps(predict_proba)
    def old(self: Any, X: Any) -> np.ndarray:
        is_old = self.solver == "liblinear"  # of the one-vs-rest models, divided by their sum
        return self._predict_proba_lr(X) if is_old else predict_proba(self, X)

    return old


for _kind in (ClassifierMixin, RegressorMixin):
    _kind.score = _as_numpy(_kind.score)
_logistic = linear_model.LogisticRegression
_logistic.fit = _one_against_the_rest(_logistic.fit)
_logistic.predict_proba = _probabilities(_logistic.predict_proba)


class _Folds:
    """An old splitter, made for given data: an iterable of (train, test) arrays of row numbers."""

    def __init__(self, rows: int, labels: Any, splitter: Any) -> None:
        self.n, self._labels, self._splitter = rows, labels, splitter

    def __iter__(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        return self._splitter.split(np.zeros(self.n), self._labels, self._labels)

    def __len__(self) -> int:
        return self._splitter.get_n_splits(np.zeros(self.n), self._labels, self._labels)


def _folds(name: str, by_labels: bool, **defaults: Any) -> Any:
    """Return a function that makes a splitter as in `sklearn.cross_validation`.

    Its first argument is the number of rows or, `by_labels`, a label for each; the others are those
    of `defaults`, in their order.
    """
    cls = getattr(model_selection, name)
    today = {"n_folds": "n_splits", "n_iter": "n_splits"}

    def old(first: Any, *args: Any, **settings: Any) -> _Folds:
        settings = defaults | dict(zip(defaults, args, strict=False)) | settings
        settings = {today.get(key, key): value for key, value in settings.items()}
        if not settings.get("shuffle", True):
            settings.pop("random_state", None)
        rows = len(first) if by_labels else int(first)
        return _Folds(rows, np.asarray(first) if by_labels else None, cls(**settings))

    return old


_FOLD = {"n_folds": 3, "shuffle": False, "random_state": None}
_SHUFFLE = {"n_iter": 10, "test_size": 0.1, "train_size": None, "random_state": None}
_SPLITTERS = {
    "KFold": _folds("KFold", False, **_FOLD),
    "LabelKFold": _folds("GroupKFold", True, n_folds=3),
    "LeaveOneLabelOut": _folds("LeaveOneGroupOut", True),
    "LeavePOut": _folds("LeavePOut", False, p=2),
    "LeaveOneOut": _folds("LeaveOneOut", False),
    "ShuffleSplit": _folds("ShuffleSplit", False, **_SHUFFLE),
    "StratifiedKFold": _folds("StratifiedKFold", True, **_FOLD),
    "StratifiedShuffleSplit": _folds("StratifiedShuffleSplit", True, **_SHUFFLE),
}


class _Score(NamedTuple):
    parameters: dict[str, Any]
    mean_validation_score: float
    cv_validation_scores: tuple[float, ...]


def _search(name: str) -> type:
    """Make a GridSearchCV or RandomizedSearchCV with `grid_scores_` and old names of scores."""
    today = getattr(model_selection, name)

    def grid_scores_(self: Any) -> list[_Score]:
        found = self.cv_results_
        folds = zip(*(found[f"split{k}_test_score"] for k in range(self.n_splits_)), strict=True)
        return [*map(_Score, found["params"], found["mean_test_score"], folds)]

    start = old_arguments(today.__init__, values=_SCORES, defaults={"cv": 3})
    members = {"__init__": start, "grid_scores_": property(grid_scores_), "__doc__": today.__doc__}
    return type(name, (today,), members)


class Imputer(BaseEstimator):
    """An estimator that fills in missing values; `SimpleImputer` today."""

    def __init__(
        self, missing_values: Any = "NaN", strategy: str = "mean", axis: int = 0, verbose: int = 0,
        copy: bool = True,
    ) -> None:
        """Fill in missing values by column, or by row if `axis` is 1."""
        self.missing_values, self.strategy, self.axis = missing_values, strategy, axis
        self.verbose, self.copy = verbose, copy

    def fit(self, X: Any, y: Any = None) -> Imputer:
        """Find the value to fill in for each column, or for each row if `axis` is 1."""
        missing = np.nan if self.missing_values == "NaN" else self.missing_values
        self._filler = SimpleImputer(
            missing_values=missing, strategy=self.strategy, copy=self.copy
        ).fit(np.transpose(X) if self.axis else X)
        self.statistics_ = self._filler.statistics_
        return self

    def transform(self, X: Any) -> np.ndarray:
        """Return the data with its missing values filled in."""
        return self._filler.transform(np.transpose(X)).T if self.axis else self._filler.transform(X)

    def fit_transform(self, X: Any, y: Any = None) -> np.ndarray:
        return self.fit(X).transform(X)


def mean_squared_error(y_true: Any, y_pred: Any, *args: Any, squared: bool = True,
                       **settings: Any) -> Any:
    """Return the mean squared error, or its square root if not `squared`."""
    names = dict(zip(("sample_weight", "multioutput"), args, strict=False))
    error = metrics.mean_squared_error(y_true, y_pred, **names, **settings)
    return error if squared else error**0.5


def _fetch(name: str, version: int, instead: str) -> Any:
    from sklearn.datasets import fetch_openml

    try:
        return fetch_openml(name, version=version, as_frame=False, parser="liac-arff",
                            n_retries=1)
    except OSError as fault:
        raise OSError(f"the data set {name} cannot be downloaded from openml.org ({fault}); "
                      f"{instead}") from None


def load_boston(return_X_y: bool = False) -> Any:
    """Load the Boston house prices, part of scikit-learn before 1.2, from openml.org."""
    data = _fetch("boston", 1, "use sklearn.datasets.load_diabetes, which needs no download.")
    data.data, data.target = data.data.astype(float), data.target.astype(float)
    return (data.data, data.target) if return_X_y else data


def fetch_mldata(dataname: str, target_name: Any = None, data_name: Any = None,
                 transpose_data: bool = True, data_home: Any = None) -> Any:
    """Load a data set of the former mldata.org from openml.org; MNIST is sorted by digit."""
    mnist = dataname.lower().replace("-", " ").startswith("mnist")
    data = _fetch("mnist_784" if mnist else dataname, 1,
                  "get it elsewhere and read it from a file.")
    if mnist:
        target = data.target.astype(float)
        order = np.concatenate([
            np.argsort(target[:60000], kind="stable"),
            60000 + np.argsort(target[60000:], kind="stable"),
        ])
        data.data, data.target = data.data[order].astype(np.uint8), target[order]
    return data


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


_validation = {
    name: old_arguments(getattr(model_selection, name), dropped="fit_params", values=_SCORES,
                        defaults={"cv": 3})
    for name in ("cross_val_predict", "cross_val_score", "learning_curve", "validation_curve")
}
NAMES = {
    "sklearn.cross_validation": {**_SPLITTERS, **_validation},
    "sklearn.datasets": {"Bunch": Bunch, "fetch_mldata": fetch_mldata, "load_boston": load_boston},
    "sklearn.decomposition": {
        "RandomizedPCA": functools.partial(decomposition.PCA, svd_solver="randomized"),
    },
    "sklearn.externals": {
        name: importlib.import_module(name) for name in ("joblib", "six")
    },
    "sklearn.grid_search": {
        name: _search(name) for name in ("GridSearchCV", "RandomizedSearchCV")
    },
    "sklearn.lda": {"LDA": discriminant_analysis.LinearDiscriminantAnalysis},
    "sklearn.qda": {"QDA": discriminant_analysis.QuadraticDiscriminantAnalysis},
    "sklearn.metrics": {
        **{name: _as_numpy(old_arguments(getattr(metrics, name))) for name in metrics.__all__
           if name.endswith(("_score", "_matrix", "_report", "_error", "_loss", "_curve"))},
        "calinski_harabaz_score": _as_numpy(metrics.calinski_harabasz_score),
        "jaccard_similarity_score": _as_numpy(metrics.accuracy_score),  # not for multilabel data
        "mean_squared_error": mean_squared_error,
    },
    "sklearn.mixture": {"GMM": GMM},
    "sklearn.preprocessing": {
        "Imputer": Imputer,
        **{name: old_arguments(getattr(preprocessing, name))
           for name in ("binarize", "label_binarize", "normalize", "scale")},
    },
    "sklearn.utils.linear_assignment_": {
        "linear_assignment": lambda X: np.stack(optimize.linear_sum_assignment(X), 1),
    },
}
