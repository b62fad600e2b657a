"""A graph, read op by op, each node told in a line like the book's: `h1 = relu(xw + b1)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from tfgraph_course import tf

INFIX = {"AddV2": "+", "Add": "+", "Sub": "-", "Mul": "*", "RealDiv": "/"}
NAMES = {
    "MatMul": "matmul", "Mean": "reduce_mean", "Sum": "reduce_sum", "ArgMax": "argmax",
    "Conv2D": "conv2d", "ConcatV2": "concat",
}
DRAWN = {"TruncatedNormal": "truncated_normal", "RandomStandardNormal": "random_normal"}
SAME = ("Identity", "StopGradient", "Enter")  # as the tensor that they take
# The numbers that stand in `y + 1e-50` and the like, by op: float32 has no 1e-50.
written: dict[Any, float] = {}


def told(nodes: Mapping[str, Any]) -> dict[str, str]:
    """Tell how each node is computed from the others: `{"h1": "relu(xw + b1)", ...}`.

    Args:
        nodes: tensors, variables and operations by the book's names. What has no name among them
            is told inside the line of the node that it leads to.
    """
    teller = _Teller(nodes)
    return {name: teller.define(name, node) for name, node in nodes.items()}


def rule(step: Any) -> str:
    """Tell a training step in a line: `GradientDescent(0.01) of W1, b1`."""
    return _Teller({}).rule(step)


def updates(op: Any) -> list[Any]:
    """The ops that change a variable by a rule of training when an operation runs, in order."""
    found, waiting, seen = [], [op], set()
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        if one.type.startswith("Apply"):
            found.append(one)
        elif one.type in ("NoOp", "Identity", "Const", "Assign", "AssignAdd"):
            waiting += [*one.control_inputs, *(tensor.op for tensor in one.inputs)]
    return found


class _Teller:
    def __init__(self, nodes: Mapping[str, Any]) -> None:
        self.names: dict[Any, str] = {}
        for name, node in nodes.items():
            self.names.setdefault(_key(node), name)

    def define(self, name: str, node: Any) -> str:
        """The line of a node that has a name; the line of a second name is the first."""
        op = node if isinstance(node, tf.Operation) else node.op
        first = self.names[_key(node)]
        if first != name:
            return first
        if op.type == "VariableV2":
            named = "" if op.name == name else f', name="{op.name}"'
            return f"Variable({self.start(op)}{named})"
        if updates(op):
            return self.rule(op)
        if isinstance(node, tf.Operation):
            return f"group({', '.join(self.call(one) for one in op.control_inputs)})"
        line = self.compute(node)
        return f"constant({line})" if op.type == "Const" else line

    def start(self, variable: Any) -> str:
        """The value that a variable starts from."""
        assign = variable.graph.get_operation_by_name(f"{variable.name}/Assign")
        return self.use(assign.inputs[1])

    def rule(self, op: Any) -> str:
        """What a training step is: which rule, with which numbers, for which variables."""
        rules: dict[str, list[str]] = {}
        for update in updates(op):
            variable, numbers = "", []
            for argument, tensor in zip(update.op_def.input_arg, update.inputs, strict=True):
                if argument.name == "var":
                    variable = self.use(tensor).removesuffix("/part_0")  # of a ready-made model
                elif argument.name in ("alpha", "lr"):
                    numbers.append(self.value(tensor))
                elif tf.get_static_value(tensor) is not None:
                    numbers.append(f"{argument.name}={self.use(tensor)}")
            name = update.type.removeprefix("Apply")
            rules.setdefault(f"{name}({', '.join(numbers)})", []).append(variable)
        return "; ".join(f"{rule} of {', '.join(of)}" for rule, of in rules.items())

    def value(self, tensor: Any) -> str:
        """A number, which may stand in a variable."""
        while tensor.op.type in SAME:
            tensor = tensor.op.inputs[0]
        return self.start(tensor.op) if tensor.op.type == "VariableV2" else self.use(tensor)

    def use(self, tensor: Any) -> str:
        """A tensor inside another's line: by its name, where it has one."""
        return self.names.get(_key(tensor)) or self.compute(tensor)

    def compute(self, tensor: Any) -> str:
        """How a tensor is computed."""
        op, inputs = tensor.op, tensor.op.inputs
        if (value := tf.get_static_value(tensor)) is not None:
            return number(value)
        if op.type == "VariableV2":
            return op.name
        if op.type in SAME:
            return self.use(inputs[0])
        if op.type == "Placeholder":
            shape = "" if tensor.shape.rank is None else f", {tensor.shape.as_list()}"
            return f'placeholder("{_dtype(tensor)}"{shape})'
        if op.type in INFIX:
            return self.drawn(op) or self.infix(op)
        if op.type in FORMS:
            return FORMS[op.type](self, op) or self.call(op)
        return self.call(op) + (f"[{tensor.value_index}]" if len(op.outputs) > 1 else "")

    def call(self, op: Any) -> str:
        arguments = [self.use(tensor) for tensor in op.inputs]
        if op.type == "Cast":
            arguments.append(f'"{_dtype(op.outputs[0])}"')
        if op.type in ("Mean", "Sum") and op.outputs[0].shape.rank == 0:
            arguments = arguments[:1]  # over all axes
        name = NAMES.get(op.type) or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", op.type).lower()
        return f"{name}({', '.join(arguments + _attributes(op))})"

    def infix(self, op: Any) -> str:
        sides = [f"({self.use(tensor)})" if self.sums(tensor) else self.use(tensor)
                 for tensor in op.inputs]
        if op in written:
            sides[1] = repr(written[op])
        return f" {INFIX[op.type]} ".join(sides)

    def sums(self, tensor: Any) -> bool:
        """Whether a tensor is told as `a + b`, which needs brackets in another's line."""
        told_otherwise = _key(tensor) in self.names or tf.get_static_value(tensor) is not None
        return not told_otherwise and tensor.op.type in INFIX and not self.drawn(tensor.op)

    def drawn(self, op: Any) -> str:
        """Random numbers, which an op draws, and others scale and move."""
        scaled = op.inputs[0].op
        if op.type != "AddV2" or scaled.type != "Mul":
            return ""
        draw, scale = scaled.inputs[0].op, scaled.inputs[1]
        middle = self.use(op.inputs[1])
        if draw.type == "RandomUniform" and scale.op.type == "Sub":
            high = self.use(scale.op.inputs[0])
            return f"random_uniform({self.use(draw.inputs[0])}, {middle}, {high})"
        if draw.type not in DRAWN:
            return ""
        mean = "" if middle == "0." else f", mean={middle}"
        return f"{DRAWN[draw.type]}({self.use(draw.inputs[0])}{mean}, stddev={self.use(scale)})"

    def dropout(self, op: Any) -> str:
        """What `tf.nn.dropout` makes: 0, or what is kept, made larger."""
        kept, chance = op.inputs[1].op, self.use(op.inputs[0].op.inputs[1])
        x, keep = self.use(kept.inputs[0]), chance.removeprefix("1. - ")
        if keep == chance:  # a number, not a placeholder
            keep = number(1 - float(chance))
            larger = f"{x} * {number(1 / float(keep))}"
        else:
            larger = f"{x} / (1. - (1. - {keep}))"
        made = f"select_v2(greater_equal(random_uniform(shape({x})), {chance}), {larger}, 0.)"
        return f"dropout({x}, {keep})" if self.call(op) == made else ""

    def cross_entropy(self, op: Any) -> str:
        logits, labels = (self.use(side.op.inputs[0]) for side in op.inputs)
        return f"softmax_cross_entropy_with_logits(logits={logits}, labels={labels})"

    def reshape(self, op: Any) -> str:
        """Cross-entropy's own way back to the shape of a batch is not worth a word."""
        of = op.inputs[0]
        return self.use(of) if of.op.type == "SoftmaxCrossEntropyWithLogits" else ""

    # A loop, as `dynamic_rnn` makes it: each week is read, a state handed on, an output written.

    def last(self, op: Any) -> str:
        start, later = (tensor.op.inputs[0] for tensor in _merge(op.inputs[0]).inputs)
        return f"last({self.use(later)}, from {self.use(start)})"

    def allwritten(self, op: Any) -> str:
        write = _merge(op.inputs[2].op.inputs[0]).inputs[1].op.inputs[0].op
        return f"all({self.use(write.inputs[2])})"

    def each_read(self, op: Any) -> str:
        return f"each({self.use(op.inputs[2].op.inputs[0].op.inputs[2])})"

    def before(self, op: Any) -> str:
        return "before"


