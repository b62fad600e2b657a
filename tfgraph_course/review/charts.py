"""The charts of the report: plotly figures, whose values show where one points."""

from __future__ import annotations

from html import escape
from textwrap import wrap

import numpy as np
import plotly.graph_objects as go

from tfgraph_course.review.results import Review, Row
from tfgraph_course.review.summary import (
    KINDS,
    book_validation,
    by_model,
    final,
    loss_pairs,
    mean_curves,
)

CURVE_POINTS = 200  # more cannot be told apart on a screen


def comparison(review: Review) -> go.Figure:
    """Training and validation accuracy of every model, a dot for each seed, as in `pictures`."""
    models = by_model(review)
    figure = go.Figure(layout=_layout(60 * len(models) + 190))
    lines = {name: line for line, name in enumerate(models)}
    named: set[str] = set()  # losses that the legend has
    for row in review.rows:
        figure.add_traces(_dots(row, lines[row.model], row.loss not in named))
        named.add(row.loss)
        if row.loss == "baseline":
            figure.add_vline(
                final(row)[1].mean(), layer="below",
                line={"color": KINDS[row.loss].colour, "dash": "dot", "width": 1.5},
            )
    for book, logits in loss_pairs(review):
        figure.add_shape(
            type="line", layer="below", line={"color": "#d0d3d8", "width": 4},
            x0=final(book)[1].mean(), y0=lines[book.model] - KINDS["book"].offset,
            x1=final(logits)[1].mean(), y1=lines[book.model] - KINDS["logits"].offset,
        )
    figure.update_xaxes(tickformat=".0%", tickangle=0, nticks=8, title_text="accuracy")
    figure.update_yaxes(
        tickvals=list(range(len(models))),
        ticktext=["<br>".join(map(escape, wrap(rows[0].title, 14))) for rows in models.values()],
        range=[len(models) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
    )
    return figure


def _dots(row: Row, line: int, in_legend: bool) -> list[go.Scatter]:
    """The runs of a row: validation filled, training hollow, and the book's figure as a bar."""
    kind, title = KINDS[row.loss], escape(row.title)
    y = line - kind.offset
    # What is shown of a name stands in `text`: in a template, its %{...} would be looked up.
    seeds = [f"{title}, {kind.name}, seed {run.seed}" for run in row.runs]
    traces = [
        go.Scatter(
            x=accuracy, y=[y] * len(seeds), mode="markers", name=kind.name, text=seeds,
            legendgroup=row.loss, showlegend=in_legend and part == "validation",
            marker={"color": kind.colour, "size": 10, "symbol": symbol},
            hovertemplate=f"%{{text}}<br>{part} %{{x:.1%}}<extra></extra>",
        )
        for part, symbol, accuracy in zip(
            ("training", "validation"), ("circle-open", "circle"), final(row), strict=True
        )
    ]
    book = book_validation(row)
    if row.loss == "book" and book is not None:
        traces.append(
            go.Scatter(
                x=[book], y=[y], text=[title], mode="markers",
                name="validation as the book prints it",
                legendgroup="printed", showlegend=in_legend,
                marker={"symbol": "line-ns-open", "size": 16, "line_width": 3, "color": "#111"},
                hovertemplate="%{text}<br>the book prints %{x:.0%}<extra></extra>",
            )
        )
    return traces


def curves(rows: list[Row]) -> go.Figure:
    """Both accuracies of one model while it trains: the mean of the seeds, a line for each loss."""
    figure = go.Figure(layout=_layout(380))
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
    figure.update_layout(hovermode="x unified")
    return figure


def html(figure: go.Figure) -> str:
    """A figure as a `div` and the script that fills it; the page brings plotly.js once."""
    return figure.to_html(
        full_html=False,
        include_plotlyjs=False,
        config={"displayModeBar": False, "responsive": True},
    )


def _layout(height: int) -> go.Layout:
    """What all charts have in common."""
    return go.Layout(
        template="plotly_white",
        height=height,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        font={"family": "system-ui, sans-serif", "size": 14, "color": "#1d1d1f"},
        legend={"orientation": "h", "yref": "container", "yanchor": "bottom", "y": 0},
        xaxis_title_font_size=14,
        yaxis_title_font_size=14,
        dragmode=False,
    )
