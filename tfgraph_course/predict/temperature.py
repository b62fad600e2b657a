"""`python -m tfgraph_course forecast RUN`: next week's high temperature from a trained model.

This needs NumPy; TensorFlow is not imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets.forecasts import (
    HIGH_COLUMN,
    calendar_means,
    inputs,
    last_weeks,
    time_of_year,
)
from tfgraph_course.datasets.weather import WEATHER_FILE, Weather, load_weather, scaling
from tfgraph_course.errors import CourseError
from tfgraph_course.files.npz import read_npz
from tfgraph_course.predict.trained import ABOUT, weights_file

MODEL = "temperature"  # the name of the model in its file


class Forecaster(NamedTuple):
    """A trained temperature model."""

    W: np.ndarray  # float64 [5 * weeks + 4, 1]
    b: np.ndarray  # float64 [1]
    mean: np.ndarray  # float64 [5], of each measurement over the training years
    deviation: np.ndarray  # float64 [5], the standard deviation likewise
    error: float  # RMSE in °F on the held-out weeks; NaN if there were none
    data: str  # the file of the record; "" for the course's own

    def forecast(self, weather: Weather) -> tuple[np.datetime64, float]:
        """Forecast the mean high temperature of the week after a record ends.

        Returns:
            The middle day of that week, and its mean high in °F.

        Raises:
            CourseError: the record does not end with enough weeks in a row.
        """
        weeks = (len(self.W) - inputs(0)) // (inputs(1) - inputs(0))
        measured = (last_weeks(weather, weeks) - self.mean) / self.deviation
        date = weather.dates[-1] + 7
        x = np.hstack([measured.ravel(), time_of_year(date[None])[0]]).astype(np.float32)
        return date, float((x @ self.W + self.b)[0])


def about_temperature(known: Weather, error: float, data: Path) -> dict[str, np.ndarray]:
    """Return the arrays to save beside the model's weights, so that `forecast` can use them.

    Args:
        known: the record of the training years.
        error: the RMSE in °F on the held-out weeks; NaN if there were none.
        data: the file of the record.
    """
    mean, deviation = scaling(known.weekly)
    of_course = data.resolve() == WEATHER_FILE
    arrays = {
        "model": MODEL, "mean": mean, "deviation": deviation, "error": error,
        "data": "" if of_course else str(data.resolve()),
    }
    return {ABOUT + key: np.asarray(array) for key, array in arrays.items()}


def read_forecaster(run: str | Path) -> Forecaster:
    """Read the temperature model that a run saved.

    Raises:
        CourseError: there is no such folder, or it holds no usable temperature model.
    """
    arrays = read_npz(weights_file(Path(run), "python scripts/ch5_temperature.py"))
    known = {key.removeprefix(ABOUT): array for key, array in arrays.items()}
    try:
        if known["model"].item() != MODEL:
            raise KeyError(MODEL)
        read = Forecaster(
            *(known[key].astype(float) for key in ("W", "b", "mean", "deviation")),
            float(known["error"]), str(known["data"]),
        )
    except (KeyError, ValueError, TypeError) as fault:
        raise CourseError(
            f"{run}: this is not a temperature model; give the folder of a run of ch5_temperature."
        ) from fault
    shapes = read.W.ndim == 2 and len(read.W) >= inputs(1), read.mean.shape, read.deviation.shape
    if shapes != (True, (5,), (5,)) or not all(np.isfinite(array).all() for array in read[:4]):
        raise CourseError(f"{run}: the temperature model there is damaged; train again.")
    return read


def forecast_command(run: str, weather: str | None) -> int:
    """Print a model's forecast for the week after a record ends, and return the exit status.

    The record is the file `weather` or, if that is None, the one that the model was trained on.
    """
    model = read_forecaster(run)
    record = load_weather(weather or model.data or WEATHER_FILE)
    date, high = model.forecast(record)
    first, last = date - 3, date + 3
    print(f"week of {first} to {last}: mean high {high:.1f} °F")
    print(f"  usual at this time of year  {calendar_means(record, date[None])[0]:.1f} °F")
    print(f"  the week before             {record.weekly[-1, HIGH_COLUMN]:.1f} °F")
    if not np.isnan(model.error):
        print(f"  typical error               {model.error:.1f} °F")
    return 0
