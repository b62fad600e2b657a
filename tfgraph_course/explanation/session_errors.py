"""Say what is wrong with a call to a session, in one sentence that names the line of the call.

The most common slips are recognized: a placeholder that is not fed, a value that does not fit, a
tensor fed as a value, a variable without a value, a node of another graph, a closed session.
"""

from __future__ import annotations

import contextlib
import linecache
import re
import sys
import traceback
from pathlib import Path
from types import FrameType
from typing import Any

from tfgraph_course import tf
from tfgraph_course.errors import CourseError, as_sentence, sentence
from tfgraph_course.explanation.analysis import Plan
from tfgraph_course.explanation.arguments import missing, planned
from tfgraph_course.explanation.names import Names
from tfgraph_course.tf1.doors.owners import is_users

CALLS = {"eval", "run", "save"}  # methods of sessions, tensors, operations, variables, savers
VALUELESS = r"(?:uninitialized value|resource variable|not find variable) (\S+?)[.:,]*(?!\S)"
# Matches messages about a shape that does not fit, or a variable without a value; any other
# message may be due to a bug.
OF_VALUES = f"(?i){VALUELESS}|incompatible|mismatch|shape|dimension"
OTHER_GRAPH = "must be from the same graph|not from the passed-in graph|same graph as"


def words(fault: BaseException) -> str | None:
    """Return what is printed for an exception instead of its traceback.

    Returns:
        A sentence for an error that the user can fix, or for Ctrl-C; None for any other exception.
    """
    told = sentence(fault)
    if told is None and "tensorflow" in sys.modules and isinstance(fault, Exception):
        with contextlib.suppress(Exception):  # the error itself must be seen in any case
            told = _slip(fault)
        told = told and as_sentence(" ".join(told.split()))
    return told


def stopped(names: Names, fault: tf.errors.OpError) -> str:
    """Say why TensorFlow stopped a run."""
    reason = _reason(fault)
    if named := re.search(VALUELESS, reason):
        op = next((op for op in names.graph.get_operations() if op.name == named[1]), None)
        local = names.graph.get_collection(tf.GraphKeys.LOCAL_VARIABLES)  # such as those of metrics
        kind = "local" if op in [variable.op for variable in local] else "global"
        return (
            f"{names.where}: the variable {names.of(op) if op else named[1]} has no value yet; run "
            f"sess.run(tf.{kind}_variables_initializer()) before this, once the graph is complete."
        )
    is_here = fault.op is not None and fault.op.graph is names.graph
    at = f" at {names.of(fault.op)}" if is_here else ""
    return (
        f"{names.where}: TensorFlow stopped the run{at} ({reason}); check the fed values and the "
        "variables."
    )


def _reason(fault: tf.errors.OpError) -> str:
    """Return the line of a TensorFlow message that says what happened; nodes may precede it."""
    parts = re.split(r"^Graph execution error:|^Node: .*$", fault.message, flags=re.MULTILINE)
    return parts[-1].strip().splitlines()[0]


def _slip(fault: Exception) -> str | None:
    users, below = _frames(fault)
    if not users or not below:
        return None
    where = _line(*users[-1])
    if isinstance(fault, ValueError) and re.search(OTHER_GRAPH, str(fault)):
        return (
            f"{where}: nodes of two graphs meet here; build them all in one graph, and build them "
            "all again after tf.reset_default_graph()."
        )
    how = below[0].f_code.co_name
    call = next(filter(None, map(_call_in, below)), None) if how in CALLS else None
    if call is None:
        return None
    sess, fetches, feed = call
    if sess is None or (sess._closed and isinstance(fault, RuntimeError)):
        return (
            f"{where}: {'the session is closed' if sess else 'there is no default session here'}; "
            "open one with sess = tf.InteractiveSession(), or move the line into the `with` block "
            "of a session."
        )
    scopes = [scope for user, _ in reversed(users) for scope in _scopes(user)]
    names = Names(sess.graph, *scopes, where=where)
    try:
        plan = planned(names, fetches, feed)
    except CourseError as slip:
        return str(slip)
    return _of_values(fault, names, plan, "sess.run" if "fetches" in below[0].f_locals else how)


def _call_in(frame: FrameType) -> tuple[Any, Any, Any] | None:
    """Return the session, fetches and feed if a frame is a session call; otherwise None."""
    asked = frame.f_locals
    if frame.f_code.co_name in ("_eval_using_default_session", "_run_using_default_session"):
        sess, node = asked["session"], asked.get("tensors", asked.get("operation"))
        return None if sess and sess.graph is asked["graph"] else (sess, node, {})
    if {"fetches", "feed_dict"} <= asked.keys() and hasattr(asked.get("self"), "_closed"):
        return asked["self"], asked["fetches"], asked["feed_dict"] or {}
    return None


def _of_values(fault: Exception, names: Names, plan: Plan, how: str) -> str | None:
    """Say which value a call lacks or cannot use; `how` is "sess.run", "eval", "run" or "save"."""
    if not isinstance(fault, tf.errors.FailedPreconditionError | tf.errors.InvalidArgumentError):
        return None
    asked = ", ".join(map(names.of, plan.fetched))
    asked = asked if len(plan.fetched) == 1 else f"[{asked}]"
    call = f"sess.run({asked}, {{" if how == "sess.run" else f"{asked}.{how}(feed_dict={{"
    call += "".join(f"{names.of(tensor)}: ..., " for tensor in plan.fed)
    if said := missing(names, plan.computed, call):
        return said
    return stopped(names, fault) if re.search(OF_VALUES, _reason(fault)) else None


def _frames(fault: BaseException) -> tuple[list[tuple[FrameType, int]], list[FrameType]]:
    """Split an error's frames: the user's, with line numbers, and those below the last of them."""
    users, below = [], []
    for frame, line in traceback.walk_tb(fault.__traceback__):
        if is_users(frame.f_globals):
            users.append((frame, line))
            below = []
        else:
            below.append(frame)
    return users, below


def _scopes(frame: FrameType) -> list[dict[str, Any]]:
    """Return the variables that a line can name: local ones, attributes of `self`, and globals."""
    own = getattr(frame.f_locals.get("self"), "__dict__", {})
    return [frame.f_locals, {f"self.{name}": node for name, node in own.items()}, frame.f_globals]


def _line(frame: FrameType, number: int) -> str:
    """Return where a line is: `model.py, line 3: y.eval()`; for a cell, without a file name."""
    file = frame.f_code.co_filename
    text = linecache.getline(file, number, frame.f_globals).strip()
    name = f"{Path(file).name}, " if Path(file).is_file() and "ipykernel" not in file else ""
    return f"{name}line {number}" + (f": {text}" if text else "")
