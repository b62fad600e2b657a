"""`python -m tfgraph_course explain`: show what one run of a chapter's graph computes."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tfgraph_course import figures, tf
from tfgraph_course.datasets import load_fonts, load_weather, one_hot, scale, season_labels
from tfgraph_course.errors import CourseError, known_names
from tfgraph_course.explanation import Explanation, explained
from tfgraph_course.explanation.arguments import planned
from tfgraph_course.explanation.names import Names
from tfgraph_course.explanation.text import text
from tfgraph_course.files.atomic import make_folder
from tfgraph_course.models import GRAPHS, Model
from tfgraph_course.tf1 import fresh_session

Examples = dict[str, Any]  # values to feed, keyed by the names of the nodes
FED_IMAGES, FED_WEEKS = 10, 52


def _image() -> Examples:
    """Return an image [1, 10, 10] as in `ch3_conv_pool.py`, with larger numbers on the diagonal."""
    return {"x": np.random.RandomState(0).randint(10, size=[1, 10, 10]) + np.eye(10) * 10}


def _images() -> Examples:
    """Return images and labels, some of each font, and the keep probability for dropout."""
    fonts = load_fonts()
    some = np.arange(FED_IMAGES) * (len(fonts.images) // FED_IMAGES)
    return {"x": fonts.images[some], "y_": one_hot(fonts.labels[some]), "keep_prob": 0.5}


def _weeks() -> Examples:
    weather = load_weather()
    seasons = season_labels(weather.dates)
    return {"x": scale(weather.weekly)[:FED_WEEKS], "y_": seasons[:FED_WEEKS]}


EXAMPLES = {
    "": dict, "one image": _image, "pixels": _images, "images": _images, "weeks": _weeks,
}


def explain_chapter(name: str, fetch: Sequence[str], feed: Sequence[str]) -> Explanation:
    """Build a chapter's graph, initialize its variables with seed 0, and explain one run of it.

    Args:
        name: the name of the script that uses the graph, or of the function that builds the graph.
        fetch: the names of the nodes to fetch; if empty, the node that the chapter fetches.
        feed: the values to feed, each as `NAME=VALUE`; if the run also needs images or weather
            data, examples from the course are fed, too.

    Raises:
        CourseError: a name is wrong, or a value cannot be read or does not fit.
    """
    chapter, asked = find(name), dict(_pair(text) for text in feed)
    sess = fresh_session(0)
    graph = chapter.build()
    sess.run(tf.global_variables_initializer())
    names = Names(sess.graph, graph._asdict())
    fetches = [_node(names, part, name) for part in fetch or [chapter.fetch]]
    fed = {_node(names, part, name): value for part, value in asked.items()}
    needed = {op.name for op in planned(names, fetches, fed).computed}
    for part, value in EXAMPLES[chapter.sees]().items():
        node = names.fields.get(part)
        if node is not None and node.op.name in needed:
            flat = node.shape.rank == 2 and np.ndim(value) == 3  # pixels in a row
            fed[node] = np.reshape(value, (len(value), -1)) if flat else value
    return explained(fetches, fed, graph._asdict())


def find(name: str) -> Model:
    """Find a chapter's graph by the name of its script or of the function that builds the graph.

    Raises:
        CourseError: there is no such graph.
    """
    for graph in GRAPHS:
        if name in (graph.script, graph.name):
            return graph
    known = known_names(name, [graph.script for graph in GRAPHS])
    raise CourseError(f"explain: the chapters have no graph {name!r}; {known}")


def explain_command(
    name: str, fetch: Sequence[str], feed: Sequence[str], everything: bool, out: Path
) -> int:
    """Print an explanation of one run of a chapter's graph, save its picture, and return 0.

    Args:
        name, fetch, feed: as for `explain_chapter`.
        everything: whether all ops are printed, or only the nodes that the picture shows.
        out: the folder for the picture.
    """
    script = find(name).script
    told = explain_chapter(script, fetch, feed)
    print(text(told, everything, hint="--all"))
    if figures.save({script: told.picture}, make_folder(out)):
        print("\npicture in", out / f"{script}.png")
    return 0


def _node(names: Names, text: str, name: str) -> Any:
    """Find a node by its name in the book or in TensorFlow; an op's only output replaces the op."""
    if text in names.fields:
        return names.fields[text]
    try:
        found = names.graph.as_graph_element(text)
    except (KeyError, ValueError) as fault:
        ops = [op.name for op in names.graph.get_operations()]
        known = known_names(text, [*names.fields, *ops], names.fields)
        raise CourseError(f"explain: {name} has no node {text!r}; {known}") from fault
    return found.outputs[0] if len(getattr(found, "outputs", ())) == 1 else found


def _pair(text: str) -> tuple[str, Any]:
    """Split a string such as `d=4` or `V1=[1, 2]` into a node's name and its value."""
    name, _, value = text.partition("=")
    try:
        return name, ast.literal_eval(value.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError) as fault:
        raise CourseError(
            f"explain: --feed {text!r} is not NAME=VALUE; write a number or a list, as in d=4 or "
            "V1=[1,2]."
        ) from fault
