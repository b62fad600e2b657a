"""Starting over within one process, as a reader does who runs a cell or a script again."""

from __future__ import annotations

from typing import Any

from tfgraph_course.tf1.namespace import tf

_last: list[Any] = []


def fresh_session(seed: int | None = None) -> tf.InteractiveSession:
    """Close the last fresh session, empty the default graph and open an InteractiveSession on it.

    Args:
        seed: fixes initial weights and dropout; None draws new ones.

    Returns:
        The session; it is the default one, so that `node.eval()` uses it.
    """
    while _last:
        _last.pop().close()
    tf.reset_default_graph()
    tf.set_random_seed(seed)
    _last.append(tf.InteractiveSession())
    return _last[0]
