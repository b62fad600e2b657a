"""The files that a run leaves: checkpoints of tf.train.Saver, and npz files of the weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tfgraph_course import tf
from tfgraph_course.datasets import FONTS_FILE, WEATHER_FILE
from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import staged, write_arrays, write_bytes
from tfgraph_course.files.npz import read_npz
from tfgraph_course.graphs import Nodes, weights_of
from tfgraph_course.predict.trained import HowTrained, about, cast_finite, weights_in
from tfgraph_course.training.history import History
from tfgraph_course.training.resume import Run


def weight_table(graph: Nodes) -> list[tuple[str, tuple[int, ...], int]]:
    """List the name, the shape and the number of weights of every variable in a graph."""
    table = []
    for name, variable in weights_of(graph).items():
        shape = tuple(variable.shape.as_list())
        table.append((name, shape, int(np.prod(shape))))
    return table


def print_weight_table(graph: Nodes) -> None:
    """Print a graph's variables with their shapes and numbers of weights, and the total."""
    table = weight_table(graph)
    for name, shape, count in table:
        print(f"{name:8}{' x '.join(map(str, shape)) or 'a number':>18}{count:>10,}")
    print(f"{'total':8}{'':18}{sum(count for *_, count in table):>10,}")


def save(graph: Nodes, path: str | Path) -> str:
    """Save the weights with `tf.train.Saver`, as in chapter 3, "Saving models".

    Returns:
        The name of the checkpoint, to be passed to `restore`: `path` as an absolute path, with no
        extension added.
    """
    saver = tf.train.Saver(list(weights_of(graph).values()), save_relative_paths=True)
    path = Path(path).resolve()
    try:
        # Written beside the target, on the same disk, and copied from there once complete.
        with staged(path) as stage:
            saver.save(tf.get_default_session(), str(stage / path.name), write_meta_graph=False)
            for file in stage.iterdir():
                write_bytes(path.with_name(file.name), file.read_bytes())
    except (OSError, tf.errors.OpError) as fault:
        raise CourseError(
            f"{path}: the checkpoint cannot be written; check its folder and the space on the "
            "disk, or name another folder with --out."
        ) from fault
    return str(path)


def restore(graph: Nodes, path: str | Path) -> None:
    """Restore a graph's weights from a checkpoint that `save` wrote.

    Raises:
        CourseError: there is no such checkpoint, it is damaged, or it belongs to another graph; the
            message names the first variable that does not fit. No variable is changed.
    """
    variables = list(weights_of(graph).values())
    try:
        found = tf.train.NewCheckpointReader(str(path)).get_variable_to_shape_map()
    except (tf.errors.OpError, ValueError, RuntimeError) as fault:
        raise CourseError(
            f"{path}: there is no complete checkpoint with this name; give the name without "
            ".index or .data, such as runs/ch3_cnn/model.ckpt."
        ) from fault
    for variable in variables:
        name, shape = variable.op.name, variable.shape.as_list()
        if name not in found:
            raise CourseError(f"{path} has no {name}; the file was saved from another graph.")
        if found[name] != shape:
            raise CourseError(
                f"{path}: {name} has shape {found[name]}, but the graph needs {shape}; the file "
                "was saved from another graph."
            )
    try:
        tf.train.Saver(variables).restore(tf.get_default_session(), str(path))
    except (tf.errors.OpError, ValueError) as fault:  # Saver's checksums find every flipped bit
        raise CourseError(
            f"{path}: the checkpoint is damaged; load the weights from weights.npz beside it, or "
            "train again."
        ) from fault


def save_all(
    graph: Nodes,
    path: str | Path,
    *,
    by_name: bool = False,
    about: dict[str, np.ndarray] | None = None,
) -> None:
    """Write the weights to an npz file.

    Args:
        graph: the graph whose variables are written.
        path: the path of the file.
        by_name: whether to name the arrays W1, b1, ...; otherwise they are named arr_0, arr_1, ...,
            as in the book's `save_all`, so that readers of the book can exchange files.
        about: facts about the model, from `trained.about`; saved beside the weights if `by_name` is
            true.
    """
    values = tf.get_default_session().run(weights_of(graph))
    if by_name:
        write_arrays(path, **values, **(about or {}))
    else:
        write_arrays(path, *values.values())


