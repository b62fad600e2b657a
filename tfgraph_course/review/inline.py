"""What the report, which loads no other file, holds inline: base64 PNGs, and curves of plotly.

The arrays hold images with the first row at the bottom, as in the data.
"""

from __future__ import annotations

import base64
import io

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from tfgraph_course.review.data import Row
from tfgraph_course.review.summary import KINDS, mean_curves

PALETTE_COLOURS = 63  # odd, so that a weight of zero is white
CURVE_POINTS = 200  # more points cannot be told apart on a screen


def letter(image: np.ndarray) -> str:
    """Encode the image of a character, [height, width], 0 white to 1 black, as base64 PNG."""
    return _png(Image.fromarray(np.rint(255 * (1 - image[::-1])).astype(np.uint8)))


def weights(image: np.ndarray, limit: float) -> str:
    """Encode weights [height, width] as base64 PNG: blue for -limit, white for 0, red for limit."""
    levels = np.rint((image[::-1] / limit + 1) / 2 * (PALETTE_COLOURS - 1)).astype(np.uint8)
    png = Image.fromarray(levels)
    # With a palette, a pixel takes a quarter of the space.
    palette = mpl.colormaps["RdBu_r"].resampled(PALETTE_COLOURS)(range(PALETTE_COLOURS), bytes=True)
    png.putpalette(palette[:, :3].tobytes())
    return _png(png)


def _png(png: Image.Image) -> str:
    file = io.BytesIO()
    png.save(file, "PNG", optimize=True)
    return base64.b64encode(file.getvalue()).decode()


def picture(figure: Figure) -> str:
    """Encode a matplotlib figure as base64 PNG."""
    file = io.BytesIO()
    figure.savefig(file, dpi=120)
    return base64.b64encode(file.getvalue()).decode()


def curves(rows: list[Row]) -> str:
    """Draw the training and validation accuracies of one model over the epochs, by plotly.

    Args:
        rows: the model's rows, one for each loss; the curves are means over the seeds.

    Returns:
        A `div` and a script that fills it, for a page that includes plotly.js.
    """
    import plotly.graph_objects as go

    figure = go.Figure()
    for row in rows:
        kind = KINDS[row.loss]
        epoch, training, validation = mean_curves(row, CURVE_POINTS)
        for part, accuracy, dash in (
            ("validation", validation, "solid"),
            ("training", training, "dot"),
        ):
            figure.add_scatter(
                x=epoch, y=accuracy.astype(np.float32), mode="lines", name=f"{part}, {kind.name}",
                line={"color": kind.colour, "dash": dash, "width": 2}, hovertemplate="%{y:.1%}",
            )
    figure.update_xaxes(title_text="epoch", unifiedhovertitle_text="epoch %{x:,d}")
    figure.update_yaxes(tickformat=".0%", range=[0, 1], title_text="accuracy")
    figure.update_layout(
        template="plotly_white",
        height=380,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        font={"family": "system-ui, sans-serif", "size": 14, "color": "#1d1d1f"},
        legend={"orientation": "h", "yref": "container", "yanchor": "bottom", "y": 0},
        xaxis_title_font_size=14,
        yaxis_title_font_size=14,
        dragmode=False,
        hovermode="x unified",
    )
    return figure.to_html(
        full_html=False,
        include_plotlyjs=False,
        config={"displayModeBar": False, "responsive": True},
    )
