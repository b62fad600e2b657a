"""The progress bar of a training run."""

from __future__ import annotations

import time
from typing import Any

from tqdm import tqdm

from tfgraph_course.terminal_text import width
from tfgraph_course.training.curve import in_notebook

# With its postfix it leaves room for the bar itself where a line has 60 characters.
FORM = "{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} {remaining} left{postfix}"
NOTEBOOK_INTERVAL_SECONDS = 1.0  # between two states of the bar: a notebook keeps each of them
SETTING_UP = 2  # steps that take longer than all others, and say nothing about the time left
# Columns, beside the one that tqdm leaves, for the ^C of a terminal; else the bar, which is drawn
# once more at the end, would stand on two lines.
ECHO = 1


class Bar(tqdm):
    """A progress bar whose estimate of the time left comes from steps of the usual speed."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        self._usual: tuple[int, float] | None = None  # steps, and the time, from where to count
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
        """What tqdm fills into the form; a rate of 0 stands for an unknown one."""
        known = super().format_dict
        steps, since = self._usual or (self.n, 0.0)
        known["rate"] = (self.n - steps) / max(time.perf_counter() - since, 1e-9)
        if known.get("ncols"):
            known["ncols"] -= ECHO
        return known


def shown(training: str, validation: str) -> str:
    """What the progress bar says about a measurement; in words if the terminal has room."""
    said = [training] if "nan" in validation else [training, validation]
    if width() < 80:
        return " ".join(said)
    return ", ".join(map(" ".join, zip(("training", "validation"), said, strict=False)))
