"""Old names of scikit-learn up to 0.20, for the user's code.

They include `cross_validation`, `grid_search`, and old arguments of classes.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy import optimize, stats
from sklearn import decomposition, discriminant_analysis, ensemble, linear_model, model_selection
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin, clone
from sklearn.linear_model import _stochastic_gradient as _sgd
from sklearn.model_selection._search import BaseSearchCV
from sklearn.utils import _safe_indexing, check_random_state, class_weight
from sklearn.utils._param_validation import _Booleans

from tfgraph_course.tf1.libraries import add, called_by_user, instead, old_arguments, sklearn_names

_BETWEEN = ("joblib", "sklearn")  # packages whose code may stand between the user's and ours
# For classes: renamed and dropped arguments, and defaults of the time. All classes of these modules
# also take arguments by position.
_MODULES = """cluster decomposition discriminant_analysis dummy ensemble feature_extraction.text
feature_selection linear_model manifold mixture model_selection multiclass naive_bayes neighbors
neural_network preprocessing svm tree"""
_BY_STEPS = ("PassiveAggressiveClassifier PassiveAggressiveRegressor Perceptron SGDClassifier "
             "SGDRegressor")
_CLASSES = {name: old for names, *old in (
    ("KMeans", "", "n_jobs precompute_distances", {"n_init": 10}),
    ("MiniBatchKMeans", "", "", {"batch_size": 100, "n_init": 3}),
    ("AgglomerativeClustering FeatureAgglomeration", "affinity=metric", "", {}),
    ("FastICA", "", "", {"whiten": "arbitrary-variance"}),
    ("LatentDirichletAllocation", "n_topics=n_components", "", {}),
    ("AdaBoostClassifier", "base_estimator=estimator", "algorithm", {}),
    ("AdaBoostRegressor BaggingClassifier BaggingRegressor RANSACRegressor",
     "base_estimator=estimator", "", {}),
    ("ExtraTreesClassifier ExtraTreesRegressor RandomForestClassifier RandomForestRegressor "
     "RandomTreesEmbedding", "", "min_impurity_split", {"n_estimators": 10}),
    ("DecisionTreeClassifier DecisionTreeRegressor GradientBoostingClassifier "
     "GradientBoostingRegressor", "", "min_impurity_split presort", {}),
    ("LogisticRegression", "", "multi_class", {"solver": "liblinear"}),
    ("LogisticRegressionCV", "", "multi_class", {"cv": 3}),
    ("ElasticNet Lasso LinearRegression RidgeCV", "", "normalize", {}),
    ("Ridge", "", "normalize", {"tol": 1e-3}), ("RidgeClassifier", "", "", {"tol": 1e-3}),
    ("ElasticNetCV LarsCV LassoCV LassoLarsCV MultiTaskElasticNetCV "
     "MultiTaskLassoCV OrthogonalMatchingPursuitCV RFECV", "n_alphas=alphas", "", {"cv": 3}),
    ("ARDRegression BayesianRidge", "n_iter=max_iter", "normalize", {}),
    ("IsolationForest", "", "behaviour", {"contamination": 0.1}),
    ("LocalOutlierFactor", "", "", {"contamination": 0.1}),
    ("GroupKFold TimeSeriesSplit", "", "", {"n_splits": 3}),
    (_BY_STEPS, "n_iter=max_iter", "", {"max_iter": 5, "tol": None}),
    ("NMF", "", "", {"init": "nndsvd", "n_components": None}),
    ("TSNE", "n_iter=max_iter", "", {"init": "random", "learning_rate": 200.0}),
    ("GridSearchCV RandomizedSearchCV", "", "fit_params iid",
     {"cv": 3, "return_train_score": True}),
    ("LinearSVC LinearSVR", "", "", {"dual": True}),
    ("NuSVC NuSVR OneClassSVM SVC SVR", "", "", {"gamma": "auto"}),
) for name in names.split()}
# Newer arguments, which today come before others that programs give by position.
_ADDED = {"BernoulliNB": "force_alpha", "ComplementNB": "force_alpha", "Isomap": "radius",
          "MLPRegressor": "loss", "MultinomialNB": "force_alpha"}
_VALUES = {
    "absolute_loss": "absolute_error", "class_weight=auto": "balanced",
    "deviance": "log_loss", "lad": "absolute_error", "log": "log_loss", "ls": "squared_error",
    "mae": "absolute_error", "mse": "squared_error", "squared_loss": "squared_error",
    "tol=-inf": None,
}
_VALUES |= {f"scoring={name}": f"neg_{name}" for name in (
    "log_loss", "mean_absolute_error", "mean_squared_error", "median_absolute_error")}

importlib.import_module("tfgraph_course.tf1.libraries.scipy")  # for the sparse matrices it returns
for _module in map(importlib.import_module, map("sklearn.{}".format, _MODULES.split())):
    for _name in getattr(_module, "__all__", dir(_module)):
        _class = vars(_module).get(_name)
        if inspect.isclass(_class) and "__init__" in vars(_class):
            _all = 1.0 if "Regressor" in _name else "sqrt"
            _class.__init__ = old_arguments(_class.__init__, *_CLASSES.get(_name, ("", "", {})),
                                            _VALUES | {"max_features=auto": _all},
                                            _ADDED.get(_name, ""))


add(BaseEstimator, get_feature_names=lambda self, *args: [*self.get_feature_names_out(*args)])
add(ensemble.BaseEnsemble, n_features_=property(lambda self: self.n_features_in_))


# Attributes such as `inertia_` were of type np.float64.
instead("__setattr__", BaseEstimator)(lambda today, self, name, value: today(
    self, name, np.float64(value) if type(value) is float and name.endswith("_") else value))


@instead("__init__", *(getattr(linear_model, name + kind) for kind in ("", "CV")
                       for name in ("ElasticNet", "Lasso", "Ridge")))
def _start(today: Any, self: Any, *args: Any, normalize: bool = False, **settings: Any) -> None:
    if normalize:
        raise TypeError(
            f"{type(self).__name__} no longer takes normalize=True; divide the columns of X by "
            "np.linalg.norm(X - X.mean(axis=0), axis=0) before fit, and coef_ by the same after it")
    today(self, *args, **settings)


# If only `tol` was given, there were at most 1000 epochs.
instead("__init__", *(getattr(linear_model, name) for name in _BY_STEPS.split()))(
    lambda today, self, *args, **settings: today(
        self, *args, **{"max_iter": 1000} | settings if settings.get("tol") else settings))


# With several classes, the model of each class drew its seed from the same random state.
_sgd.fit_binary = functools.partial(lambda fit, model, *args, random_state, **settings: fit(
    model, *args, random_state=model.random_state, **settings), _sgd.fit_binary)
_sgd.make_dataset = functools.partial(lambda make, X, y, sample_weight, random_state=None: make(
    X, y, sample_weight), _sgd.make_dataset)


@instead("_solve_svd", discriminant_analysis.LinearDiscriminantAnalysis, through=_BETWEEN)
def _scale(today: Any, self: Any, X: Any, y: Any) -> None:
    """Divide the variance within the classes by n minus the number of classes, not by n."""
    today(self, X, y)
    part, log = 1 - len(self.classes_) / len(X), np.log(self.priors_)
    self.scalings_, self.coef_ = self.scalings_ * part**0.5, self.coef_ * part
    self.intercept_ = (self.intercept_ - log) * part + log


def _signs(scores: np.ndarray) -> np.ndarray:
    """Return the sign of the number in each column that is the farthest from 0."""
    return np.sign(scores[np.abs(scores).argmax(0), np.arange(scores.shape[1])])


@instead("_fit", decomposition.PCA, through=_BETWEEN)
def _turn(today: Any, self: Any, X: Any) -> Any:
    """Make the largest projection on each component positive, not the component's largest part."""
    U, S, Vt, X, is_centered, xp = today(self, X)
    count = len(self.components_)
    signs = _signs(self._transform(X, xp, is_centered) if U is None else U[:, :count])
    self.components_ *= signs[:, None]
    return None if U is None else U[:, :count] * signs, S, Vt, X, is_centered, xp


