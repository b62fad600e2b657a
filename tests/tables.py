"""A chapter's table: what the book says at which line, and where the course does it.

A row is `(lines, words, what, value)`:

- `lines`: of the book's text, "957" or "951-957"; "" where the course says something of its own;
- `words`: what stands there, in the book's own letters; " ... " leaves out what is between;
- `what` is read, by `Table.read`;
- `value`: what it is. A root may stand in it, `1/sqrt(5)`; a function makes it of the data that
  the script was given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.reading import built, slopes
from tests.running import options, run
from tests.telling import number, told

QUICK = pytest.mark.quick
SCRIPT = re.compile(r"(\w+): (\w+)(.*)")  # a row that one has to run for


class Row(NamedTuple):
    """A line of a table."""

    lines: str
    words: str
    what: str
    value: Any


class Table:
    """The rows of a chapter, and what they are read from.

    Args:
        builders: functions without arguments by what they are called in the rows, `cnn`, or
            `cnn(filters=3)`, a builder with other arguments than its own.
        scripts: the script that runs a builder's graph, `{"cnn": "ch3_cnn"}`.
        rows: see above.
        others: what else rows name, and what reads it.
    """

    def __init__(
        self,
        builders: dict[str, Callable[[], Any]],
        scripts: dict[str, str],
        rows: list[tuple[str, str, str, Any]],
        others: Mapping[str, Callable[[], Any]] | None = None,
    ) -> None:
        self.builders, self.scripts, self.others = builders, scripts, others or {}
        self.rows = [Row(*row) for row in rows]

    @property
    def params(self) -> list[Any]:
        """The rows, each the argument of a test; those for which no script runs are quick."""
        return [
            pytest.param(
                row,
                id=f"{row.lines} {row.what}",
                marks=[] if row.what not in self.others and SCRIPT.match(row.what) else QUICK,
            )
            for row in self.rows
        ]

    def read(self, what: str) -> Any:
        """Read what a row names.

        - `cnn.W1`: the node's line;
        - `ch3_cnn --epochs`: the option that a script has if its reader sets none;
        - `ch3_cnn: step x`: what is fed to `x` in a training step; `measure` means the runs that
          fetch the accuracy, `look` all others but those that fetch the loss. Several values are a
          list, in their order;
        - `ch3_cnn: measured before steps`: the numbers of the steps, from 0;
        - `ch3_cnn: array image`: an array that the script leaves, `running.summary`; `dtype`, its
          type;
        - `ch3_cnn: picture Filters`: rows, columns and images of the figure whose title begins so;
        - `ch3_cnn: drawn Filters`: a summary of each of these images; `inches`, its size, `dots`,
          how many dots its curves have, and their sum;
        - `ch4_learn_dnn: batches`: the shapes that a step is fed; `steps`, how many it takes;
          `rows step`, which of the script's arrays its rows come from, and `rows look`;
        - `ch3_cnn: rule` is that of its step, `variables` are the shapes of those in its graph,
          `trained` of those that the step changes; `printed`: part of what it prints.
        """
        if what in self.others:
            return self.others[what]()
        if found := re.fullmatch(r"(\w+) --(\S+)", what):
            return options(found[1])[found[2].replace("-", "_")]
        if found := SCRIPT.fullmatch(what):
            script, verb, rest = found.groups()
            if verb in ("rule", "variables", "printed"):
                return run(script)[verb]
            return VERBS[verb](run(script), rest.strip())
        builder, _, node = what.rpartition(".")
        return self.lines(builder)[node]

    def lines(self, builder: str) -> dict[str, str]:
        """The lines of all nodes of a builder's graph that have a row."""
        graph = built(self.builders[builder])
        nodes = {name: _node(graph, name) for name in self.names(builder)}
        return told({name: node for name, node in nodes.items() if not isinstance(node, tuple)})

    def names(self, builder: str) -> list[str]:
        """The nodes that have a row, be it of the builder with other arguments."""
        base = builder.partition("(")[0]
        found = (re.fullmatch(rf"{base}(\(.*\))?\.(\S+)", row.what) for row in self.rows)
        return list(dict.fromkeys(match[2] for match in found if match))

    def check(self, row: Row) -> None:
        """Fail where the course does not do what the row says."""
        got, value = self.read(row.what), row.value
        if callable(value) and row.what not in self.others:
            value = value(run(row.what.partition(":")[0])["data"])
        if row.what.endswith("printed"):
            assert value in got
        elif isinstance(value, str):
            assert got == worked_out(value)
        elif isinstance(value, list):
            assert len(got) == len(value)
            assert all(map(_same, got, value)), (got, value)
        else:
            assert _same(got, value), (got, value)

    def check_script(self, builder: str) -> None:
        """Fail where a script runs another graph than the rows tell."""
        graph = run(self.scripts[builder])["graph"]
        lines = self.lines(builder)
        assert {name: graph.get(name) for name in lines} == lines

    def check_slopes(self, builder: str) -> None:
        """Fail where the training step goes down another slope than that of `cross_entropy`."""
        for taken, real in slopes(built(self.builders[builder])):
            assert abs(real).max() > 0
            assert taken == pytest.approx(real, rel=1e-5)

    def misquoted(self, text: Path) -> list[Row]:
        """The rows whose words do not stand in the book where they say."""
        book = text.read_text(encoding="utf-8").splitlines()
        return [row for row in self.rows if row.lines and not stands(row.lines, row.words, book)]


