"""TensorFlow 1 on TensorFlow 2: the only room of the course that imports TensorFlow.

`tf` is the namespace of the text; TensorFlow itself (3.5 s) is imported when a name of it is
first used. `fresh_session` starts over: an empty graph, a seed, an InteractiveSession.

doors/                     give all this to code that says `import tensorflow`
namespace, sources         look names up, and where they come from
names                      what became of each name
root, nn, train, image ... names that TensorFlow no longer has, one file a module of TensorFlow 1
rnn_cell, estimator/, contrib/, mnist/   its larger modules
old_python ... old_session Python, NumPy, methods and seeds of the time
quiet, session             start without notices; start over
"""

from tfgraph_course.tf1.doors.imports import activate, activated, deactivate
from tfgraph_course.tf1.namespace import tf
from tfgraph_course.tf1.session import fresh_session

__all__ = ["activate", "activated", "deactivate", "fresh_session", "tf"]
