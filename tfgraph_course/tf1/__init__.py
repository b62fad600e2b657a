"""TensorFlow 1 on TensorFlow 2: the only room of the course that imports TensorFlow.

`tf` is the namespace of the book; TensorFlow itself (3.5 s) is imported when one of its names is
first used. `fresh_session` starts over: an empty graph, a seed, an InteractiveSession.

doors/        give all this to code that says `import tensorflow`
namespace     looks up names
sources       the sources of each module of TensorFlow 1
names         what became of each name
root, app, flags, image, nn, rnn_cell, train   names that TensorFlow no longer has
estimator/, contrib/, mnist/                   its larger modules
old_python, old_methods, old_seeds, old_session   Python, NumPy and sessions as they were then
quiet         starts TensorFlow without its notices, for commands and scripts
session       starts over
"""

from tfgraph_course.tf1.doors.imports import activate, activated, deactivate
from tfgraph_course.tf1.namespace import tf
from tfgraph_course.tf1.session import fresh_session

__all__ = ["activate", "activated", "deactivate", "fresh_session", "tf"]
