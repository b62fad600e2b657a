"""Standard streams that are full, closed or read by nobody, and disks without room."""

import errno
import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tfgraph_course.errors import lack_of

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full device")

PRINT = """
import sys
from pathlib import Path
from tfgraph_course.errors import CourseError, tell_in_one_sentence
tell_in_one_sentence()
for i in range(3000):
    print("a line", i)
    print("a bar", i, end="\\r", file=sys.stderr)
with open("result", "w") as file:
    file.write(str(file.fileno()))
if len(sys.argv) > 1:
    raise CourseError(sys.argv[1])
"""


def ended(tmp_path, *arguments, **streams):
    """A program that prints much, and then writes its result; it must reach that."""
    of = subprocess.run(
        [sys.executable, "-c", PRINT, *arguments], cwd=tmp_path, timeout=60,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])},
        **{"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, **streams},
    )
    assert int((tmp_path / "result").read_text()) > 2  # not in a stream's place
    return of.returncode, (of.stderr or b"").decode().rpartition("\r")[2]


def test_a_full_output_ends_no_run_and_is_said_at_the_end(tmp_path):
    with open("/dev/full", "w") as full:
        assert ended(tmp_path, stdout=full) == (
            2, "error: standard output cannot be written to (No space left on device); make room, "
            "or send it elsewhere.\n"
        )
        assert ended(tmp_path, stdout=full, stderr=full)[0] == 2
        assert ended(tmp_path, "why", stderr=full)[0] == 2


def test_an_output_that_nobody_reads_ends_no_run(tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    assert ended(tmp_path, stdout=writer) == (0, "")
    os.close(writer)


@pytest.mark.parametrize("closed", [[0], [1], [2], [0, 1, 2]])
def test_the_results_never_go_where_a_closed_stream_was(closed, tmp_path):
    def close():
        for descriptor in closed:
            os.close(descriptor)

    streams = {} if 2 in closed else {"stderr": subprocess.PIPE}
    assert ended(tmp_path, preexec_fn=close, **streams)[0] == 0


SAY = """
import sys
from tfgraph_course.datasets.books import find_book_file
from tfgraph_course.errors import CourseError, Interrupted, Parser, tell_in_one_sentence
tell_in_one_sentence()
kind, said = sys.argv[1:]
if kind == "notice":
    find_book_file("a/folder/with/a/long/name/which/is/not/there/data_with_label.npz")
elif kind == "option":
    Parser(prog="program").parse_args([said])
raise {"error": CourseError(said), "stop": Interrupted(2, said)}[kind]
"""


@pytest.mark.quick
@pytest.mark.parametrize("kind", ["notice", "option", "error", "stop"])
def test_a_terminal_gets_whole_words_and_a_pipe_one_line(kind):
    words = ["some", "sentence-like", "words", "/of/a/path", "that", "are", "not", "short"] * 4
    call = [sys.executable, "-c", SAY, kind, " ".join(words)]
    # Readline, in pytest, sets COLUMNS behind the back of Python's own environment.
    env = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    here = {"cwd": Path(__file__).resolve().parents[1], "stdout": subprocess.DEVNULL, "env": env}
    screen, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("4H", 24, 66, 0, 0))
    subprocess.run(call, stderr=terminal, **here)
    os.close(terminal)
    shown = os.read(screen, 10_000).decode().partition("Traceback")[0].strip().splitlines()
    os.close(screen)
    piped = subprocess.run(call, stderr=subprocess.PIPE, text=True, **here).stderr
    line = piped.partition("Traceback")[0].strip()
    assert "\n" not in line and len(shown) > 1
    assert max(map(len, shown)) <= 66 or kind == "notice"  # whose path is longer than a line
    assert " ".join(shown) == line


@pytest.mark.quick
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), r"file cannot .* \(No space left"),
        (MemoryError(), "not enough memory"),
        (OSError(errno.ENOENT, "No such file or directory"), "^$"),
        (ValueError("No space left on device"), "^$"),  # a bug, which keeps its traceback
    ],
)
def test_a_full_disk_is_not_a_lack_of_memory(error, said):
    assert re.search(said, lack_of(error))


def test_tensorflow_says_of_both_that_resources_are_exhausted():
    from tfgraph_course import tf

    full = tf.errors.ResourceExhaustedError(None, None, "a/b.pbtxt; No space left on device")
    large = tf.errors.ResourceExhaustedError(None, None, "OOM when allocating tensor")
    assert "make room" in lack_of(full) and "memory" in lack_of(large)
