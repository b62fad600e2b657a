"""What `mutants.py` changes in a source, one place at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

# Each function of a graph, and one that takes the same arguments.
FUNCTIONS = {
    "abs": "square", "argmax": "argmin", "argmin": "argmax", "argwhere": "nonzero",
    "avg_pool": "max_pool", "bincount": "histogram", "constant": "zeros",
    "conv2d": "depthwise_conv2d",
    "convolution2d": "convolution2d_transpose", "count_nonzero": "size", "cast": "saturate_cast",
    "dropout": "alpha_dropout", "dynamic_rnn": "static_rnn", "equal": "not_equal",
    "expand_dims": "repeat", "eye": "ones", "fill": "ones", "full": "zeros",
    "fully_connected": "linear", "gather": "minimum", "log": "exp", "map_fn": "scan",
    "matmul": "multiply", "max_pool": "avg_pool", "maximum": "minimum", "minimum": "maximum",
    "not_equal": "equal", "one_hot": "range", "placeholder": "placeholder_with_default",
    "prod": "sum", "reduce_max": "reduce_min", "reduce_mean": "reduce_sum",
    "reduce_min": "reduce_max", "reduce_sum": "reduce_mean", "relu": "tanh", "reshape": "fill",
    "sigmoid": "tanh", "softmax": "sigmoid",
    "softmax_cross_entropy": "sigmoid_cross_entropy",
    "softmax_cross_entropy_with_logits": "sigmoid_cross_entropy_with_logits", "sqrt": "exp",
    "square": "abs", "squared_difference": "subtract", "sum": "mean", "top_k": "in_top_k",
    "truncated_normal": "random_normal", "unsorted_segment_sum": "unsorted_segment_max",
    "where": "add", "zeros": "ones", "Variable": "identity",
    "GradientDescentOptimizer": "AdagradOptimizer", "BasicRNNCell": "GRUCell",
    "BasicLSTMCell": "GRUCell", "GRUCell": "BasicRNNCell", "LinearClassifier": "LinearRegressor",
    "DNNClassifier": "DNNRegressor",
}
CHOICES = {
    "SAME": "VALID", "VALID": "SAME", "book": "logits", "logits": "book", "float": "float64",
    "float32": "float64", "float64": "float32", "rnn": "gru", "lstm": "rnn", "gru": "rnn",
    "Adam": "Adagrad", "Ftrl": "Adagrad", "GradientDescent": "Adagrad", "Momentum": "Adam",
    "classes": "probabilities", "probabilities": "classes",
    "image": "glyph", "glyph": "image", "weather": "fonts", "fonts": "weather",
}
OPERATORS = {
    ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "+"), ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"), ast.Mod: ("%", "+"), ast.Pow: ("**", "*"), ast.MatMult: ("@", "*"),
    ast.Lt: ("<", ">"), ast.LtE: ("<=", "<"), ast.Gt: (">", "<"), ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.BitAnd: ("&", "|"), ast.BitOr: ("|", "&"),
}

# Patterns of mutants that may live, with the reason.
EQUIVALENT = {
    r"^scripts/.*reshape\(.*-\[1 -> 2\]": "NumPy finds a side that is any negative number",
    r"images\.shape\[\[1 -> 2\]\]": "images are square",
    r"perf_counter\(\) \[- -> \+\]|bar\.set_postfix": "what the bar shows, and the time it took",
    r"fully_connected -> linear\].*activation_fn=": "linear is fully_connected, of no activation",
    r"to_last = .*\[sum -> mean\]": "shares of the sum stay the same if all distances are halved",
    r"ch5_kmeans\.py: (place|centres|spreads|points) =": "points as good as any others",
}


class Mutation(NamedTuple):
    """A change of one place in a source."""

    line: str  # the whole line, without its indentation
    column: int  # in that line
    old: str
    new: str
    number: int  # among equal lines of the source, from 0

    def __str__(self) -> str:
        """The line with the change in it."""
        end = self.column + len(self.old)
        changed = f"{self.line[: self.column]}[{self.old} -> {self.new}]{self.line[end:]}"
        return f"{changed}  ({self.number + 1})" if self.number else changed

    def applied(self, source: str) -> str:
        """The source with the change in it."""
        lines = source.split("\n")
        places = [i for i, line in enumerate(lines) if line.strip() == self.line]
        row, end = places[self.number], self.column + len(self.old)
        indent = lines[row][: len(lines[row]) - len(lines[row].lstrip())]
        lines[row] = indent + self.line[: self.column] + self.new + self.line[end:]
        return "\n".join(lines)


def mutations(source: str) -> Iterator[Mutation]:
    """All changes of a source, in its order.

    Docstrings, annotations, messages and names stay as they are.
    """
    lines = source.split("\n")
    found = set(_places(ast.parse(source), lines))
    for row, start, old, new in sorted(found):
        line = lines[row].strip()
        column = start - (len(lines[row]) - len(lines[row].lstrip()))
        number = [other.strip() for other in lines[:row]].count(line)
        yield Mutation(line, column, old, new, number)


def _places(tree: ast.Module, lines: list[str]) -> Iterator[tuple[int, int, str, str]]:
    """Row, column, old and new text of each change."""
    skipped = _texts(tree)
    for node in ast.walk(tree):
        if id(node) in skipped or not hasattr(node, "lineno"):
            continue
        if isinstance(node, ast.BinOp | ast.Compare):
            yield from _operator(node, lines)
        elif isinstance(node, ast.Constant):
            row, start, old = _text(node, lines)
            new = _other_constant(node.value)
            if new:
                yield row, start, old, new
        elif isinstance(node, ast.Attribute) and node.attr in FUNCTIONS:
            row = node.end_lineno - 1
            end = len(lines[row].encode()[: node.end_col_offset].decode())
            yield row, end - len(node.attr), node.attr, FUNCTIONS[node.attr]


def _texts(tree: ast.Module) -> set[int]:
    """The nodes of what is told rather than computed."""
    told: set[int] = set()
    for node in ast.walk(tree):
        parts: list[ast.AST] = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts = [node.value]  # a docstring
        elif isinstance(node, ast.JoinedStr | ast.Raise):
            parts = [node]
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            parts = [node.annotation]
        elif isinstance(node, ast.FunctionDef) and node.returns:
            parts = [node.returns]
        told.update(id(inner) for part in parts for inner in ast.walk(part))
    return told


def _text(node: ast.expr, lines: list[str]) -> tuple[int, int, str]:
    """Row, column and text of a node that stands on one line; columns in characters."""
    line = lines[node.lineno - 1].encode()
    start, end = node.col_offset, node.end_col_offset
    return node.lineno - 1, len(line[:start].decode()), line[start:end].decode()


def _other_constant(value: object) -> str | None:
    if isinstance(value, bool):
        return str(not value)
    if isinstance(value, int):
        return str(value + 1)
    if isinstance(value, float):
        return repr(2 * value if value else 1.0)
    if isinstance(value, str) and value in CHOICES:
        return repr(CHOICES[value])
    return None


def _operator(
    node: ast.BinOp | ast.Compare, lines: list[str]
) -> Iterator[tuple[int, int, str, str]]:
    """The operator between the two sides of a node, where it stands on the line of one of them."""
    op = node.op if isinstance(node, ast.BinOp) else node.ops[0]
    left = node.left
    right = node.right if isinstance(node, ast.BinOp) else node.comparators[0]
    if type(op) not in OPERATORS:
        return
    old, new = OPERATORS[type(op)]
    row = left.end_lineno - 1
    line = lines[row]
    start = len(line.encode()[: left.end_col_offset].decode())
    stop = len(line) if right.lineno - 1 > row else len(line.encode()[: right.col_offset].decode())
    place = line.find(old, start, stop)
    if place >= 0:
        yield row, place, old, new
