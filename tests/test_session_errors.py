"""The most common slips with a session give one sentence with the reader's own line, everywhere."""

import linecache
import os
import re

import nbformat
import pytest
from nbclient import NotebookClient

from tests.forked import ROOT, python
from tfgraph_course import tf, words
from tfgraph_course.tf1 import fresh_session
from tfgraph_course.training.session import fresh_session as course_session

GRAPH = """
import numpy as np
x, y_ = tf.placeholder(tf.float32, [None, 3]), tf.placeholder(tf.float32, [None, 2])
W, V = tf.Variable(tf.zeros([3, 2])), tf.get_variable("V", [2], use_resource=True)
y = tf.matmul(x, W)
loss = tf.reduce_sum((y - y_) ** 2)
step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
right, product = tf.placeholder(tf.float32), None
product = tf.matmul(x, right)
data = np.ones((4, 3), np.float32)
with tf.Graph().as_default():
    far, far_x = tf.constant(1.0), tf.placeholder(tf.float32)
class Model:
    def __init__(self):
        self.inside = tf.placeholder(tf.float32, [2])
        self.out = 2 * self.inside
    def ask(self):
        return sess.run(self.out)
"""
NO_VALUE = r"variable W has no value yet; run .*tf\.global_variables_initializer"
START = "sess.run(tf.global_variables_initializer())\n"
FORGOTTEN = {
    "y.eval()": r"the placeholder x is .* y\.eval\(feed_dict=\{x: \.\.\.\}\), .*float32.*\(\?, 3\)",
    "step.run()": r"the placeholders x and y_ are .*step\.run\(feed_dict=\{x: \.\.\., y_: \.\.\.\}",
    "sess.run([y, loss], {x: data})": r"placeholder y_ .*\[y, loss\], \{x: \.\.\., y_: \.\.\.\}",
    "with tf.Session() as s: s.run(y)": r"placeholder x is needed",
    "Model().ask()": r"line \d+: return sess.run\(self.out\): the placeholder self.inside",
}
SLIPS = FORGOTTEN | {
    "sess.run(y, {x: data})": NO_VALUE,
    "sess.run(V + 1)": r"variable V has no value yet",
    "sess.run(W)": NO_VALUE,
    "W.eval()": NO_VALUE,
    "sess.run([W, V])": NO_VALUE.replace("W", "[WV]"),
    "sess.run({'weights': W})": NO_VALUE,
    "v = tf.get_variable('v', [2])\nv.eval()": NO_VALUE.replace("W", "v"),
    "saver = tf.train.Saver([W])\nsaver.save(sess, './model.ckpt')": NO_VALUE,
    "count = tf.metrics.mean(3.0)[0]\ncount.eval()": r"has no value yet; run .*local_variables_in",
    "sess.run(y, {x: np.ones((4, 5))})": r"value for x has shape \(4, 5\); give .*\(\?, 3\)",
    "y.eval({x: [[1, 2, 3], [4]]})": r"value for x does not fit .*; give float32",
    "y.eval({x: 'abc'})": r"value for x does not fit",
    f"{START}product.eval({{x: data, right: data}})": r"stopped the run at product .*\[4,3\]",
    "y.eval({x: y_})": r"value for x is the node y_, .*sess\.run\(y_\)",
    "y.eval({x: W})": r"value for x is the node W, .*sess\.run\(W\)",
    "sess.run(far)": r"far is not a node of the session's graph but of another",
    "far.eval()": r"far is not a node of the session's graph but of another",
    "sess.run(y, {far_x: 1})": r"far_x is not a node of the session's graph but of another",
    "y + far": r"nodes of two graphs meet here",
    "sess.run(None)": r"None is not a node",
    "sess.run(y, {'x': data})": r"'x' is not a node",
    "s = tf.Session(); s.close()\ns.run(y, {x: data})": r"the session is closed; open one",
    "sess.close()\ny.eval({x: data})": r"there is no default session here; open one",
}
pytestmark = pytest.mark.ch1


def told(code, scope):
    linecache.cache["<cell>"] = (len(code), None, code.splitlines(True), "<cell>")
    try:
        exec(compile(code, "<cell>", "exec"), scope)
    except Exception as fault:
        return words(fault), code.splitlines()[-1]
    raise AssertionError(f"no error: {code}")


@pytest.mark.parametrize("fresh", [fresh_session, course_session])
@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_sentence_with_its_line(slip, fresh):
    scope = {"__name__": "__main__", "tf": tf, "sess": fresh()}
    source = GRAPH.splitlines(True)
    linecache.cache["<graph>"] = (len(GRAPH), None, source, "<graph>")
    exec(compile(GRAPH, "<graph>", "exec"), scope)
    said, line = told(slip, scope)
    assert said.startswith("error: line ") and said.endswith(".") and "\n" not in said
    assert line in said or "Model" in line
    assert re.search(SLIPS[slip], said), said