def worked_out(line: str) -> str:
    """A line of a table with its roots worked out: `1/sqrt(5)` is `0.447214`."""
    return re.sub(
        r"(\d+)/sqrt\((\d+)\)", lambda found: number(int(found[1]) / int(found[2]) ** 0.5), line
    )


def stands(lines: str, words: str, book: list[str]) -> bool:
    """Whether words stand in these lines of the book; an end of a line is a space."""
    first, _, last = lines.partition("-")
    there, place = " ".join(book[int(first) - 1 : int(last or first)]), 0
    for piece in words.replace("\n", " ").split(" ... "):
        place = there.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True


def _node(graph: Any, name: str) -> Any:
    """A node by the book's name; `cell_weights[0]` is one of several."""
    name, _, index = name.rstrip("]").partition("[")
    return getattr(graph, name)[int(index)] if index else getattr(graph, name)


def _same(got: Any, value: Any) -> bool:
    if not (isinstance(got, dict) and "sum" in got):
        return got == value
    sums = [name for name in value if name != "shape"]
    close = [got[name] == pytest.approx(value[name], rel=1e-5, abs=1e-3) for name in sums]
    return got["shape"] == value["shape"] and all(close)


def _fed(kind: str) -> Callable[[dict[str, Any], str], Any]:
    """What a node is fed in the runs of a kind: one value, or the list of those that differ."""

    def read(told: dict[str, Any], node: str) -> Any:
        values: list[Any] = []
        for one in told["runs"]:
            if _kind(one) == kind and node in one["feeds"]:
                fed = one["feeds"][node]
                value = fed if fed["shape"] else fed["sum"]
                values += [value] if value not in values else []
        return values[0] if len(values) == 1 else values

    return read


def _kind(one: dict[str, Any]) -> str:
    if one["step"]:
        return "step"
    if "cross_entropy" in one["fetches"]:
        return "loss"
    return "measure" if "accuracy" in one["fetches"] else "look"


def _measured(told: dict[str, Any], _: str) -> list[int]:
    steps, before = 0, []
    kinds = [kind for one in told["runs"] if (kind := _kind(one)) in ("step", "measure")]
    for last, kind in zip(["", *kinds], kinds, strict=False):
        if kind == "step":
            before += [steps] if last == "measure" else []
            steps += 1
    return before


def _picture(told: dict[str, Any], title: str) -> dict[str, Any]:
    (picture,) = (told["pictures"][name] for name in told["pictures"] if name.startswith(title))
    return picture


def _total(curves: list[dict[str, Any]]) -> list[float]:
    return [sum(int(curve["shape"]) for curve in curves), round(sum(c["sum"] for c in curves), 2)]


def _rows(told: dict[str, Any], kind: str) -> list[str]:
    fed = [name for one in told["runs"] if _kind(one) == kind for name in one["rows_of"]]
    return list(dict.fromkeys(fed))


def _first_step(told: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in told["runs"] if one["step"])


def _images(told: dict[str, Any], title: str) -> str:
    picture = _picture(told, title)
    shapes = Counter(image["shape"] for image in picture["images"])
    images = ", ".join(f"{count} of {shape}" for shape, count in shapes.items())
    return f"{' x '.join(map(str, picture['grid']))}: {images}"


VERBS: dict[str, Callable[[dict[str, Any], str], Any]] = {
    "step": _fed("step"),
    "measure": _fed("measure"),
    "look": _fed("look"),
    "measured": _measured,
    "array": lambda told, name: told["arrays"][name],
    "dtype": lambda told, name: told["arrays"][name]["dtype"],
    "picture": _images,
    "drawn": lambda told, title: _picture(told, title)["images"],
    "dots": lambda told, title: _total(_picture(told, title)["dots"]),
    "batches": lambda told, _: [fed["shape"] for fed in _first_step(told)["feeds"].values()],
    "trained": lambda told, _: {
        name: shape
        for name, shape in told["variables"].items()
        if name in told["rule"].partition(" of ")[2].split(", ")
    },
    "rows": _rows,
    "steps": lambda told, _: sum(one["step"] for one in told["runs"]),
    "inches": lambda told, title: _picture(told, title)["inches"],
}
