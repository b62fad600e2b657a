"""The programs of *Hands-on Deep Learning with TensorFlow*, as raw graphs on today's TensorFlow.

`from tfgraph_course import tf` gives the TensorFlow 1 that the text is written in.
"""

from tfgraph_course.tf1 import tf

__version__ = "0.1.0"
__all__ = ["tf"]
