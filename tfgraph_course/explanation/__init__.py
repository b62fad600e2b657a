"""What `sess.run` does for a fetch and a feed, as text and as a picture.

arguments       the nodes and values that `sess.run` is given
analysis        which ops are computed, and which are not: the graph alone
names           what the caller calls the nodes
values          the one run, with every node's value
text            all of it, printed
boxes           the boxes and arrows of a picture
layout          where they go
picture         all of it, drawn
chapter_graphs  `python -m tfgraph_course explain`: the graphs of the chapters by name
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.explanation.analysis import Plan, plan
from tfgraph_course.explanation.arguments import elements, feeds
from tfgraph_course.explanation.names import Names
from tfgraph_course.explanation.values import run

__all__ = ["Explanation", "explained"]


@dataclass(frozen=True, repr=False)
class Explanation:
    """One call of `sess.run`: printed, or shown by IPython, it is a table of what happened."""

    graph: tf.Graph
    plan: Plan
    names: Names
    values: dict[str, np.ndarray]  # of all tensors computed or fed, by TensorFlow's names: "add:0"

    def __repr__(self) -> str:
        from tfgraph_course.explanation.text import text

        return text(self)

    def picture(self) -> Any:
        """The graph as a matplotlib Figure, each node marked with what the run did with it."""
        from tfgraph_course.explanation.picture import picture

        return picture(self)


def explained(
    fetches: Any, feed_dict: Mapping[Any, Any] | None, *scopes: Mapping[str, Any]
) -> Explanation:
    """Run fetches once in the default session, and say what was computed.

    Args:
        fetches: what `sess.run` takes: a node, or nested lists, tuples and dicts of nodes.
        feed_dict: values by the nodes that are not to be computed.
        scopes: variables of the caller, which name the nodes; an earlier one hides a later one.

    Raises:
        CourseError: there is no default session, a fetch or feed is not of its graph, a value
            does not fit, a placeholder is needed and not fed, or TensorFlow stops the run.
    """
    sess = tf.get_default_session()
    if sess is None:
        raise CourseError(
            "explain: there is no default session; open one with sess = tf.InteractiveSession()."
        )
    names = Names(sess.graph, *scopes)
    fed = feeds(names, feed_dict or {})
    planned = plan(sess.graph, elements(sess.graph, fetches), [tensor for tensor, _ in fed])
    for op in planned.computed:
        if op.type in ("Placeholder", "PlaceholderV2"):
            raise CourseError(
                f"explain: the placeholder {names.of(op)} is needed and not fed; give it a value "
                f"in the feed, as in explain(..., {{{names.of(op)}: ...}})."
            )
    values = run(sess, planned, {tensor.name: value for tensor, value in fed})
    return Explanation(sess.graph, planned, names, values)
