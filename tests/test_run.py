"""`python -m tfgraph_course run` and `check`: scripts of others, as they are."""

import json
import re
import subprocess
import sys
import time

import pytest

from tests.forked import python


@pytest.fixture
def course(tmp_path):
    """Call `python -m tfgraph_course` in a folder that holds script.py with the given lines.

    With settings for a process, it is one from a start from nothing.
    """

    def call(command, source, *arguments, **settings):
        (tmp_path / "code").mkdir(exist_ok=True)
        (tmp_path / "code/script.py").write_text(source, encoding="utf-8")
        call = ["-m", "tfgraph_course", command, "code/script.py", *arguments]
        if not settings:
            return python(*call, cwd=tmp_path)
        return subprocess.run(
            [sys.executable, *call], cwd=tmp_path, capture_output=True, text=True, **settings
        )

    return call


def test_folder_arguments_name_and_status_are_the_scripts_own(course, tmp_path):
    (tmp_path / "code").mkdir()
    (tmp_path / "code/helper.py").write_text("import tensorflow as tf\ntwo = tf.constant(2)\n")
    ended = course(
        "run",
        "import sys, os, helper\n"
        "print(__name__, __file__, sys.argv, os.path.basename(sys.path[0]))\n"
        "import tensorflow as tf\n"
        "with tf.Session() as sess: print(sess.run(helper.two * 3))\n"
        "sys.exit(7)\n",
        "--flag",
        "-x",
    )
    assert ended.stderr == ""
    file = tmp_path / "code/script.py"
    assert ended.stdout == f"__main__ {file} ['code/script.py', '--flag', '-x'] code\n6\n"
    assert ended.returncode == 7


def test_a_traceback_shows_the_scripts_frames_only(course):
    ended = course(
        "run",
        "import tensorflow as tf\n"
        "def loss():\n"
        "    return tf.nn.softmax_cross_entropy_with_logits(tf.ones([2, 3]), tf.ones([4, 5]))\n"
        "try:\n"
        "    loss()\n"
        "except ValueError as fault:\n"
        "    raise RuntimeError('and again') from fault\n",
    )
    assert ended.returncode == 1
    assert 'code/script.py", line 3, in loss' in ended.stderr
    assert 'code/script.py", line 7, in <module>' in ended.stderr
    assert "tfgraph_course" not in ended.stderr
    assert "runpy" not in ended.stderr


def test_a_hook_for_exceptions_of_the_scripts_own_is_called(course):
    ended = course(
        "run",
        "import sys\n"
        "sys.excepthook = lambda kind, fault, tb: print('hook', fault, tb.tb_lineno)\n"
        "raise ValueError('as it is')\n",
    )
    assert (ended.stdout, ended.stderr, ended.returncode) == ("hook as it is 3\n", "", 1)


def test_the_message_of_a_failed_node_shows_where_the_script_built_it(course):
    ended = course(
        "run",
        "import tensorflow as tf\n"
        "x = tf.placeholder(tf.float32)\n"
        "y = tf.check_numerics(tf.log(x), 'bad')\n"
        "with tf.Session() as sess: sess.run(y, {x: -1.})\n",
    )
    assert ended.returncode == 1
    assert "Error: bad : Tensor had " in ended.stderr  # what is wrong comes first
    assert "code/script.py:3) ]]" in ended.stderr
    told = ended.stderr.partition("Original stack trace for 'CheckNumerics'")[2]
    assert 'code/script.py", line 3, in <module>' in told
    assert "tfgraph_course" not in ended.stderr
    assert "runpy" not in ended.stderr


def test_ipythons_lines_are_run_and_do_no_harm(course, tmp_path):
    ended = course(
        "run",
        "%matplotlib inline\n"
        "!pip install something\n"
        "try:\n"
        "    %autoindent\n"
        "except ImportError:\n"
        "    pass\n"
        "text = '''\n%kept\n'''\n"
        "remainder = (5\n"
        "  % 3)\n"
        "print(text.strip(), remainder)\n"
        "word = 'one'\n"
        "said = !echo {word} \\\n  $word two\n"
        "cd code\n"
        "here = %pwd\n"
        "print(said, here.split('/')[-1])\n"
        "print?\n"
        "%%capture out\n"
        "print('caught')\n"
        "# In[2]:\n"
        "print(out.stdout, 'a\u2028b'.splitlines())\n"
        "%%writefile written.txt\n"
        "line\n"
        "%%time\n"
        "1 / 0\n",
    )
    assert ended.stdout == (
        "%kept 2\n['one one two'] code\ncaught\n ['a', 'b']\nWriting written.txt\n"
    ), ended.stderr
    assert ended.stderr.startswith(
        "a command that may install software is skipped: pip install something\n")
    assert 'code/script.py", line 27' in ended.stderr
    assert (tmp_path / "code/written.txt").read_text() == "line\n"


