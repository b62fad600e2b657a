"""Update old methods and arguments, which belong to no module, by rewriting the script's code.

`old_python` supplies the old names of modules.
"""

from __future__ import annotations

import ast
import re

WORDS = re.compile(rb"tostring|normed")  # code without them stays as it is


class OldMethods:
    """Updates names that NumPy and Matplotlib have changed; one of IPython's `ast_transformers`.

    It is not an `ast.NodeTransformer`, which would recurse for each term of a long sum.
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
