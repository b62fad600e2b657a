"""TensorFlow 1 on TensorFlow 2: the only folder of the course that imports TensorFlow.

`tf` is the namespace of the book; TensorFlow itself is imported (in 3.5 s) when one of its names is
first used. `fresh_session` starts over: an empty graph, a seed, an InteractiveSession.

doors/        give TensorFlow 1 to code that says `import tensorflow`
namespace     the object `tf`, which looks up names
sources       where the names of each module of TensorFlow 1 come from
names         what became of each name of TensorFlow 1
top_level, app, flags, image, nn, rnn_cell, test, train   names that TensorFlow no longer has
estimator/, contrib/, mnist/   larger modules that it no longer has
old_modules, old_methods, old_seeds   modules, methods and seeds as in TF1's days
numpy_operators, numpy_arithmetic   NumPy 1's arithmetic
python2_modules, python2_names, lost_names   Python 2: its modules, names, methods and division
keras/, libraries/             Keras and other libraries as in TF1's days
sessions      `tf.Session` and `tf.InteractiveSession`
quiet         starts TensorFlow without its notices, for commands, scripts and IPython
notices       prints sentences on standard error
fresh         `fresh_session`
"""

from tfgraph_course.tf1.doors.imports import activate, activated, deactivate
from tfgraph_course.tf1.fresh import fresh_session
from tfgraph_course.tf1.namespace import tf

__all__ = ["activate", "activated", "deactivate", "fresh_session", "tf"]
