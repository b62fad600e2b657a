"""Whose code gets the modules of TensorFlow 1's days: the user's, wherever libraries lie."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Today's NumPy has no `product`; it is imported by the same door as TensorFlow, and faster.
BODY = "import numpy as np\nOLD = hasattr(np, 'product')\n"


class Machine:
    """Folders of Python's path, and programs that are run with them."""

    def __init__(self, folder):
        self.folder, self.path = folder, [folder / "metadata"]
        self.path[0].mkdir()

    def package(self, folder, name, body=BODY):
        """Make a package in a folder, which comes on the path."""
        place = self.folder / folder / name
        place.mkdir(parents=True)
        (place / "__init__.py").write_text(body)
        if place.parent not in self.path:
            self.path.append(place.parent)
        return place

    def record(self, folder, name):
        """What `pip install --target` writes beside a package."""
        info = self.folder / folder / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n")
        (info / "RECORD").write_text(f"{name}/__init__.py,sha256=x,1\n{info.name}/RECORD,,\n")
        return info

    def install_in_place(self, project, name):
        """What `pip install -e` writes."""
        told = {"url": (self.folder / project).as_uri(), "dir_info": {"editable": True}}
        (self.record("metadata", name) / "direct_url.json").write_text(json.dumps(told))

    def run(self, *arguments, cwd=None):
        path = os.pathsep.join(map(str, [ROOT, *self.path]))
        ended = subprocess.run(
            [sys.executable, *map(str, arguments)], cwd=cwd or self.folder, text=True,
            capture_output=True, timeout=120, env={**os.environ, "PYTHONPATH": path},
        )
        return ended.stdout.strip() or ended.stderr

    def program(self, *modules, folder="."):
        """Make a program that says which of the modules, and whether it, got an older NumPy."""
        file = self.folder / folder / "program.py"
        said = "".join(f"import {name}; print({name}.OLD, end=' ')\n" for name in modules)
        file.write_text(f"{said}{BODY}print(OLD)\n")
        return file


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path.resolve())


RUN = "-m", "tfgraph_course", "run"


def test_what_pip_put_into_a_folder_is_installed_and_what_lies_beside_it_is_not(machine):
    """`pip install --target .` may put packages beside the user's own modules."""
    machine.package("folder", "library")
    machine.record("folder", "library")
    machine.package("folder", "own")
    assert machine.run(*RUN, machine.program("library", "own")) == "False True True"


@pytest.mark.parametrize("name", ["site-packages", "dist-packages"])
def test_the_packages_of_a_system_an_environment_or_a_home_are_installed(name, machine):
    machine.package(f"home/.local/lib/{name}", "library")
    assert machine.run(*RUN, machine.program("library")) == "False True"


def test_a_folder_of_ones_own_modules_on_the_path_is_the_users(machine):
    machine.package("layer", "own")
    assert machine.run(*RUN, machine.program("own")) == "True True"


def test_a_zip_file_on_the_path_is_installed_unless_it_is_the_program(machine):
    machine.package("unpacked", "library")
    machine.path[-1] = machine.folder / "packages.zip"
    asks = "import tfgraph_course; tfgraph_course.activate()\nimport library\n"
    with zipfile.ZipFile(machine.path[-1], "w") as archive:
        archive.writestr("library/__init__.py", BODY)
        archive.writestr("__main__.py", f"{asks}{BODY}print(library.OLD, OLD)")
    assert machine.run(*RUN, machine.program("library")) == "False True"
    assert machine.run(machine.path[-1]) == "True True"


def test_a_library_installed_with_e_is_installed_and_the_programs_own_project_is_not(machine):
    machine.package("library 课程/src", "library")
    machine.install_in_place("library 课程", "library")
    machine.package("project", "project")
    machine.install_in_place("project", "project")
    elsewhere = machine.program("library", "project")
    assert machine.run(*RUN, elsewhere) == "False False True"
    (machine.folder / "project" / "scripts").mkdir()
    inside = machine.program("library", "project", folder="project/scripts")
    assert machine.run(*RUN, inside) == "False True True"
    asks = f"import tfgraph_course as t; t.activate(); exec(open({str(elsewhere)!r}).read())"
    assert machine.run("-c", asks) == "False False True"
    # What is typed where no file is, as in a notebook, belongs to the folder.
    assert machine.run("-c", asks, cwd=machine.folder / "project" / "scripts") == "False True True"


# The old ways: a drawing has a font from the start, and a dot stands for any character.
DRAWS = """\
import pandas, PIL.Image, PIL.ImageDraw
OLD = [
    PIL.ImageDraw.Draw(PIL.Image.new("L", (9, 9))).font is not None,
    pandas.Series(["abc.d"]).str.replace("b.", "")[0] == "a.d",
]
"""


def test_an_installed_library_draws_and_replaces_as_today(machine):
    machine.package("home/site-packages", "library", DRAWS)
    machine.package("layer", "own", DRAWS)
    machine.package("home/site-packages", "later", DRAWS)
    said = machine.run(*RUN, machine.program("library", "own", "later"))
    assert said == "[False, False] [True, True] [False, False] True"


def test_a_project_installed_with_e_is_run_by_m(machine):
    said = f"from . import OLD as of_package\nimport library\n{BODY}"
    said += "print(of_package, library.OLD, OLD, __package__)\n"
    machine.package("library", "library")
    machine.install_in_place("library", "library")
    package = machine.package("project/src", "project")
    machine.install_in_place("project", "project")
    (package / "train.py").write_text(said)
    (package / "__main__.py").write_text(f"import project.asks\n{said}")
    (package / "asks.py").write_text("import tfgraph_course; tfgraph_course.activate()")
    assert machine.run(*RUN, "-m", "project.train") == "True False True project"
    assert machine.run(*RUN, "-m", "project") == "True False True project"
    # The package itself was imported before it asked.
    assert machine.run("-m", "project") == "False False True project"
    asks = "import project.asks, project.train"  # from a console command, or a notebook
    assert machine.run("-c", asks) == "False False True project"


def test_a_script_that_is_named_is_the_users_wherever_it_is(machine):
    place = machine.package("lib/site-packages", "package", f"{BODY}print(OLD)")
    (place / "example.py").write_text(f"{BODY}print(OLD)")
    assert machine.run(*RUN, place / "example.py") == "True"
    assert machine.run(*RUN, "-m", "package.example") == "True\nTrue"


def test_a_module_that_is_not_there_is_said_in_one_sentence(machine):
    machine.package("layer", "own")
    for name in ("own.train", "own", "nothing", "os.path.more", ".x", ""):
        told = machine.run(*RUN, "-m", name)
        assert told.startswith(f"error: {name}: there is no module with this name to run")
        assert "\n" not in told[:-1]
