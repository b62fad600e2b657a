"""The namespace `tf`, and that nothing else imports TensorFlow."""

import ast
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tfgraph_course import tf
from tfgraph_course.cli.options import parse

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tfgraph_course"
# Every name of TensorFlow that the programs of chapters 1 to 3 use.
NAMES = """
    argmax cast constant equal float32 global_variables_initializer InteractiveSession log matmul
    nn.conv2d nn.dropout nn.max_pool nn.relu nn.sigmoid nn.softmax
    nn.softmax_cross_entropy_with_logits placeholder reduce_mean reshape Session sigmoid tanh
    train.GradientDescentOptimizer train.Saver truncated_normal Variable zeros
"""


def python(code, **settings):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, **settings
    )


@pytest.mark.parametrize("name", NAMES.split())
@pytest.mark.quick
def test_the_books_names_are_there(name):
    place = tf
    for part in name.split("."):
        assert part in dir(place)
        place = getattr(place, part)


@pytest.mark.quick
def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = tf.no_such_name


@pytest.mark.quick
def test_variables_are_references_and_shapes_have_values(sess):
    W = tf.Variable(tf.zeros([2, 3]))
    assert (W.op.type, W.dtype.name) == ("VariableV2", "float32_ref")
    assert [side.value for side in W.get_shape()] == [2, 3]
    assert tf.placeholder("float", [None, 3]).shape[0].value is None


@pytest.mark.quick
def test_a_fresh_session_starts_over_and_repeats_its_seed():
    from tfgraph_course.tf1 import fresh_session

    drawn = []
    for seed in (3, 3, 4):
        sess = fresh_session(seed)
        assert tf.get_default_session() is sess
        assert not tf.get_default_graph().get_operations()
        drawn.append(tf.random_normal([3]).eval().tolist())
    assert drawn[0] == drawn[1] != drawn[2]


def test_importing_the_package_does_not_import_tensorflow():
    rooms = "ch1_getting_started ch2_deep_networks ch3_convolution saving.checkpoints cli.options"
    code = f"""
import sys, importlib
for room in {rooms.split()}:
    importlib.import_module("tfgraph_course." + room)
assert "tensorflow" not in sys.modules
from tfgraph_course import tf
assert "tensorflow" not in sys.modules
tf.constant(1)
assert "tensorflow" in sys.modules
"""
    assert python(code).returncode == 0


def test_a_program_of_raw_graphs_does_not_wait_for_keras():
    """Either Keras takes seconds to import, with pandas and scikit-learn."""
    code = """
import sys
from tfgraph_course import tf
tf.train.AdamOptimizer(0.1).minimize(tf.get_variable("w", []))
tf.InteractiveSession().run(tf.global_variables_initializer())
assert {"keras", "tf_keras", "pandas", "sklearn"}.isdisjoint(sys.modules), sys.modules.keys()
tf.layers.dense(tf.ones([1, 1]), 1)
from tensorflow.keras.layers import Dense
import tensorflow, keras
assert tensorflow.keras.layers.Dense is Dense is keras.layers.Dense
"""
    ended = python(code)
    assert ended.returncode == 0, ended.stderr


# Prints each start of a Python; NumPy asks `lscpu` when it is imported.
PROCESSES = """
import sys
sys.addaudithook(
    lambda event, args: event == "subprocess.Popen" and args[0] == sys.executable and print(event)
)
"""
USE = """
from tfgraph_course import tf
sess = tf.InteractiveSession()
print(tf.nn.dropout(tf.ones([2]), keep_prob=1.0).eval())
"""
SET_UP = """
from argparse import Namespace
from tfgraph_course.cli.terminal import set_up
set_up(Namespace(show=False))
"""


def test_a_program_that_uses_tf_starts_no_process():
    assert python(PROCESSES + USE).stdout == "[1. 1.]\n"


def test_a_script_starts_silently_and_a_real_error_is_told():
    transpose = "sess.run(tf.transpose([[1, 2]]))\n"  # of integers, at which oneDNN has a notice
    silent = python(PROCESSES + SET_UP + USE + transpose)
    assert (silent.returncode, silent.stderr) == (0, "")
    assert silent.stdout == "subprocess.Popen\n[1. 1.]\n"  # the filter of the notices
    broken = python(SET_UP + USE + "tf.matmul(tf.ones([2, 3]), tf.ones([2, 3]))")
    assert broken.returncode == 1
    assert "Dimensions must be equal" in broken.stderr


DOORS = {
    "from tfgraph_course import tf": "float32(3.0)",
    "%load_ext tfgraph_course\nimport tensorflow as tf": "3.0",
}


