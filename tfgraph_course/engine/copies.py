"""A private copy of part of a graph, with its own session, for the engine to work in.

The reader's graph stays as it is: nothing that the engine builds appears in it or is saved with it.
The copy has its own variables; `pull` and `push` carry their values from one session to the other.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection
from typing import Any

from tfgraph_course import tf
from tfgraph_course.engine.rebuild import VARIABLES, CannotCopy
from tfgraph_course.graphs import ancestors
from tfgraph_course.tf1 import sessions

Run = Callable[..., Any]  # a session's `run`
Node = Any  # a tensor or an operation

# Beginnings of the types of ops that TensorFlow calls stateful, but whose state is in variables, is
# gone after a run, or is fed (random numbers).
HARMLESS = (
    *VARIABLES, "Placeholder", "RandomUniform", "ReadVariableOp", "Assert", "Assign", "Apply",
    "ResourceApply", "TensorArray", "Stack",
)


class Copy:
    """Copies of the ops behind some nodes, under the same names, in a private graph and session."""

    def __init__(self, nodes: Collection[Node], config: Any) -> None:
        """Copy the ops behind `nodes`, which are all in one graph.

        Args:
            nodes: tensors and operations.
            config: the ConfigProto of the private session, or None.

        Raises:
            CannotCopy: a variable cannot be read or set from outside.
        """
        ops = ancestors(*nodes)
        variables = [op for op in ops if op.type in VARIABLES]
        self._values = [_value(op) for op in variables]
        if any(value is None for value in self._values):
            raise CannotCopy
        self._initializers = [_initializer(op) for op in variables]
        self._names = {op.name for op in ops}
        self._gradients = sessions.custom_gradients()  # registered so far
        self.graph = tf.Graph()
        with self.graph.as_default():
            tf.import_graph_def(_definition(ops), name="")
            for op in ops:  # importing does not infer all shapes in loops
                for tensor in op.outputs:
                    self.of(tensor).set_shape(tensor.shape)
            copies = [self.graph.get_operation_by_name(op.name) for op in variables]
            self._copied_values = [_read(op) for op in copies]
            self._set = [_assignment(op) for op in copies]
        self.session = sessions.Session(graph=self.graph, config=config)

    def close(self) -> None:
        """Close the session, and free what was built in the graph."""
        self.session.close()
        sessions.forget_gradients(self._gradients)
        gc.collect()  # a graph and its operations refer to each other

    def __contains__(self, node: Node) -> bool:
        """Return True if there is a copy of a node."""
        return getattr(node, "op", node).name in self._names

    def of(self, node: Node) -> Node:
        """Return the copy of a node.

        Raises:
            CannotCopy: there is no copy.
        """
        if node not in self:
            raise CannotCopy
        return self.graph.as_graph_element(node.name)

    def pull(self, run: Run) -> None:
        """Set the copy's variables to the values in the session that `run` belongs to."""
        values = run(self._values)
        feed = {fed: value for (_, fed), value in zip(self._set, values, strict=True)}
        self.session.run([assign for assign, _ in self._set], feed)

    def push(self, run: Run) -> None:
        """Copy the values of the copy's variables to the session that `run` belongs to."""
        todo = list(zip(self._initializers, self.session.run(self._copied_values), strict=True))
        while todo:  # variables that share an initial value, the tensor that is fed, take turns
            now = {assign.inputs[1]: (assign, value) for assign, value in reversed(todo)}
            run([a for a, _ in now.values()], {fed: value for fed, (_, value) in now.items()})
            done = {assign.name for assign, _ in now.values()}
            todo = [(assign, value) for assign, value in todo if assign.name not in done]


def check_state(nodes: Collection[Node]) -> None:
    """Check that the ops behind some nodes have no state other than variables.

    Raises:
        CannotCopy: an op has other state.
    """
    ops = ancestors(*nodes)
    if any(op.op_def.is_stateful and not op.type.startswith(HARMLESS) for op in ops):
        raise CannotCopy


def _definition(ops: Collection[tf.Operation]) -> tf.GraphDef:
    graph = next(iter(ops)).graph
    definition = tf.GraphDef(versions=graph.graph_def_versions)
    definition.node.extend(op.node_def for op in ops)
    for node in definition.node:
        node.attr.pop("_class", None)  # it requests colocation with a node that may be missing
    definition.library.CopyFrom(graph.as_graph_def(from_version=graph.version).library)
    return definition


def _value(variable: tf.Operation) -> tf.Tensor | None:
    """Return the graph's tensor that holds a variable's value; None if there is none."""
    if variable.type != "VarHandleOp":
        return variable.outputs[0]
    readers = [op for op in variable.outputs[0].consumers() if op.type == "ReadVariableOp"]
    free = [op for op in readers if not op.control_inputs and not op._get_control_flow_context()]
    return free[0].outputs[0] if free else None


def _initializer(variable: tf.Operation) -> tf.Operation:
    """Return an op that sets a variable to a value that can be fed; else raise CannotCopy."""
    for op in variable.outputs[0].consumers():
        is_assign = op.type in ("Assign", "AssignVariableOp") and op.inputs[0].op is variable
        if is_assign and not op.control_inputs and not op._get_control_flow_context():
            return op
    raise CannotCopy


def _read(variable: tf.Operation) -> tf.Tensor:
    if variable.type != "VarHandleOp":
        return variable.outputs[0]
    dtype = variable.get_attr("dtype")
    return tf.raw_ops.ReadVariableOp(resource=variable.outputs[0], dtype=dtype)


def _assignment(variable: tf.Operation) -> tuple[tf.Operation, tf.Tensor]:
    """Add an op that sets a variable to a fed value; return the op and the placeholder."""
    dtype = variable.get_attr("dtype")
    value = tf.placeholder(dtype)
    if variable.type == "VarHandleOp":
        return tf.raw_ops.AssignVariableOp(resource=variable.outputs[0], value=value), value
    ref = variable.outputs[0]
    return tf.raw_ops.Assign(ref=ref, value=value, validate_shape=False).op, value