FORMS: dict[str, Callable[[_Teller, Any], str]] = {
    "SelectV2": _Teller.dropout,
    "SoftmaxCrossEntropyWithLogits": _Teller.cross_entropy,
    "Reshape": _Teller.reshape,
    "Exit": _Teller.last,
    "TensorArrayGatherV3": _Teller.allwritten,
    "TensorArrayReadV3": _Teller.each_read,
    "Switch": _Teller.before,
}


def _key(node: Any) -> Any:
    if isinstance(node, tf.Operation):
        return node
    return node.op if node.op.type == "VariableV2" else (node.op, node.value_index)


def _merge(switch: Any) -> Any:
    """Where a variable of a loop comes together: its start, and what a turn makes of it."""
    return switch.op.inputs[0].op


def _dtype(tensor: Any) -> str:
    name = tensor.dtype.base_dtype.name
    return "float" if name == "float32" else name


def _attributes(op: Any) -> list[str]:
    """The attributes that matter: those with no default, and those that differ from it."""
    shown = []
    for attribute in op.op_def.attr:
        given = attribute.HasField("default_value")
        of_dtype = attribute.type == "type" and (not given or op.type == "Cast")
        if of_dtype or attribute.name in ("N", "seed", "seed2", "Truncate", "TI"):
            continue
        if not given or op.node_def.attr[attribute.name] != attribute.default_value:
            value = op.get_attr(attribute.name)
            value = value.decode() if isinstance(value, bytes) else value
            shown.append(f"{attribute.name}={value!r}")
    return shown


def number(value: Any) -> str:
    """A constant as the book writes it: `1`, `1.`, `[1., 2.]`; of one number `0.1, shape=[32]`."""
    value = np.asarray(value)
    if value.dtype.kind == "f" and value.ndim and value.size and (value == value.flat[0]).all():
        shape, one = list(value.shape), number(value.flat[0])
        return f"zeros({shape})" if one == "0." else f"constant({one}, shape={shape})"
    if value.ndim:
        return f"[{', '.join(map(number, value))}]"
    if value.dtype.kind != "f":
        return str(value)
    text = f"{value:.6g}"
    return text if re.search(r"[.en]", text) else f"{text}."