@instead("fit_transform", decomposition.TruncatedSVD, through=_BETWEEN)
def _turn_svd(today: Any, self: Any, X: Any, y: Any = None) -> np.ndarray:
    scores = today(self, X)
    self.components_ *= _signs(scores)[:, None]
    return scores * _signs(scores)


@instead("__init__", model_selection.GridSearchCV, model_selection.RandomizedSearchCV)
def _start_search(today: Any, self: Any, *args: Any, iid: Any = True, **settings: Any) -> None:
    today(self, *args, **settings)
    self._iid = iid and called_by_user()


@instead("_format_results", BaseSearchCV)
def _weigh(today: Any, self: Any, candidates: Any, n_splits: int, out: Any, *more: Any) -> Any:
    """Weight the scores of the folds by their numbers of rows, unless `iid` is False."""
    found = today(self, candidates, n_splits, out, *more)
    weights = [fold["n_test_samples"] for fold in out[:n_splits]]
    for name in [key for key in found if key.startswith("mean_test_") and self._iid]:
        name = name.removeprefix("mean_")
        scores = np.stack([found[f"split{k}_{name}"] for k in range(n_splits)])
        mean = np.average(scores, 0, weights)
        found[f"mean_{name}"] = mean
        found[f"std_{name}"] = np.average((scores - mean) ** 2, 0, weights) ** 0.5
        found[f"rank_{name}"] = stats.rankdata(-mean, "min").astype(np.int32)
    return found


