"""Start TensorFlow without its notices and deprecation warnings; errors are still shown."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from typing import Any

# Notices that TensorFlow writes to file descriptor 2 at every start, from C++, before any
# log level takes effect: about oneDNN's rounding, a missing CUDA driver, uninitialized logging.
NOTICES = (
    "All log messages before absl::InitializeLog() is called are written to STDERR",
    "oneDNN custom operations are on.",
    "Could not find cuda drivers on your machine",
    "failed call to cuInit: INTERNAL: CUDA error",
    "This TensorFlow binary is optimized to use available CPU instructions",
    "To enable the following instructions:",
    "oneDNN supports DT_INT32 only on platforms with AVX-512.",
    # TensorFlow 2.19
    "factory: Attempting to register factory for plugin cu",
    "computation placer already registered.",
    "MLIR V1 optimization pass is not enabled",  # once, at the first run of a session
)

# Runs in a separate process, so that a message is shown even if TensorFlow aborts this process.
_FILTER = f"""
import signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
for line in sys.stdin.buffer:
    if not any(notice in line for notice in {tuple(n.encode() for n in NOTICES)!r}):
        sys.stderr.buffer.write(line)
        sys.stderr.buffer.flush()
"""


_WAITS = b"Loading TensorFlow ..."
_wanted = False


def filter_notices() -> None:
    """Drop lines with one of the NOTICES when TensorFlow is imported and first opens a session.

    Only commands, scripts, IPython and Jupyter call this, because filtering needs another process,
    which should not start in a program that only imports `tf`.
    """
    global _wanted
    _wanted = True


def hide_deprecations() -> None:
    """Hide TensorFlow's and Keras's warnings about old names, and what C++ logs below errors."""
    logging.getLogger("tensorflow").addFilter(lambda record: "deprecat" not in record.getMessage())
    warnings.filterwarnings("ignore", r"`(tf\.|layer\.).*` is deprecated and", UserWarning)
    for said in ("`Model.state_updates` will be removed", "The `lr` argument is deprecated",
                 "You are saving your model as an HDF5 file"):
        warnings.filterwarnings("ignore", said, UserWarning)
    # Show only errors from C++: its warnings are about memory and late initialization of variables.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")


@contextlib.contextmanager
def quiet_start() -> Iterator[None]:
    """In a `with` block, drop NOTICES from file descriptor 2, if `filter_notices` was called.

    Meanwhile, a terminal says that TensorFlow is loading.
    """
    if not _wanted:
        yield
        return
    try:
        shown = os.dup(2)
        reader = subprocess.Popen(
            [sys.executable, "-S", "-I", "-c", _FILTER], stdin=subprocess.PIPE
        )
    except OSError:  # no standard error, or no process can be started: nothing is filtered
        yield
        return
    os.dup2(reader.stdin.fileno(), 2)
    reader.stdin.close()
    is_terminal = os.isatty(shown)
    if is_terminal:
        os.write(shown, _WAITS)
    try:
        yield
    finally:
        os.dup2(shown, 2)
        if is_terminal:
            os.write(shown, b"\r" + b" " * len(_WAITS) + b"\r")
        os.close(shown)
        reader.wait()


def quiet_first_session() -> None:
    """Also drop NOTICES when the program opens its first session, if `filter_notices` was called.

    This opens no session until the program itself opens one: a process that the program forks
    cannot use sessions if one was open before the fork.
    """
    if not _wanted:
        return
    import tensorflow.compat.v1 as tf
    from tensorflow.python.client.session import BaseSession

    start = BaseSession.__init__

    def start_quietly(session: Any, *args: Any, **settings: Any) -> None:
        BaseSession.__init__ = start
        config = tf.ConfigProto(device_count={"GPU": 0})
        with _held_back(), tf.Graph().as_default(), tf.Session(config=config) as first:
            first.run(tf.transpose([[0, 0]]))  # int32 brings up oneDNN's notice
        start(session, *args, **settings)

    BaseSession.__init__ = start_quietly


@contextlib.contextmanager
def _held_back() -> Iterator[None]:
    """Hold back output to file descriptor 2 in a `with` block, then write all but the NOTICES."""
    import tempfile

    try:
        shown = os.dup(2)
    except OSError:  # no standard error
        yield
        return
    with tempfile.TemporaryFile() as kept:
        os.dup2(kept.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(shown, 2)
            os.close(shown)
            kept.seek(0)
            for line in kept:
                if not any(notice.encode() in line for notice in NOTICES):
                    os.write(2, line)
