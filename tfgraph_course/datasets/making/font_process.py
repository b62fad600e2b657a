"""Draw a font in a process of its own, because a damaged font can crash FreeType, which draws it.

`python -m tfgraph_course.datasets.making.font_process PATH SIZE [INSTANCE]` writes the drawn
characters to standard output as an npz file or, if it cannot, a sentence that says why.
"""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from tfgraph_course.datasets.making.drawing import Drawn, draw_font
from tfgraph_course.errors import CourseError

MEMORY = 2**30  # bytes for drawing a font; the course's own fonts take 100 MiB, Python included
REFUSED = 3  # exit status if standard output holds an error message; Python itself uses 1 and 2
SECONDS = 60  # of processor time; the course's own fonts take half a second


def draw_font_apart(path: str | Path, size: int = 36, instance: str | None = None) -> Drawn:
    """Draw every character of a font, as `draw_font` does, in a separate process.

    Raises:
        CourseError: as for `draw_font`; or drawing crashes that process, or takes more than
            SECONDS of processor time or more than MEMORY bytes.
    """
    command = [sys.executable, "-m", __name__, str(path), str(size)]
    ended = subprocess.run(
        command if instance is None else [*command, instance], capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    if ended.returncode == REFUSED:
        raise CourseError(os.fsdecode(ended.stdout))
    if ended.returncode:
        raise CourseError(
            f"{path}: this font cannot be drawn (its process ended with status "
            f"{ended.returncode}); give another font."
        )
    arrays = np.load(io.BytesIO(ended.stdout))
    notes, name = arrays["notes"].tolist(), arrays["name"].item()
    return Drawn(name, list(arrays["glyphs"]), notes)


def _limit() -> None:
    """Limit this process to MEMORY and SECONDS if the system can; keep limits that are lower."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CPU: SECONDS, resource.RLIMIT_CORE: 0}
    for kind, most in limits.items():
        before = resource.getrlimit(kind)[1]
        least = most if before == resource.RLIM_INFINITY else min(most, before)
        resource.setrlimit(kind, (least, least))


def main(path: str, size: str, instance: str | None = None) -> int:
    """Draw a font, and write the result to standard output; return the exit status."""
    _limit()
    logging.disable()  # fontTools logs each fault of a font
    try:
        drawn = draw_font(path, int(size), instance)
    except CourseError as fault:
        sys.stdout.buffer.write(os.fsencode(str(fault)))
        return REFUSED
    content = io.BytesIO()
    glyphs = np.stack(drawn.glyphs)
    np.savez(content, name=drawn.name, glyphs=glyphs, notes=np.array(drawn.notes, str))
    sys.stdout.buffer.write(content.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
