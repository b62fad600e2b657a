"""The ready-made models of tf.estimator and tf.contrib.learn, made from the table MODELS."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.heads import Classes, Numbers
from tfgraph_course.tf1.estimator.model_function import Estimator
from tfgraph_course.tf1.estimator.parts import Baseline, Deep, Linear, Part
from tfgraph_course.tf1.estimator.spec import EstimatorSpec, ModeKeys, RunConfig

SUM = tf.losses.Reduction.SUM


class Model(NamedTuple):
    """A ready-made model: one row of the table MODELS."""

    summary: str
    head: type[Classes] | type[Numbers]
    # Each part, the prefix of its arguments, and its learning rates in tf.estimator and in
    # tf.contrib.learn, for an optimizer that is given by name.
    parts: Sequence[tuple[type[Part], str, float, float]]
    arguments: str  # in the order of tf.estimator
    learn_arguments: str | None  # in the order of tf.contrib.learn; None if it lacks the model


_BASELINE = [(Baseline, "", 0.3, 0.3)]
_LINEAR = [(Linear, "", 0.2, 0.2)]
_DEEP = [(Deep, "", 0.05, 0.05)]
_BOTH = [(Deep, "dnn_", 0.001, 0.05), (Linear, "linear_", 0.005, 0.2)]
_OF_DEEP = "optimizer activation_fn dropout"
_OF_BOTH = (
    "linear_feature_columns linear_optimizer dnn_feature_columns dnn_optimizer dnn_hidden_units "
    "dnn_activation_fn dnn_dropout"
)
_OF_BOTH_LEARN = _OF_BOTH.replace("dnn", "_joint_linear_weights dnn", 1)
_OF_LEARN = "feature_engineering_fn embedding_lr_multipliers input_layer_min_slice_size"
_LACKING = {
    "_joint_weight", "_joint_weights", "_joint_linear_weights", "embedding_lr_multipliers",
    "label_keys",
}

MODELS = {
    "BaselineClassifier": Model(
        "A classifier that ignores features and predicts the classes' frequencies.", Classes,
        _BASELINE,
        "model_dir n_classes weight_column label_vocabulary optimizer config loss_reduction", None,
    ),
    "BaselineRegressor": Model(
        "A regressor that ignores features and predicts the mean of the labels.", Numbers,
        _BASELINE,
        "model_dir label_dimension weight_column optimizer config loss_reduction", None,
    ),
    "LinearClassifier": Model(
        "Logistic regression.", Classes, _LINEAR,
        "feature_columns model_dir n_classes weight_column label_vocabulary optimizer config "
        "partitioner warm_start_from loss_reduction sparse_combiner",
        "feature_columns model_dir n_classes weight_column_name optimizer gradient_clip_norm "
        "enable_centered_bias _joint_weight config feature_engineering_fn label_keys",
    ),
    "LinearRegressor": Model(
        "Linear regression.", Numbers, _LINEAR,
        "feature_columns model_dir label_dimension weight_column optimizer config "
        "partitioner warm_start_from loss_reduction sparse_combiner",
        "feature_columns model_dir weight_column_name optimizer gradient_clip_norm "
        "enable_centered_bias label_dimension _joint_weights config feature_engineering_fn",
    ),
    "DNNClassifier": Model(
        "A deep network that predicts classes.", Classes, _DEEP,
        "hidden_units feature_columns model_dir n_classes weight_column label_vocabulary "
        f"{_OF_DEEP} input_layer_partitioner config warm_start_from loss_reduction batch_norm",
        f"hidden_units feature_columns model_dir n_classes weight_column_name {_OF_DEEP} "
        f"gradient_clip_norm enable_centered_bias config {_OF_LEARN} label_keys",
    ),
    "DNNRegressor": Model(
        "A deep network that predicts numbers.", Numbers, _DEEP,
        f"hidden_units feature_columns model_dir label_dimension weight_column {_OF_DEEP} "
        "input_layer_partitioner config warm_start_from loss_reduction batch_norm",
        f"hidden_units feature_columns model_dir weight_column_name {_OF_DEEP} "
        "gradient_clip_norm enable_centered_bias config feature_engineering_fn label_dimension "
        "embedding_lr_multipliers input_layer_min_slice_size",
    ),
    "DNNLinearCombinedClassifier": Model(
        "A wide and deep model: logistic regression plus a deep network.", Classes, _BOTH,
        f"model_dir {_OF_BOTH} n_classes weight_column label_vocabulary input_layer_partitioner "
        "config warm_start_from loss_reduction batch_norm linear_sparse_combiner",
        f"model_dir n_classes weight_column_name {_OF_BOTH_LEARN} gradient_clip_norm "
        f"enable_centered_bias config {_OF_LEARN} label_keys fix_global_step_increment_bug",
    ),
    "DNNLinearCombinedRegressor": Model(
        "A wide and deep model: linear regression plus a deep network.", Numbers, _BOTH,
        f"model_dir {_OF_BOTH} label_dimension weight_column input_layer_partitioner config "
        "warm_start_from loss_reduction batch_norm linear_sparse_combiner",
        f"model_dir weight_column_name {_OF_BOTH_LEARN} gradient_clip_norm enable_centered_bias "
        f"label_dimension config {_OF_LEARN} fix_global_step_increment_bug",
    ),
}


def _arguments(
    feature_columns: Sequence[Any], hidden_units: Sequence[int], model_dir: Any = None,
    n_classes: int = 2, label_vocabulary: Sequence[Any] | None = None, label_dimension: int = 1,
    weight_column: Any = None, optimizer: Any = None,
    activation_fn: Callable[..., Any] = tf.nn.relu,
    dropout: float | None = None, linear_feature_columns: Sequence[Any] | None = None,
    linear_optimizer: Any = None, dnn_feature_columns: Sequence[Any] | None = None,
    dnn_optimizer: Any = None, dnn_hidden_units: Sequence[int] | None = None,
    dnn_activation_fn: Callable[..., Any] = tf.nn.relu, dnn_dropout: float | None = None,
    config: RunConfig | None = None, loss_reduction: str = SUM, sparse_combiner: str = "sum",
    linear_sparse_combiner: str = "sum", batch_norm: bool = False, warm_start_from: Any = None,
    weight_column_name: Any = None, fix_global_step_increment_bug: bool = False,
    gradient_clip_norm: float | None = None, enable_centered_bias: bool = False,
    feature_engineering_fn: Callable[..., Any] | None = None, partitioner: Any = None,
    input_layer_partitioner: Any = None, input_layer_min_slice_size: int | None = None,
    embedding_lr_multipliers: Any = None, label_keys: Any = None, _joint_weight: bool = False,
    _joint_weights: bool = False, _joint_linear_weights: bool = False,
) -> None:
    """Declare the ready-made models' arguments, with their defaults; never called."""


