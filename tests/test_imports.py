"""Who gets TensorFlow 1 from `import tensorflow`, and who does not."""

import builtins
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

import tfgraph_course
from tests import forked
from tests.kernel import kernel
from tfgraph_course import tf
from tfgraph_course.datasets import FONTS_FILE

ROOT = Path(__file__).resolve().parents[1]


def python(code, folder):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, cwd=folder
    )


def test_import_tensorflow_is_untouched_where_nobody_activated(tmp_path):
    look = """
import tensorflow, numpy, builtins, importlib, sys, warnings
from tensorflow.python.framework import ops
modules = [tensorflow, tensorflow.nn, tensorflow.compat.v1, ops, numpy]
names = [{name: id(value) for name, value in vars(module).items()} for module in modules]
state = (builtins.__import__, importlib.import_module, sys.meta_path[:], warnings.filters[:],
         tensorflow.executing_eagerly())
"""
    code = f"""
{look}
before = names, state
import tfgraph_course
from tfgraph_course import ch1_getting_started
{look}
assert (names, state) == before
assert tensorflow.__version__.startswith("2.")
"""
    ended = python(code, tmp_path)
    assert ended.returncode == 0, ended.stderr


def test_activate_and_deactivate(tmp_path):
    code = """
import tfgraph_course, numpy, time
today = numpy
tfgraph_course.activate()
import tensorflow as tf, numpy as np, time as clock
from collections import Mapping
from inspect import getargspec
assert tf.__version__ == "1.15.5" and not hasattr(today, "product")
assert np.product([2, 3]) == 6 and np.int is int and np.float is float
assert np.reshape([1, 2], newshape=[2, 1]).shape == (2, 1)
assert np.array([[1], [2, 3]]).dtype == object
assert clock.clock() >= 0 and not hasattr(time, "clock")
assert getargspec(lambda a, b=2: 0).args == ["a", "b"]
from sklearn.cross_validation import train_test_split
import sklearn.datasets.samples_generator
from sklearn.externals import joblib
from sklearn.manifold import TSNE
assert TSNE(n_iter=300).max_iter == 300
tfgraph_course.deactivate()
import tensorflow, numpy
assert tensorflow.__version__.startswith("2.") and numpy is today
try:
    from collections import Mapping
except ImportError:
    print("as today")
"""
    ended = python(code, tmp_path)
    assert ended.stdout == "as today\n", ended.stderr


def test_activated_holds_for_the_block_and_nests():
    import numpy as today

    with tfgraph_course.activated():
        with tfgraph_course.activated():
            import numpy as np
        import tensorflow as tf

        assert hasattr(np, "product")
        assert tf is tfgraph_course.tf
    import numpy as np

    assert np is today
    with pytest.raises(RuntimeError), tfgraph_course.activated():
        raise RuntimeError
    import numpy as np

    assert np is today


def test_installed_code_keeps_its_tensorflow_and_its_numpy(tmp_path):
    """A module of site-packages gets today's, one beside the script TensorFlow 1."""
    code = f"""
import sys, sysconfig
import tfgraph_course
tfgraph_course.activate()
for name, folder in (("own", {str(tmp_path)!r}), ("installed", sysconfig.get_path("purelib"))):
    scope = {{"__name__": name, "__file__": folder + "/" + name + ".py"}}
    exec("import tensorflow as tf, numpy as np", scope)
    print(name, scope["tf"].__version__[0], hasattr(scope["np"], "product"))
"""
    ended = forked.python("-c", code, cwd=tmp_path)
    assert ended.stdout == "own 1 True\ninstalled 2 False\n", ended.stderr


def test_ipython_loads_the_extension_and_starts_afresh(tmp_path):
    """A block of cells is pasted twice, with flags, an InteractiveSession and named variables."""
    block = """
import tensorflow as tf
import tensorflow.contrib.layers as layers
%autoindent
tf.app.flags.DEFINE_float("rate", 0.5, "")
sess = tf.InteractiveSession()
W = tf.get_variable("W", [2], initializer=tf.ones_initializer())
sess.run(tf.initialize_all_variables())
print("W", (W * tf.app.flags.FLAGS.rate).eval(), len(tf.get_default_graph().get_operations()))
"""
    cells = tmp_path / "cells.ipy"
    cells.write_text(
        f"%load_ext tfgraph_course\n{block}\n%tf_fresh\n{block}\n%tf_fresh\n"
        "print('fresh', sess.run(tf.constant(3)), tf.get_default_session() is sess)\n"
        "%unload_ext tfgraph_course\nimport tensorflow\nprint(tensorflow.__version__[0])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-m", "IPython", "--no-banner", cells.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "IPYTHONDIR": str(tmp_path)},
    )
    told = [line for line in ended.stdout.splitlines() if line.startswith(("W", "fresh", "2"))]
    assert len(told) == 4, ended.stdout + ended.stderr
    assert told[0] == told[1] and told[0].startswith("W [0.5 0.5]")
    assert told[2:] == ["fresh 3 True", "2"]


