"""Methods and arguments of the time, which no module can hold: the script's code is rewritten.

What can be laid over a module is in `old_python`.
"""

from __future__ import annotations

import ast
import re

WORDS = re.compile(rb"tostring|normed")  # code without them stays as it is


class OldMethods:
    """Renames what NumPy and Matplotlib have renamed since; one of IPython's `ast_transformers`.

    It is not an `ast.NodeTransformer`: that would call itself for each term of a long sum.
    """

    def visit(self, tree: ast.Module) -> ast.Module:
        """`a.tostring()` is `a.tobytes()`; a histogram's `normed=` is `density=`."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr == "tostring" and not node.args:  # ElementTree's takes one
                    node.func.attr = "tobytes"
                if node.func.attr in ("hist", "histogram"):
                    for keyword in node.keywords:
                        keyword.arg = "density" if keyword.arg == "normed" else keyword.arg
        return tree