# Estimators were printed with all their arguments, including those of _DROPPED. _NEWER lists the
# arguments that were added later, to all classes or to one; _WAS, values that were renamed.
_NEWER = """
alpha_H alpha_W alpha_init alpha_per_target break_ties ccp_alpha clip compute_distances
covariance_estimator distance_threshold force_alpha jitter lambda_init max_fun monotonic_cst
n_oversamples order power_iteration_normalizer store_cv_results transform_input transform_max_iter
unit_variance use_legacy_attributes verbose_feature_names_out whiten_solver
ExtraTreesClassifier.max_samples ExtraTreesRegressor.max_samples IsolationForest.warm_start
LinearRegression.positive LinearRegression.tol LogisticRegression.l1_ratio
LogisticRegressionCV.l1_ratios MLPRegressor.loss MeanShift.max_iter Perceptron.l1_ratio
Pipeline.verbose RandomForestClassifier.max_samples RandomForestRegressor.max_samples Ridge.positive
RidgeClassifier.positive TSNE.metric_params TSNE.n_jobs VotingClassifier.verbose
"""
_DROPPED = {
    "algorithm": "SAMME.R", "behaviour": "old", "fit_params": None, "iid": "warn",
    "min_impurity_split": None, "multi_class": "ovr", "n_iter": None, "n_jobs": None,
    "normalize": False, "precompute_distances": "auto", "presort": False,
}
_WAS = {
    "algorithm='lloyd'": "algorithm='auto'", "criterion='deprecated'": "criterion='friedman_mse'",
    "criterion='squared_error'": "criterion='mse'", "max_features='sqrt'": "max_features='auto'",
    "error_score=nan": "error_score='raise-deprecating'", "penalty='deprecated'": "penalty='l2'",
    "probability='deprecated'": "probability=False",
}


