"""The course as it is installed: from a clone, from a wheel, from a zip file; and its metadata."""

import email
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.forked import ROOT, python
from tfgraph_course import __version__

# What a hosted notebook brings; pip would replace what the metadata do not admit, 2.5 GB of it.
HOSTED = {
    "tensorflow": "2.19.0", "tf-keras": "2.19.0", "numpy": "2.0.2", "matplotlib": "3.10.0",
    "scikit-learn": "1.6.1", "pillow": "11.3.0", "tqdm": "4.67.1", "nbformat": "5.10.4",
}
FIRST = "Next: python -m tfgraph_course scripts scripts\n"


def build(kind, folder):
    """Build a wheel of the clone; return its path."""
    code = f"from hatchling.build import {kind}; {kind}({str(folder)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build("build_wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def metadata(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("/METADATA")]
        return email.message_from_bytes(archive.read(name))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder where the wheel is installed, as by `pip install --target`."""
    folder = tmp_path_factory.mktemp("课程 with blanks") / "environment"
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def test_the_wheel_alone_is_the_whole_course(installed, tmp_path):
    def run(*arguments):
        return python(*arguments, cwd=tmp_path, root=installed, check=True).stdout

    told = run("-m", "tfgraph_course")
    assert "ch3_deep_cnn " in told and told.endswith(FIRST)
    # The environment may be in the folder where the reader stands.
    beside = python("-m", "tfgraph_course", cwd=installed.parent, root=installed).stdout
    assert beside.endswith(FIRST)
    explained = run("-m", "tfgraph_course", "explain", "ch3_deep_cnn")
    assert "train_step" in explained and (tmp_path / "runs/explain/ch3_deep_cnn.png").exists()
    code = "from tfgraph_course.datasets import load_fonts, load_weather; load_weather()"
    assert run("-c", f"{code}; print(load_fonts().images.shape)") == "(2790, 36, 36)\n"

    copied = run("-m", "tfgraph_course", "scripts", "scripts").splitlines()
    assert {Path(path).name for path in copied} == {
        path.name for path in (ROOT / "scripts").glob("*.py") if path.stem != "make_tf1_names"
    }
    assert run("-m", "tfgraph_course").endswith("Next: python scripts/ch1_simple.py\n")
    run(tmp_path / "scripts/ch1_logistic.py", "--epochs", 2, "--quiet")
    assert (tmp_path / "runs/ch1_logistic/weights.npz").exists()
    made = run(tmp_path / "scripts/make_weather_data.py")
    assert made.startswith("weather.npz: ")  # not over the installed one


def test_a_copied_script_that_was_changed_is_kept(tmp_path):
    def copy(*force):
        return python("-m", "tfgraph_course", "scripts", "mine", *force, cwd=tmp_path)

    assert copy().returncode == 0 and copy().returncode == 0
    script = tmp_path / "mine" / "ch3_cnn.py"
    script.write_text("changed")
    ended = copy()
    assert ended.returncode == 0
    assert "mine/ch3_cnn.py was changed, or is of another version, and is kept" in ended.stdout
    assert script.read_text() == "changed"
    assert copy("--force").returncode == 0
    assert script.read_bytes() == (ROOT / "scripts" / "ch3_cnn.py").read_bytes()


def test_the_course_works_from_a_zip_file(wheel, tmp_path):
    def run(*arguments):
        return python(*arguments, cwd=tmp_path, root=wheel, check=True).stdout

    assert run("-m", "tfgraph_course").endswith(FIRST)
    run("-m", "tfgraph_course", "scripts", "scripts")
    run(tmp_path / "scripts/ch1_logistic.py", "--epochs", 2, "--quiet")
    program = "import tensorflow as tf\nprint(tf.__version__, tf.placeholder)"
    (tmp_path / "old.py").write_text(program)
    assert run("-m", "tfgraph_course", "run", "old.py").startswith("1.15.5 <function placeholder")
    checked = python("-m", "tfgraph_course", "check", "old.py", cwd=tmp_path, root=wheel).stdout
    assert "tf.compat.v1.placeholder" in checked


def test_the_folder_that_holds_the_clone_does_not_hide_the_package(tmp_path):
    """Python prefers a package on the path to a folder of that name, which has no `__init__`."""
    (tmp_path / "tfgraph_course").symlink_to(ROOT)
    site = tmp_path / "site"
    zipfile.ZipFile(build("build_editable", tmp_path)).extractall(site)
    code = (
        f"import site, importlib.util; site.addsitedir({str(site)!r}); "
        "print(importlib.util.find_spec('tfgraph_course').origin)"
    )
    told = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=tmp_path, capture_output=True, text=True, check=True, env={},
    ).stdout
    assert Path(told.strip()) == ROOT / "tfgraph_course" / "__init__.py"
    assert not (site / "tfgraph_course").exists()


def test_a_clone_that_cannot_be_written_to_is_built_too(tmp_path):
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()
    clone = tmp_path / "clone"
    for name in names:
        if (ROOT / name).exists() and not name.startswith(("docs/", "tests/")):
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    before = sorted(clone.rglob("*"))
    for backend in ("build_wheel", "build_editable"):
        code = f"from hatchling.build import {backend}; {backend}({str(tmp_path)!r})"
        subprocess.run([sys.executable, "-B", "-c", code], cwd=clone, check=True)
    assert sorted(clone.rglob("*")) == before


def test_what_a_hosted_notebook_brings_is_kept(metadata):
    wanted = map(Requirement, metadata.get_all("Requires-Dist"))
    specified = {each.name: each.specifier for each in wanted if not each.marker}
    for name, version in HOSTED.items():
        assert version in specified[name], name


def test_the_metadata_is_what_a_package_index_shows(metadata):
    told = metadata
    assert (told["Name"], told["Version"]) == ("tfgraph_course", __version__)
    assert told["License-Expression"] == "MIT" and told["Summary"] and told["Keywords"]
    classifiers = told.get_all("Classifier")
    versions = [f"Programming Language :: Python :: 3.{minor}" for minor in range(10, 14)]
    assert set(versions) <= set(classifiers)
    assert set(told["Requires-Python"].split(",")) == {">=3.10", "<3.14"}
    assert told["Description-Content-Type"] == "text/markdown"
    assert told.get_payload(decode=True).decode().startswith("# tfgraph_course\n")


def test_pictures_and_pages_are_absolute_where_an_index_shows_the_readme():
    import importlib.util

    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    metadata = {}
    module.Readme(str(ROOT), {"files": "https://example.org/files/"}).update(metadata)
    text = metadata["readme"]["text"]
    links = re.findall(r'src="([^"]+)|\]\(([^)#][^)]*)\)', text)
    assert len(links) > 20
    for link in map("".join, links):
        place = link.removeprefix("https://example.org/files/").partition("#")[0]
        assert place != link and (ROOT / place).exists()


def test_the_command_tfgraph_and_its_version(installed, tmp_path):
    (entry,) = installed.glob("*.dist-info/entry_points.txt")
    assert "tfgraph = tfgraph_course.__main__:main" in entry.read_text()
    command = tmp_path / "tfgraph"
    command.write_text("import sys; from tfgraph_course.__main__ import main; sys.exit(main())")
    ended = python(command, "--version", root=installed)
    assert ended.stdout == f"tfgraph_course {__version__}\n"
    helped = python(command, "run", "--help", root=installed).stdout
    assert helped.startswith("usage: tfgraph run ")
    assert "-m tfgraph_course" not in helped


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (["explian"], "explain"),
        (["explain", "ch1_simple", "--fech", "E"], "--fetch"),
        (["--versoin"], "--version"),
    ],
)
@pytest.mark.quick
def test_a_word_that_is_nearly_right_gets_the_right_one(wrong, right, capsys, monkeypatch):
    from tfgraph_course.__main__ import main

    monkeypatch.setattr(sys, "argv", ["tfgraph", *wrong])
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert f"; did you mean {right}? See tfgraph " in capsys.readouterr().err


def test_what_is_missing_is_installed_by_the_command_that_fits(installed, tmp_path):
    code = "from tfgraph_course.files.shipped import to_install; print(to_install('report'))"
    told = python("-c", code, cwd=tmp_path, root=installed).stdout
    assert told == "python -m pip install 'tfgraph_course[report]'\n"
    assert python("-c", code, cwd=tmp_path).stdout == "python -m pip install -e '.[report]'\n"


def test_a_file_of_the_readers_does_not_disturb_the_start(tmp_path):
    """A process that drops TensorFlow's notices does not look for modules where it is started."""
    for name in ("signal", "enum"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong one')")
    code = (
        "import os; from tfgraph_course.tf1 import quiet; quiet.filter_notices()\n"
        f"os.chdir({str(tmp_path)!r})\n"
        "with quiet.quiet_start(): os.write(2, b'kept')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert ended.stderr == "kept"
