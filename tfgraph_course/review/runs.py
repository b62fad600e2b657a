"""The training runs of a review: each is done once, and its folder is reused from then on."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import read_json, sha256_of, write_arrays, write_json
from tfgraph_course.files.npz import read_npz
from tfgraph_course.graphs import Graph, weights_of
from tfgraph_course.models import Model
from tfgraph_course.predict.trained import are_probabilities, weights_in
from tfgraph_course.review.data import ReviewData, Row, Run
from tfgraph_course.review.summary import duration
from tfgraph_course.saving import checkpoints
from tfgraph_course.terminal_text import fill
from tfgraph_course.training import resume
from tfgraph_course.training.history import History, epochs_in_words
from tfgraph_course.training.loop import fit
from tfgraph_course.training.session import fresh_session

Plan = list[tuple[Model, str, list[int]]]  # model, loss, seeds

RECORD_FILE = "run.json"
# For a step and its share of the measuring (docs/performance.md); only the proportions matter.
STEP_MILLISECONDS = {"logistic": 2, "single_hidden": 9, "deep_nn": 9, "cnn": 31}


def shorten(model: Model) -> Model:
    """Return a copy of a model with a twentieth of its epochs, for a quick review."""
    return model._replace(epochs=max(1, model.epochs // 20))


def versions(*packages: str) -> dict[str, str]:
    """Return the installed versions of the named packages, keyed by name."""
    return {package: metadata.version(package) for package in packages}


def machine() -> str:
    """Describe this machine, as in "2 CPU cores, Linux, Python 3.11.7"."""
    return f"{os.cpu_count()} CPU cores, {platform.system()}, Python {platform.python_version()}"


def _left(costs: list[float], seconds: list[float]) -> str:
    """Estimate how long the remaining runs of a plan will take, as in ", 35 min left".

    Args:
        costs: of all runs; only their proportions matter.
        seconds: how long the training took in the runs that are done; if none is, return "".
    """
    if not seconds:
        return ""
    done = len(seconds)
    return f", {duration(sum(costs[done:]) * sum(seconds) / sum(costs[:done]))} left"


def run_all(
    plan: Plan, data: ReviewData, out: Path, *, quick: bool = False, quiet: bool = False,
    restart: bool = False, force: bool = False,
) -> list[Row]:
    """Do the training runs that have not been done yet, and print the accuracies of each run.

    Args:
        plan: the models with their losses and seeds; the loss "own" is for a reader's model.
        data: the data that all models train on.
        out: the folder that holds the runs' folders.
        quick: whether to end the folders' names in `-quick`; this does not change the epochs.
        quiet: whether to hide the progress bars.
        restart: whether to discard unfinished runs.
        force: whether to replace a finished run with other data or settings in a run's folder,
            instead of moving it aside.

    Returns:
        One row for each entry of the plan.
    """
    costs = [
        model.epochs * STEP_MILLISECONDS.get(model.name, 50)
        for model, _, seeds in plan for _ in seeds
    ]
    rows, seconds = [], []
    for model, loss, seeds in plan:
        runs = []
        for seed in seeds:
            name = f"{data.name}-{model.name}-{loss}-seed{seed}{'-quick' * quick}"
            asked = _asked(model, loss, seed, data)
            print(fill(
                f"[{len(seconds) + 1}/{len(costs)}{_left(costs, seconds)}] {model.title}, "
                f"loss {loss}, seed {seed}, {epochs_in_words(model.epochs)}", "  "
            ), flush=True)
            run = finished_run(out / name, asked)
            state = "reused"
            if run is None:
                saves = resume.Run(
                    out / name, asked, resume=True, go_on="the same command", restart=restart,
                    force=force,
                )
                run = train(model, loss, seed, data, saves, quiet)
                write_record(run, asked)
                saves.finish()
                state = "trained"
            last = {name: column[-1] for name, column in run.history.items()}
            seconds.append(last["seconds"])
            print(
                f"  {last['train_acc']:.1%} training, {last['test_acc']:.1%} validation, "
                f"{last['seconds']:.0f} s, {state}", flush=True,
            )
            runs.append(run)
        weights = sum(array.size for array in runs[0].weights.values())
        rows.append(Row(model.name, model.title, loss, model.epochs, weights, model.book, runs))
    return rows


def train(
    model: Model, loss: str, seed: int, data: ReviewData, saves: resume.Run, quiet: bool = False
) -> Run:
    """Train a model in its own graph and session, and save everything except the run's record."""
    folder = saves.folder
    parts = data.parts
    sess = fresh_session(seed)
    shape = {"size": data.fonts.images.shape[1], "classes": len(data.fonts.names)}
    graph = model.build(**shape) if loss == "own" else model.build(loss=loss, **shape)
    sess.run(tf.global_variables_initializer())
    history = fit(
        graph, (parts.train, parts.onehot_train), (parts.test, parts.onehot_test),
        epochs=model.epochs, seed=seed, quiet=quiet, run=saves,
    )
    probabilities = probabilities_of(graph, parts.test)
    checkpoints.save_run(
        graph, history, saves, data.fonts.names, parts.train, parts.onehot_train,
        model=model.name, data=data.name, loss=loss,
    )
    if not are_probabilities(probabilities):
        raise CourseError(
            f"{model.title}: on the validation images, node y does not hold probabilities (it has "
            "NaN, or rows that do not add up to 1); try a smaller rate."
        )
    write_arrays(folder / "probabilities.npz", probabilities=probabilities)
    return Run(seed, folder, history, probabilities, sess.run(weights_of(graph)))


def probabilities_of(graph: Graph, images: np.ndarray) -> np.ndarray:
    """Return the probabilities [N, classes] for images from a graph in the default session."""
    feed = {graph.x: images.reshape(-1, *graph.x.shape.as_list()[1:])}
    if hasattr(graph, "keep_prob"):
        feed[graph.keep_prob] = 1.0
    return graph.y.eval(feed_dict=feed)


def _asked(model: Model, loss: str, seed: int, data: ReviewData) -> dict[str, Any]:
    """Return the inputs that a finished run must have been made from if it is to be reused."""
    return {
        "model": model.name, "loss": loss, "seed": seed, "epochs": model.epochs,
        "source_sha256": model.source, "data_sha256": data.sha256, "split": data.split,
        "split_seed": data.split_seed, "versions": versions("tensorflow", "numpy"),
    }


def write_record(run: Run, asked: dict[str, Any]) -> None:
    """Write run.json, which marks a run's folder as finished.

    Call this last, since the record lists all other files. It is written whole or not at all.
    """
    history, folder = run.history, run.folder
    record = asked | {
        "seconds": history["seconds"][-1],
        "training": history["train_acc"][-1],
        "validation": history["test_acc"][-1],
        "files": {
            path.name: sha256_of(path)
            for path in sorted(folder.iterdir())
            if path.is_file() and not path.name.startswith(".")
        },
    }
    write_json(folder / RECORD_FILE, record)


def finished_run(folder: Path, asked: dict[str, Any]) -> Run | None:
    """Return the run in a folder; None if it is unfinished, damaged or made from other inputs."""
    try:
        record = read_json(folder / RECORD_FILE)
        if any(record[key] != value for key, value in asked.items()):
            return None
        if any(sha256_of(folder / name) != digest for name, digest in record["files"].items()):
            return None
        history = History.read(folder / "history.npz")
        (probabilities,) = read_npz(folder / "probabilities.npz").values()
        weights = weights_in(read_npz(folder / "weights_by_name.npz"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Run(asked["seed"], folder, history, probabilities, weights)
