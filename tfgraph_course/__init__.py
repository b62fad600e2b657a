"""The programs of *Hands-on Deep Learning with TensorFlow*, as raw graphs on today's TensorFlow.

`from tfgraph_course import tf` gives the TensorFlow 1 that the text is written in. After
`activate()`, or within `with activated():`, or after `%load_ext tfgraph_course` in IPython,
`import tensorflow as tf` gives it to your code too.
"""

from __future__ import annotations

from typing import Any

from tfgraph_course.tf1 import activate, activated, deactivate, tf

__version__ = "0.1.0"
__all__ = ["activate", "activated", "deactivate", "tf"]


def load_ipython_extension(shell: Any) -> None:
    """Do what `%load_ext tfgraph_course` asks for."""
    from tfgraph_course.tf1.ipython import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """Do what `%unload_ext tfgraph_course` asks for."""
    from tfgraph_course.tf1.ipython import unload

    unload(shell)