@instead("__repr__", BaseEstimator, through=("tfgraph_course.tf1",))
def _list_all(today: Any, self: Any, *args: Any) -> str:
    name, text = type(self).__name__, ""
    dropped = "n_iter" if name in _BY_STEPS else _CLASSES.get(name, ("", ""))[1]
    params = {key: getattr(self, key, _DROPPED[key]) for key in dropped.split()} | {
        key: value for key, value in self.get_params(deep=False).items()
        if {key, f"{name}.{key}"}.isdisjoint(_NEWER.split())}
    length, separator = len(name), ",\n" + " " * (1 + len(name) // 2)
    with np.printoptions(precision=5, threshold=64, edgeitems=2):
        for key, value in sorted(params.items()):
            part = _WAS.get(f"{key}={value!r}", f"{key}={value!r}")
            part = part if len(part) <= 500 else f"{part[:300]}...{part[-100:]}"
            if text:
                breaks = length + len(part) >= 75 or "\n" in part
                text += separator if breaks else ", "
                length = len(separator) if breaks else length + 2
            text, length = text + part, length + len(part)
    return f"{name}({text})"


linear_model.LogisticRegression._is_ovr = False


@instead("__init__", linear_model.LogisticRegression, linear_model.LogisticRegressionCV)
def _choose(today: Any, self: Any, *args: Any, multi_class: str = "ovr", **settings: Any) -> None:
    """Fit three or more classes one-vs-rest, unless `multi_class` says otherwise."""
    today(self, *args, **settings)
    self.multi_class = multi_class
    self._is_ovr = self.solver == "liblinear" or (multi_class == "ovr" and called_by_user())


@instead("__sklearn_clone__", linear_model.LogisticRegression)
def _clone(today: Any, self: Any) -> Any:
    found = today(self)
    found._is_ovr, found.multi_class = self._is_ovr, self.multi_class
    return found


@instead("fit", linear_model.LogisticRegression, linear_model.LogisticRegressionCV)
def _fit(today: Any, self: Any, X: Any, y: Any, *args: Any, **settings: Any) -> Any:
    classes = np.unique(y)
    if not self._is_ovr or len(classes) < 3:
        return today(self, X, y, *args, **settings)
    model = clone(self)
    if hasattr(self, "cv"):
        model.cv = [*model_selection.check_cv(self.cv, y, classifier=True).split(X, y)]
    models = [today(clone(model), X, np.asarray(y) == one, *args, **settings) for one in classes]
    vars(self).update(vars(models[0]) | vars(self), classes_=classes)
    for name in {"C_", "coef_", "intercept_", "n_iter_"} & vars(models[0]).keys():
        setattr(self, name, np.concatenate([getattr(model, name) for model in models]))
    for name in {"coefs_paths_", "scores_"} & vars(models[0]).keys():
        setattr(self, name, {one: getattr(model, name)[True]
                             for one, model in zip(classes, models, strict=True)})
    return self


@instead("predict_proba", linear_model.LogisticRegression)
def _predict_proba(today: Any, self: Any, X: Any) -> np.ndarray:
    # the one-vs-rest models' probabilities, divided by their sum
    return self._predict_proba_lr(X) if self._is_ovr else today(self, X)


# Integers were accepted as booleans, as in `TfidfVectorizer(use_idf=1)`.
instead("is_satisfied_by", _Booleans)(lambda today, self, val: today(self, val) or (
    isinstance(val, int) and called_by_user("sklearn")))
for _kind in (ClassifierMixin, RegressorMixin, linear_model.LogisticRegressionCV):
    _kind.score = sklearn_names.as_numpy(_kind.score)


# The random state was ignored if rows were not shuffled; the default was 3 folds.
instead("__init__", model_selection.KFold, model_selection.StratifiedKFold)(
    lambda today, self, n_splits=None, shuffle=False, random_state=None: today(
        self, n_splits or (3 if called_by_user() else 5), shuffle=shuffle,
        random_state=random_state if shuffle else None))


@instead("_make_test_folds", model_selection.StratifiedKFold)
def _deal(today: Any, self: Any, X: Any, y: Any = None) -> np.ndarray:
    """Return the fold of each row: as by `KFold` among the rows of its class."""
    today(type(self)(self.n_splits), X, y)  # checks y
    y, state = np.ravel(y), check_random_state(self.random_state)
    folds = np.zeros(len(y), int)
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        parts = model_selection.KFold(self.n_splits, shuffle=self.shuffle, random_state=state)
        for fold, (_, places) in enumerate(parts.split(range(max(len(rows), self.n_splits)))):
            folds[rows[places[places < len(rows)]]] = fold
    return folds


class _Folds:
    """A splitter of `sklearn.cross_validation`: an iterable of (train, test) arrays of row numbers.

    The splitter's first argument is the number of rows or, if `by_labels`, an array of labels;
    the others are those of `defaults`, in their order.
    """

    def __init__(
        self, name: str, by_labels: bool, defaults: dict[str, Any], first: Any, *args: Any,
        **settings: Any,
    ) -> None:
        settings = defaults | dict(zip(defaults, args, strict=False)) | settings
        self.n = len(first) if by_labels else int(first)
        self._labels = np.asarray(first) if by_labels else None
        self._splitter = getattr(model_selection, name)(**{
            re.sub("^n_(folds|iter)$", "n_splits", key): settings[key] for key in settings})

    def __iter__(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        return self._splitter.split(np.zeros(self.n), self._labels, self._labels)

    def __len__(self) -> int:
        return self._splitter.get_n_splits(np.zeros(self.n), self._labels, self._labels)


_FOLD = {"n_folds": 3, "shuffle": False, "random_state": None}
_SHUFFLE = {"n_iter": 10, "test_size": 0.1, "train_size": None, "random_state": None}
_SPLITTERS = {name: functools.partial(_Folds, *row) for name, *row in (
    ("KFold", "KFold", False, _FOLD),
    ("LabelKFold", "GroupKFold", True, {"n_folds": 3}),
    ("LeaveOneLabelOut", "LeaveOneGroupOut", True, {}),
    ("LeaveOneOut", "LeaveOneOut", False, {}),
    ("ShuffleSplit", "ShuffleSplit", False, _SHUFFLE),
    ("StratifiedKFold", "StratifiedKFold", True, _FOLD),
    ("StratifiedShuffleSplit", "StratifiedShuffleSplit", True, _SHUFFLE),
)}


class _Score(NamedTuple):
    parameters: dict[str, Any]
    mean_validation_score: float
    cv_validation_scores: tuple[float, ...]


def _grid_scores(self: Any) -> list[_Score]:
    found = self.cv_results_
    folds = zip(*(found[f"split{k}_test_score"] for k in range(self.n_splits_)), strict=True)
    return [*map(_Score, found["params"], found["mean_test_score"], folds)]


BaseSearchCV._iid, BaseSearchCV.grid_scores_ = False, property(_grid_scores)


_validation = {
    name: old_arguments(getattr(model_selection, name), dropped="fit_params", values=_VALUES,
                        defaults={"cv": 3, "return_train_score": True})
    for name in ("cross_val_predict", "cross_val_score", "cross_validate", "learning_curve",
                 "validation_curve")
}
class_weight.compute_class_weight = old_arguments(class_weight.compute_class_weight)
NAMES = {
    "sklearn.cross_validation": {**_SPLITTERS, **_validation},
    "sklearn.decomposition": {
        "RandomizedPCA": functools.partial(decomposition.PCA, svd_solver="randomized"),
    },
    "sklearn.externals": {name: importlib.import_module(name) for name in ("joblib", "six")},
    "sklearn.model_selection": {
        # Names in `__all__` that raise an ImportError would make `import *` fail.
        "__all__": [name for name in model_selection.__all__ if name in dir(model_selection)],
        **_validation,
    },
    "sklearn.lda": {"LDA": discriminant_analysis.LinearDiscriminantAnalysis},
    "sklearn.qda": {"QDA": discriminant_analysis.QuadraticDiscriminantAnalysis},
    "sklearn.utils": {"safe_indexing": _safe_indexing},
    "sklearn.utils.fixes": {"signature": inspect.signature},
    "sklearn.utils.linear_assignment_": {
        "linear_assignment": lambda X: np.stack(optimize.linear_sum_assignment(X), 1),
    },
    **sklearn_names.NAMES,
}

