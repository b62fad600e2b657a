"""The code of a script: Python's own, but for IPython's lines and the methods of the time."""

import ast
import codecs
import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgraph_course.tf1.doors.check import check
from tfgraph_course.tf1.doors.script import compile_script, modernize, read_script
from tfgraph_course.tf1.names import hint

# What str.splitlines takes for the end of a line, and Python for a part of it.
SEPARATORS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
ODD = st.text(f"a%!#([{{中é許\xa0{SEPARATORS}", max_size=8)
MAGICS = [
    "%matplotlib inline",
    "!pip install 'it",
    "\f  %time f(",
    "%%time\\\n  x = 5 \\\n!",
    "!!ls '''",
]
LONG = {
    "sum": "y = " + " + ".join(["x"] * 2000),
    "calls": "y = a" + ".b()" * 1000,
    "attributes": "y = tf" + ".b" * 2000,
    "elif": "if x: pass\n" + "elif x == 1: pass\n" * 2000,
}


@st.composite
def statements(draw):
    odd = draw(ODD)
    plain = odd.replace("{", "")
    return draw(
        st.sampled_from(
            [
                f"s = '{odd}'  # {odd} print('no code')",
                f"s = r'''\n%kept {odd}\n!kept\n{odd}'''",
                f'def f(x: int = (1\n  % 3)):\n\t"""{odd}\n%kept"""\n\n\f\treturn f"{{x}}{plain}"',
                f"x = 5 \\\n% 3\nt = '\\\n%kept {odd}'",
                f"\fx: int = [1,\n  # ' {odd}\n  2] \\\n  != 3",
                f"# {odd} tostring\ns = '\\'tostring{odd}' \"%'\"",
                "if x:\n    pass  # \\\n    y = x",
            ]
        )
    )


@st.composite
def scripts(draw, magics=False):
    """A script's bytes, with or without lines for IPython; and with a pass for each of them."""
    encoding, cookie = draw(
        st.sampled_from(
            [
                ("utf-8", "#!/usr/bin/python\n"), ("utf-8-sig", ""), ("utf-8", ""),
                ("latin-1", "# coding: latin-1\n"), ("gbk", "# -*- coding: gbk -*-\n"),
                ("big5", "#!x\n# vim: fileencoding=big5\n"),
            ]
        )
    )
    top = draw(st.sampled_from(["", "'''doc\f\n%kept'''\nfrom __future__ import annotations\n"]))
    parts = draw(st.lists(statements(), max_size=4))
    plain, script = [cookie + top], [cookie + top]
    for part in parts:
        if magics:
            magic = draw(st.sampled_from(MAGICS))
            indent = magic.partition("%")[0].partition("!")[0]
            outer = f"if x:\n{indent}" if indent else ""
            script.append(outer + magic.lstrip() + "\n")
            plain.append(outer + "pass" + "\n" * (1 + magic.count("\n")))
        script.append(part + "\n")
        plain.append(part + "\n")
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    bare = draw(st.booleans())

    def encoded(texts):
        text = "".join(texts).replace("\n", end)
        return (text.removesuffix(end) if bare else text).encode(encoding, "replace")

    return encoded(script), encoded(plain)


def positions(code):
    """Where each instruction comes from; Python 3.10 has the lines without the columns."""
    return list(getattr(code, "co_positions", code.co_lines)())


def assert_same(code, plain):
    assert code == plain
    assert positions(code) == positions(plain)
    for ours, theirs in zip(code.co_consts, plain.co_consts, strict=True):
        if hasattr(ours, "co_code"):
            assert_same(ours, theirs)


@given(scripts())
@pytest.mark.quick
def test_plain_python_is_compiled_as_python_compiles_it(drawn):
    source, _ = drawn
    assert_same(compile_script(source, "s.py"), compile(source, "s.py", "exec"))