FIRST_CELLS = """
import tensorflow as tf
import numpy as np
import tensorflow.contrib.learn as learn
%autoindent
data, again = np.load("data_with_labels.npz"), np.load("data_with_labels.npz")
weather = np.load("weather.npz")
print(data["arr_0"].shape, weather["weekly"].shape[1], np.product([2, 3]))
"""


def test_a_first_paste_into_a_notebook_works(tmp_path):
    """The book's cells from a folder without data, and one above it with a file of its own."""
    folder = tmp_path / "mine" / "notes"
    folder.mkdir(parents=True)
    (folder.parent / "data").mkdir()
    own = folder.parent / "data" / "weather.npz"
    np.savez(own, weekly=np.zeros([3, 6]))
    with kernel(folder) as run:
        assert run("%load_ext tfgraph_course") == ("", "")
        printed, error = run(FIRST_CELLS)
        assert not error and "UsageError" not in printed
        assert "cuda" not in printed and "absl" not in printed  # TensorFlow's notices
        assert "(2790, 36, 36) 6 6\n" in printed
        assert f"weather.npz does not exist; {own} is loaded\n" in printed
        assert printed.count("data_with_labels.npz does not exist; ") == 1
        assert f"{FONTS_FILE} is loaded, the course's own data\n" in printed
        assert "No such file" in run("np.load('other.npz')").error
        for _ in range(2):
            assert run("sess = tf.InteractiveSession()") == ("", "")
            assert run("old = sess; W = tf.Variable(1, name='W')") == ("", "")
            assert run("%tf_fresh") == ("", "")
            assert run("print(old is sess, old._closed, W.graph is sess.graph)").printed == (
                "False True False\n"
            )
        assert run("%unload_ext tfgraph_course") == ("", "")
        assert "not found" in run("%autoindent").printed
        assert "FileNotFoundError" in run("np.load('weather.npz')").error


def test_the_session_that_tf_fresh_leaves_gives_way_to_no_more_than_the_next(sess):
    """Only that one closes; of two that a program opens itself, TensorFlow warns as ever."""
    sess.gives_way = True
    first = tf.InteractiveSession()
    assert sess._closed and tf.get_default_session() is first
    second = tf.InteractiveSession()
    assert not first._closed
    second.close()
    first.close()


def test_run_finds_the_books_files_too(tmp_path):
    (tmp_path / "program.py").write_text(
        "import numpy as np\nprint(np.load('data_with_labels.npz')['arr_0'].shape)\n"
    )
    ended = forked.python("-m", "tfgraph_course", "run", "program.py", cwd=tmp_path)
    assert ended.stdout == "(2790, 36, 36)\n"
    assert ended.stderr == (
        f"data_with_labels.npz does not exist; {FONTS_FILE} is loaded, the course's own data\n"
    )
    (tmp_path / "program.py").write_text("import numpy as np\nnp.load('data_with_label.npz')\n")
    ended = forked.python("-m", "tfgraph_course", "run", "program.py", cwd=tmp_path)
    assert ended.stderr.splitlines()[0] == (
        "data_with_label.npz does not exist; did you mean data_with_labels.npz, which the course "
        "has?"
    )
    assert ended.stderr.splitlines()[-1].startswith("FileNotFoundError: ")
    (tmp_path / "program.py").write_text("import numpy as np\nnp.load('other.npz')\n")
    ended = forked.python("-m", "tfgraph_course", "run", "program.py", cwd=tmp_path)
    assert ended.stderr.startswith("Traceback ")


def test_a_cell_of_ipython_may_be_as_deep_as_without_the_extension(tmp_path):
    (tmp_path / "cell.ipy").write_text(
        "import pathlib, numpy as np\none = 1\n"
        f"print(one{' + one' * 600}, np.zeros(1).tostring(), pathlib.Path(){'.absolute()' * 300})\n"
    )
    ended = forked.python(
        "-m", "IPython", "--no-banner", "--ext", "tfgraph_course", "cell.ipy", cwd=tmp_path,
        env={**os.environ, "IPYTHONDIR": str(tmp_path)},
    )
    assert ended.stdout == f"601 {bytes(8)!r} {tmp_path}\n", ended.stderr
    assert "AST transformer" not in ended.stderr


def test_blocks_in_two_threads_end_with_the_last_one():
    """The first to begin ends first; thereafter nothing is changed, and all again after that."""
    plain = builtins.__import__
    first, second = threading.Event(), threading.Event()
    seen = []

    def inside():
        with tfgraph_course.activated():
            first.set()
            second.wait(10)
            seen.append(builtins.__import__ is plain)

    other = threading.Thread(target=inside)
    with tfgraph_course.activated():
        other.start()
        assert first.wait(10)
    seen.append(builtins.__import__ is plain)
    second.set()
    other.join()
    assert seen == [False, False]
    assert builtins.__import__ is plain
    tfgraph_course.activate()
    with tfgraph_course.activated():
        pass
    assert builtins.__import__ is not plain
    tfgraph_course.deactivate()
    assert builtins.__import__ is plain
