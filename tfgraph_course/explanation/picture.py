"""Draw an explanation: a box for each node, marked with what the run did with the node."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Patch
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from tfgraph_course import figures
from tfgraph_course.explanation import Explanation
from tfgraph_course.explanation.analysis import in_order
from tfgraph_course.explanation.boxes import Box, arrows, boxes
from tfgraph_course.explanation.layout import Arrow, Point, layout
from tfgraph_course.explanation.text import call

LINE_HEIGHT, LAYER_HEIGHT = 0.16, 1.05  # inches
MARGINS, LEGEND_WIDTH = (0.8, 0.4), 8  # inches: below and above the boxes; least width of a figure
STYLES: dict[str, dict[str, Any]] = {
    "computed": {"facecolor": "#cfe3f5", "edgecolor": "#1f4e79", "linewidth": 1},
    "computed in part": {
        "facecolor": "#eef5fb", "edgecolor": "#1f4e79", "linewidth": 1, "linestyle": "-."
    },
    "fetched": {"facecolor": "#ffe08a", "edgecolor": "k", "linewidth": 2.8},
    "fed": {"facecolor": "#d9f2d5", "edgecolor": "#1b6e1b", "linewidth": 1.2, "hatch": "//"},
    "cut off": {
        "facecolor": "#f6d5d0", "edgecolor": "#a02010", "linewidth": 1.2, "linestyle": "--"
    },
    "not needed": {"facecolor": "w", "edgecolor": "#707070", "linewidth": 1, "linestyle": ":"},
}
BOX_STYLES = {"fed": "square,pad=0", "cut off": "square,pad=0"}  # other boxes have round corners
ARROWS_NOTE = "Nothing was passed along dotted arrows."
GROUPS_NOTE = "+ ops: ops that you did not name, whose results the node uses. "


def picture(told: Explanation) -> Figure:
    """Draw an explained graph from its inputs down to its last nodes, with a box for each node."""
    found = boxes(told)
    ways = arrows(told, found)
    order = in_order({name: [a for a, b in ways if b == name] for name in found})
    widths = {name: _width(found[name]) for name in order}
    placed = layout(widths, ways)
    left = min(x - widths[name] / 2 for name, (x, _) in placed.boxes.items()) - 0.2
    right = max(x + widths[name] / 2 for name, (x, _) in placed.boxes.items()) + 0.2
    layers = 1 + max(layer for _, layer in placed.boxes.values())
    wide, high = max(right - left, LEGEND_WIDTH), LAYER_HEIGHT * layers
    total = high + sum(MARGINS)
    figure = figures.empty(f"What {call(told)} computes", (wide, total))
    figure.set_layout_engine("none")
    # An inch of the picture is an inch of the layout, so that the text fits in the boxes.
    axis = figure.add_axes((0, MARGINS[0] / total, 1, high / total))
    middle, top = (left + right) / 2, LAYER_HEIGHT / 2
    axis.set(xlim=(middle - wide / 2, middle + wide / 2), ylim=(top - high, top))
    axis.axis("off")
    for arrow, way in placed.ways.items():
        _arrow(axis, arrow, way, found, ways)
    for name, box in found.items():
        _box(axis, placed.boxes[name], widths[name], box)
    grouped = any(len(box.group.ops) > 1 for box in found.values())
    seen = {box.state for box in found.values()}
    figure.legend(
        handles=[Patch(label=name, **style) for name, style in STYLES.items() if name in seen],
        title=GROUPS_NOTE + ARROWS_NOTE if grouped else ARROWS_NOTE,
        loc="lower center", ncols=len(seen), handleheight=1.6, handlelength=2.6,
        frameon=False,
    )
    return figure


def _fonts(box: Box) -> list[FontProperties]:
    """Return the font of each line in a box: bold for the first line, the name."""
    return [FontProperties(size=8, weight="normal" if i else "bold") for i in range(len(box.lines))]


def _width(box: Box) -> float:
    """Return the width in inches that a box needs for its widest line."""
    measure = text_to_path.get_text_width_height_descent
    lines = zip(box.lines, _fonts(box), strict=True)
    return max(measure(line, font, ismath=False)[0] for line, font in lines) / 72 + 0.2


def _height(box: Box) -> float:
    return LINE_HEIGHT * len(box.lines) + 0.12


def _box(axis: Axes, centre: Point, width: float, box: Box) -> None:
    x, y, height = centre[0], -centre[1] * LAYER_HEIGHT, _height(box)
    style, faint = STYLES[box.state], box.state == "not needed"
    form = BOX_STYLES.get(box.state, "round,pad=0,rounding_size=0.12")
    patch = FancyBboxPatch((x - width / 2, y - height / 2), width, height, form, **style)
    patch.set_hatch_linewidth(0.4)
    axis.add_patch(patch)
    for i, (line, font) in enumerate(zip(box.lines, _fonts(box), strict=True)):
        axis.text(
            x, y + LINE_HEIGHT * ((len(box.lines) - 1) / 2 - i), line, ha="center", va="center",
            font=font, color="#606060" if faint else "k",
        )


def _arrow(
    axis: Axes, ends: Arrow, way: list[Point], boxes: dict[str, Box], used: dict[Arrow, bool]
) -> None:
    """Draw a smooth arrow from box to box, through its points; in a cycle, it may point up."""
    way = [(x, -layer * LAYER_HEIGHT) for x, layer in way]
    (x0, y0), (x1, y1) = way[0], way[-1]
    way[0], way[-1] = (x0, y0 - _height(boxes[ends[0]]) / 2), (x1, y1 + _height(boxes[ends[1]]) / 2)
    points, codes = [way[0]], [Path.MOVETO]
    for (x0, y0), (x1, y1) in pairwise(way):
        points += [(x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2), (x1, y1)]
        codes += [Path.CURVE4] * 3
    back = ends[::-1]
    carried = used.get(ends, False) or used.get(back, False)
    axis.add_patch(
        FancyArrowPatch(
            path=Path(points, codes), mutation_scale=9, zorder=0.5,
            arrowstyle=f"{'<|' if back in used else ''}-{'|>' if ends in used else ''}",
            color="#303030" if carried else "#a0a0a0", linestyle="-" if carried else ":",
        )
    )
