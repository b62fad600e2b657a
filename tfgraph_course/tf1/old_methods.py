"""Methods and arguments of the time, which no module can hold: the script's code is rewritten.

What can be laid over a module is in `old_python`.
"""

from __future__ import annotations

import ast


class OldMethods(ast.NodeTransformer):
    """Rewrites calls of methods that NumPy and Matplotlib have renamed since."""

    def visit_Call(self, node: ast.Call) -> ast.Call:
        """`a.tostring()` is `a.tobytes()`; a histogram's `normed=` is `density=`."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute):
            if node.func.attr == "tostring" and not node.args:  # ElementTree's takes an argument
                node.func.attr = "tobytes"
            if node.func.attr in ("hist", "histogram"):
                for keyword in node.keywords:
                    keyword.arg = "density" if keyword.arg == "normed" else keyword.arg
        return node
