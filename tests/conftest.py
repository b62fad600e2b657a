"""Options and fixtures shared by the tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from tests.forked import python

ROOT = Path(__file__).resolve().parents[1]

# Hypothesis would fail an example that takes longer than 0.2 s, and examples that together are slow
# to make, as any may be on a busy machine.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="also run the tests marked slow")


# The files that take longest. They start first, so that both workers end at about the same time.
LONGEST = (
    "distributed", "resume", "review", "tensorboard", "notebooks", "predict", "scripts",
    "benchmarks",
    "book", "learn", "programs", "contrib", "chapters_docs", "exercises", "imports",
)


def place(item):
    name = item.path.stem.removeprefix("test_")
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


def pytest_collection_modifyitems(config, items):
    items.sort(key=place)
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes long; give --slow"))


@pytest.fixture
def sess():
    """A session on an empty graph, seeded."""
    from tfgraph_course.training.session import fresh_session

    return fresh_session(0)


@pytest.fixture
def as_another():
    """What comes before a command that gets only the rights that files give.

    Root may read and write anywhere, unless it gives that right up first.
    """
    if os.geteuid() != 0:
        return []
    if not (setpriv := shutil.which("setpriv")):
        pytest.skip("root, and no setpriv to give up its rights with")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search"]


@pytest.fixture(scope="session")
def book():
    """The folder with the book's own data files."""
    folder = os.environ.get("TFGRAPH_BOOK")
    if not folder:
        pytest.skip("TFGRAPH_BOOK does not name a folder with the book's files")
    return Path(folder)


@pytest.fixture(scope="session")
def small_data():
    """Five fonts that differ in where their ink is: [60, 36, 36] and one-hot labels [60, 5]."""
    random = np.random.default_rng(0)
    labels = np.arange(60) % 5
    images = random.uniform(0, 0.2, (60, 36, 36)).astype(np.float32)
    for image, font in zip(images, labels, strict=True):
        image[7 * font : 7 * font + 7] += 0.8
    return images, np.eye(5, dtype=np.float32)[labels]


@pytest.fixture
def run_script(tmp_path):
    """Run a script as a reader would, from another folder, but without pictures unless asked."""

    def run(name, *arguments, pictures=False):
        script = ROOT / "scripts" / f"{name}.py"
        return python(script, *arguments, cwd=tmp_path, pictures=pictures)

    return run


@pytest.fixture(scope="session")
def quick_review(tmp_path_factory, request):
    """The quick review, from nothing: the ended process, its folder and the data's file.

    The data are a twentieth of the shipped ones' glyphs; with --slow they are the shipped ones.
    """
    from tfgraph_course.datasets import FONTS_FILE
    from tfgraph_course.files.npz import read_npz

    folder, data = tmp_path_factory.mktemp("quick_review"), FONTS_FILE
    if not request.config.getoption("--slow"):
        data, arrays = folder / "few.npz", read_npz(FONTS_FILE)
        chosen = np.arange(len(arrays["arr_0"])) // 9 % 20 == 0
        np.savez(data, **arrays | {key: arrays[key][chosen] for key in ("arr_0", "arr_1")})
    review = ROOT / "scripts" / "ch5_review.py"
    wide = os.environ | {"COLUMNS": "200"}  # room for all columns of the table
    ended = python(review, "--quick", "--data", data, cwd=folder, timeout=900, env=wide)
    return ended, folder / "runs" / "ch5_review", data


@pytest.fixture(scope="module")
def browser():
    """A real Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        missing = f"no browser on the path: {', '.join(names)}"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()