@pytest.mark.parametrize("door", DOORS)
def test_ipython_starts_silently_and_a_slip_is_one_sentence(door, tmp_path):
    v = "v = tf.Variable(3.0)\nsess = tf.InteractiveSession()"
    cells = [door, v, "sess.run(v)", "_ = sess.run(v.initializer)", "v.eval()"]
    code = f"for cell in {cells!r}: get_ipython().run_cell(cell)"
    ended = subprocess.run(
        [sys.executable, "-m", "IPython", "--no-banner", "--colors", "NoColor", "-c", code],
        capture_output=True, text=True, cwd=ROOT, env=os.environ | {"IPYTHONDIR": str(tmp_path)},
    )
    assert ended.stderr == ""
    slip, value = filter(None, ended.stdout.splitlines())
    assert slip.startswith("error: line 1: sess.run(v): the variable v has no value yet; run ")
    assert DOORS[door] in value


@pytest.mark.quick
def test_reading_the_options_of_a_script_changes_nothing_in_the_process():
    before = sys.excepthook, dict(os.environ)
    parse("", "ch1_simple")
    assert (sys.excepthook, dict(os.environ)) == before


def test_the_filter_drops_notices_and_nothing_else():
    code = """
import os
import platform
from tfgraph_course.tf1.quiet import NOTICES, filter_notices, quiet_start
filter_notices()
with quiet_start():
    for notice in NOTICES:
        os.write(2, f"I0000 {notice} and more\\n".encode())
    os.write(2, b"E0000 out of memory\\n")
os.write(2, b"after\\n")
"""
    assert python(code).stderr == "E0000 out of memory\nafter\n"


def test_a_terminal_shows_that_tensorflow_loads_and_a_file_does_not():
    code = (
        "from tfgraph_course.tf1.quiet import filter_notices, quiet_start\n"
        "filter_notices()\nwith quiet_start(): pass"
    )
    screen, terminal = os.openpty()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, stderr=terminal, check=True)
    os.close(terminal)
    waits = "Loading TensorFlow ..."
    assert os.read(screen, 1000).decode() == f"{waits}\r{' ' * len(waits)}\r"
    os.close(screen)
    assert python(code).stderr == ""


def test_the_readers_own_settings_are_kept():
    own = {"TF_CPP_MIN_LOG_LEVEL": "0", "TF_ENABLE_ONEDNN_OPTS": "0"}
    code = f"import os; from tfgraph_course import tf; tf.ones; print(*map(os.getenv, {list(own)}))"
    assert python(code, env={**os.environ, **own}).stdout == "0 0\n"


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="oneDNN is for x86")
@pytest.mark.skipif(os.getenv("TF_ENABLE_ONEDNN_OPTS", "1") != "1", reason="oneDNN is off here")
def test_tensorflow_computes_with_onednn():
    assert tf.zeros  # which imports TensorFlow
    from tensorflow.python.framework.test_util import IsMklEnabled

    assert IsMklEnabled()


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.quick
def test_only_tf1_imports_tensorflow_and_imports_go_one_way():
    for path in [*PACKAGE.rglob("*.py"), *(ROOT / "scripts").glob("*.py")]:
        names = list(imports_of(path))
        if "tf1" in path.parts:
            ours = [name for name in names if name.startswith("tfgraph_course.")]
            assert all(name.startswith("tfgraph_course.tf1") for name in ours), path
        else:
            assert not [name for name in names if name.startswith("tensorflow")], path
        # Who builds the chapters' graphs by name asks models.py; a chapter's diagrams ask it.
        if PACKAGE in path.parents:
            own = f"tfgraph_course.{path.stem}_" if path.parent.name == "diagrams" else "none"
            chapters = [name for name in names if re.match(r"tfgraph_course\.ch\d", name)]
            assert all(name.startswith(own) for name in chapters), path


def test_keras_1_merged_tensors_with_a_function_and_says_what_replaces_its_layers():
    layers = tf.contrib.keras.layers
    a, b = layers.Input((3,)), layers.Input((3,))
    assert layers.merge([a, b], mode="concat", name="both").name.startswith("both/")
    assert layers.merge([a, b], mode=lambda x: x[0] - x[1], output_shape=(3,)).shape[1] == 3
    with pytest.raises(AttributeError, match=r"use keras\.models\.Model with merge"):
        assert layers.Merge


def test_metrics_of_keras_have_both_of_their_names():
    from tfgraph_course.tf1.keras.names import Logs

    logs = Logs({"loss": 3.0, "val_acc": 0.5, "out_mean_squared_error": 2.0})
    assert logs["val_accuracy"] == 0.5 and logs.get("out_mse") == 2.0 and logs.get("acc", 1) == 1
    with pytest.raises(KeyError, match="accuracy"):
        logs["accuracy"]
