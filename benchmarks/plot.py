"""The measurements as a picture: how long a step takes, with a panel for each model."""

from __future__ import annotations

from statistics import median
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

from benchmarks.table import limit, times
from tfgraph_course.models import MODELS

MOST_COLUMNS = 3


def draw(record: dict[str, Any]) -> Figure:
    """Draw a bar for each contender, a line for the range of its rounds, and a dotted limit."""
    models = record["models"]
    columns = min(MOST_COLUMNS, len(models))
    rows = -(-len(models) // columns)
    figure, axes = plt.subplots(
        rows, columns, layout="constrained", figsize=(4.6 * columns, 3 * rows + 0.6), squeeze=False
    )
    for axis, (model, measured) in zip(axes.flat, models.items(), strict=False):
        results = {n: r for n, r in measured["contenders"].items() if r["rounds"]}
        for place, (name, result) in enumerate(results.items()):
            steps = times(result)
            step = median(steps)
            axis.barh(place, step, color="tab:red" if name == "course" else "tab:gray")
            axis.plot([min(steps), max(steps)], [place, place], "k-", linewidth=1.5)
            axis.annotate(
                f"{step:,.0f}" if step >= 100 else f"{step:.3g}", (max(steps), place),
                xytext=(4, 0), textcoords="offset points", va="center", fontsize="small",
            )
        axis.axvline(limit(record, model), color="tab:blue", linestyle=":", label="arithmetic")
        axis.set_yticks(range(len(results)), results)
        axis.invert_yaxis()
        axis.set_xscale("log")
        axis.xaxis.set_minor_formatter(NullFormatter())
        axis.margins(x=0.35)
        axis.set(title=MODELS[model].title, xlabel="ms a step")
    for axis in axes.flat[len(models) :]:
        axis.remove()
    figure.suptitle(
        "A full-batch step with its share of measuring:\n"
        f"median and range of {record['rounds']} rounds\n"
        "dotted: its arithmetic at the speed of a matrix product",
        fontsize="medium",
    )
    return figure
