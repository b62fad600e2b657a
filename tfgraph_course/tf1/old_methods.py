"""Update old names of methods and arguments by rewriting the script's code.

For names that modules have lost, see `old_python`.
"""

from __future__ import annotations

import ast
import re

WORDS = re.compile(rb"tostring|normed")  # code without them stays as it is


class OldMethods:
    """Updates names that NumPy and Matplotlib have changed, in scripts and in IPython's cells.

    This is not an `ast.NodeTransformer`, which would recurse once for each term of a long sum.
    """

    def visit(self, tree: ast.Module) -> ast.Module:
        """Turn `a.tostring()` into `a.tobytes()`, and a histogram's `normed=` into `density=`."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr == "tostring" and not node.args:  # ElementTree's has one
                    node.func.attr = "tobytes"
                if node.func.attr in ("hist", "histogram"):
                    for keyword in node.keywords:
                        keyword.arg = "density" if keyword.arg == "normed" else keyword.arg
        return tree
