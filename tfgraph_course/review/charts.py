"""The report's accuracy curves: plotly figures, which show the values at the pointer."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from tfgraph_course.review.data import Row
from tfgraph_course.review.summary import KINDS, mean_curves

CURVE_POINTS = 200  # more points cannot be told apart on a screen


def curves(rows: list[Row]) -> str:
    """Draw the training and validation accuracies of one model over the epochs.

    Args:
        rows: the model's rows, one for each loss; the curves are means over the seeds.

    Returns:
        A `div` and a script that fills it, for a page that includes plotly.js.
    """
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
