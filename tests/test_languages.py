"""Pages in two languages say the same: figures, links and code; and what only Chinese has."""

import ast
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.book import BODIES
from tests.marks import of_every_chapter

pytestmark = pytest.mark.quick

ROOT = Path(__file__).resolve().parents[1]
CHINESE = [*sorted((ROOT / "docs").rglob("*.zh-CN.md")), ROOT / "README.zh-CN.md"]
PAIRS = [
    (path.with_name(path.name.replace(".zh-CN", "")), path)
    for path in CHINESE if path.with_name(path.name.replace(".zh-CN", "")).exists()
]
TRANSLATED = {"errata", "data", "performance", "predict", "tf1"}
ONLY_CHINESE = {"translation", "exercises", "messages"}
TEXT = Path(os.environ.get("TFGRAPH_BOOK", "absent"), "text.zh.txt")


def read(path):
    return path.read_text(encoding="utf-8")


def prose(text):
    """The text without code, without the targets of links, and without months' numbers."""
    inline, target = r"`[^`\n]*(?:\n[^`\n]+)?`", r"\]\([^)]*\)"
    for pattern in (r"(?s)```.*?```", r"(?m)^    .*$", inline, target, r"\d+ 月"):
        text = re.sub(pattern, " ", text)
    return text


def figures(text):
    """The numbers of two digits and more, and those with a point; small ones may be words."""
    return Counter(re.findall(r"\d{1,3}(?:,\d{3})+|\d+\.\d+|\d{2,}", prose(text)))


def links(path):
    """Where a page's links and pictures lead, whichever language a page is in."""
    text = re.sub(r"(?s)```.*?```", "", read(path))
    found = re.findall(r"(?:\]\(|src=\")([^)\"#\s]+)", text)
    return Counter(
        str((path.parent / link).resolve()).replace(".zh-CN.md", ".md")
        for link in found if ":" not in link
    )


def code(text):
    """The blocks of code, and the formulas without the words beside them."""
    formulas = re.findall(r"(?s)```text\n(.*?)```", text)
    signs = [re.findall(r"[\d,]*\d|[=+·/←⌈⌉√−∂Σ∘²|]", block) for block in formulas]
    return re.findall(r"(?s)```python\n(.*?)```", text), signs


def test_the_pages_are_there_in_chinese():
    names = {path.name.removesuffix(".zh-CN.md") for path in CHINESE}
    assert TRANSLATED | ONLY_CHINESE | {"README", *(f"ch{n}" for n in range(1, 6))} <= names
    said = read(ROOT / "README.zh-CN.md")
    for name in TRANSLATED | ONLY_CHINESE:
        assert f"docs/{name}.zh-CN.md" in said, name


@of_every_chapter
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[1].name)
def test_both_languages_have_the_same_figures_and_code(pair):
    english, chinese = map(read, pair)
    if pair[0].name == "tf1.md":
        english = english.partition("\n## ")[0]  # the list of all names is not translated
    assert figures(english) - figures(chinese) == Counter()
    assert figures(chinese) - figures(english) == Counter()
    assert code(english) == code(chinese)


@of_every_chapter
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[1].name)
def test_both_languages_have_the_same_links(pair):
    ours = {str(ROOT / "docs" / f"{name}.md") for name in ONLY_CHINESE}
    page = str(pair[0])  # the link to the other language
    english, chinese = ({k: n for k, n in links(p).items() if k not in ours | {page}} for p in pair)
    assert english == chinese


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.name)
def test_a_chinese_page_links_to_chinese_pages_that_exist(path):
    text = re.sub(r"(?s)```.*?```", "", read(path))
    for link in re.findall(r"\]\(([^)#\s]+)", text):
        if ":" in link:
            continue
        target = path.parent / link
        assert target.exists(), link
        translated = target.with_name(target.name.replace(".md", ".zh-CN.md"))
        other = path.with_name(path.name.replace(".zh-CN", ""))
        if target.suffix == ".md" and ".zh-CN" not in target.name and target != other:
            assert not translated.exists(), link


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.name)
def test_one_model_has_one_name(path):
    text = read(path)
    if path.name != "translation.zh-CN.md":  # the book's own names
        assert not re.findall(r"深层 CNN|深度 CNN|深度卷积|多隐藏层", text)
    assert "倒数第二少" not in text


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.name)
def test_chinese_has_chinese_punctuation(path):
    """After a Chinese character no comma, colon, semicolon or parenthesis of half width."""
    found = re.findall(r"[\u4e00-\u9fff][,:;?!(].{0,8}", prose(read(path)))
    assert not found


def test_every_exercise_has_its_task_in_chinese():
    told = re.findall(r"^\| (\d\.\d) `(\w+)` \| (.+?) \| (.+?) \|", read(ROOT / "docs" /
                      "exercises.zh-CN.md"), re.M)
    titles = []
    for number in range(1, 6):
        source = read(ROOT / "exercises" / f"ch{number}.py")
        numbers = re.findall(r"^# %% (\d\.\d) ", source, re.M)
        names = [n.name for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)]
        titles += list(zip(numbers, names, strict=True))
    assert [row[:2] for row in told] == titles
    assert all(len(task) > 15 and len(hint) > 5 for _, _, task, hint in told)


def messages():
    """All strings of the course, with … for what is put into them."""
    files = [*(ROOT / "tfgraph_course").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]
    for path in files:
        for node in ast.walk(ast.parse(read(path))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                yield "".join(
                    part.value if isinstance(part, ast.Constant) else "…" for part in node.values
                )


def test_the_messages_of_the_chinese_page_are_those_of_the_course():
    page = read(ROOT / "docs" / "messages.zh-CN.md").partition("## TensorFlow")[0]
    told = re.findall(r"^\| `(.+?)` \| [^|]+ \| [^|]+ \|$", page, re.M)
    assert len(told) > 18
    said = "\n".join(messages())
    assert not [message for message in told if message not in said]


def ranges(text):
    """Read lines and ranges of lines, with a dash between first and last."""
    pairs = re.findall(r"(\d+)(?:\N{EN DASH}(\d+))?", text)
    return [(int(first), int(last or first)) for first, last in pairs]


def test_the_lost_indentation_is_that_of_the_books_programs():
    page = read(ROOT / "docs" / "translation.zh-CN.md")
    rows = re.findall(r"^\| (\d+\N{EN DASH}\d+) \| (.+?) \|(.*)\|$", page, re.M)
    told = [pair for _, once, again in rows for pair in ranges(once) + ranges(again)]
    assert sorted(told) == sorted(BODIES)
    for block, once, again in rows:
        ((first, last),) = ranges(block)
        for pair in ranges(once) + ranges(again):
            assert first <= pair[0] <= pair[1] <= last


def test_the_garbled_words_stand_at_their_lines():
    if not TEXT.exists():
        pytest.skip("TFGRAPH_BOOK does not name a folder with the book's files")
    lines = read(TEXT).splitlines()
    page = read(ROOT / "docs" / "translation.zh-CN.md")
    rows = re.findall(r"^\| (\d+) \| (.+?) \| .+? \|.*\|$", page, re.M)
    assert len(rows) > 40
    missing = [row for row in rows if row[1] not in lines[int(row[0]) - 1]]
    named = re.findall(
        r"([^\s;\uff1b|]+) (\d{3,4})(?=[;\uff1b]| \|)", page.partition("## 词句")[0]
    )
    assert len(named) >= 9
    missing += [(n, w) for w, n in named if w not in lines[int(n) - 1]]
    assert not missing
