"""Old arguments of scikit-learn's classes, up to 0.20, and how they are printed."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator

from tfgraph_course.tf1.libraries import instead, old_arguments

# For classes: renamed and dropped arguments, and defaults of the time. All classes of these modules
# also take arguments by position.
_MODULES = """cluster decomposition discriminant_analysis ensemble feature_extraction.text
feature_selection linear_model manifold mixture model_selection multiclass naive_bayes neighbors
neural_network preprocessing svm tree"""
BY_STEPS = ("PassiveAggressiveClassifier PassiveAggressiveRegressor Perceptron SGDClassifier "
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
    (BY_STEPS, "n_iter=max_iter", "", {"max_iter": 5, "tol": None}),
    ("NMF", "", "", {"init": "nndsvd", "n_components": None}),
    ("TSNE", "n_iter=max_iter", "", {"init": "random", "learning_rate": 200.0}),
    ("GridSearchCV RandomizedSearchCV", "", "fit_params iid",
     {"cv": 3, "return_train_score": True}),
    ("LinearSVC LinearSVR", "", "", {"dual": True}),
    ("NuSVC NuSVR OneClassSVM SVC SVR", "", "", {"gamma": "auto"}),
) for name in names.split()}
# Arguments that come before others today, which are given by position.
_ADDED = {"BernoulliNB": "force_alpha", "ComplementNB": "force_alpha", "Isomap": "radius",
          "MLPRegressor": "loss", "MultinomialNB": "force_alpha"}
VALUES = {
    "absolute_loss": "absolute_error", "class_weight=auto": "balanced",
    "deviance": "log_loss", "lad": "absolute_error", "log": "log_loss", "ls": "squared_error",
    "mae": "absolute_error", "mse": "squared_error", "squared_loss": "squared_error",
    "tol=-inf": None,
}
VALUES |= {f"scoring={name}": f"neg_{name}" for name in (
    "log_loss", "mean_absolute_error", "mean_squared_error", "median_absolute_error")}

for _module in map(importlib.import_module, map("sklearn.{}".format, _MODULES.split())):
    for _name in _module.__all__:
        _class = vars(_module).get(_name)
        if inspect.isclass(_class) and "__init__" in vars(_class):
            _all = 1.0 if "Regressor" in _name else "sqrt"
            _class.__init__ = old_arguments(_class.__init__, *_CLASSES.get(_name, ("", "", {})),
                                            VALUES | {"max_features=auto": _all},
                                            _ADDED.get(_name, ""))


# Estimators were printed with all their arguments, including those of _DROPPED. Today's classes, or
# one of them, have newer ones; some values have other names today.
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
    dropped = "n_iter" if name in BY_STEPS else _CLASSES.get(name, ("", ""))[1]
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
