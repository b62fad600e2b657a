"""Change the chapters one number at a time, and see that the tests of the chapter notice.

    python -m tests.mutants [--chapter N] [--again]

Each number, each operator and each function of the graph in the chapters' modules and in their
scripts up to what is saved and looked at, and each default of the options, is changed alone, in a
copy of the course.
Then the chapter's table of constants runs, and where that passes `pytest -m chN`. What passes both
lives: it is printed, with status 1. Those that may live, as `EQUIVALENT` says why, do not run.

The results are kept in runs/mutants.json; a stopped run goes on there, and asks again only what the
course has changed since. `--again` forgets them.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from tests.forked import ROOT, python
from tests.mutations import EQUIVALENT, Mutation, mutations

# What several chapters stand on: the file, which of its lines, and the chapter that holds them.
SHARED = [
    ("tfgraph_course/objective.py", "", 2),
    ("tfgraph_course/datasets/splits.py", "", 1),
    ("tfgraph_course/datasets/weather.py", "% 12|average|known = ", 4),
    ("tfgraph_course/models.py", "epochs=", 5),
    ("tfgraph_course/cli/options.py", r"add\(.*OPTIMIZERS", 5),
    ("tfgraph_course/cli/shared_options.py", 'seed=0|split="image"|split_seed: int = 0', 3),
    ("tfgraph_course/cli/options.py", r"--batch-size|split_seed=42", 4),
    ("tfgraph_course/training/history.py", "^MEASURE_INTERVAL", 3),
    ("tfgraph_course/training/loop.py", "keep_prob: float|feed\\(", 3),
]
RESULTS = ROOT / "runs" / "mutants.json"
WORKERS = 2


class Mutant(NamedTuple):
    """A mutation of a file of the course."""

    chapter: int
    path: str  # below the root
    mutation: Mutation

    def __str__(self) -> str:
        """Where it is and what it does: one line, which does not move with the lines above."""
        return f"{self.path}: {self.mutation}"


def mutants_of(chapter: int) -> Iterator[Mutant]:
    """The mutants of a chapter's modules and scripts, and of what it holds of `SHARED`."""
    patterns = f"tfgraph_course/ch{chapter}_*.py", f"scripts/ch{chapter}_*.py"
    paths = [path for pattern in patterns for path in ROOT.glob(pattern)]
    places = [(str(path.relative_to(ROOT)), "") for path in sorted(paths)]
    places += [(path, lines) for path, lines, held_by in SHARED if held_by == chapter]
    for path, lines in places:
        source = (ROOT / path).read_text(encoding="utf-8")
        for mutation in mutations(re.split("^# %% (?:Save|Look)", source, flags=re.M)[0]):
            if re.search(lines, mutation.line):
                yield Mutant(chapter, path, mutation)


def is_noticed(mutant: Mutant, copy: Path) -> bool:
    """Whether the chapter's tests fail on a mutant, put into a copy of the course."""
    path, marker = copy / mutant.path, f"ch{mutant.chapter}"
    table, rest = table_of(mutant.chapter), f"--ignore={table_of(mutant.chapter)}"
    quick, others = f"{marker} and quick", f"{marker} and not quick"
    # What reads graphs takes a second or two, what runs scripts more, the last a minute or two.
    stages = [[quick, table], [others, table]]
    if path.parent.name == "scripts":
        stages = [[marker, table, "-k", path.stem], [marker, table]]
    for name in (path.stem.partition("_")[2], path.parent.name):
        if (copy / (own_tests := f"tests/test_{name}.py")).exists():
            stages += [[marker, own_tests]]
    stages += [[quick, rest], [others, rest]]
    own = path.read_text(encoding="utf-8")
    path.write_text(mutant.mutation.applied(own), encoding="utf-8")
    try:
        return any(fails(copy, *stage) for stage in stages)
    finally:
        path.write_text(own, encoding="utf-8")


def table_of(chapter: int) -> str:
    return f"tests/test_ch{chapter}_constants.py"