def is_magic(node):
    """Whether an expression begins with `__ipython__()`."""
    while isinstance(node, ast.Expr | ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return isinstance(node, ast.Name) and node.id == "__ipython__"


def without_magics(tree):
    """The kind, the line and the plain fields of each node; each line for IPython is a pass."""
    for node in ast.walk(tree):
        for field in ("body", "orelse"):
            body = getattr(node, field, None)
            if isinstance(body, list):
                body[:] = [
                    ast.Pass(lineno=each.lineno)
                    if isinstance(each, ast.Expr) and is_magic(each)
                    else each
                    for each in body
                ]
    return [
        (type(node), getattr(node, "lineno", None), *(
            repr(value) for _, value in ast.iter_fields(node)
            if not isinstance(value, ast.AST | list)
        ))
        for node in ast.walk(tree)
    ]


@given(scripts(magics=True))
@pytest.mark.quick
def test_a_line_for_ipython_is_a_call_and_nothing_else_changes(drawn):
    source, plain = drawn
    script = read_script(source, "s.py")
    assert not script.is_python2
    assert without_magics(script.tree) == without_magics(ast.parse(plain))


@pytest.mark.quick
@pytest.mark.parametrize(
    ("line", "is_python2"),
    [
        ("r = xrange(3)", True),
        ("r = xrange(3) if hasattr(__builtins__, 'xrange') else range(3)", False),
        ("if 'xrange' in dir(__builtins__): r = xrange(3)", False),
        ("if hasattr(r, 'other'): r = xrange(3)", True),
    ],
)
def test_a_program_that_asks_whether_a_name_is_there_is_not_of_python_2(line, is_python2):
    assert read_script(line.encode(), "s.py").is_python2 == is_python2


class Endless:
    """An object whose attributes, and what they return when called, are the object itself."""

    def __getattr__(self, name):
        return self

    def __call__(self, *arguments):
        return self


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("more", ["", "%magic\n", "data.tostring()\n"])
def test_code_may_be_as_deep_as_pythons(name, more, tmp_path):
    text = LONG[name]
    source = f"{more}import tensorflow as tf\n{text}\ntf.log\n"
    one = Endless()
    made = {"x": 1, "a": one, "data": np.zeros(1), "__ipython__": lambda: one}
    compiled = compile_script(source.replace("import", "tf = a  #").encode(), "s.py")
    exec(compiled, made)
    assert made.get("y") == {"sum": 2000, "elif": None}.get(name, one)
    (tmp_path / "s.py").write_text(source)
    assert check(tmp_path / "s.py")[-1].lines == [source.count("\n")]


@pytest.mark.quick
def test_old_methods_are_renamed_where_they_stand_and_no_word_beside_them():
    source = (
        b"import numpy as np, xml.etree.ElementTree as tree\n"
        b"a = f'tostring {np.zeros(1).tostring()!r}', tree.tostring(tree.Element('a'))\n"
    )
    space = {}
    exec(compile_script(source, "s.py"), space)
    assert space["a"] == (f"tostring {bytes(8)!r}", b"<a />")


def test_ipythons_list_of_transformers_takes_a_deep_tree():
    tree = ast.parse(LONG["sum"] + "\na.tostring()")
    assert modernize(tree) is tree
    assert tree.body[1].value.func.attr == "tobytes"


# How Python shows a fault in the braces of an f-string: by itself, and since 3.12 with the string.
IN_BRACES = "(a b)" if sys.version_info < (3, 12) else "s = f'''\n%{a b}"


@pytest.mark.parametrize(
    ("source", "line", "text"),
    [
        (b"%magic\ns = '''\n%kept\n'''\nx = = 2\n", 5, "x = = 2"),
        (b"s = f'''\n%{a b}\n'''\n", 2, IN_BRACES),
        (b"x = [1\n!ls\n]\n", 2, "!ls"),
        (b"x = [1\n%magic\n", 1, "x = [1"),
        (b"if x:\n%magic\n", 2, "%magic"),
        (b"%magic\r# \x0c\rx = = 1", 3, "x = = 1"),
        (codecs.BOM_UTF8 + b"%magic\n\n'''", 3, "'''"),
    ],
)
@pytest.mark.quick
def test_a_fault_is_told_at_its_line_with_the_scripts_own_text(source, line, text):
    with pytest.raises(SyntaxError) as told:
        compile_script(source, "s.py")
    assert (told.value.filename, told.value.lineno) == ("s.py", line)
    assert told.value.text.strip() == text


@pytest.mark.parametrize(
    ("source", "line"), [(b"%magic\nx = '\xff'\n", 1), (b"# coding: nonesuch\n%magic\n", 0)]
)
@pytest.mark.quick
def test_a_source_that_is_no_text_is_told_of_where_python_tells(source, line):
    with pytest.raises(SyntaxError) as told:
        compile_script(source, "s.py")
    assert (told.value.filename, told.value.lineno) == ("s.py", line)


def test_check_counts_lines_as_python_does(tmp_path):
    odd = f"s = '{SEPARATORS}'  # {SEPARATORS}\n\f\n"
    source = f"{odd}%magic\rimport tensorflow as tf\r\n{odd}tf.log(s)"
    (tmp_path / "s.py").write_bytes(source.encode())
    assert [use.lines for use in check(tmp_path / "s.py")] == [[7]]


MAIN = """
'''Doc.'''
import inspect, os, sys
print(sorted(globals()), __builtins__, __file__, __doc__, __annotations__, __loader__.path)
print(sys.argv, sys.path[0], __cached__, __package__, __spec__)
class A:
    def b(self): return self
os.chdir('/')
print(inspect.getsource(A), len('\x0c\x1c\x85\u2028'))  # \x0c print('no code')
x = 1
print({sum}, A(){calls})
print("\\d")
""".format(sum=" + ".join(["x"] * 600), calls=".b()" * 300 + ".__class__")


def test_run_gives_a_script_what_python_gives_it(tmp_path):
    (tmp_path / "s.py").write_text(MAIN, encoding="utf-8")
    told = [
        subprocess.run(
            [sys.executable, "-W", "default", *start, "s.py", "-x"],
            cwd=tmp_path, capture_output=True, text=True, timeout=120,
        )
        for start in ([], ["-m", "tfgraph_course", "run"])
    ]
    assert told[0].stdout.endswith("600 <class '__main__.A'>\n\\d\n")
    assert told[1].stdout == told[0].stdout
    assert told[1].stderr == told[0].stderr


@pytest.mark.parametrize("name", ["nn.zorp{}", "python.zorp{}.a", "contrib.zorp{}", "zorp{}"])
def test_thousands_of_unknown_names_are_checked_soon(name, tmp_path):
    path = tmp_path / "script.py"
    lines = ["import tensorflow as tf", "%matplotlib inline"]
    path.write_text("\n".join(lines + [f"tf.{name.format(i)}" for i in range(1000)]))
    check(path)
    start = time.process_time()
    assert len(check(path)) == 1000
    assert time.process_time() - start < 8  # on any machine; it takes one second


def test_a_name_with_a_slip_is_still_recognized():
    for slip, meant in {
        "placehoder": "placeholder", "layer.dense": "layers.dense", "nn.rlu": "nn.relu",
        "train.GradientDecentOptimizer": "train.GradientDescentOptimizer",
    }.items():
        assert hint(slip) == f"perhaps you mean tf.{meant}"
    assert hint("q") == "check its spelling"
