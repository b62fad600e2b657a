"""Read a notebook as a script, in which a comment `# In[3]:` begins the third code cell."""

from __future__ import annotations

import json
import linecache
import re
from pathlib import Path


class NotANotebook(ValueError):
    """Raised for a notebook that cannot be run; the caller puts the path before the message."""


def read(path: str | Path) -> bytes:
    """Return the source of a script, or of a notebook's Python cells.

    Raises:
        OSError: the file cannot be read.
        NotANotebook: the notebook is damaged, or its language is not Python.
    """
    if Path(path).suffix != ".ipynb":
        return Path(path).read_bytes()
    text = _script(Path(path).read_text(encoding="utf-8"))
    lines = text.splitlines(keepends=True)
    linecache.cache[str(Path(path).absolute())] = len(text), None, lines, str(path)
    return text.encode()


def _script(text: str) -> str:
    import nbformat

    try:
        notebook = nbformat.convert(nbformat.reader.reads(text), 4)  # also from formats 1 to 3
        language = notebook.metadata.get("kernelspec", {}).get("language", "python")
        cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    except (json.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError,
            nbformat.reader.NotJSONError) as fault:
        raise NotANotebook("is a damaged notebook; get it again") from fault
    if language.lower() not in ("python", "python2", "python3", "ipython"):
        raise NotANotebook(f"is a notebook in {language}; give one in Python")
    # Take off the indent of a pasted cell, as IPython does.
    cells = [re.sub("^" + re.match(r"[ \t]*", cell)[0], "", cell, flags=re.M) for cell in cells]
    return "".join(f"# In[{n}]:\n{source.rstrip()}\n" for n, source in enumerate(cells, 1))