def ready_class(
    name: str, base: type, module: str, finish: Callable[[EstimatorSpec], EstimatorSpec] | None
) -> type:
    """Make the class of a ready-made model.

    Args:
        name: the model's name in the table MODELS.
        base: the estimator to inherit from.
        module: the module in which users find the class.
        finish: for tf.contrib.learn, a function that gives the results the names and shapes
            that they have there; None for tf.estimator.
    """
    model, learn = MODELS[name], finish is not None
    defaults = dict(inspect.signature(_arguments).parameters)
    for kind, prefix, *_ in model.parts:
        usual = None if learn else kind.usual_optimizer
        defaults[f"{prefix}optimizer"] = defaults[f"{prefix}optimizer"].replace(default=usual)
    words = ["self", *(model.learn_arguments if learn else model.arguments).split()]
    defaults["self"] = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    signature = inspect.Signature([defaults[word] for word in words], return_annotation=None)

    def __init__(*args: Any, **settings: Any) -> None:
        bound = signature.bind(*args, **settings)
        bound.apply_defaults()
        given = bound.arguments
        for word in _LACKING & given.keys():
            if given[word]:
                raise ValueError(f"The argument {word} has no effect here; leave it out.")
        if model.head is Classes:
            head = Classes(given["n_classes"], given.get("label_vocabulary"))
        else:
            head = Numbers(given["label_dimension"])
        parts = _parts(model, given, learn)
        scope = f"{parts[0].scope}/" if model.parts in (_LINEAR, _DEEP) else ""

        def model_fn(features: Any, labels: Any, mode: str) -> EstimatorSpec:
            spec = _build(given, head, parts, learn, scope, features, labels, mode)
            return finish(spec) if learn else spec

        names = "warm_start_from", "feature_engineering_fn"
        more = {name: given[name] for name in names if name in given}
        base.__init__(given["self"], model_fn, given["model_dir"], given["config"], **more)

    __init__.__signature__ = signature
    members = {"__init__": __init__, "__doc__": model.summary, "__module__": module}
    return type(name, (base,), members)