def load_all(graph: Nodes, path: str | Path) -> None:
    """Load weights from a file that `save_all` wrote, whatever its arrays are named.

    If an array does not fit, no variable is changed.

    Raises:
        CourseError: the file is not an npz file, its weights belong to another graph, or some of
            its numbers are not finite; the message names the first array that does not fit.
    """
    arrays, values = weights_in(read_npz(path)), []
    is_by_order = "arr_0" in arrays
    for i, (name, variable) in enumerate(weights_of(graph).items()):
        key, shape = f"arr_{i}" if is_by_order else name, tuple(variable.shape.as_list())
        if key not in arrays:
            raise CourseError(
                f"{path} has no array {key} for {name}; the file is from another graph."
            )
        array = arrays.pop(key)
        if array.shape != shape or array.dtype.kind not in "fiu":
            raise CourseError(
                f"{path}: array {key} is {array.dtype} {array.shape}, but {name} needs float32 "
                f"{shape}; the file is from another graph."
            )
        value = cast_finite(array, variable.dtype.base_dtype.as_numpy_dtype)
        if value is None:
            raise CourseError(
                f"{path}: array {key} holds a number that is NaN, infinite or too large for "
                f"{name}; train again."
            )
        values.append((variable, value))
    for extra in arrays:
        raise CourseError(
            f"{path}: the graph has no variable for array {extra}; the file is from another graph."
        )
    sess = tf.get_default_session()
    for variable, value in values:
        variable.load(value, sess)


def save_run(
    graph: Nodes,
    history: History,
    run: Run,
    classes: Sequence[str],
    images: np.ndarray | None = None,
    labels: np.ndarray | None = None,
    *,
    model: str,
    data: str | Path,
    loss: str,
) -> None:
    """Write all results of a run, except pictures, into the run's folder.

    The files are model.ckpt.* for `restore`, weights.npz (arr_0, ...) and weights_by_name.npz for
    `load_all`, and history.npz for drawing the curves again. weights_by_name.npz also holds what
    `python -m tfgraph_course predict` needs to know about the model.

    If a weight is infinite or NaN, an older finished run in that folder is left as it is.

    Args:
        graph, history: the trained graph, and how it was trained.
        run: the run, whose folder is written to; `make_room` is called once the weights are known
            to be finite.
        classes: the names of the classes.
        images: the training images, [N, size, size] or [N, size * size]; None if the model does not
            see images.
        labels: the images' classes, one-hot [N, classes]; None if there are no images.
        model: the model's name in models.py, or the name of a reader's own model.
        data: the path of the file with the images or weeks.
        loss: "book" or "logits", see objective.py; "own" for a reader's own model.

    Raises:
        CourseError: a weight is infinite or NaN, or a file cannot be written.
    """
    for name, value in tf.get_default_session().run(weights_of(graph)).items():
        if not np.isfinite(value).all():
            raise CourseError(
                f"{name} holds infinity or NaN, so nothing was saved; try a smaller --rate."
            )
    out = run.make_room()
    save(graph, out / "model.ckpt")
    save_all(graph, out / "weights.npz")
    path = out / "weights_by_name.npz"
    own = Path(data).resolve() in (FONTS_FILE, WEATHER_FILE)
    how = HowTrained(
        epochs=history["epoch"][-1],
        train_acc=history["train_acc"][-1],
        test_acc=history["test_acc"][-1],
        data="the course's own data" if own else str(data),
        loss=loss,
    )
    save_all(graph, path, by_name=True, about=about(model, classes, images, how, labels))
    history.save(out / "history.npz")
