"""Starting over within one process, as when a reader runs a cell or a script again."""

from __future__ import annotations

from tfgraph_course.tf1.namespace import tf


def fresh_session(seed: int | None = None, kind: type | None = None) -> tf.InteractiveSession:
    """Close open InteractiveSessions, empty the default graph and open a session on it.

    Args:
        seed: seed for the initial weights and dropout; with None, both differ in each run.
        kind: the class of the session; by default `tf.InteractiveSession`.

    Returns:
        The session, which is now the default session, the one that `node.eval()` uses.
    """
    while hasattr(last := tf.get_default_session(), "_explicitly_closed"):  # an interactive one
        last.close()
    tf.reset_default_graph()
    tf.set_random_seed(seed)
    return (kind or tf.InteractiveSession)()
