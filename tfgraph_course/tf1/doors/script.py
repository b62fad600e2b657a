"""Compile a program: Python 3 or Python 2, with or without IPython syntax.

Valid Python 3 without old names is compiled unchanged. Rewritten code keeps its line numbers.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sys
import tokenize
import warnings
from collections.abc import Set
from types import CodeType
from typing import NamedTuple

from tfgraph_course.tf1 import python2_methods
from tfgraph_course.tf1.doors import translate
from tfgraph_course.tf1.notices import notice
from tfgraph_course.tf1.numpy_operators import OldNumbers

# Code with none of these words stays as it is.
_OLD = re.compile(
    rb"tostring|['\"]r?U[rb]?['\"]|numpy|tensorflow|keras|pandas|pylab|sklearn|def next\b"
    rb"|__nonzero__|get_ipython|%s|\b(%s)\b" % (
        translate.WORDS.pattern, b"|".join(map(str.encode, sorted(python2_methods.OLD_METHODS)))
    )
)
_FUNCTION = re.compile(rb"^from __future__ import .*print_function", re.M)


class Script(NamedTuple):
    """A parsed program, with its syntax translated to Python 3."""

    tree: ast.Module
    is_python2: bool  # whether it was written in Python 2


def has_old_words(source: bytes) -> bool:
    """Return whether a file has words that may be old names, or is part of a Python 2 program."""
    return bool(_told or _OLD.search(source))


def compile_script(source: bytes, path: str) -> CodeType:
    """Compile a script; modern Python without old names is compiled unchanged.

    Raises:
        SyntaxError: the script is neither Python 3 nor Python 2.
    """
    if not has_old_words(source):
        with contextlib.suppress(SyntaxError):
            with warnings.catch_warnings(record=True) as told:
                code = compile(source, path, "exec", dont_inherit=True)
            for warning in told:
                warnings.warn_explicit(warning.message, None, path, warning.lineno)
            return code
    script = read_script(source, path)
    if script.is_python2:
        _tell(path)
    elif _told:  # a module that a Python 2 program imports
        script = _in_python2(source, path, script)
    return _compile_tree(modernize(script.tree, script.is_python2), path)


def modernize(
    tree: ast.Module, is_python2: bool = False, missing: Set[str] = frozenset()
) -> ast.Module:
    """Supply old names, methods and operators in a parsed program; see `translate.supply`."""
    # Division first: it becomes a call, which the other rewriting leaves alone.
    return OldNumbers().visit(_renamed(translate.supply(tree, is_python2, missing), is_python2))


def _renamed(tree: ast.Module, is_python2: bool) -> ast.Module:
    """Turn `a.tostring()` into `a.tobytes()`, and the mode "rU" of `open` into "r".

    This is not an `ast.NodeTransformer`, which would recurse once for each term of a long sum.
    """
    for node in ast.walk(tree):
        is_call = isinstance(node, ast.Call) and not is_python2
        if is_call and getattr(node.func, "id", "") == "open":
            for mode in node.args[1:2]:  # all files are read like "rU" in Python 3
                if isinstance(mode, ast.Constant) and isinstance(mode.value, str):
                    mode.value = mode.value.replace("U", "") or "r"
        if (isinstance(node, ast.Call) and not node.args  # ElementTree's has arguments
                and getattr(node.func, "attr", "") == "tostring"):
            node.func.attr = "tobytes"
    return tree


def read_script(source: bytes, path: str) -> Script:
    """Parse a script, in Python 3 or 2, with or without IPython syntax.

    Raises:
        SyntaxError: the script is neither Python 3 nor Python 2.
    """
    from tfgraph_course.tf1.doors import ipython_lines

    text: bytes | str = source
    try:
        tree = _parse(source, path)
    except SyntaxError as fault:
        try:
            own = _text(source)
        except (SyntaxError, UnicodeError):  # a bad encoding; Python reports it
            raise fault from None
        text = ipython_lines.rewrite(own)
        try:
            tree = _parse(text, path)
        except SyntaxError as fault:
            with contextlib.suppress(SyntaxError):
                return _translated(text, path, has_print=True)
            _show_own_line(fault, own, text)
            raise fault from None
    if translate.WORDS.search(source) and translate.needed(tree):
        return _translated(text, path, has_print=False)
    return Script(tree, False)


def _in_python2(source: bytes, path: str, script: Script) -> Script:
    """Read as Python 2 a file that is also valid Python 3."""
    if not _FUNCTION.search(source):
        with contextlib.suppress(SyntaxError):
            return _translated(source, path, has_print=True)
    return Script(script.tree, True)


def _show_own_line(fault: SyntaxError, own: str, rewritten: str) -> None:
    """Make an error in a rewritten line show the script's own line."""
    lines = [text.split("\n")[(fault.lineno or 1) - 1 :][:1] for text in (own, rewritten)]
    if lines[0] and (lines[0] != lines[1] or (fault.filename or "").endswith(".ipynb")):
        fault.text, fault.offset, fault.end_offset = lines[0][0], 1, None


def _translated(source: bytes | str, path: str, has_print: bool) -> Script:
    text = source if isinstance(source, str) else _text(source)
    text = translate.translate(text, has_print)
    try:
        return Script(_parse(text, path), True)
    except TabError:  # for Python 2, a tab went to the next multiple of eight columns
        text = re.sub(r"^[ \t]+", lambda blank: blank[0].expandtabs(8), text, flags=re.M)
        return Script(_parse(text, path), True)


def _text(source: bytes) -> str:
    """Return the text of a script, decoded with the encoding that it declares, or as UTF-8."""
    source = re.sub(b"\r\n?", b"\n", source)  # as Python does, in strings too
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    return source.decode(encoding)


def _parse(source: bytes | str, path: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        return compile(source, path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)


_told: set[str] = set()


def _tell(path: str) -> None:
    if not _told:
        notice(f"{path} is written in Python 2; it is translated to Python 3 before it runs.")
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="surrogateescape")  # Python 2 printed any bytes
    _told.add(path)


def _compile_tree(tree: ast.Module, path: str) -> CodeType:
    """Compile a syntax tree, even one nested three times as deeply as the recursion limit."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(4 * limit)
    try:
        return compile(tree, path, "exec", dont_inherit=True)
    finally:
        sys.setrecursionlimit(limit)
