"""Print sentences on standard error: wrapped to fit if it is a terminal, on one line if not."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap


def notice(said: str) -> None:
    """Print a sentence on standard error."""
    print(fitting(said), file=sys.stderr)


def fitting(said: str) -> str:
    """Return a sentence, broken between words if standard error is a terminal."""
    try:
        if not sys.stderr.isatty():
            return said
        own = os.get_terminal_size(sys.stderr.fileno())
    except (AttributeError, OSError, ValueError):  # the user's own stream, a closed one, or none
        return said
    wide = shutil.get_terminal_size((own.columns or 80, 24)).columns
    return textwrap.fill(said, wide, break_long_words=False, break_on_hyphens=False)
