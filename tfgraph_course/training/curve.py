"""A plot of the accuracies so far, below a notebook cell; the curve grows as training goes on."""

from __future__ import annotations

import sys
import time
from typing import Any

from tfgraph_course.training.history import History

INTERVAL_SECONDS = 2.0  # between two pictures, at least
MOST_SHARE = 0.05  # of the training time, at most, goes into pictures


def in_notebook() -> bool:
    """Return True if this process is the kernel of a notebook."""
    return "ipykernel" in sys.modules


class GrowingCurve:
    """A picture of a training run, drawn again from time to time and removed at the end.

    It is a plain output of the cell, without a widget.
    """

    def __init__(self, classes: int) -> None:
        """`classes`, the number of classes, determines where the chance-level line is drawn."""
        self._classes, self._shown = classes, None
        self._next = time.monotonic() + INTERVAL_SECONDS

    def grow(self, history: History) -> None:
        """Draw the history, if the last picture is old enough."""
        if (start := time.monotonic()) < self._next:
            return
        from matplotlib import pyplot as plt

        from tfgraph_course.figures import accuracy_curves

        figure = accuracy_curves(history, self._classes, "so far")
        self._show(figure)
        plt.close(figure)
        took = time.monotonic() - start
        self._next = time.monotonic() + max(INTERVAL_SECONDS, took / MOST_SHARE)

    def clear(self) -> None:
        """Remove the picture: the run's own pictures follow in a cell of their own."""
        if self._shown is not None:
            from IPython.display import HTML

            self._show(HTML(""))

    def _show(self, content: Any) -> None:
        from IPython.display import display

        if self._shown is None:
            self._shown = display(content, display_id=True)
        else:
            self._shown.update(content)
