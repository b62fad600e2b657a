"""TensorFlow 1 on TensorFlow 2: the only room of the course that imports TensorFlow.

`tf` is the namespace of the text; TensorFlow itself (3.5 s) is imported when a name of it is
first used. `fresh_session` starts over: an empty graph, a seed, an InteractiveSession.

namespace, sources        look names up, and where they come from
root, nn, train, ...      names that TensorFlow no longer has, one file a module of TensorFlow 1
old_python, mnist         NumPy, Python and the data of the time
imports, run, ipython     give all this to code that says `import tensorflow`
names, check              what became of each name
"""

from tfgraph_course.tf1.imports import activate, activated, deactivate
from tfgraph_course.tf1.namespace import tf
from tfgraph_course.tf1.session import fresh_session

__all__ = ["activate", "activated", "deactivate", "fresh_session", "tf"]
