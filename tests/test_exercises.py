"""The exercises: files to fill in, their checks, and solutions and wrong answers under them."""

import ast
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

from exercises.checks.answers import Answer, NotSolved, Wrong, find
from tests.forked import python

FOLDER = ROOT / "exercises"
NAMES = ("ch1", "ch2", "ch3", "ch4", "ch5")
CHAPTERS = [pytest.param(ch, marks=getattr(pytest.mark, ch), id=ch) for ch in NAMES]
BLANK = "    raise NotImplementedError  # your lines instead of this one\n"


def functions(source):
    return [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]


def blank(chapter):
    """The chapter's file to fill in; the test is skipped where it holds a learner's answers."""
    source = (FOLDER / f"{chapter}.py").read_text(encoding="utf-8")
    if source.count(BLANK) < len(functions(solved(chapter))) and not os.environ.get("CI"):
        pytest.skip(f"exercises/{chapter}.py holds answers")
    return source


def solved(chapter):
    """The chapter's answers."""
    return (FOLDER / "solutions" / f"{chapter}.py").read_text(encoding="utf-8")


def all_exercises():
    """Chapter and name of each exercise."""
    for chapter in NAMES:
        for function in functions(solved(chapter)):
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
def test_the_files_to_fill_in_and_the_solutions_have_the_same_functions(chapter):
    exercises, solutions = functions(blank(chapter)), functions(solved(chapter))
    for exercise, solution in zip(exercises, solutions, strict=True):
        solution.body = exercise.body
        assert ast.unparse(exercise) == ast.unparse(solution)
    assert 4 <= len(exercises) <= 6


@pytest.mark.parametrize(("chapter", "name"), EXERCISES)
def test_an_unsolved_exercise_says_so_with_its_task(chapter, name, tmp_path):
    function = filled_in(chapter, name, blank(chapter), tmp_path)
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
    assert len(inspect.getsource(getattr(solutions, name)).splitlines()) <= 18
    assert len(WRONG_ANSWERS[chapter][name]) > 1


def edited(chapter, name, old, new, tmp_path):
    """The solution with an edit."""
    before, start, after = solved(chapter).partition(f"def {name}(")
    signature, end, answer = after.partition(":\n    ")
    assert old in answer.partition("\n# %% ")[0]
    text = before + start + signature + end + answer.replace(old, new, 1)
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
    names = vars(importlib.import_module(f"exercises.solutions.{chapter}"))
    runner = doctest.DocTestRunner()
    for function in functions(blank(chapter)):
        examples = doctest.DocTestParser().get_examples(ast.get_docstring(function))
        runner.run(doctest.DocTest(examples, names, function.name, None, None, None))
    assert runner.tries and not runner.failures


@pytest.fixture
def copy(tmp_path):
    """A learner's copy of the exercises."""
    ignore = shutil.ignore_patterns("__pycache__", ".pytest_cache")
    shutil.copytree(FOLDER, tmp_path / "exercises", ignore=ignore)
    return tmp_path


def run_checks(folder, *arguments):
    settings = {**os.environ, "COLUMNS": "80"}
    return python("-m", "pytest", "exercises", *arguments, cwd=folder, env=settings)


def test_the_command_tells_of_each_exercise_and_nothing_else(copy):
    file = copy / "exercises" / "ch5.py"
    answers = solved("ch5").replace("confusion.sum(axis=1)", "confusion.sum(axis=0)")
    title = "# %% 5.4"
    file.write_text(answers.partition(title)[0] + title + blank("ch5").partition(title)[2])
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
    text = solved("ch5")
    file.write_text(text.replace("right = np.diag(confusion)", "right = np.diag(confusion"))
    told = run_checks(copy, "-m", "ch5").stdout
    line = 1 + text[: text.index("np.diag(")].count("\n")
    assert (
        told.count(f"Python cannot read exercises/ch5.py, line {line}: '(' was never closed") == 5
    )
    file.write_text(text)
    ended = run_checks(copy, "-m", "ch5")
    assert ended.returncode == 0 and "5 solved" in ended.stdout


def test_the_courses_own_tests_leave_the_exercises_alone(pytestconfig):
    assert pytestconfig.getini("testpaths") == ["tests"]
    assert not [*FOLDER.rglob("test_*.py"), *FOLDER.rglob("*_test.py")]


def test_what_a_function_does_instead_of_answering():
    def nothing(a):
        """A task."""

    with pytest.raises(Wrong, match="returns nothing"):
        Answer(nothing)(1)
    with pytest.raises(Wrong, match="when it is called: TypeError"):
        Answer(nothing)(1, 2)
    with pytest.raises(Wrong, match="no longer has a function renamed"):
        find("ch5", "renamed")
