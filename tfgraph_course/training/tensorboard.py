"""`--tensorboard`: event files for TensorBoard, written during training.

tensorboard/events.out.tfevents.0001 in a run's folder holds

    the graph            once, with every op in the scope of a node of the book (`node_scopes`)
    accuracies and loss  at each measurement
    weights and filters  histograms and images, at most about a hundred times per run

A resumed run writes another file. Its first event makes TensorBoard discard the epochs that the run
repeats.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import time
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.image import imsave

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.graphs import Nodes, weights_of
from tfgraph_course.node_scopes import for_display
from tfgraph_course.training.finished import is_finished
from tfgraph_course.training.history import MEASURE_INTERVAL, Measured
from tfgraph_course.training.resume import Run

TAGS = "accuracy/training", "accuracy/validation", "loss", "loss/validation"  # as in `Measured`
FILE_PREFIX = "events.out.tfevents."  # TensorBoard looks for it; four digits follow
MAX_HISTOGRAMS = 100  # per weight and run, with one more at the end; the same for filter images
HISTOGRAM_BUCKETS = 64
WEIGHT_PIXELS = 24  # height and width of one weight in the picture of a filter


class Watch:
    """Writes a training run's events for TensorBoard."""

    def __init__(self, graph: Nodes, folder: Path, epochs: int, start: int = 0) -> None:
        """Begin an event file; the first file of a run stores the graph before training adds nodes.

        Args:
            graph: the graph whose nodes and weights are shown.
            folder: the folder for the event files; made if it is missing.
            epochs: number of epochs in the run.
            start: the epoch that a resumed run continues from, else 0; TensorBoard discards the
                events of later epochs.

        Raises:
            CourseError: the file cannot be written.
        """
        self.epochs = epochs
        self.every = MEASURE_INTERVAL * max(1, ceil(epochs / MEASURE_INTERVAL / MAX_HISTOGRAMS))
        self.weights = {name: variable.op.name for name, variable in weights_of(graph).items()}
        files = _event_files(folder)
        number = int(files[-1].name.removeprefix(FILE_PREFIX)) + 1 if files else 1
        self.path = folder / f"{FILE_PREFIX}{number:04}"
        with _in_one_sentence(self.path):
            folder.mkdir(parents=True, exist_ok=True)
            # TensorFlow's own FileWriter notices a full disk in another thread, too late.
            self.file = tf.python_io.TFRecordWriter(str(self.path))
        self._write(file_version="brain.Event:2")
        # The first START begins a run; another makes TensorBoard discard all later events.
        self._write(start, session_log=tf.SessionLog(status=tf.SessionLog.START))
        if not files:
            self._write(graph_def=for_display(graph).SerializeToString())

    def __call__(self, epoch: int, measured: Measured, variables: dict[str, np.ndarray]) -> None:
        """Write what was measured after `epoch` steps and, at some epochs, the weights and filters.

        `variables` holds the values of all variables, by op name.

        Raises:
            CourseError: the event cannot be written.
        """
        scalars = zip(TAGS, measured, strict=True)
        values = [
            tf.Summary.Value(tag=tag, simple_value=number)
            for tag, number in scalars if not np.isnan(number)
        ]
        if epoch % self.every == 0 or epoch == self.epochs:
            for name, op in self.weights.items():
                histo = histogram(variables[op])
                values.append(tf.Summary.Value(tag=f"weights/{name}", histo=histo))
                if name == "W1" and variables[op].ndim == 4:
                    for i, image in enumerate(filter_images(variables[op])):
                        values.append(tf.Summary.Value(tag=f"filters/{i}", image=image))
        self._write(epoch, summary=tf.Summary(value=values))

    def _write(self, epoch: int = 0, **content: Any) -> None:
        """Write an event, and flush the file so that TensorBoard sees the event."""
        event = tf.Event(wall_time=time.time(), step=epoch, **content)
        with _in_one_sentence(self.path):
            self.file.write(event.SerializeToString())
            self.file.flush()
            self.path.stat()  # raises if the file was removed, so that no event is lost unnoticed


def watcher(args: argparse.Namespace, graph: Nodes, run: Run) -> Watch | None:
    """Return a `Watch` that writes a script's TensorBoard events; None without `--tensorboard`.

    Even without the option, a run that starts at the beginning removes the event files of an
    unfinished run. Otherwise they would seem to belong to the new run when it is resumed.

    Raises:
        CourseError: a file cannot be removed or written.
    """
    folder = run.folder / "tensorboard"
    if args.tensorboard and not run.state:
        run.make_room()  # the first event is written now
    of_another = not run.state and not is_finished(run.folder)
    for path in _event_files(folder) if of_another else []:
        try:
            path.unlink()
        except OSError as fault:
            raise CourseError(
                f"{path}: this file of an older run cannot be removed ({fault.strerror}); remove "
                "it yourself, or name another folder with --out."
            ) from fault
    start = run.state.epoch if run.state else 0
    return Watch(graph, folder, args.epochs, start) if args.tensorboard else None


def _event_files(folder: Path) -> list[Path]:
    """Return the TensorBoard event files in a folder, the oldest first."""
    return sorted(folder.glob(FILE_PREFIX + "[0-9]" * 4))


@contextlib.contextmanager
def _in_one_sentence(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, tf.errors.OpError) as fault:
        why = getattr(fault, "strerror", None) or str(fault).split("; ")[-1]
        raise CourseError(
            f"{path}: the file cannot be written ({why}); fix this, or train without --tensorboard."
        ) from fault


def histogram(array: np.ndarray) -> tf.HistogramProto:
    """Return a histogram of all numbers in an array, from the smallest to the largest."""
    flat = array.astype(np.float64).ravel()
    low, high = flat.min(), flat.max()
    counts, limits = np.array([flat.size]), np.array([low, high])
    if low < high:
        counts, limits = np.histogram(flat, HISTOGRAM_BUCKETS)
    return tf.HistogramProto(
        min=low, max=high, num=flat.size, sum=flat.sum(), sum_squares=flat @ flat,
        bucket_limit=limits[1:], bucket=counts,
    )


def filter_images(W1: np.ndarray) -> list[tf.Summary.Image]:
    """Draw the filters of a first convolution, enlarged: dark is below zero, light above.

    All filters share one gray scale, with zero in the middle.

    Args:
        W1: the weights [height, width, 1, n]; the first row is drawn at the bottom, as in all
            pictures of the course.
    """
    limit, images = np.abs(W1).max() or 1, []
    for weights in W1[::-1, :, 0].transpose(2, 0, 1):
        large, png = np.kron(weights, np.ones((WEIGHT_PIXELS, WEIGHT_PIXELS))), io.BytesIO()
        imsave(png, large, cmap="gray", vmin=-limit, vmax=limit, format="png")
        image = tf.Summary.Image(height=large.shape[0], width=large.shape[1], colorspace=4)
        image.encoded_image_string = png.getvalue()
        images.append(image)
    return images
