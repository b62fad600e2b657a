"""Run a script and note what its sessions are handed: `python -m tests.spy RESULT.json SCRIPT ...`.

RESULT.json then holds

- `graph`: the script's nodes by name, each told in a line (`telling.told`);
- `runs`: of each run of a session that is fed something or trains: whether it is a `step`, the
  names of its `fetches`, a `running.summary` of each of its `feeds`, and whose rows they are,
  `rows_of`: the names of the smallest arrays of the script that hold them all;
- `rule`, `variables`: the line of the training step, and the shapes of its graph's variables;
- `arrays`: a summary of each array that the script leaves, by name, and its dtype;
- `pictures`: of each figure by its title: rows and columns, a summary of each image in it, its
  size in inches, and a summary of each of its curves.
"""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from tests.reading import numbers_as_written
from tests.running import summary
from tests.telling import rule, told, updates
from tfgraph_course import tf
from tfgraph_course.cli import options


class Run(NamedTuple):
    """One run of a session."""

    fetches: list[Any]
    feeds: dict[Any, dict[str, Any]]  # a summary of each
    fed: list[Any]


def main(result: str, script: str, *arguments: str) -> None:
    """Run the script as its reader would, and write what was noted."""
    sys.argv = [script, *arguments]
    runs = watched()
    Figure.savefig = lambda *_, **__: None  # figures are looked at, not their files
    with numbers_as_written():
        options.has_figures = lambda path: True  # a part stands for all of the course's data
        left = runpy.run_path(script, run_name="__main__")
    Path(result).write_text(json.dumps(tell(runs, left)), encoding="utf-8")


def watched() -> list[Run]:
    """Note the runs of every session from here on, in the list that is returned."""
    runs: list[Run] = []
    kind = next(kind for kind in tf.Session.__mro__ if kind.__name__ == "BaseSession")
    own = kind.run
    known: dict[int, tuple[Any, dict[str, Any]]] = {}  # kept, so that no other takes its place

    def summed(value: Any) -> dict[str, Any]:
        if id(value) not in known:
            known[id(value)] = value, summary(value)
        return known[id(value)][1]

    def run(self: Any, fetches: Any, feed_dict: Any = None, *others: Any, **settings: Any) -> Any:
        def node(name: Any) -> Any:
            return self.graph.as_graph_element(name)

        feeds = {node(key): summed(value) for key, value in (feed_dict or {}).items()}
        fed = list((feed_dict or {}).values())
        runs.append(Run([node(name) for name in flat(fetches)], feeds, fed))
        return own(self, fetches, feed_dict, *others, **settings)

    kind.run = run
    return runs


def flat(fetches: Any) -> list[Any]:
    """What is fetched, out of its lists and dictionaries."""
    if isinstance(fetches, dict):
        fetches = list(fetches.values())
    if isinstance(fetches, list | tuple):
        return [one for some in fetches for one in flat(some)]
    return [] if fetches is None else [fetches]


def rows(array: Any) -> set[bytes]:
    """What tells the rows of a table, or the images of a set; nothing where there are none."""
    array = np.asarray(array)
    return {row.tobytes() for row in array} if array.ndim > 1 else set()


def tell(runs: list[Run], left: dict[str, Any]) -> dict[str, Any]:
    """What was noted, in the form that the head of this file describes."""
    kinds = (tf.Tensor, tf.Operation, tf.Variable)
    several = {name: nodes for name, nodes in left.items() if type(nodes) is tuple}
    parts = {f"{name}[{i}]": one for name, all in several.items() for i, one in enumerate(all)}
    nodes = {name: node for name, node in (left | parts).items() if isinstance(node, kinds)}
    names: dict[Any, str] = {}
    for name, node in nodes.items():
        names.setdefault(node if isinstance(node, tf.Operation) else node.name, name)

    def name_of(node: Any) -> str:
        return names.get(node if isinstance(node, tf.Operation) else node.name) or node.name

    steps = [[op for node in run.fetches if updates(op := getattr(node, "op", node))]
             for run in runs]
    trained = next((ops[0] for ops in steps if ops), None)
    numbers = {name: value for name, value in left.items()
               if isinstance(value, np.ndarray) and value.dtype.kind in "biuf"}
    held = {name: held for name, value in numbers.items() if (held := rows(value))}

    def rows_of(value: Any) -> list[str]:
        found = [name for name, all in held.items() if (some := rows(value)) and some <= all]
        return [min(found, key=lambda name: len(held[name]))] if found else []

    return {
        "graph": told(nodes),
        "runs": [
            {
                "step": bool(ops),
                "fetches": list(map(name_of, run.fetches)),
                "feeds": {name_of(key): value for key, value in run.feeds.items()},
                "rows_of": [name for value in run.fed for name in rows_of(value)],
            }
            for run, ops in zip(runs, steps, strict=True)
            if run.feeds or ops
        ],
        "rule": trained and rule(trained),
        "variables": trained and {
            variable.op.name.removesuffix("/part_0"): variable.shape.as_list()
            for variable in trained.graph.get_collection("variables")
        },
        "arrays": {
            name: summary(value) | {"dtype": value.dtype.name} for name, value in numbers.items()
        },
        "pictures": pictures(),
    }


def pictures() -> dict[str, Any]:
    """The figures that are open."""
    if "matplotlib.pyplot" not in sys.modules:
        return {}
    import matplotlib.pyplot as plt

    drawn = {}
    for figure in map(plt.figure, plt.get_fignums()):
        with_images = [axis for axis in figure.axes if axis.images]
        places = [axis.get_subplotspec() for axis in figure.axes]
        grids = [place.get_gridspec() for place in places if place]
        drawn[figure.get_label()] = {
            "grid": [grids[0].nrows, grids[0].ncols] if grids else None,
            "images": [summary(axis.images[0].get_array()) for axis in with_images],
            "inches": figure.get_size_inches().tolist(),
            "dots": [summary(line.get_ydata()) for axis in figure.axes for line in axis.lines],
        }
    return drawn


if __name__ == "__main__":
    main(*sys.argv[1:])
