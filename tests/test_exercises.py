"""The exercises: files to fill in, their checks, and solutions and wrong answers under them."""

import ast
import configparser
import doctest
import importlib
import inspect
import os
import re
import runpy
import shutil

import pytest
from conftest import ROOT
from wrong_answers import RIGHT_ANSWERS, WRONG_ANSWERS

from exercises import make
from exercises.checks.answers import Answer, NotSolved, Wrong, find
from tests.forked import python

FOLDER = ROOT / "exercises"
CHAPTERS = [pytest.param(ch, marks=getattr(pytest.mark, ch), id=ch) for ch in make.CHAPTERS]


def functions(source):
    return [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]


def all_exercises():
    """Chapter and name of each exercise."""
    for chapter in make.CHAPTERS:
        for function in functions(make.blank(chapter)):
            name, marks = function.name, getattr(pytest.mark, chapter)
            yield pytest.param(chapter, name, marks=marks, id=f"{chapter}-{name}")


def all_wrong_answers():
    for chapter, of_chapter in WRONG_ANSWERS.items():
        for name, edits in of_chapter.items():
            for number, edit in enumerate(edits):
                mark = getattr(pytest.mark, chapter)
                yield pytest.param(
                    chapter, name, *edit, marks=mark, id=f"{chapter}-{name}-{number}"
                )


EXERCISES = list(all_exercises())
WRONG = list(all_wrong_answers())
RIGHT = [pytest.param(*edit, marks=getattr(pytest.mark, edit[0])) for edit in RIGHT_ANSWERS]


def check(chapter, name, function):
    """Do what the exercise's check does with the learner's function."""
    module = importlib.import_module(f"exercises.checks.check_{chapter}")
    assert module.pytestmark.name == chapter
    getattr(module, f"check_{name}")(Answer(function))


def filled_in(chapter, name, source, tmp_path):
    """The exercise's function as a file of this source has it."""
    file = tmp_path / f"{chapter}.py"
    file.write_text(source, encoding="utf-8")
    return runpy.run_path(str(file))[name]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_files_to_fill_in_are_what_the_solutions_make(chapter):
    text = (FOLDER / f"{chapter}.py").read_text(encoding="utf-8")
    if make.worked_on(text) and not os.environ.get("CI"):
        pytest.skip(f"exercises/{chapter}.py holds answers")
    assert text == make.blank(chapter), "run python -m exercises.make"
    assert "solution" not in text and 4 <= len(functions(text)) <= 6


@pytest.mark.parametrize(("chapter", "name"), EXERCISES)
def test_an_unsolved_exercise_says_so_with_its_task(chapter, name, tmp_path):
    function = filled_in(chapter, name, make.blank(chapter), tmp_path)
    with pytest.raises(NotSolved) as told:
        check(chapter, name, function)
    assert str(told.value) == Answer(function).task
    assert 60 < len(str(told.value)) < 400
    assert "\n\nHint: " in inspect.getdoc(function)


@pytest.mark.parametrize(("chapter", "name"), EXERCISES)
def test_the_solution_passes(chapter, name):
    solutions = importlib.import_module(f"exercises.solutions.{chapter}")
    check(chapter, name, getattr(solutions, name))


@pytest.mark.parametrize(("chapter", "name"), EXERCISES)
def test_a_solution_is_short_and_its_exercise_has_wrong_answers(chapter, name):
    solutions = importlib.import_module(f"exercises.solutions.{chapter}")
    lines = inspect.getsource(getattr(solutions, name)).split("# <solution>\n")[1].splitlines()
    assert len(lines) - 1 <= 15
    assert len(WRONG_ANSWERS[chapter][name]) > 1


def edited(chapter, name, old, new, tmp_path):
    """The solution with an edit."""
    source = (FOLDER / "solutions" / f"{chapter}.py").read_text(encoding="utf-8")
    before, start, after = source.partition(f"def {name}(")
    task, line, solution = after.partition("# <solution>\n")
    assert old in solution.partition("# </solution>")[0]
    text = before + start + task + line + solution.replace(old, new, 1)
    return filled_in(chapter, name, text, tmp_path)


@pytest.mark.parametrize(("chapter", "name", "right", "wrong", "told"), WRONG)
def test_a_wrong_answer_is_told_what_is_wrong(chapter, name, right, wrong, told, tmp_path):
    function = edited(chapter, name, right, wrong, tmp_path)
    with pytest.raises(Wrong, match=f"(?s){told}"):
        check(chapter, name, function)


@pytest.mark.parametrize(("chapter", "name", "right", "other"), RIGHT)
def test_another_right_answer_passes(chapter, name, right, other, tmp_path):
    check(chapter, name, edited(chapter, name, right, other, tmp_path))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_examples_are_right(chapter):
    failed, tried = doctest.testmod(importlib.import_module(f"exercises.solutions.{chapter}"))
    assert tried and not failed


