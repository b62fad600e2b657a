"""docs/chapters: what the scripts print, and why; the pages are true in both languages."""

import json
import os
import re
import textwrap
from functools import cache
from pathlib import Path

import pytest

from tests import forked
from tests.marks import of_chapter, of_every_chapter
from tfgraph_course.cli import chapters

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "chapters"
SCRIPTS = [path.stem for path in sorted((ROOT / "scripts").glob("ch*.py"))]
CHAPTERS = sorted({name[:3] for name in SCRIPTS})
PARTS = {
    ".md": ["The graph", "Why it looks so", "What to change first", "Today"],
    ".zh-CN.md": ["计算图", "为什么是这样", "先改什么", "今天的写法"],
}
WEIGHTS = {
    "ch1_logistic": 6_485, "ch2_single_hidden": 166_661, "ch2_deep_nn": 170_309,
    "ch3_cnn": 41_773, "ch3_deep_cnn": 11_305, "ch4_weather_rnn": 235, "ch4_learn_linear": 6_485,
    "ch4_learn_dnn": 13_055, "ch4_learn_cnn": 6_619, "ch5_temperature": 25,
    "ch5_distributed": 6_485,
}


def page(chapter, ending=".md"):
    return (PAGES / f"{chapter}{ending}").read_text(encoding="utf-8")


def sections(text):
    """A page's text by script, and under "" what stands before the first one."""
    parts = re.split(r"^## `(\w+)\.py`.*$", text, flags=re.M)
    assert len(parts[1::2]) == len(set(parts[1::2]))
    return {"": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))


def indented(text):
    """The indented blocks, commands and what they print."""
    found = re.findall(r"(?<=\n\n)(?:    .*\n|\n(?=    ))+", re.sub(r"(?s)```.*?```", "", text))
    return [re.sub(r"^    ", "", block, flags=re.M).strip("\n") for block in found]


def python(text):
    return re.findall(r"```python\n(.*?)```", text, re.S)


def keras_blocks(text):
    """The blocks of Python, but for the course's own under "The graph"."""
    return python(re.sub(r"(?s)^### (?:The graph|计算图)$.*?(?=^### )", "", text, flags=re.M))


def of_the_graph(text):
    """What stands under "The graph"."""
    return re.search(r"(?s)^### (?:The graph|计算图)$(.*?)(?=^### )", text, re.M)[1]


def commands(text):
    """Every command that calls a file of the course: the file, and its options."""
    spans = re.findall(r"`([^`\n]+)`", text)
    lines = [line for block in indented(text) for line in block.splitlines()]
    calls = [re.match(r"(?:python|%run -i) (scripts/\S+)(.*)", line) for line in spans + lines]
    return sorted((call[1], call[2].strip()) for call in calls if call)


def erratum_numbers(text):
    link = r"\[(?:erratum|勘误)\s(\d+)\]\(\.\./errata(?:\.zh-CN)?\.md\)"
    return sorted(map(int, re.findall(link, text)))


@cache
def options(script):
    """What a script's --help lists."""
    return set(re.findall(r"--[a-z-]+", forked.python(ROOT / script, "--help", check=True).stdout))


def same_but_for_rounding(printed, expected):
    """Whether two outputs are the same but for spaces and the last digits of numbers."""
    number = r"-?\d+\.\d+(?:e-?\d+)?"
    shape = [re.sub(r"\s+", "", re.sub(number, "#", text)) for text in (printed, expected)]
    values = [list(map(float, re.findall(number, text))) for text in (printed, expected)]
    return shape[0] == shape[1] and values[0] == pytest.approx(values[1], rel=1e-4)


@of_every_chapter
@pytest.mark.quick
def test_every_script_has_its_section_in_both_languages_in_the_order_of_the_book():
    for ending, parts in PARTS.items():
        told = [name for chapter in CHAPTERS for name in list(sections(page(chapter, ending)))[1:]]
        assert told == chapters.NAMES
        assert sorted(told) == SCRIPTS
        for chapter in CHAPTERS:
            for name, text in list(sections(page(chapter, ending)).items())[1:]:
                assert re.findall(r"^### (.+)$", text, re.M) == parts, name
                assert f"python scripts/{name}.py" in indented(text)[0].splitlines(), name
                assert len(keras_blocks(text)) == 1, name
                assert len(commands(text.split(f"### {parts[2]}")[1])) >= 1, name