def fails(copy: Path, *which: str) -> bool:
    """Whether one of some tests fails in a copy, or hangs."""
    try:
        ended = python(
            "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", "-m", *which,
            cwd=copy, root=copy, timeout=900,
        )
    except subprocess.TimeoutExpired:
        return True
    passed, failed, stopped, nothing_selected = 0, 1, 2, 5
    if ended.returncode not in (passed, failed, stopped, nothing_selected):
        raise RuntimeError(f"{which}:\n{ended.stdout}{ended.stderr}")
    return ended.returncode in (failed, stopped)


def copied(folder: Path) -> Path:
    """A copy of the course as git knows it, with what is changed and not committed yet."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in names.splitlines():
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def state_of(chapter: int) -> str:
    """A digest of what decides a chapter's results: its code, its mutants and its tests."""
    own = [f"tfgraph_course/ch{chapter}_*.py", f"scripts/ch{chapter}_*.py"]
    readers = "tables", "telling", "reading", "running", "spy", "book_data", "mutations"
    tests = [f"tests/test_ch{chapter}*.py", *(f"tests/{name}.py" for name in readers)]
    digest = hashlib.sha256()
    for path in sorted({path for pattern in own + tests for path in ROOT.glob(pattern)}):
        code = without_words(ast.parse(path.read_text(encoding="utf-8")))
        digest.update(f"{path.relative_to(ROOT)} {ast.dump(code)}\n".encode())
    for mutant in mutants_of(chapter):
        digest.update(f"{mutant}\n".encode())
    return digest.hexdigest()


def without_words(tree: ast.Module) -> ast.Module:
    """A module without its docstrings; a syntax tree has no comments."""
    for node in ast.walk(tree):
        named = isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        if named and ast.get_docstring(node):
            del node.body[0]
    return tree


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--chapter", type=int, choices=range(1, 6), help="only of this one")
    parser.add_argument("--again", action="store_true", help="forget what was found before")
    args = parser.parse_args()
    known = {} if args.again or not RESULTS.exists() else json.loads(RESULTS.read_text())
    chapters = [args.chapter] if args.chapter else list(range(1, 6))
    for chapter in chapters:
        before, state = known.get(f"chapter {chapter}", {}), state_of(chapter)
        if before.get("state") != state:
            known[f"chapter {chapter}"] = {"state": state, "noticed": {}}
    mutants = [mutant for chapter in chapters for mutant in mutants_of(chapter)]
    noticed = {
        name: verdict
        for chapter in chapters
        for name, verdict in known[f"chapter {chapter}"]["noticed"].items()
    }
    listed = [mutant for mutant in mutants if re.search("|".join(EQUIVALENT), str(mutant))]
    left = [m for m in mutants if str(m) not in noticed and m not in listed]
    copies: SimpleQueue[Path] = SimpleQueue()

    def judge(mutant: Mutant) -> None:
        copy = copies.get()
        noticed[str(mutant)] = is_noticed(mutant, copy)
        known[f"chapter {mutant.chapter}"]["noticed"][str(mutant)] = noticed[str(mutant)]
        copies.put(copy)
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(known, indent=1))
        verdict = "noticed" if noticed[str(mutant)] else "LIVES"
        done = f"{len(noticed)}/{len(mutants) - len(listed)}"
        print(f"[{done}] {verdict}  {mutant}", flush=True)

    python("-c", "")  # starts the process that all are forked from
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(WORKERS) as pool:
        for number in range(WORKERS):
            copies.put(copied(Path(folder, str(number))))
        for chapter in sorted({mutant.chapter for mutant in left}):
            if fails(Path(folder, "0"), f"ch{chapter}", table_of(chapter)):
                sys.exit(f"{table_of(chapter)} fails without any change; no mutant was tried.")
        list(pool.map(judge, left))

    living = [mutant for mutant in mutants if noticed.get(str(mutant)) is False]
    print(f"{len(mutants)} mutants: {len(listed)} listed with a reason, {len(living)} live")
    print(*living, sep="\n")
    return int(bool(living))


if __name__ == "__main__":
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    sys.exit(main())
