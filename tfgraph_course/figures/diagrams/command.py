"""`python -m tfgraph_course diagrams`: write each diagram, PNG or GIF, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from tfgraph_course.errors import CourseError
from tfgraph_course.figures.diagrams import ch1, ch2, ch3, ch4, ch5
from tfgraph_course.figures.diagrams.models import model
from tfgraph_course.figures.diagrams.pen import plain_style
from tfgraph_course.files.atomic import write_whole
from tfgraph_course.models import FONT_MODELS

Draw = Callable[[], list[Figure]]
DIAGRAMS: dict[str, Draw] = {
    "ch1_tensors": ch1.tensors, "ch1_jitters": ch1.jitters, "ch1_softmax": ch1.softmaxes,
    "ch1_descent": ch1.descent,
    "ch2_transformations": ch2.transformations, "ch2_neuron": ch2.one_neuron,
    "ch2_network": ch2.network, "ch2_backpropagation": ch2.backpropagation,
    "ch3_window": ch3.window, "ch3_edges": ch3.edges, "ch3_features": ch3.features,
    "ch3_channels": ch3.channels, "ch3_pooling": ch3.pooling, "ch3_odd_edge": ch3.odd_edge,
    "ch3_sees": ch3.sees, "ch3_dropout": ch3.dropout,
    "ch4_unrolled": ch4.unrolled, "ch4_cell": ch4.cell,
    "ch5_models": ch5.side_by_side, "ch5_kmeans": ch5.kmeans_steps, "ch5_cluster": ch5.cluster,
} | {f"{row.script}_model": lambda row=row: model(row) for row in FONT_MODELS}
COLOURS, FRAME_MS, LAST_MS = 256, 450, 2500


def write_diagrams(folder: Path) -> Iterator[Path]:
    """Write the diagrams to a folder, which is made if it is missing; yield their paths.

    Raises:
        CourseError: the folder cannot be made, or a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CourseError(
            f"{folder}: the folder cannot be made ({fault.strerror}); name another folder."
        ) from fault
    for name, draw in DIAGRAMS.items():
        with plain_style():
            figures = draw()
            content = encoded(figures)
        path = folder / f"{name}.{'png' if len(figures) == 1 else 'gif'}"
        write_whole(path, lambda file, content=content: file.write(content))
        yield path


def encoded(figures: list[Figure]) -> bytes:
    """Return a PNG of a figure, or a GIF that shows several repeatedly, the last one longest."""
    file, images = io.BytesIO(), [_pixels(figure) for figure in figures]
    if len(images) == 1:
        images[0].quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    else:
        palette = images[-1].quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
        first, *rest = (i.quantize(palette=palette, dither=Image.Dither.NONE) for i in images)
        times = [FRAME_MS] * len(rest) + [LAST_MS]
        first.save(file, "GIF", save_all=True, append_images=rest, duration=times, loop=0)
    return file.getvalue()


def _pixels(figure: Figure) -> Image.Image:
    figure.set_dpi(110)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