@pytest.mark.parametrize("chapter", [of_chapter(name) for name in CHAPTERS])
@pytest.mark.quick
def test_both_languages_have_the_same_code_output_commands_pictures_and_errata(chapter):
    english, chinese = (sections(page(chapter, ending)) for ending in PARTS)
    assert list(english) == list(chinese)
    for name in english:
        for what in (python, indented, commands, erratum_numbers):
            assert what(english[name]) == what(chinese[name]), (name, what.__name__)


@pytest.mark.parametrize("name", [of_chapter(path.name) for path in sorted(PAGES.glob("*.md"))])
@pytest.mark.quick
def test_every_link_leads_to_a_file(name):
    text = re.sub(r"(?s)```.*?```", "", (PAGES / name).read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)#\s]+)", text)
    assert len(links) > 5
    missing = [link for link in links if not (PAGES / link).exists()]
    assert not missing


@of_every_chapter
@pytest.mark.quick
def test_every_picture_of_the_pages_is_shown_and_they_are_small():
    shown = "".join(path.read_text(encoding="utf-8") for path in PAGES.glob("*.md"))
    for kind in ("chapters", "diagrams"):
        pictures = list((ROOT / "docs" / "pictures" / kind).iterdir())
        assert not [path.name for path in pictures if f"/{kind}/{path.name})" not in shown]
        assert sum(path.stat().st_size for path in pictures) < 1_500_000


@pytest.mark.parametrize("name", [of_chapter(name) for name in SCRIPTS])
@pytest.mark.quick
def test_the_lines_of_the_graph_are_the_courses_own(name):
    """They stand in a chapter, in the script, or where the tasks of a cluster build their graph."""
    told = of_the_graph(sections(page(name[:3]))[name])
    package = ROOT / "tfgraph_course"
    files = [*package.glob("ch*.py"), package / "objective.py", package / "cluster" / "replica.py",
             ROOT / "scripts" / f"{name}.py"]
    sources = [textwrap.dedent(path.read_text(encoding="utf-8")) for path in files]
    blocks = python(told)
    assert blocks and "```text" in told and "diagrams/" in told
    for block in blocks:
        indented_so = [textwrap.indent(block, " " * depth) for depth in (0, 4, 8)]
        assert any(way in source for way in indented_so for source in sources), block


@pytest.mark.parametrize("chapter", [of_chapter(name) for name in CHAPTERS])
def test_every_command_names_a_script_and_options_that_it_has(chapter):
    found = commands(page(chapter))
    assert len(found) > 3
    for script, given in found:
        assert (ROOT / script).exists(), script
        assert set(re.findall(r"--[a-z-]+", given)) <= options(script), f"{script} {given}"


@of_every_chapter
@pytest.mark.quick
def test_every_erratum_stands_on_the_pages_of_its_chapters():
    rows = re.findall(
        r"^\| (\d+) \| ([\d, ]+) \|", (ROOT / "docs/errata.md").read_text(encoding="utf-8"), re.M
    )
    assert len(rows) > 10
    for number, where in rows:
        for chapter in where.split(", "):
            assert int(number) in erratum_numbers(page(f"ch{chapter}")), (number, chapter)
    known = {int(number) for number, _ in rows}
    assert all(set(erratum_numbers(page(chapter))) <= known for chapter in CHAPTERS)


@pytest.mark.parametrize(
    "name", [of_chapter(name) for name in ["ch1_simple", "ch2_neuron", "ch3_conv_pool"]]
)
def test_the_printed_output_is_what_the_script_prints(name, run_script):
    expected = indented(sections(page(name[:3]))[name])[1]
    ended = run_script(name)
    assert ended.returncode == 0, ended.stderr
    assert same_but_for_rounding(ended.stdout, expected), ended.stdout


