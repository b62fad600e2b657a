"""TensorFlow 1 on TensorFlow 2: the only folder of the course that imports TensorFlow.

`tf` is the namespace that the book uses; TensorFlow itself is imported, which takes 3.5 s, when a
name of `tf` is first used. `fresh_session` starts over: an empty graph, a seed, and an
InteractiveSession.

doors/        give TensorFlow 1 to code that says `import tensorflow`
namespace     the object `tf`, which looks up names; `fresh_session`
sources       where the names of each module of TensorFlow 1 come from
names         what became of each name of TensorFlow 1
top_level, app, flags, image, nn, rnn_cell, test, train   names that TensorFlow removed or changed
estimator/, contrib/, mnist/   larger modules that it has removed
old_modules, old_seeds, old_shuffling, old_texts   modules, seeds, the order of shuffled data and
              messages as in TensorFlow 1's days
numpy_operators, numpy_arithmetic   NumPy 1's arithmetic
python2_names, python2_methods, python2_text   Python 2: its names, methods, and text made of bytes
lost_names    names that Python's own modules have removed
keras/, libraries/             Keras and other libraries as in TensorFlow 1's days
sessions      `tf.Session` and `tf.InteractiveSession`
quiet         starts TensorFlow without its notices, for commands, scripts and IPython
notices       prints sentences on standard error
"""

from tfgraph_course.tf1.doors.imports import activate, activated, deactivate
from tfgraph_course.tf1.namespace import fresh_session, tf

__all__ = ["activate", "activated", "deactivate", "fresh_session", "tf"]
