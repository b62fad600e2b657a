"""Turn each script into a notebook: a heading, then a titled cell for each `# %%` in the script.

In the cell that builds the graph, the call of the chapter's function is replaced by its code.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tfgraph_course.cli.chapters import NAMES, Script, scripts, write_copies
from tfgraph_course.cli.graph_cells import with_graph
from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import write_bytes
from tfgraph_course.files.shipped import to_install

_TITLE = re.compile(r"^# %% (.+)$", re.MULTILINE)
_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def write_notebooks(
    folder: Path, names: Sequence[str] = (), force: bool = False, is_executed: bool = False
) -> Iterator[str]:
    """Write a notebook for each script, but keep notebooks that were changed.

    Args:
        folder: the folder for the notebooks; made if it is missing.
        names: the scripts; by default all of them.
        force: whether to replace notebooks that were changed.
        is_executed: whether to run each notebook that was written, and keep its outputs.

    Yields:
        The lines of `write_copies`. The line of a notebook that is run comes once it has run.

    Raises:
        CourseError: jupytext or a script is missing; the folder cannot be made or written to; or
            a cell fails (its notebook then has the outputs up to that cell).
    """
    notebooks = {
        folder / f"{script.name}.ipynb": notebook(script)
        for script in scripts()
        if script.name in (names or NAMES)
    }
    for line in write_copies(notebooks, force):
        if is_executed and Path(line) in notebooks:
            _execute(Path(line))
        yield line


def _execute(path: Path) -> None:
    """Run a notebook in its own folder, and keep its outputs."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    made = nbformat.read(path, 4)
    where = {"metadata": {"path": str(path.parent)}}
    try:
        # The kernel's own warnings are not the notebook's.
        NotebookClient(made, timeout=None, resources=where).execute(stderr=subprocess.DEVNULL)
    except CellExecutionError as fault:
        raise CourseError(
            f"{path}: a cell failed ({fault.ename}: {fault.evalue}); the notebook's outputs show "
            "where."
        ) from fault
    finally:
        write_bytes(path, f"{nbformat.writes(made)}\n".encode())


def notebook(script: Script) -> bytes:
    """Convert a script to the content of an ipynb file; the same script gives the same bytes.

    Raises:
        CourseError: jupytext is not installed.
    """
    try:
        import jupytext
        import nbformat
    except ImportError as fault:
        raise CourseError(
            f"{fault.name}, which makes the notebooks, is not installed; "
            f"run: {to_install('notebooks')}"
        ) from fault
    source = with_graph(script.name, script.source)
    cells = source[source.index("# %%") :]
    cells = _TITLE.sub(r"# %% [markdown]\n# ## \1\n\n# %%", cells)
    made = jupytext.reads(_heading(script) + cells, fmt="py:percent")
    made.metadata = _KERNEL
    for i, cell in enumerate(made.cells):
        cell.id = f"cell-{i}"  # jupytext's ids are random
    return f"{nbformat.writes(made)}\n".encode()


def _heading(script: Script) -> str:
    """Return a notebook's first cell: what the script does, and how to set the script's options."""
    section, _, does = script.title.partition(": ")
    examples = ["`--seed 1` as `args.seed = 1`"]
    if re.search(r"args\.epochs|Epochs\.of\(args|from_arguments\(args\)", script.source):
        examples = ["`--epochs 100` as `args.epochs = 100`", *examples]
    if "Epochs.of(args" in script.source:
        examples += ["`--resume` as `args.resume = True`"]
    if script.name == "ch5_review":
        examples = ["`--quick` as `args.quick = True`, as a full review takes over an hour"]
    lines = [
        f"# {section}", "", f"{does[:1].upper()}{does[1:]}", "",
        f"Options listed by `python scripts/{script.name}.py --help` can be set at the end of the "
        f"cell below Knobs: {', '.join(examples)}.",
    ]
    return "".join(f"# {line}".rstrip() + "\n" for line in ("%% [markdown]", *lines)) + "\n"
