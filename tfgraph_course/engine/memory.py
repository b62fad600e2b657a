"""Give memory that is needed only for a moment back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # of glibc's mallopt
LARGE_BYTES = 2**20
LARGE_BYTES_AFTERWARDS = 2**23  # with less, a training step would fetch its memory again each time


@contextlib.contextmanager
def large_arrays_given_back() -> Iterator[None]:
    """Context manager or decorator: arrays of 1 MiB or more go back to the system when freed.

    By default, glibc keeps freed arrays of up to 32 MiB, in pieces into which larger arrays do not
    fit. Those in which repeats are found would double the memory of the whole training.
    """
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    if not hasattr(libc, "mallopt"):
        yield
        return
    libc.mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
    try:
        yield
    finally:
        libc.mallopt(M_MMAP_THRESHOLD, LARGE_BYTES_AFTERWARDS)
        libc.mallopt(M_TRIM_THRESHOLD, 2 * LARGE_BYTES_AFTERWARDS)
