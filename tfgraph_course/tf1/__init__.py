"""TensorFlow 1 on TensorFlow 2: the only room of the course that imports TensorFlow.

`tf` is the namespace of the text; TensorFlow itself (3.5 s) is imported when a name of it is
first used. `fresh_session` starts over: an empty graph, a seed, an InteractiveSession.
"""

from tfgraph_course.tf1.namespace import tf
from tfgraph_course.tf1.session import fresh_session

__all__ = ["fresh_session", "tf"]
