"""Scripts for `run` and `check`: lines for IPython, odd line ends, long sums and chains."""

import ast
import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forked import python
from tests.fuzz.asking import answer, inputs, taking
from tests.test_script import without_magics
from tfgraph_course.__main__ import check
from tfgraph_course.tf1.doors.script import compile_script, read_script

LINES = [
    "import tensorflow as tf", "from tensorflow.contrib import slim", "x = tf.zeros([2])", "x = 1",
    "slim = tf.contrib.slim", "tf.app.flags.FLAGS.rate", "tf.python.ops.rnn.zorp", "tf.nn.zorp",
    "a.tostring()", "plt.hist(x, normed=True)", "if x:", "    y = '%s' % x", "def f():", "    pass",
    "x = (1,", "    2)", "x = '''", "'''", '"""', "# -*- coding: latin-1 -*-", "# coding: nonsense",
    "print 'a'", "s = 'don\\'t'", "x = [1, \\", "lambda: 0", "\ufeff", "", "\f", "class A: pass",
]
MAGICS = [
    "%matplotlib inline", "%load_ext a", "!pip install tensorflow=='1.2'", "%%time", "  %time x",
    "!ls (", "%run 'a", "!echo \"\"\"", "%a \\", "!", "%", "x = !ls", "?x", "x?",
]
# Lines that mean the same below another line, and whose code is left as it is.
REWRITTEN = "coding", "\ufeff", "tostring", "tensorflow"
anywhere = st.sampled_from(LINES).filter(lambda line: not any(word in line for word in REWRITTEN))
lines = st.one_of(st.sampled_from(LINES), st.sampled_from(MAGICS), st.text(max_size=10))
line_ends = st.sampled_from(["\n", "\r\n", "\r"])
MANY = [2, 100, 1500]  # Python itself gives up somewhere between the two last


@st.composite
def long_lines(draw):
    """A sum, a chain, a tuple, or brackets, long and of little depth or of much."""
    number = draw(st.sampled_from(MANY))
    return draw(st.sampled_from([
        "x = " + " + ".join(["1"] * number), "x = a" + ".b()" * number, "x = " + "-" * number + "1",
        "x = " + "(" * number + ")" * number, "tf" + ".a" * number, f"x = {[0] * number}",
        "x = " + "not " * number + "1", "'\\" * number, '"""' * number, "%a \\\n" * number,
        "!ls (\n" * number, "\n".join(f"tf.nn.zorp{i}" for i in range(number // 5)),
    ]))


@st.composite
def scripts(draw):
    """The bytes of a script."""
    chosen = draw(st.lists(lines | long_lines(), max_size=8))
    text = draw(line_ends).join(chosen) + draw(st.sampled_from(["", "\n", "\\", "\0"]))
    source = text.encode(draw(st.sampled_from(["utf-8", "latin-1", "utf-16"])), "replace")
    if source and draw(st.integers(0, 9)) == 0:
        place = draw(st.integers(0, len(source) - 1))
        source = source[:place] + draw(st.binary(max_size=3)) + source[place + 1 :]
    return source


def checked(path):
    """The exit status of `check`, whose lines are all safe to show."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = check(path)
    assert all(map(str.isprintable, printed.getvalue().split("\n")))
    return status


@pytest.mark.filterwarnings("ignore")
@inputs(100)
def test_a_script_is_checked_or_told(count, tmp_path):
    path = tmp_path / "script.py"

    @taking(count)
    @given(scripts())
    def ask(source):
        path.write_bytes(source)
        assert answer(checked, path) in (0, 1, None)

    ask()


def code_of(compiled):
    """What a code object does, its own inner ones included."""
    inner = [code_of(each) for each in compiled.co_consts if hasattr(each, "co_code")]
    return compiled.co_code, compiled.co_names, inner


@pytest.mark.filterwarnings("ignore")
@inputs(100)
def test_valid_python_means_what_it_means_and_lines_for_ipython_are_calls(count):
    @taking(count)
    @given(st.lists(anywhere | long_lines(), max_size=6), st.sampled_from(MAGICS[:5]))
    def ask(chosen, magic):
        source = "\n".join(chosen).encode()
        try:
            plain = compile(source, "script", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        assert code_of(compile_script(source, "script")) == code_of(plain)
        started = magic.strip().encode() + b"\n" + source
        passed = without_magics(ast.parse(b"pass\n" + source))
        assert without_magics(read_script(started, "script").tree) == passed

    ask()


@inputs(4, slow=200)
def test_a_script_runs_as_python_runs_it(count, tmp_path):
    path = tmp_path / "script.py"

    @taking(count, processes=True)
    @given(st.lists(st.sampled_from(LINES[3:4] + LINES[8:]) | long_lines(), max_size=4))
    def ask(chosen):
        path.write_text("\n".join([*chosen, "print('the end')", ""]), encoding="utf-8")
        own = python(path, cwd=tmp_path, timeout=60)
        ours = python("-m", "tfgraph_course", "run", path, cwd=tmp_path, timeout=60)
        assert ours.returncode >= 0  # no signal
        if own.returncode == 0:
            assert (ours.returncode, ours.stdout) == (0, own.stdout)
        assert "tfgraph_course" not in ours.stderr

    ask()
