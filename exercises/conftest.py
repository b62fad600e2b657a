"""How `python -m pytest exercises` tells which exercises are solved."""

from __future__ import annotations

import shutil
import textwrap

import pytest

from exercises.checks.answers import Answer, NotSolved, Wrong, find

SOLVED, WRONG, NOT_SOLVED = KINDS = ("solved", "wrong", "not solved yet")


@pytest.fixture
def answer(request: pytest.FixtureRequest) -> Answer:
    """The function that a check is about: NAME of chN.py for check_NAME of check_chN.py."""
    chapter = request.path.stem.removeprefix("check_")
    return Answer(find(chapter, request.function.__name__.removeprefix("check_")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Note what the check said; any other exception is a fault of the check, and shown in full."""
    report = yield
    report.told = call.excinfo and str(call.excinfo.value)
    if report.passed and report.when == "call":
        report.kind = SOLVED
    elif call.excinfo and isinstance(call.excinfo.value, NotSolved | Wrong):
        report.kind = WRONG if isinstance(call.excinfo.value, Wrong) else NOT_SOLVED
    return report


def pytest_report_teststatus(report):
    """Count the exercises by what they are."""
    if kind := getattr(report, "kind", None):
        return kind, {SOLVED: ".", WRONG: "W", NOT_SOLVED: "-"}[kind], kind.upper()
    return None


def pytest_terminal_summary(terminalreporter):
    """Tell about each exercise, in the order of the files."""
    reports = [report for kind in KINDS for report in terminalreporter.stats.get(kind, [])]
    width = min(100, shutil.get_terminal_size().columns)
    chapter = None
    for report in sorted(reports, key=lambda report: report.location[:2]):
        file, _, check = report.location
        if file != chapter:
            chapter = file
            name = chapter.removesuffix(".py")[-3:]
            terminalreporter.write_line(f"\nChapter {name[-1]}, exercises/{name}.py")
        terminalreporter.write_line(f"  {report.kind:16}{check.removeprefix('check_')}")
        if report.told:
            told = textwrap.fill(
                report.told, width, initial_indent=" " * 6, subsequent_indent=" " * 6
            )
            terminalreporter.write_line(told)