def notebook(*sources, language="python"):
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None,
              "source": source} for source in sources]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 2,
                       "metadata": {"kernelspec": {"language": language, "name": "x"}}})


def test_a_notebook_is_run_and_checked(tmp_path):
    path = tmp_path / "lesson.ipynb"
    path.write_text(notebook(
        "%matplotlib inline\nimport tensorflow as tf",
        "%%capture\nprint('hidden')",
        "    display('ran', tf.Session().run(tf.constant(7)))\n    tf.nothing",
    ))
    ended = python("-m", "tfgraph_course", "run", path, cwd=tmp_path)
    assert ended.stdout == "ran 7\n", ended.stderr
    assert "tf.nothing\n" in ended.stderr and ended.returncode == 1
    ended = python("-m", "tfgraph_course", "check", path, cwd=tmp_path)
    assert "tf.Session" in ended.stdout and ended.returncode == 1
    path.write_text(notebook("x = 1", "x = = 2"))
    assert "    x = = 2\n" in python("-m", "tfgraph_course", "run", path, cwd=tmp_path).stderr


@pytest.mark.parametrize(("text", "told"), [
    ("{", "is a damaged notebook; get it again"),
    (notebook("x <- 1", language="R"), "is a notebook in R; give one in Python"),
])
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_notebook_that_cannot_be_run_is_one_sentence(command, text, told, tmp_path):
    (tmp_path / "a.ipynb").write_text(text)
    ended = python("-m", "tfgraph_course", command, "a.ipynb", cwd=tmp_path)
    assert ended.stderr == f"error: a.ipynb {told}.\n"
    assert ended.returncode == 2


def test_a_package_is_run_by_file_folder_and_module(tmp_path):
    folder = tmp_path / "pkg"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "model.py").write_text("import helper\nprint 'model', 3 / 2, helper.one\n")
    (folder / "helper.py").write_text("one = 1\n")
    (folder / "train.py").write_text("from . import model\nfrom pkg.model import helper\n"
                                     "print(__name__, __package__)\n")
    (folder / "__main__.py").write_text("from .train import model\n")
    said = "model 1 1\n__main__ pkg\n"
    for call, wanted in ((["pkg/train.py"], said), (["-m", "pkg.train"], said),
                         (["pkg"], "model 1 1\npkg.train pkg\n")):
        ended = python("-m", "tfgraph_course", "run", *call, cwd=tmp_path)
        assert ended.stdout == wanted, (call, ended.stderr)


def test_what_a_script_starts_gets_tensorflow_1(course, tmp_path):
    (tmp_path / "child.py").write_text("import tensorflow as tf\nprint tf.__version__, 7 / 2\n")
    ended = course(
        "run",
        "import multiprocessing, subprocess, sys\n"
        "def work(n):\n"
        "    import tensorflow as tf\n"
        "    return tf.__version__, n / 2\n"
        "if __name__ == '__main__':\n"
        "    print subprocess.check_output([sys.executable, 'child.py'])\n"
        "    pool = multiprocessing.get_context('spawn').Pool(1)\n"
        "    print pool.map(work, [3])\n"
        "    pool.close(); pool.join()\n",
    )
    assert ended.stdout == "1.15.5 3\n\n[('1.15.5', 1)]\n", ended.stderr


def test_what_a_script_does_not_use_is_not_imported(course):
    ended = course("run", "import sys\nprint(*sys.modules)\n", timeout=120)
    assert {"numpy", "pandas", "tensorflow"}.isdisjoint(ended.stdout.split()), ended.stdout
    assert ended.stderr == ""


def test_what_is_patched_is_the_scripts_tensorflow(course):
    ended = course(
        "run",
        "from unittest import mock\nimport tensorflow as tf\n"
        "with mock.patch('tensorflow.train.AdamOptimizer', return_value='patched'):\n"
        "    print(tf.train.AdamOptimizer(0.1))\n"
        "print(tf.train.AdamOptimizer.__name__)\n",
    )
    assert ended.stdout == "patched\nAdamOptimizer\n", ended.stderr


