"""Rewrite a script's IPython syntax as method calls on `get_ipython()`; keep line numbers.

IPython's own rewriting is not used: it joins lines, and fails on Python 2.
"""

from __future__ import annotations

import re

# A line in IPython syntax with its continuation lines, or a cell that begins with `%%`.
_TARGET = r"[\w.]+(?:\[[^\]\n]*\])*"  # such as d["x"]
_REST = r"(?P<rest>(?:\\\n|[^\n])*)"
_LINE = re.compile(
    r"^(?P<indent>[ \t\f]*)(?:"
    rf"(?P<cell>%%)(?P<cell_rest>(?:\\\n|[^\n])*)(?P<body>(?:\n(?!{'%%'}|\# In\[|\# %%)[^\n]*)*)"
    r"|(?P<help>\?[^\n]*|%*[\w.*]+(?:\[\w+\])?\?\??[ \t]*$)"
    rf"|(?P<kind>[%!]!?|(?=(?:cd|ls|ll|pwd|mkdir|cat|cp|mv|rm)(?:[ \t]+[-\w./~$*{{]|[ \t]*$)))"
    rf"{_REST}"
    rf"|(?P<target>{_TARGET}(?:[ \t]*,[ \t]*{_TARGET})*)[ \t]*="
    r"[ \t]*(?P<value>[%!])(?P<value_rest>(?:\\\n|[^\n])*)"
    r")",
    re.M,
)
# Other text, or what may hide a line's start or a bracket: a comment, a string or a continued line.
_PIECE = re.compile(
    r"""\#[^\n]*|('''|\"\"\")(?:\\.|[^\\])*?\1|'(?:\\.|[^\\\n'])*'|"(?:\\.|[^\\\n"])*"
    |\\\n[ \t\f]*[%!]?|[^#'"\\()\[\]{}\n]+|.""",
    re.S | re.X,
)
_FUTURE = re.compile(r"^from __future__ import ([\w, ]+)$", re.M)
_DEPTH = dict.fromkeys("([{", 1) | dict.fromkeys(")]}", -1)
# Cell magics whose cells are Python code, which can run without the magic.
PLAIN = {"time", "timeit", "prun", "matplotlib", "pylab", "tensorflow_version", "python",
         "python2", "python3", "heat", "memit", "mprun", "lprun"}
_PLACE = "__ipython__()"


def rewrite(text: str) -> str:
    """Turn a script's IPython syntax, outside strings and brackets, into Python."""
    parts, at, depth = [], 0, 0
    while at < len(text):
        if depth == 0 and (piece := _LINE.match(text, at)):
            end = piece.end()
            if piece["cell"] and _name(piece["cell_rest"])[0] in PLAIN:
                end = piece.start("body")
            call = _call(piece, text[piece.start() : end])
            lines = text.count("\n", at, end) - call.count("\n")
            parts.append(piece["indent"] + call + "\n" * lines)
        else:
            piece = _PIECE.match(text, at)
            depth = max(0, depth + _DEPTH.get(piece[0], 0))
            parts.append(piece[0])
            end = piece.end()
        at = end
    return _future_first("".join(parts))


def _future_first(text: str) -> str:
    """Move imports from `__future__`, which may stand below IPython syntax, to the top."""
    names = ", ".join(_FUTURE.findall(text))
    if _PLACE not in text[: text.find("from __future__")]:
        return text
    return f"from __future__ import {names}; " + _FUTURE.sub("pass", text) if names else text


def _call(piece: re.Match[str], whole: str) -> str:
    """Return the Python code for one line or cell in IPython syntax."""
    if piece["cell"]:
        name, rest = _name(piece["cell_rest"])
        if name in PLAIN:
            return f"pass  # %%{name}"
        return f"{_PLACE}.run_cell_magic({name!r}, {rest!r}, {piece['body'][1:]!r})"
    if piece["help"]:
        return f"pass  # {whole.strip()}"
    if piece["target"]:
        kind = "!!" if piece["value"] == "!" else "%"
        return f"{piece['target']} = {_run(kind, piece['value_rest'])}"
    return _run(piece["kind"], piece["rest"])


def _run(kind: str, rest: str) -> str:
    if kind[:1] == "!":
        call = "system" if kind == "!" else "getoutput"
        return f"{_PLACE}.{call}({_joined(rest)!r})"
    name, line = _name(rest)
    return f"{_PLACE}.run_line_magic({name!r}, {line!r})"


def _name(rest: str) -> tuple[str, str]:
    name, _, line = _joined(rest).partition(" ")
    return name, line.strip()


def _joined(rest: str) -> str:
    return re.sub(r"\\\n[ \t]*", " ", rest).strip()