def _parts(model: Model, given: dict[str, Any], learn: bool) -> list[Part]:
    """Make the parts of a model; a combined model leaves out a part that has no columns."""
    parts = []
    for kind, prefix, *rates in model.parts:
        own = {name: given[prefix + name] for name in kind.arguments if prefix + name in given}
        if "batch_norm" in kind.arguments:  # which has no prefix even in combined models
            own["batch_norm"] = given.get("batch_norm", False)
        columns, rate = own.get("feature_columns"), rates[learn]
        if prefix and not columns:
            continue
        if prefix and not own.get("hidden_units", True):
            raise ValueError("dnn_hidden_units is missing; give each layer's number of units.")
        if kind is Linear and columns and (prefix or own["optimizer"] is None):
            rate = min(rate, len(columns) ** -0.5)
        parts.append(kind(
            **own, rate=rate, old_names=learn, has_rate=learn and bool(prefix or kind is Deep),
            clip=given.get("gradient_clip_norm"),
        ))
    if not parts:
        raise ValueError(
            "There are no columns; give linear_feature_columns, dnn_feature_columns or both."
        )
    return parts


def _build(
    given: dict[str, Any], head: Classes | Numbers, parts: Sequence[Part], learn: bool, scope: str,
    features: Any, labels: Any, mode: str,
) -> EstimatorSpec:
    """Build the model, whose logits are the sum of its parts' logits.

    What is added for training is named after `scope` and the head, as in checkpoints of 1.15.
    """
    logits = sum(part.logits(features, head.width, mode == ModeKeys.TRAIN) for part in parts)
    inner = scope + (head.name if learn else "head")
    bias = None
    if given.get("enable_centered_bias"):
        with tf.name_scope(f"{inner}/"):
            bias = tf.Variable(tf.zeros(head.width), name="centered_bias_weight")
        logits += bias
    made = head.predictions(logits)
    if mode == ModeKeys.PREDICT:
        return EstimatorSpec(mode, made)
    if labels is None:
        raise ValueError(
            "There are no labels; to train or to evaluate, give both features and labels."
        )
    labels = head.labels(tf.convert_to_tensor(labels))
    losses = head.losses(logits, labels)
    weights: Any = 1.0
    if column := given.get("weight_column_name" if learn else "weight_column"):
        if isinstance(column, str):
            column = tf.feature_column.numeric_column(column)
        weights = tf.feature_column.input_layer(features, [column])
        weights = tf.reshape(weights, [-1, 1][: losses.shape.rank])
    # In evaluation, TensorFlow Learn divided by the sum of the weights.
    kinds = tf.losses.Reduction
    usual = kinds.MEAN if mode == ModeKeys.EVAL else kinds.SUM_OVER_BATCH_SIZE
    mean = functools.partial(
        tf.losses.compute_weighted_loss, weights=weights,
        reduction=given.get("loss_reduction", usual),
    )
    loss = mean(losses)
    if mode == ModeKeys.EVAL:
        metrics = head.metrics(made, labels, losses, weights)
        return EstimatorSpec(mode, made, loss, eval_metric_ops=metrics)
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)  # of batch_norm
    place, name = (inner, f"{inner}/train_op/") if learn else (scope[:-1], f"{inner}/")
    with tf.variable_scope(place or tf.get_variable_scope()), tf.name_scope(name):
        steps = [part.minimize(loss) for part in parts]
        if bias is not None:
            alone = mean(head.losses(tf.zeros_like(logits) + bias, labels))
            steps.append(tf.train.AdagradOptimizer(0.1).minimize(alone, var_list=[bias]))
    # In TensorFlow Learn, each part of a combined model counted the step, unless told not to.
    count = 1 if given.get("fix_global_step_increment_bug", True) else len(parts)
    with tf.control_dependencies([*updates, *steps]):
        train = tf.assign_add(tf.train.get_global_step(), count).op
    return EstimatorSpec(mode, made, loss, train)


__all__ = [*MODELS]
globals().update({name: ready_class(name, Estimator, __name__, None) for name in MODELS})
