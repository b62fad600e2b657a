"""Compile a script, skipping its lines for IPython and updating old names of methods."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sys
import tokenize
import warnings
from types import CodeType

from tfgraph_course.tf1.old_methods import WORDS, OldMethods

# A line that may be for IPython; the first may follow a byte order mark.
_CANDIDATE = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n])[ \t\f]*[%!]")
# A line for IPython, with the lines that backslashes join to it.
_IPYTHON = re.compile(r"^([ \t\f]*)([%!](?:\\\n|[^\n])*)", re.M)
# A comment, a string or a joined line, which may hide a line's start or a bracket, or other text.
_PIECE = re.compile(
    r"""\#[^\n]*|('''|\"\"\")(?:\\.|[^\\])*?\1|'(?:\\.|[^\\\n'])*'|"(?:\\.|[^\\\n"])*"
    |\\\n[ \t\f]*[%!]?|[^#'"\\()\[\]{}\n]+|.""",
    re.S | re.X,
)
_DEPTH = dict.fromkeys("([{", 1) | dict.fromkeys(")]}", -1)


def compile_script(source: bytes, path: str) -> CodeType:
    """Compile a script; valid modern Python is compiled unchanged.

    Raises:
        SyntaxError: the script is not valid Python, even after its lines for IPython are skipped.
    """
    source = _plain_python(source, path)
    if not WORDS.search(source):
        return compile(source, path, "exec", dont_inherit=True)
    return _compile_tree(OldMethods().visit(_parse(source, path)), path)


def parse_script(source: bytes, path: str) -> ast.Module:
    """Parse a script; lines for IPython are skipped as in `compile_script`."""
    return _parse(_plain_python(source, path), path)


def _plain_python(source: bytes, path: str) -> bytes:
    """The script itself or, if it is not valid Python, a copy that skips its lines for IPython."""
    if not _CANDIDATE.search(source):
        return source
    with contextlib.suppress(SyntaxError), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they are shown when the script is compiled
        _parse(source, path)
        return source
    source = re.sub(b"\r\n?", b"\n", source)  # as Python does, in strings too
    with contextlib.suppress(SyntaxError, UnicodeError):  # a bad encoding; Python reports it
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        return _pass_over(source.decode(encoding)).encode(encoding)
    return source


def _pass_over(text: str) -> str:
    """Turn lines for IPython, which start with % or !, into `pass` and a comment."""
    parts, at, depth = [], 0, 0
    while at < len(text):
        if depth == 0 and (piece := _IPYTHON.match(text, at)):
            comment = piece[2].replace("\n", "\n# ")  # kept for messages that show the line
            parts.append(f"{piece[1]}pass  # {comment}")
        else:
            piece = _PIECE.match(text, at)
            depth = max(0, depth + _DEPTH.get(piece[0], 0))
            parts.append(piece[0])
        at = piece.end()
    return "".join(parts)


def _parse(source: bytes, path: str) -> ast.Module:
    return compile(source, path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)


def _compile_tree(tree: ast.Module, path: str) -> CodeType:
    """Compile a syntax tree, which may be nested three times as deep as the recursion limit."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(4 * limit)
    try:
        return compile(tree, path, "exec", dont_inherit=True)
    finally:
        sys.setrecursionlimit(limit)