@pytest.mark.parametrize("name", [of_chapter(name) for name in SCRIPTS])
@pytest.mark.quick
def test_the_printed_accuracies_are_those_of_the_chapter_map(name):
    for readme in ("README.md", "README.zh-CN.md"):
        rows = (ROOT / readme).read_text(encoding="utf-8").splitlines()
        row = next(row for row in rows if f"`{name}.py`" in row)
        shipped = re.fullmatch(r"(\d+\.\d) / (\d+\.\d)", row.split("|")[6].strip())
        if shipped:
            printed = indented(sections(page(name[:3]))[name])[1]
            shown = re.findall(r"(?:training|validation) +(\d+\.\d)%", printed)
            assert shown == list(shipped.groups())


@pytest.mark.parametrize(
    "name",
    # Learn and the cluster print no table
    [of_chapter(name) for name in WEIGHTS if "learn" not in name and name != "ch5_distributed"],
)
@pytest.mark.quick
def test_the_printed_tables_of_weights_add_up_to_the_keras_models(name):
    printed = indented(sections(page(name[:3]))[name])[1]
    rows = re.findall(r"^\w+ +(?:\d+(?: x \d+)*) +([\d,]+)$", printed, re.M)
    total = re.search(r"^total +([\d,]+)$", printed, re.M)[1]
    assert sum(int(row.replace(",", "")) for row in rows) == WEIGHTS[name]
    assert int(total.replace(",", "")) == WEIGHTS[name]


@pytest.mark.quick
def test_the_readmes_and_the_changelog_lead_to_the_pages():
    for readme, ending in (("README.md", ".md"), ("README.zh-CN.md", ".zh-CN.md")):
        text = (ROOT / readme).read_text(encoding="utf-8")
        for chapter in CHAPTERS:
            assert f"](docs/chapters/{chapter}{ending})" in text
    assert "docs/chapters/" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


# Keras as its users have it; each `fit` takes 320 examples, or ten years of weeks, and few epochs.
KERAS = """
import json, sys
import keras

assert keras.__version__.startswith("3.") and keras.backend.backend() == "tensorflow"
fit, report = keras.Model.fit, []


def short(self, x, y, **options):
    few = (slice(0, 320), slice(0, 520))[: min(x.ndim, y.ndim, 2)]
    options = {**options, "epochs": 4, "verbose": 0, "validation_data": None}
    losses = fit(self, x[few], y[few], **options).history["loss"]
    report.append([name, self.count_params(), losses])


keras.Model.fit = short
for page in json.load(sys.stdin):
    names = {}
    for name, block in page:
        keras.utils.set_random_seed(0)
        exec(compile(block, name or "data", "exec"), names)
        if name == "ch1_simple":
            assert int(names["W"]) == 1
        if name == "ch2_neuron":
            assert names["neuron"].count_params() == 3
        if name == "ch3_conv_pool":
            assert names["model"].count_params() == 20
            assert names["model"].output_shape == (None, 5, 5, 2)
        if name == "ch5_kmeans":
            assert names["means"].shape == (5, 1296)
            report.append([name, 0, float(names["squared"].numpy().min(0).sum())])
print("REPORT" + json.dumps(report))
"""


@pytest.mark.slow
@of_every_chapter
def test_the_keras_blocks_run_train_and_have_the_chapters_weights(tmp_path):
    pages = [
        [
            (name, block)
            for name, text in sections(page(chapter)).items() for block in keras_blocks(text)
        ]
        for chapter in CHAPTERS
    ]
    environment = {**os.environ, "KERAS_BACKEND": "tensorflow", "PYTHONPATH": str(ROOT)}
    environment.pop("TF_USE_LEGACY_KERAS", None)
    ended = forked.python(
        "-c", KERAS, input=json.dumps(pages), env=environment, cwd=tmp_path, timeout=600
    )
    assert ended.returncode == 0, ended.stderr
    report = json.loads(ended.stdout.split("REPORT")[1])
    inertia = {name: found for name, _, found in report if name == "ch5_kmeans"}
    assert 90_000 < inertia["ch5_kmeans"] < 99_505  # below the script's first step
    trained = [row for row in report if row[0] not in inertia]
    weights = {name: count for name, count, _ in trained if name != "ch5_review"}
    assert weights == WEIGHTS
    reviewed = [count for name, count, _ in trained if name == "ch5_review"]
    assert reviewed == [WEIGHTS[f"ch{n}"] for n in ("1_logistic", "2_single_hidden", "2_deep_nn")]
    for name, _, losses in trained:
        assert losses[-1] < 0.99 * losses[0], (name, losses)
