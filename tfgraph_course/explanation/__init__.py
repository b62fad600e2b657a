"""Explain what `sess.run` does for a fetch and a feed, as text and as a picture.

arguments       checks the nodes and values that `sess.run` is given
analysis        finds which ops are computed, from the graph alone
names           the caller's names for the nodes
session_errors  says what is wrong with a call to a session, in one sentence
values          runs the fetches once, and keeps the value of every node
groups          the nodes that are shown, and the ops that each of them stands for
text            prints the explanation
boxes           the boxes and arrows of a picture
layout          positions the boxes
picture         draws the explanation
chapter_graphs  `python -m tfgraph_course explain`: the graphs of the chapters by name
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.explanation.analysis import Plan
from tfgraph_course.explanation.arguments import missing, planned
from tfgraph_course.explanation.names import Names
from tfgraph_course.explanation.session_errors import stopped
from tfgraph_course.explanation.values import run

__all__ = ["Explanation", "explained"]


@dataclass(frozen=True, repr=False)
class Explanation:
    """An explanation of what one call to `sess.run` computed; its `repr` is a table."""

    graph: tf.Graph
    plan: Plan
    names: Names
    values: dict[str, np.ndarray]  # of tensors computed or fed, keyed by name: "add:0"

    def __repr__(self) -> str:
        from tfgraph_course.explanation.text import text

        return text(self)

    def everything(self) -> str:
        """Return the table with all ops, even those that the `repr` of a large graph leaves out."""
        from tfgraph_course.explanation.text import text

        return text(self, everything=True)

    def picture(self) -> Any:
        """Draw the graph as a matplotlib figure that shows what the run did with each node."""
        from tfgraph_course.explanation.picture import picture

        return picture(self)


def explained(
    fetches: Any, feed_dict: Mapping[Any, Any] | None, *scopes: Mapping[str, Any]
) -> Explanation:
    """Run fetches once in the default session, and explain what was computed.

    Args:
        fetches, feed_dict: as for `tfgraph_course.explain`.
        scopes: the caller's variables, as for `Names`.

    Raises:
        CourseError: as from `tfgraph_course.explain`.
    """
    sess = tf.get_default_session()
    if sess is None:
        raise CourseError(
            "explain: there is no default session; open one with sess = tf.InteractiveSession()."
        )
    names = Names(sess.graph, *scopes)
    plan = planned(names, fetches, feed_dict or {})
    if said := missing(names, plan.computed, "explain(..., {"):
        raise CourseError(said)
    try:
        values = run(sess, plan)
    except tf.errors.OpError as fault:
        raise CourseError(stopped(names, fault)) from fault
    return Explanation(sess.graph, plan, names, values)
