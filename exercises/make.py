"""Make the files to fill in from the solutions: `python -m exercises.make [CHAPTER ...]`.

An exercise's lines between `# <solution>` and `# </solution>` become one line that says that it is
not solved. A file in which something is solved already is kept, unless --force is given.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
CHAPTERS = ("ch1", "ch2", "ch3", "ch4", "ch5")
BLANK = "raise NotImplementedError  # your lines instead of this one"
SOLUTION = re.compile(r"^( *)# <solution>\n.*?^ *# </solution>\n", re.M | re.S)


def blank(chapter: str) -> str:
    """The file to fill in, made from the chapter's solutions."""
    source = (FOLDER / "solutions" / f"{chapter}.py").read_text(encoding="utf-8")
    return SOLUTION.sub(rf"\1{BLANK}\n", source)


def worked_on(text: str | bytes) -> bool:
    """Whether a file to fill in holds more than was made: an answer, or what may become one."""
    try:
        _, *nodes = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return not all(_as_made(node) for node in nodes)


def _as_made(node: ast.stmt) -> bool:
    match node:
        case ast.FunctionDef(body=[_, ast.Raise(exc=ast.Name("NotImplementedError"), cause=None)]):
            return True
    return isinstance(node, ast.Import | ast.ImportFrom)


def main(arguments: list[str] | None = None, folder: Path = FOLDER) -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(prog="python -m exercises.make", description=__doc__)
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER", help="ch1 to ch5; all if none")
    parser.add_argument("--force", action="store_true", help="start over, and lose your answers")
    args = parser.parse_args(arguments)
    for chapter in args.chapters or CHAPTERS:
        if chapter not in CHAPTERS:
            parser.error(f"there is no {chapter}; the chapters are {', '.join(CHAPTERS)}")
        file = folder / f"{chapter}.py"
        if not args.force and file.exists() and worked_on(file.read_bytes()):
            print(f"{file.name}: kept, it holds answers; --force starts over.", file=sys.stderr)
        else:
            file.write_text(blank(chapter), encoding="utf-8")


if __name__ == "__main__":
    main()
