"""`python -m tfgraph_course export`: a trained model as ONNX and SavedModel for other programs."""

from __future__ import annotations

import inspect
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import make_folder, staged, write_bytes
from tfgraph_course.files.shipped import to_install
from tfgraph_course.predict.trained import Trained, read_trained
from tfgraph_course.saving.checkpoints import load_all
from tfgraph_course.tf1 import fresh_session


def rebuild(model: Trained) -> Any:
    """Build a trained model's graph in a fresh session, and load the model's weights."""
    fresh_session(0)
    build, knobs = model.model.build, dict(model.form.knobs)
    sides = model.sides | ({"size": model.manner.size} if model.manner else {})
    for name in inspect.signature(build).parameters:
        if name in sides:
            knobs[name] = sides[name]
        elif f"{name}1" in sides:
            knobs[name] = sides[f"{name}1"], sides[f"{name}2"]
    graph = build(**knobs)
    load_all(graph, model.path)
    return graph


def frozen(graph: Any) -> Any:
    """Return a new graph that computes `y` from `x`, with weights as constants and no dropout.

    Args:
        graph: the nodes of a model in the default graph, whose variables have values in the default
            session.
    """
    sess = tf.get_default_session()
    # Nodes that read the output of dropout read its input instead.
    skipped = {
        node.op.name: getattr(graph, name.removesuffix("_drop")).op.name
        for name, node in graph._asdict().items() if name.endswith("_drop")
    }
    definition = sess.graph.as_graph_def()
    for node in definition.node:
        node.input[:] = [skipped.get(name, name) for name in node.input]
    definition = tf.graph_util.convert_variables_to_constants(sess, definition, [graph.y.op.name])
    with tf.Graph().as_default() as result:
        x = tf.placeholder(tf.float32, graph.x.shape, name="x")
        (y,) = tf.import_graph_def(definition, {graph.x.name: x}, [graph.y.name], name="model")
        tf.identity(y, name="y")
    return result


def description(model: Trained) -> dict[str, Any]:
    """Return what a program needs to know to use a model: its classes, input and output."""
    if model.manner is None:
        x = "float32 [weeks, 5], the weeks of a record in order, scaled by datasets.scale"
    else:
        size = model.manner.size
        sides = f"{size * size}" if model.model.sees == "pixels" else f"{size}, {size}"
        x = (
            f"float32 [batch, {sides}], images of one letter each, {size} x {size} pixels, 0 white "
            "to 1 black, first row at the bottom; tfgraph_course.predict.prepare(picture) draws "
            "them as [batch, size, size]"
        )
    y = "float32 [batch, classes], the probabilities of the classes, in the order of `classes`"
    return {"classes": model.classes, "x": x, "y": y}


def write_saved_model(graph: Any, folder: Path, about: dict[str, Any]) -> None:
    """Write a frozen graph as a SavedModel, whose signature serving_default maps x to y.

    The file assets.extra/about.json, which TensorFlow leaves alone, holds `about`.
    """
    try:
        with staged(folder) as stage, tf.Session(graph=graph) as sess:
            x, y = graph.get_tensor_by_name("x:0"), graph.get_tensor_by_name("y:0")
            tf.saved_model.simple_save(sess, str(stage), {"x": x}, {"y": y})
            extra = make_folder(stage / "assets.extra") / "about.json"
            extra.write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            stage.rename(folder)
    except (OSError, tf.errors.OpError) as fault:
        raise CourseError(
            f"{folder}: the folder cannot be written; check the space on the disk, or name another "
            "folder with --out."
        ) from fault


def write_onnx(graph: Any, path: Path, about: dict[str, Any]) -> None:
    """Write a frozen graph as an ONNX model with the input `x` and the output `y`.

    Its metadata properties hold `about`, with the classes as JSON.
    """
    try:
        import onnx
        from tf2onnx import convert
    except ImportError as fault:
        raise CourseError(f"{fault.name} is not installed; run: {to_install('export')}") from fault
    model, _ = convert.from_graph_def(
        graph.as_graph_def(), input_names=["x:0"], output_names=["y:0"]
    )
    named = {"x:0": "x", "y:0": "y"}  # names in ONNX have no output number such as :0
    for value in (*model.graph.input, *model.graph.output):
        value.name = named[value.name]
        value.type.tensor_type.shape.dim[0].dim_param = "batch"
    for node in model.graph.node:
        node.input[:] = [named.get(name, name) for name in node.input]
        node.output[:] = [named.get(name, name) for name in node.output]
    classes = json.dumps(about["classes"], ensure_ascii=False)
    onnx.helper.set_model_props(model, about | {"classes": classes})
    write_bytes(path, model.SerializeToString())


def export(model: str, out: Path | None = None) -> list[Path]:
    """Write model.onnx and saved_model/ beside a model's weights, or into the folder `out`.

    Raises:
        CourseError: the model cannot be used, or a file cannot be written.
    """
    trained = read_trained(model)
    # The model must give probabilities for blank and fully inked paper, or for weeks of 0s and 1s.
    sides = (5,) if trained.manner is None else (trained.manner.size,) * 2
    trained.probabilities(np.stack([np.zeros(sides, np.float32), np.ones(sides, np.float32)]))
    folder = make_folder(out) if out else trained.path.parent
    graph = frozen(rebuild(trained))
    about = description(trained)
    write_saved_model(graph, folder / "saved_model", about)
    write_onnx(graph, folder / "model.onnx", about)
    return [folder / "saved_model", folder / "model.onnx"]
