"""The progress bar of a training run."""

from __future__ import annotations

import time
from typing import Any

from tqdm import tqdm

from tfgraph_course.terminal_text import width
from tfgraph_course.training.curve import in_notebook

# Even with the postfix, this leaves room for the bar itself in a line of 60 characters.
FORM = "{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} {remaining} left{postfix}"
NOTEBOOK_INTERVAL_SECONDS = 1.0  # between two states of the bar: a notebook keeps each of them
SETTING_UP = 2  # first steps, which take longest and say nothing about the time left
# Columns, besides the one that tqdm leaves free, for the ^C that a terminal prints; otherwise the
# bar, which is drawn once more at the end, would take up two lines.
ECHO = 1


class Bar(tqdm):
    """A progress bar whose estimate of the time left comes from steps of the usual speed."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        self._usual: tuple[int, float] | None = None  # the step and the time to count from
        if in_notebook():
            settings.setdefault("mininterval", NOTEBOOK_INTERVAL_SECONDS)
        super().__init__(*arguments, dynamic_ncols=True, bar_format=FORM, **settings)

    def update(self, n: float = 1) -> bool | None:
        """Count `n` steps."""
        drawn = super().update(n)
        if self._usual is None and not self.disable and self.n >= self.initial + SETTING_UP:
            self._usual = self.n, time.perf_counter()
        return drawn

    @property
    def format_dict(self) -> dict[str, Any]:
        """What tqdm fills into the bar's format; a rate of 0 means that it is not known yet."""
        known = super().format_dict
        steps, since = self._usual or (self.n, 0.0)
        known["rate"] = (self.n - steps) / max(time.perf_counter() - since, 1e-9)
        if known.get("ncols"):
            known["ncols"] -= ECHO
        return known


def shown(training: str, validation: str) -> str:
    """Return the bar's text for two accuracies, with their names if the terminal is wide enough.

    A validation accuracy of NaN is left out.
    """
    said = [training] if "nan" in validation else [training, validation]
    if width() < 80:
        return " ".join(said)
    return ", ".join(map(" ".join, zip(("training", "validation"), said, strict=False)))
