"""Read a reader's own model, `--model FILE.py:function`, and check it before anything trains.

The function returns a named tuple of nodes, as the chapters' builders do: x, y_, y, train_step,
accuracy, keep_prob if the model has dropout, and the model's variables. If the function has
arguments `size` or `classes`, it gets the data's image size or number of classes.
"""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from tfgraph_course import activated, tf
from tfgraph_course.errors import CourseError, printable
from tfgraph_course.models import MODELS, Model
from tfgraph_course.predict.trained import are_probabilities
from tfgraph_course.review.data import ReviewData
from tfgraph_course.review.own_nodes import check_nodes
from tfgraph_course.review.runs import probabilities_of
from tfgraph_course.training.loop import fit
from tfgraph_course.training.session import fresh_session

TRIAL_IMAGES = 10


def own_models(specs: list[str], epochs: int, data: ReviewData) -> list[Model]:
    """Read the reader's models, and try each in its own graph with one training step.

    Args:
        specs: the functions that build the models, each as "FILE.py:function".
        epochs: for which each model will train.
        data: the data of the review.

    Returns:
        The models, each named after its function or, if the file has a different name, after the
        file and the function.

    Raises:
        CourseError: something is wrong with a file, a function or a node.
    """
    models = []
    for spec in specs:
        model = _read(spec, epochs)
        if model.name in [*MODELS, *(other.name for other in models)]:
            raise CourseError(f"{spec}: there is already a model named {model.name}; rename yours.")
        _try(spec, model.build, data)
        models.append(model)
    return models


def _read(spec: str, epochs: int) -> Model:
    """Run the reader's file, and return the model that the function named by `spec` builds."""
    file, _, name = spec.rpartition(":")
    path = Path(file)
    if not (path.suffix == ".py" and name.isidentifier()):
        raise CourseError(
            f"--model {spec}: this is not FILE.py:function, as in "
            "examples/challenge_cnn.py:challenge_cnn."
        )
    try:
        source = path.read_bytes()
    except OSError as fault:
        raise CourseError(f"--model {spec}: {path} cannot be read ({fault.strerror}).") from fault
    with _telling(path, 1):
        module = _run(path, source)
    function = getattr(module, name, None)
    if not inspect.isfunction(function):
        found = [key for key, value in vars(module).items()
                 if inspect.isfunction(value) and value.__module__ == module.__name__]
        raise CourseError(
            f"{path}: there is no function {name}; the file has {', '.join(found) or 'none'}."
        )
    title = name if name == path.stem else f"{printable(path.stem)}-{name}"

    def build(**shape: int) -> Any:
        taken = {key: shape[key] for key in shape if key in inspect.signature(function).parameters}
        with _telling(path, function.__code__.co_firstlineno), activated():
            return function(**taken)

    digest = hashlib.sha256(source).hexdigest()
    return Model(title, build, title=title, epochs=epochs, source=digest)


def _run(path: Path, source: bytes) -> ModuleType:
    """Run a file as a module, which may import TensorFlow 1 and other files in its folder."""
    module = ModuleType(f"own_{path.stem}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses and pickle look it up there
    folder = str(path.resolve().parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    with activated():
        exec(compile(source, path, "exec", dont_inherit=True), vars(module))
    return module


@contextlib.contextmanager
def _telling(path: Path, line: int) -> Iterator[None]:
    """Context manager that turns exceptions of the reader's code into CourseErrors with its line.

    If the exception's traceback does not contain the file, the error names `line`.
    """
    try:
        yield
    except CourseError:
        raise
    except SyntaxError as fault:
        raise CourseError(
            f"{fault.filename or path}, line {fault.lineno}: {type(fault).__name__}: {fault.msg}."
        ) from fault
    except (Exception, SystemExit) as fault:
        frames = traceback.extract_tb(fault.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(path)]
        raise CourseError(
            f"{path}, line {(lines or [line])[-1]}: {type(fault).__name__}: {_reason(fault)}"
        ) from fault


def _try(spec: str, build: Callable[..., Any], data: ReviewData) -> None:
    """Try a reader's model: build its graph, check its nodes, and run one training step."""
    sess = fresh_session(0)
    size, classes = data.fonts.images.shape[1], len(data.fonts.names)
    graph = build(size=size, classes=classes)
    check_nodes(spec, graph, size, classes)
    few = data.parts.train[:TRIAL_IMAGES], data.parts.onehot_train[:TRIAL_IMAGES]
    fewer = data.parts.test[:1], data.parts.onehot_test[:1]
    try:
        sess.run(tf.global_variables_initializer())
        fit(graph, few, fewer, epochs=1, engine="graph", quiet=True)
        probabilities = probabilities_of(graph, few[0])
    except (tf.errors.OpError, ValueError, TypeError) as fault:
        raise CourseError(
            f"{spec}: the first training step failed with {type(fault).__name__}: {_reason(fault)}"
        ) from fault
    if probabilities.shape != few[1].shape or not are_probabilities(probabilities):
        raise CourseError(
            f"{spec}: y must hold the probabilities of the {few[1].shape[1]} classes, which add up "
            "to 1 for each image; use tf.nn.softmax of the logits."
        )


def _reason(fault: BaseException) -> str:
    """Return an exception's message on one line, without TensorFlow's details about the node."""
    message = getattr(fault, "message", str(fault))
    return " ".join(message.partition("\n\t [[")[0].split())
