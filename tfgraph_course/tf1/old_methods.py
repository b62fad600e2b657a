"""Update old names of methods and arguments by rewriting the script's code.

For names that were removed from modules, see `old_modules`.
"""

from __future__ import annotations

import ast
import re

from tfgraph_course.tf1.numpy_operators import OldNumbers

# Code with none of these words stays as it is.
WORDS = re.compile(
    rb"tostring|['\"]r?U[rb]?['\"]|normed|numpy|tensorflow|keras|pandas|pylab|sklearn"
)


class OldMethods:
    """Updates names that NumPy and Matplotlib have changed, in scripts and in IPython's cells.

    This is not an `ast.NodeTransformer`, which would recurse once for each term of a long sum.
    """

    def visit(self, tree: ast.Module) -> ast.Module:
        """Turn `a.tostring()` into `a.tobytes()`, and a histogram's `normed=` into `density=`.

        The mode "U" of `open` is removed, and operators become calls; see `numpy_operators`.
        """
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open":
                for mode in node.args[1:2]:  # "rU"; all files are read like that in Python 3
                    if isinstance(mode, ast.Constant) and isinstance(mode.value, str):
                        mode.value = mode.value.replace("U", "") or "r"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr == "tostring" and not node.args:  # ElementTree's has arguments
                    node.func.attr = "tobytes"
                if node.func.attr in ("hist", "histogram"):
                    for keyword in node.keywords:
                        keyword.arg = "density" if keyword.arg == "normed" else keyword.arg
        return OldNumbers().visit(tree)
