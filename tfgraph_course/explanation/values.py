"""Run a session once, and keep the value of every node that it computes."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.explanation.analysis import Plan, changed_by, loop_or_branch
from tfgraph_course.graphs import ancestors

VARIABLES = {"Variable", "VariableV2"}
# Ops whose output shares memory with their first input: a value read from a variable changes
# with the variable.
SAME_MEMORY = {"ExpandDims", "Identity", "PreventGradient", "Reshape", "Squeeze", "StopGradient"}


def run(sess: tf.Session, plan: Plan) -> dict[str, np.ndarray]:
    """Run the fetches of a plan once, together with all tensors that are computed for them.

    Returns:
        The values of all tensors fed or computed, keyed by name. If the run changes variables, as
        a training step does, the variables and all tensors that read them before the change have
        their old values, and the outputs of the ops that change them have the new ones. Ops in
        loops and branches, handles, and variables that are not initialized have no values.

    Raises:
        tf.errors.OpError: TensorFlow stops the run.
    """
    fed = {tensor.name: value for tensor, value in plan.fed.items()}
    outputs = [tensor for op in plan.computed for tensor in op.outputs if tensor.name not in fed]
    variables = [tensor for tensor in outputs if tensor.op.type in VARIABLES]
    others = {tensor.name: tensor for tensor in outputs if _has_value(tensor)}
    ops = [fetch for fetch in plan.fetched if isinstance(fetch, tf.Operation)]
    before = _initialized(sess, variables)
    _, computed = sess.run((ops, others), plan.fed)
    values = computed | fed | before | _read_before_changes(plan, before, computed)
    return {name: np.asarray(value) for name, value in values.items()}


def _has_value(tensor: tf.Tensor) -> bool:
    handle = tensor.dtype.base_dtype in (tf.resource, tf.variant)
    return not handle and tensor.op.type not in VARIABLES and loop_or_branch(tensor.op) is None


def _initialized(sess: tf.Session, variables: list[tf.Tensor]) -> dict[str, np.ndarray]:
    """Return the values of those reference variables that are initialized, keyed by name.

    The values are copies: a session returns a variable's own memory, which a run may change.
    """
    values = {}
    for variable in variables:
        with contextlib.suppress(tf.errors.FailedPreconditionError):
            values[variable.name] = np.array(sess.run(variable))
    return values


def _read_before_changes(
    plan: Plan, before: dict[str, np.ndarray], computed: dict[str, Any]
) -> dict[str, np.ndarray]:
    """Return the old values of tensors that read a variable before the run changed it."""
    stop = {tensor.name for tensor in plan.fed}
    changes: dict[str, set[str]] = {}  # the ops that change each variable
    for op in plan.computed:
        if (variable := changed_by(op)) is not None:
            changes.setdefault(variable.name, set()).add(op.name)
    source = {name: name for name in before}  # the variable whose memory a tensor shares
    for op in plan.computed:
        if op.type not in SAME_MEMORY or op.inputs[0].name not in source:
            continue
        output, variable = op.outputs[0].name, source[op.inputs[0].name]
        earlier = {other.name for other in ancestors(op, stop=stop)}
        if output in computed and not earlier & changes.get(variable, set()):
            source[output] = variable
    return {
        output: before[variable].reshape(np.shape(computed[output]))
        for output, variable in source.items() if output in computed
    }
