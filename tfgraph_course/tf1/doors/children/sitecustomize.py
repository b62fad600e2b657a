"""Python imports this file at the start of every Python process that a script under `run` launches.

If the process is to execute one of the user's scripts, it is re-executed under `run`. In other
processes, such as multiprocessing workers, `import tensorflow` gives TensorFlow 1.
"""

import contextlib
import importlib
import os
import sys


def _start() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != here]
    this = sys.modules.pop(__name__)
    with contextlib.suppress(ImportError):
        importlib.import_module(__name__)  # the one that Python would have found
    sys.modules.setdefault(__name__, this)
    if os.environ.get("TFGRAPH_COURSE_PREFIX") == sys.prefix:
        from tfgraph_course.tf1.doors.run import start_child

        start_child(sys.orig_argv)


_start()
