"""Replace a script's call of a chapter's function with the lines of that function.

A script builds its graph in one line, `graph = deep_cnn(**args.knobs, size=..., classes=...)`. A
notebook has the lines of `deep_cnn` instead, so that readers can change the graph there.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap

from tfgraph_course.cli.shared_options import defaults_of
from tfgraph_course.models import GRAPHS

_CALL = re.compile(r"^graph = \w+\((.*)\)$", re.M)


def with_graph(name: str, source: str) -> str:
    """Return the source of a script with the lines of its graph in place of the call.

    Args:
        name: the script's name, without ".py".
        source: the script's source.

    Returns:
        The new source; for a script whose graph is not in models.py, `source` itself.
    """
    model = next((graph for graph in GRAPHS if graph.script == name), None)
    call = _CALL.search(source)
    if model is None or call is None:
        return source
    module, function = inspect.getmodule(model.build), model.build
    chapter = inspect.getsource(module)
    keywords = ast.parse(call[0]).body[0].value.keywords
    given = {word.arg: ast.unparse(word.value) for word in keywords if word.arg}
    given |= {knob: f"args.{knob}" for knob in defaults_of(function)}
    settings = [
        f"{name} = {value}"
        for name, parameter in inspect.signature(function).parameters.items()
        if (value := given.get(name, repr(parameter.default))) != name
    ]
    lines = "\n".join([*settings, "", _body(function)]) if settings else _body(function)
    imported = f"from {module.__name__} import {function.__name__}\n"
    return source.replace(imported, _imports(chapter, module.__name__)).replace(call[0], lines)


def _body(function: object) -> str:
    """Return the lines below a builder's docstring, with `graph = ` in place of `return `."""
    source = inspect.getsource(function)
    docstring = ast.parse(source).body[0].body[0]
    body = textwrap.dedent("\n".join(source.splitlines()[docstring.end_lineno :])).strip("\n")
    return re.sub(r"^return ", "graph = ", body, flags=re.M)


def _imports(chapter: str, module: str) -> str:
    """Return the imports that a chapter's lines need, and one of the constants it defines."""
    tree = ast.parse(chapter)
    lines = [
        re.sub(r"\bGraph, (Nodes, )?", "", ast.unparse(node))
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        and getattr(node, "module", "") not in ("__future__", "tfgraph_course")
    ]
    constants = [node.targets[0].id for node in tree.body if isinstance(node, ast.Assign)]
    if constants:
        lines.append(f"from {module} import {', '.join(sorted(constants))}")
    return "".join(f"{line}\n" for line in lines)
