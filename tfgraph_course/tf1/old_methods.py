"""Old methods and arguments, which are in no module: the script's code is rewritten.

Old names of modules are in `old_python`.
"""

from __future__ import annotations

import ast
import re

WORDS = re.compile(rb"tostring|normed")  # code without them stays as it is


class OldMethods:
    """Renames what NumPy and Matplotlib have since renamed; one of IPython's `ast_transformers`.

    It is not an `ast.NodeTransformer`, which would recurse for each term of a long sum.
    """

    def visit(self, tree: ast.Module) -> ast.Module:
        """Make `a.tostring()` `a.tobytes()`, and a histogram's `normed=` `density=`."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr == "tostring" and not node.args:  # ElementTree's takes one
                    node.func.attr = "tobytes"
                if node.func.attr in ("hist", "histogram"):
                    for keyword in node.keywords:
                        keyword.arg = "density" if keyword.arg == "normed" else keyword.arg
        return tree
