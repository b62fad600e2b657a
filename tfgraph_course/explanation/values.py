"""Run a session once, and keep the value of every node that it computes."""

from __future__ import annotations

import numpy as np

from tfgraph_course import tf
from tfgraph_course.explanation.analysis import Plan, changed_by, loop_or_branch
from tfgraph_course.graphs import ancestors

VARIABLES = {"Variable", "VariableV2"}
# Ops whose output shares memory with their first input: a value read from a variable changes
# with the variable.
SAME_MEMORY = {"ExpandDims", "Identity", "PreventGradient", "Reshape", "Squeeze", "StopGradient"}


def run(sess: tf.Session, plan: Plan, fed: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Run the fetches of a plan once, together with all tensors that are computed for them.

    Args:
        sess: the session.
        plan: what the run computes.
        fed: the values to feed, keyed by the names of the tensors.

    Returns:
        The values of all tensors fed or computed, keyed by name. If the run changes variables, as
        a training step does, the variables and all tensors that read them before the change have
        their old values, and the outputs of the ops that change them have the new ones. Ops in
        loops and branches, handles, and variables that are not initialized have no values.

    Raises:
        tf.errors.OpError: TensorFlow stops the run.
    """
    before = _variables(sess, plan)
    wanted = {
        tensor.name: tensor
        for op in plan.computed
        for tensor in op.outputs
        if tensor.name not in before and _has_value(tensor)
    }
    ops = [fetch for fetch in plan.fetched if isinstance(fetch, tf.Operation)]
    _, values = sess.run((ops, wanted), fed)
    values |= fed
    values |= {name: value for name, value in before.items() if value is not None}
    _undo_changes(plan, before, values)
    return {name: np.asarray(value) for name, value in values.items()}


def _has_value(tensor: tf.Tensor) -> bool:
    handle = tensor.dtype.base_dtype in (tf.resource, tf.variant)
    return not handle and loop_or_branch(tensor.op) is None


def _variables(sess: tf.Session, plan: Plan) -> dict[str, np.ndarray | None]:
    """Return the reference variables' values before the run, None for those not initialized.

    The values are copies: a session returns a variable's own memory, which the run would change.
    """
    fed = {tensor.name for tensor in plan.fed}
    refs = [op.outputs[0] for op in plan.computed if op.type in VARIABLES]
    refs = {ref.name: ref for ref in refs if ref.name not in fed}
    try:
        return {name: np.array(value) for name, value in sess.run(refs).items()}
    except tf.errors.FailedPreconditionError:
        return {name: _if_it_has_a_value(sess, ref) for name, ref in refs.items()}


def _if_it_has_a_value(sess: tf.Session, ref: tf.Tensor) -> np.ndarray | None:
    try:
        return np.array(sess.run(ref))
    except tf.errors.FailedPreconditionError:
        return None


def _undo_changes(
    plan: Plan, before: dict[str, np.ndarray | None], values: dict[str, np.ndarray]
) -> None:
    """Restore the old values of tensors that read a variable before the run changed it."""
    stop = {tensor.name for tensor in plan.fed}
    changes: dict[str, set[str]] = {}
    for op in plan.computed:
        if (variable := changed_by(op)) is not None:
            changes.setdefault(variable.name, set()).add(op.name)
    source = {name: name for name, value in before.items() if value is not None}
    for op in plan.computed:
        if op.type in SAME_MEMORY and (variable := source.get(op.inputs[0].name)):
            output = op.outputs[0].name
            changed = changes.get(variable, set())
            if output in values and output not in stop and not changed & _names(op, stop):
                source[output] = variable
                values[output] = before[variable].reshape(np.shape(values[output]))


def _names(op: tf.Operation, stop: set[str]) -> set[str]:
    return {behind.name for behind in ancestors(op, stop=stop)}
