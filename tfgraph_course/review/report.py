"""The report of a review: one HTML file that needs no other file and no network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from sklearn.metrics import confusion_matrix

from tfgraph_course.errors import CourseError, spared
from tfgraph_course.files.atomic import write_text
from tfgraph_course.files.shipped import to_install
from tfgraph_course.review import inline, pictures
from tfgraph_course.review.data import Review, Row, Run
from tfgraph_course.review.summary import KINDS, QUICK_NOTE, by_model, findings, mean_curves
from tfgraph_course.review.table import verdicts

SHOWN_WEIGHTS = 32  # images of one layer; the book draws as many neurons
LISTED_EPOCHS = 11  # in the table below a curve


def check_extras() -> None:
    """Check that the packages for the report are installed; call this before training.

    Raises:
        CourseError: a package is missing; the message gives the command that installs it.
    """
    for package in ("plotly", "jinja2"):
        if find_spec(package) is None:
            raise CourseError(
                f"{package}, which the report needs, is not installed; "
                f"run: {to_install('report')}"
            )


def write_report(
    review: Review, path: str | Path, drawn: Mapping[str, Figure] | None = None
) -> None:
    """Write the report of a review as one HTML file of about 6 MB, plotly.js included.

    Args:
        review: the finished comparison.
        path: of the HTML file.
        drawn: figures that functions of `pictures` have already drawn, keyed by the functions'
            names; if these figures were drawn again, a notebook would show them twice.

    Raises:
        CourseError: plotly or jinja2 is not installed.
    """
    check_extras()
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from plotly.offline import get_plotlyjs

    environment = Environment(
        loader=PackageLoader("tfgraph_course.review"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )

    # If a picture cannot be drawn, the page shows its alternative text; curves are left out.
    def curves(of_model: list[Row]) -> str:
        name = f"the curves of {of_model[0].title}"
        return spared(name, lambda: inline.curves(of_model)) or ""

    def picture(name: str, draw: Callable[[], Figure]) -> str:
        figure = (drawn or {}).get(name)
        return spared(f"the {name}", lambda: inline.picture(figure or draw())) or ""

    rows = [_row(i, review) for i in range(len(review.rows))]
    page = environment.get_template("report.html.j2").render(
        review=review,
        quick=QUICK_NOTE if review.quick else "",
        fonts=review.fonts.names,
        seeds=sorted({run.seed for row in review.rows for run in row.runs}),
        sentences=findings(review) + verdicts(review),
        rows=rows,
        models=[
            {
                "title": of_model[0].title,
                "curves": curves(of_model) if of_model[0].epochs else "",
                "rows": [row for row in rows if row["model"] == name],
            }
            for name, of_model in by_model(review).items()
        ],
        comparison=picture("comparison", lambda: pictures.comparison(review)),
        wall=picture("wall", lambda: pictures.wall(review.fonts)),
        jitters=picture("jitters", lambda: pictures.jitters(review.fonts)),
        shifts=review.fonts.jitters,
        characters=_characters(review),
        plotlyjs=get_plotlyjs(),
    )
    write_text(Path(path), page)


def _row(index: int, review: Review) -> dict[str, Any]:
    """Collect what the report shows for one row of the review.

    The confusion matrix and the images of weights are those of the row's first run.
    """
    row = review.rows[index]
    real = review.split.onehot_test
    run = row.runs[0]
    return row._asdict() | {
        "index": index,
        "section": list(by_model(review)).index(row.model),
        "kind": KINDS[row.loss],
        "training": row.training,
        "validation": row.validation,
        "seconds": row.seconds,
        "run": run,
        "curve": list(zip(*mean_curves(row, LISTED_EPOCHS), strict=True)) if row.epochs else [],
        "matrix": confusion_matrix(
            real.argmax(1), run.probabilities.argmax(1), labels=range(real.shape[1])
        ),
        "learned": _learned(run, review),
    }


def _learned(run: Run, review: Review) -> dict[str, Any] | None:
    """Return the weights of a run's first layer, as images the size of the input or of a filter.

    Return None if the weights do not form such images.
    """
    shape, fonts = review.fonts.images.shape[1:], review.fonts.names
    # Only the first weights see the image. A later matrix may also have 1,296 rows, as in the CNN.
    name, W = next(((n, W) for n, W in run.weights.items() if W.ndim > 1), ("", np.empty(0)))
    if W.ndim == 2 and len(W) == np.prod(shape):
        images = W.T.reshape(-1, *shape)
        names, kind = (fonts, "font") if W.shape[1] == len(fonts) else ([], "neuron")
    elif W.ndim == 4 and W.shape[2] == 1:
        images, names, kind = W[:, :, 0].transpose(2, 0, 1), [], "filter"
    else:
        return None
    limit = float(np.abs(images).max()) or 1.0
    names = names or [f"{kind} {i}" for i in range(len(images))]
    pngs = [inline.weights(image, limit) for image in images[:SHOWN_WEIGHTS]]
    return {
        "name": name, "limit": limit, "of": len(images),
        "kind": kind, "images": list(zip(names, pngs, strict=False)),
    }


def _characters(review: Review) -> dict[str, Any]:
    """Return the data with which the page shows the characters behind a confusion matrix's cell.

    Each character's image is stored only once.
    """
    first = [row.runs[0].probabilities for row in review.rows]
    return {
        "images": [inline.letter(image) for image in review.split.test],
        "real": review.split.onehot_test.argmax(1).tolist(),
        "taken": [probabilities.argmax(1).tolist() for probabilities in first],
        "sure": [probabilities.max(1).round(3).astype(float).tolist() for probabilities in first],
    }