@pytest.fixture
def copy(tmp_path):
    """A learner's copy of the exercises, none of them solved."""
    ignore = shutil.ignore_patterns("__pycache__", ".pytest_cache")
    shutil.copytree(FOLDER, tmp_path / "exercises", ignore=ignore)
    make.main(["--force"], tmp_path / "exercises")
    return tmp_path


def run_checks(folder, *arguments):
    settings = {**os.environ, "COLUMNS": "80"}
    return python("-m", "pytest", "exercises", *arguments, cwd=folder, env=settings)


def test_the_command_tells_of_each_exercise_and_nothing_else(copy):
    file = copy / "exercises" / "ch5.py"
    text = (FOLDER / "solutions" / "ch5.py").read_text(encoding="utf-8")
    text = text.replace("confusion.sum(axis=1)", "confusion.sum(axis=0)")
    solved, kept, unsolved = text.partition("# %% 5.4")
    file.write_text(solved + kept + make.SOLUTION.sub(f"    {make.BLANK}\n", unsolved))
    ended = run_checks(copy, "-m", "ch5")
    assert ended.returncode == 1 and not ended.stderr
    told = re.sub(r" in [0-9.]+s.*\n$", "", ended.stdout)
    assert told.splitlines()[0].split() == ["..W--", "[100%]"]
    assert told.splitlines()[1:8] == [
        "",
        "Chapter 5, exercises/ch5.py",
        "  solved          kmeans_step",
        "  solved          nearest_neighbour",
        "  wrong           accuracies",
        "      your row of accuracies has the right shape, a row of 3, but at class 0 it",
        "      is 0.63636, and it must be 0.7. It seems to be by columns: of what is said",
    ]
    assert "  not solved yet  ensemble\n      Let several models answer together" in told
    assert told.endswith("24 deselected, 2 solved, 1 wrong, 2 not solved yet")


def test_a_file_that_python_cannot_read_says_so_and_a_solved_one_ends_with_0(copy):
    file = copy / "exercises" / "ch5.py"
    text = (FOLDER / "solutions" / "ch5.py").read_text(encoding="utf-8")
    file.write_text(text.replace("right = np.diag(confusion)", "right = np.diag(confusion"))
    told = run_checks(copy, "-m", "ch5").stdout
    line = 1 + text[: text.index("np.diag(")].count("\n")
    assert (
        told.count(f"Python cannot read exercises/ch5.py, line {line}: '(' was never closed") == 5
    )
    file.write_text(text)
    ended = run_checks(copy, "-m", "ch5")
    assert ended.returncode == 0 and "5 solved" in ended.stdout


def test_the_courses_own_tests_leave_the_exercises_alone():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    assert setup["tool:pytest"]["testpaths"] == "tests"
    assert not [*FOLDER.rglob("test_*.py"), *FOLDER.rglob("*_test.py")]


def test_make_keeps_answers(copy, capsys):
    folder = copy / "exercises"
    answered = make.blank("ch3").replace(make.BLANK, "return None", 1)
    unfinished = make.blank("ch4") + "def helper(:\n"
    deep = f"{make.blank('ch1')}x = 1\ny = x{' + x' * 2000}  # 求和\n"
    (folder / "ch1.py").write_text(deep, encoding="gbk")  # as an editor may save it
    stale = make.blank("ch2").replace("bottleneck", "bottle")
    for chapter, text in (("ch3", answered), ("ch4", unfinished), ("ch2", stale)):
        (folder / f"{chapter}.py").write_text(text, encoding="utf-8")
    make.main([], folder)
    told = capsys.readouterr().err
    assert "ch3.py: kept" in told and "ch4.py: kept" in told and told.count("\n") == 3
    assert "ch1.py: kept" in told
    (folder / "ch1.py").write_text(deep, encoding="utf-8")
    make.main(["ch1"], folder)
    assert "ch1.py: kept" in capsys.readouterr().err
    assert (folder / "ch3.py").read_text(encoding="utf-8") == answered
    assert (folder / "ch2.py").read_text(encoding="utf-8") == make.blank("ch2")
    make.main(["ch3", "--force"], folder)
    assert (folder / "ch3.py").read_text(encoding="utf-8") == make.blank("ch3")
    assert (folder / "ch4.py").read_text(encoding="utf-8") == unfinished
    with pytest.raises(SystemExit):
        make.main(["ch9"], folder)
    assert "there is no ch9" in capsys.readouterr().err


def test_what_a_function_does_instead_of_answering():
    def nothing(a):
        """A task."""

    with pytest.raises(Wrong, match="returns nothing"):
        Answer(nothing)(1)
    with pytest.raises(Wrong, match="when it is called: TypeError"):
        Answer(nothing)(1, 2)
    with pytest.raises(Wrong, match="no function renamed"):
        find("ch5", "renamed")