def test_methods_of_the_time_and_arrays_of_one_number(course):
    ended = course(
        "run",
        "import numpy as np, tensorflow as tf\n"
        "import xml.etree.ElementTree as tree\n"
        "print(len(np.zeros(3).tostring()), np.fromstring(b'ab', np.uint8).tolist())\n"
        "print(tree.tostring(tree.Element('a')), np.histogram([1, 2, 2], 2, normed=True)[0])\n"
        "W = tf.Variable([[1.5]])\n"
        "with tf.Session() as sess:\n"
        "    sess.run(tf.global_variables_initializer())\n"
        "    print('%f' % sess.run(W), int(W.eval()), [float(w) for w in sess.run([W, W + 1])])\n"
        "    print((sess.run(W) * [1, 2]).sum())\n"
        "    float(sess.run(W) * [1, 2])\n",
    )
    lines = ended.stdout.splitlines()
    assert lines[:2] == ["24 [97, 98]", "b'<a />' [0.66666667 1.33333333]"], ended.stderr
    assert lines[2:] == ["1.500000 1 [1.5, 2.5]", "4.5"]
    assert ended.stderr.splitlines()[-1].startswith("TypeError: only arrays of size 1")


def test_a_fault_of_syntax_is_told_as_python_tells_it(course):
    ended = course("run", "x = 1\nx = = 2\n")
    assert ended.returncode == 1
    assert 'code/script.py", line 2' in ended.stderr
    assert "invalid syntax" in ended.stderr
    assert len(ended.stderr.splitlines()) == 4


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_missing_script_is_one_sentence(command, tmp_path):
    ended = python("-m", "tfgraph_course", command, "absent.py", cwd=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.startswith("error: absent.py: the file cannot be read")
    assert len(ended.stderr.splitlines()) == 1


def test_a_module_imported_by_name_and_a_helper_of_installed_code(course):
    """importlib.import_module finds TensorFlow 1 for the script, and today's for scikit-learn."""
    ended = course(
        "run",
        "import importlib, numpy as np\n"
        "tf = importlib.import_module('tensorflow')\n"
        "rnn = importlib.import_module('tensorflow.python.ops.rnn')\n"
        "from sklearn.preprocessing import scale\n"
        "print(tf.__version__, hasattr(rnn, 'dynamic_rnn'), np.product([2, 3]), scale([1., 3.]))\n",
        timeout=120,
    )
    assert ended.stdout == "1.15.5 True 6 [-1.  1.]\n", ended.stderr


def test_names_that_are_gone_say_what_to_use_instead(course):
    ended = course(
        "run",
        "import tensorflow as tf\n"
        "print(hasattr(tf.contrib, 'ffmpeg'), getattr(tf, 'nothing', 'default'))\n"
        "try:\n"
        "    from tensorflow.contrib import ffmpeg\n"
        "except ImportError as fault:\n"
        "    print(fault)\n"
        "try:\n"
        "    import tensorflow.contrib.boosted_trees.python\n"
        "except ImportError as fault:\n"
        "    print(fault)\n"
        "from matplotlib import mlab\n"
        "from sklearn.linear_model import LinearRegression, Ridge\n"
        "import numpy as np\n"
        "for name, module in dict(csv2rec=mlab, pmt=np).items():\n"
        "    try:\n"
        "        getattr(module, name)\n"
        "    except AttributeError as fault:\n"
        "        print(fault)\n"
        "try:\n"
        "    LinearRegression(normalize=True), Ridge(normalize=False), Ridge(normalize=True)\n"
        "except TypeError as fault:\n"
        "    print(fault)\n"
        "tf.config.experimental_list_devices\n",
        timeout=120,
    )
    assert ended.stdout.splitlines() == [
        "False default",
        "tf.contrib.ffmpeg was removed with tf.contrib in TensorFlow 2.0; use the package "
        "ffmpeg-python, or tf.audio for WAV instead.",
        "tf.contrib.boosted_trees was removed with tf.contrib in TensorFlow 2.0; use "
        "sklearn.ensemble.HistGradientBoostingClassifier instead.",
        "matplotlib.mlab.csv2rec is gone; use pandas.read_csv.",
        "numpy.pmt is gone; use numpy_financial.pmt from the package numpy-financial.",
        "Ridge no longer takes normalize=True; divide the columns of X by "
        "np.linalg.norm(X - X.mean(axis=0), axis=0) before fit, and coef_ by the same after it",
    ]
    assert ended.stderr.splitlines()[-1].endswith("use tf.config.list_logical_devices instead.")
    assert ended.returncode == 1


CHECKED = """
%matplotlib inline
import tensorflow as tf
import tensorflow.contrib.slim as slim
from tensorflow.contrib import ffmpeg as sound
layers = tf.contrib.layers
x = tf.placeholder(tf.float32, [None, 3])
y = tf.mul(x, x)
z = tf.mul(y, tf.log(x))
h = layers.fully_connected(x, 3)
sound.decode_audio(b"")
FLAGS = tf.app.flags.FLAGS
print(FLAGS.rate, tf.no_such_name, self.tf.nothing)
"""


def test_check_lists_names_with_line_state_and_todays_spelling(course):
    ended = course("check", CHECKED, env={"COLUMNS": "200"})  # a line for each name
    assert ended.returncode == 1
    rows = [line.split(maxsplit=3) for line in ended.stdout.replace("in TF", "in_TF").splitlines()]
    found = {row[2]: (row[0], row[1], row[3]) for row in rows[1:]}
    assert found["tf.mul"] == ("8", "supplied", "tf.multiply")
    assert found["tf.log"] == ("9", "in_TF", "tf.math.log")
    assert found["tf.placeholder"] == ("7", "in_TF", "tf.compat.v1.placeholder")
    assert found["tf.contrib.layers.fully_connected"] == ("10", "supplied", "tf.keras.layers.Dense")
    assert found["tf.contrib.ffmpeg.decode_audio"][:2] == ("11", "gone")
    assert found["tf.app.flags.FLAGS"][:2] == ("12", "supplied")
    assert found["tf.no_such_name"][:2] == ("13", "gone")
    assert "tf.nothing" not in found


def test_check_ends_with_0_where_nothing_is_gone_and_does_not_import_tensorflow(course):
    source = "import tensorflow as tf\n" + "x = tf.add(tf.constant(1), 2)\n" * 5000
    start = time.perf_counter()
    ended = course("check", source, env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert time.perf_counter() - start < 5  # under 1 s on a machine that does nothing else
    assert ended.returncode == 0
    assert " tensorflow\n" not in ended.stderr


def test_check_tells_what_stops_run(course):
    """Names in no table are asked for; what a script provides for, or names otherwise, is well."""
    ended = course(
        "check",
        "import tensorflow as tf, numpy as np, cPickle\n"
        "from tensorflow.contrib import layers\n"
        "print tf.__version__, tf.contrib.slim.learning.train, np.float, xrange(3)\n"
        "try:\n    from tensorflow.contrib import ffmpeg\nexcept ImportError:\n    pass\n"
        "if hasattr(tf, 'nothing'):\n    tf.nothing()\n"
        "def f(layers):\n    layers.append(1)\n",
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    text = ended.stdout
    for name in ("cPickle", "numpy.float", "xrange", "tf.contrib.slim.learning.train"):
        assert re.search(rf" supplied +{re.escape(name)}( |$)", text, re.M), name
    for name in ("tf.contrib.ffmpeg", "tf.nothing"):
        assert re.search(rf" not needed +{re.escape(name)}( |$)", text, re.M), name
    assert "append" not in text
    lines = "np.nothing", "tf.GraphKey.X", "from sklearn import nothing", "import absent_one"
    ended = course("check", "\n".join(["import tensorflow as tf, numpy as np", *lines]))
    assert ended.returncode == 1
    assert [row.split()[1] for row in ended.stdout.splitlines()] == ["state", *4 * ["gone"]]


def test_check_of_no_python_is_one_sentence(course):
    ended = course("check", "x = = 2\n")
    assert ended.returncode == 2
    assert "neither Python 3 nor Python 2" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    ended = course("check", "x = xrange(3)\nmatch x:\n    case 1: pass\n")  # of both
    assert ended.returncode == 2 and ended.stderr.count("Python 2") == 1


def test_check_keeps_the_state_on_one_line_and_breaks_names_at_their_joints(course):
    name = "tf.nn.softmax_cross_entropy_with_logits_v2"
    ended = course("check", f"import tensorflow as tf\n{name}\n")
    row, more = ended.stdout.splitlines()[1:]
    assert row.startswith("   2  in TF  tf.nn.softmax_cross_entropy_")
    assert more.split()[0] == "with_logits_v2"


def test_a_script_whose_output_nobody_reads_any_more_ends_quietly(tmp_path):
    script = tmp_path / "many.py"
    script.write_text("for i in range(100_000):\n    print(i)\n")
    command = f"{sys.executable} -m tfgraph_course run {script} 2> err | head -1; cat err"
    told = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True)
    assert told.stdout == "0\n"