def test_run_tells_it_too_and_names_the_file(tmp_path):
    start = f"import tensorflow as tf\nsess = tf.Session()\n{GRAPH}\n"
    (tmp_path / "s.py").write_text(f"{start}sess.run(y)\n")
    for plain in ([], ["--plain"]):
        ended = python("-m", "tfgraph_course", "run", *plain, "s.py", cwd=tmp_path)
        line = len(start.splitlines()) + 1
        said = f"error: s.py, line {line}: sess.run(y): the placeholder x is needed but not fed; "
        assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
        assert ended.stderr.startswith(said)


def test_a_script_of_the_course_tells_it_with_status_2(tmp_path):
    source = (ROOT / "scripts" / "ch1_simple.py").read_text()
    (tmp_path / "mine.py").write_text(source + "\nu = tf.placeholder(tf.float32)\nu.eval()\n")
    ended = python("mine.py", cwd=tmp_path)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert ": u.eval(): the placeholder u is needed but not fed; " in ended.stderr


CELLS = {
    "%load_ext tfgraph_course\nimport tensorflow as tf\nsess = tf.InteractiveSession()": None,
    GRAPH: None,
    "y.eval()": "error: line 1: y.eval(): the placeholder x is needed but not fed; ",
    "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)":
        "stopped by Ctrl-C",
    "from tfgraph_course import explain\nexplain(y)": "error: explain: the placeholder x is ",
    "%run -i SCRIPT --epochs x": "error: argument --epochs: 'x' is not ",
    "%run -i SCRIPT --epochs 90000 --quiet": "stopped after epoch ",
    "print(y.eval({x: test[:1].reshape(1, -1)}).shape, len(epochs.history['seconds']))":
        "(1, 5) 4",
    "%run -i SCRIPT --data none.npz --restart": "error: none.npz",
    "x.eval()": "error: line 1: x.eval(): the placeholder x is needed",
    "%tb": "Traceback",
    "%unload_ext tfgraph_course\n1 / 0": "ZeroDivisionError",
}

def test_jupyter_shows_the_sentence_alone_and_keeps_the_names(tmp_path):
    script = tmp_path / "logistic.py"
    source = (ROOT / "scripts" / "ch1_logistic.py").read_text()
    stop = (
        "    if i == 30 and args.epochs > 1000:\n"
        "        __import__('os').kill(__import__('os').getpid(), 2)\n"
    )
    script.write_text(source.replace("for i in epochs:\n", f"for i in epochs:\n{stop}"))
    cells = [cell.replace("SCRIPT", str(script)) for cell in CELLS]
    book = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_code_cell, cells)))
    NotebookClient(
        book, timeout=120, allow_errors=True, kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute(env=os.environ | {"PYTHONPATH": str(ROOT)})
    for cell, said in zip(book.cells, CELLS.values(), strict=True):
        shown = ["\n".join(out.get("traceback") or [out.get("text", "")]) for out in cell.outputs]
        if said is None:
            assert not any("error" in out.output_type for out in cell.outputs), shown
        elif said in ("Traceback", "ZeroDivisionError"):
            assert said in shown[-1] and "line" in shown[-1]
        else:
            assert shown[-1].startswith(said) and shown[-1].strip().count("\n") == 0, shown


def test_ipython_with_no_extension_but_a_session_of_the_course(tmp_path):
    start = "from tfgraph_course import tf\nfrom tfgraph_course.training.session import *\n"
    cells = [f"{start}sess = fresh_session(0)", GRAPH, "y.eval()", "y.eval({x: data})"]
    code = f"for cell in {cells!r}: get_ipython().run_cell(cell)"
    ended = python(
        "-m", "IPython", "--no-banner", "--colors", "NoColor", "-c", code, cwd=tmp_path,
        env={"IPYTHONDIR": str(tmp_path), "PATH": ""},
    )
    told = [line for line in ended.stdout.splitlines() if line]
    assert len(told) == 2, ended.stdout + ended.stderr
    assert told[0].startswith("error: line 1: y.eval(): the placeholder x is needed")
    assert told[1].startswith("error: line 1: y.eval({x: data}): the variable W has no value yet")


def test_what_is_no_slip_keeps_its_traceback():
    sess = fresh_session()
    scope = {"__name__": "__main__", "tf": tf, "sess": sess}
    for code in (
        "1 / 0", "sess.run(tf.py_func(lambda: 1 / 0, [], tf.float32))",
        "sess.run(tf.data.make_one_shot_iterator(tf.data.Dataset.range(0)).get_next())",
    ):
        assert told(code, scope)[0] is None
