"""The programs of *Hands-on Deep Learning with TensorFlow*, as raw graphs on today's TensorFlow.

`from tfgraph_course import tf` provides the TensorFlow 1 that the book uses. After `activate()`,
inside `with activated():`, or after `%load_ext tfgraph_course` in IPython, `import tensorflow as
tf` provides it to your code too.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

from tfgraph_course.errors import ipython
from tfgraph_course.tf1 import activate, activated, deactivate, tf

__version__ = "0.1.0"
__all__ = ["activate", "activated", "deactivate", "explain", "tf"]


def explain(fetches: Any, feed_dict: Any = None) -> Any:
    """Run fetches once, as `sess.run` does, and explain what was computed and what was not.

    Args:
        fetches: the nodes to compute, or lists and dicts of nodes, as for `sess.run`; the default
            session computes them.
        feed_dict: the values to feed, keyed by node; by default none.

    Returns:
        A `tfgraph_course.explanation.Explanation`. It prints as a table, in which nodes have the
        names of the caller's variables; its method `picture` draws the graph as a matplotlib
        Figure.

    Raises:
        CourseError: there is no default session, a fetch or feed does not fit the session's graph,
            a placeholder is needed but not fed, or TensorFlow stops the run.
    """
    from tfgraph_course.explanation import explained

    caller = sys._getframe(1)
    return explained(fetches, feed_dict, caller.f_locals, caller.f_globals)


def _session(kind: str) -> Any:
    from tfgraph_course.training import session

    return getattr(session, kind)


# Functions that return the course's session classes, keyed by the names in `tf` that these replace.
SESSIONS = {kind: partial(_session, kind) for kind in ("Session", "InteractiveSession")}


def words(fault: BaseException) -> str | None:
    """Return the sentence to print for an exception instead of its traceback, or None for a bug."""
    from tfgraph_course.explanation import session_errors

    return session_errors.words(fault)


def find(asked: str) -> Path | None:
    """Return the path of a data file of the book that a program cannot find; None for others."""
    from tfgraph_course.datasets.books import find_book_file

    return find_book_file(asked)


def load_ipython_extension(shell: Any) -> None:
    """Load the IPython extension; called by `%load_ext tfgraph_course`."""
    from tfgraph_course.tf1.doors.ipython import load

    load(shell, SESSIONS, find, words)


def unload_ipython_extension(shell: Any) -> None:
    """Unload the IPython extension; called by `%unload_ext tfgraph_course`."""
    from tfgraph_course.tf1.doors.ipython import unload

    unload(shell, SESSIONS)


if ipython() is not None:  # only in IPython and Jupyter; a program is left as it is
    from tfgraph_course.tf1.doors.ipython import tell
    from tfgraph_course.tf1.quiet import filter_notices

    tell(ipython(), words)
    filter_notices()
