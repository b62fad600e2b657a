"""Look up every name of TensorFlow 1; write tfgraph_course/tf1/names.tsv and docs/tf1.md."""

import argparse
import functools
from collections import Counter
from pathlib import Path

from tfgraph_course.tf1.names import TABLE, Name, table
from tfgraph_course.tf1.namespace import import_tensorflow, tf
from tfgraph_course.tf1.quiet import filter_notices

DOCS = Path(__file__).resolve().parents[1] / "docs" / "tf1.md"

# Replacements for names that are not in TensorFlow's own table of renamings. An entry holds for a
# name and for the names below it that have no entry of their own.
INSTEAD = {
    "contrib": "whatever TensorFlow or a separate package offers",
    "contrib.bayesflow": "the package tensorflow_probability",
    "contrib.boosted_trees": "sklearn.ensemble.HistGradientBoostingClassifier",
    "contrib.crf": "a Keras layer of your own (tensorflow_addons, which had one, is discontinued)",
    "contrib.cudnn_rnn": "tf.keras.layers.LSTM or GRU, which use cuDNN automatically",
    "contrib.data": "tf.data and tf.data.experimental",
    "contrib.distribute": "tf.distribute",
    "contrib.distributions": "the package tensorflow_probability",
    "contrib.eager": "TensorFlow 2 itself, which is eager",
    "contrib.estimator": "Keras",
    "contrib.factorization": "sklearn.cluster and sklearn.mixture",
    "contrib.feature_column": "tf.feature_column or Keras preprocessing layers",
    "contrib.ffmpeg": "the package ffmpeg-python, or tf.audio for WAV",
    "contrib.framework": "tf.compat.v1.train and plain Python",
    "contrib.gan": "the package tensorflow_gan",
    "contrib.graph_editor": "tf.import_graph_def with input_map",
    "contrib.image": "tf.image or Keras preprocessing layers",
    "contrib.integrate": "scipy.integrate.solve_ivp",
    "contrib.keras": "tf.keras",
    "contrib.kfac": "the package kfac",
    "contrib.layers": "tf.keras.layers",
    "contrib.layers.batch_norm": "tf.keras.layers.BatchNormalization",
    "contrib.layers.conv2d": "tf.keras.layers.Conv2D",
    "contrib.layers.convolution2d": "tf.keras.layers.Conv2D",
    "contrib.layers.dropout": "tf.keras.layers.Dropout",
    "contrib.layers.embed_sequence": "tf.keras.layers.Embedding",
    "contrib.layers.flatten": "tf.keras.layers.Flatten",
    "contrib.layers.fully_connected": "tf.keras.layers.Dense",
    "contrib.layers.l1_regularizer": "tf.keras.regularizers.L1",
    "contrib.layers.l2_regularizer": "tf.keras.regularizers.L2",
    "contrib.layers.layer_norm": "tf.keras.layers.LayerNormalization",
    "contrib.layers.max_pool2d": "tf.keras.layers.MaxPooling2D",
    "contrib.layers.optimize_loss": "the method minimize of an optimizer",
    "contrib.layers.variance_scaling_initializer": "tf.keras.initializers.VarianceScaling",
    "contrib.layers.xavier_initializer": "tf.keras.initializers.GlorotUniform",
    "contrib.layers.xavier_initializer_conv2d": "tf.keras.initializers.GlorotUniform",
    "contrib.learn": "Keras or scikit-learn",
    "contrib.legacy_seq2seq": "tf.keras.layers.LSTM and tf.keras.layers.Attention",
    "contrib.lite": "tf.lite",
    "contrib.lookup": "tf.lookup",
    "contrib.losses": "tf.keras.losses",
    "contrib.metrics": "tf.keras.metrics",
    "contrib.model_pruning": "the package tensorflow_model_optimization",
    "contrib.mixed_precision": "tf.keras.mixed_precision",
    "contrib.nn": "tf.nn",
    "contrib.opt": "tf.keras.optimizers",
    "contrib.predictor": "tf.saved_model.load",
    "contrib.quantize": "the package tensorflow_model_optimization",
    "contrib.rnn": "tf.keras.layers.RNN and its cells",
    "contrib.saved_model": "tf.saved_model",
    "contrib.seq2seq": "tf.keras.layers.LSTM and tf.keras.layers.Attention",
    "contrib.slim": "the package tf_slim, or Keras",
    "contrib.stateless": "tf.random.stateless_uniform and similar functions",
    "contrib.summary": "tf.summary",
    "contrib.tensor_forest": "the package ydf, or sklearn.ensemble.RandomForestClassifier",
    "contrib.tensorboard": "the package tensorboard",
    "contrib.timeseries": "Keras, or the package statsmodels",
    "contrib.tpu": "tf.tpu and tf.distribute.TPUStrategy",
    "contrib.training": "Keras's fit",
    "config.experimental_list_devices": "tf.config.list_logical_devices",
    "contrib.util": "tf.get_static_value and tf.make_tensor_proto",
    "estimator.BoostedTreesClassifier": "sklearn.ensemble.GradientBoostingClassifier",
    "estimator.BoostedTreesRegressor": "sklearn.ensemble.GradientBoostingRegressor",
    "estimator": "Keras",
    "data.experimental": "tf.data",
    "keras": "tf.keras",
    "keras.wrappers": "the package scikeras",
    "layers": "tf.keras.layers",
    "layers.experimental": "tf.keras.layers",
    "lite.experimental": "tf.lite",
    "raw_ops": "another op of tf.raw_ops",
    "tpu.experimental": "tf.tpu.experimental.embedding",
    "audio_summary": "tf.summary.audio",
    "complex_abs": "tf.abs",
    "histogram_summary": "tf.summary.histogram",
    "image_summary": "tf.summary.image",
    "scalar_summary": "tf.summary.scalar",
    "merge_summary": "tf.compat.v1.summary.merge",
    "merge_all_summaries": "tf.compat.v1.summary.merge_all",
    "mul": "tf.multiply",
    "sub": "tf.subtract",
    "neg": "tf.negative",
    "inv": "tf.math.reciprocal",
    "pack": "tf.stack",
    "unpack": "tf.unstack",
    "select": "tf.where",
    "concat_v2": "tf.concat",
    "split_v": "tf.split",
    "list_diff": "tf.compat.v1.setdiff1d",
    "listdiff": "tf.compat.v1.setdiff1d",
    "op_scope": "tf.name_scope",
    "variable_op_scope": "tf.compat.v1.variable_scope",
    "batch_matmul": "tf.matmul",
    "nn.rnn": "tf.keras.layers.RNN",
    "nn.bidirectional_rnn": "tf.keras.layers.Bidirectional",
    "nn.state_saving_rnn": "tf.keras.layers.RNN with stateful=True",
    "nn.deconv2d": "tf.nn.conv2d_transpose",
    "nn.rnn_cell": "tf.keras.layers.RNN and its cells",
    "nn.seq2seq": "tf.keras.layers.LSTM and tf.keras.layers.Attention",
    "train.SummaryWriter": "tf.summary.create_file_writer",
    "train.SummaryWriterCache": "tf.summary.create_file_writer",
    "examples": "tf.keras.datasets.mnist",
}


MISSING = object()


@functools.cache
def keras_layers() -> dict[str, str]:
    """Return the names of Keras's layers, keyed by the name in lower case, as in `tf.layers`."""
    return {layer.lower(): layer for layer in dir(tf.compat.v2.keras.layers)}


def look_up(name: str, kind: str) -> Name:
    """Find out what became of a name of TensorFlow 1."""
    ours, own = _walk(tf, name), _walk(import_tensorflow(), name)
    if ours is MISSING:
        state = "gone"
    else:
        # `tf` has its own module objects, so a module counts as TensorFlow's if TensorFlow has it
        state = "tensorflow" if own is ours or (kind and own is not MISSING) else "course"
    return Name(name, state, _today(name, state), kind)


def _walk(place: object, name: str) -> object:
    for part in name.split("."):
        try:
            place = getattr(place, part)
        except (AttributeError, ImportError):  # NameGone is an AttributeError
            return MISSING
    return place


def _today(name: str, state: str) -> str:
    """Return today's spelling: from INSTEAD, TensorFlow's table of renamings, or the old name."""
    if name in INSTEAD:
        return INSTEAD[name]
    squeezed = name.replace("_", "").removeprefix("layers.").lower()
    if name.startswith("layers.") and (layer := keras_layers().get(squeezed)):
        return f"tf.keras.layers.{layer}"
    renamed = tf.tools.compatibility.all_renames_v2.symbol_renames.get(f"tf.{name}")
    if renamed and not renamed.startswith("tf.compat.v1"):
        return renamed
    if not name.startswith(("estimator", "contrib")) and _walk(tf.compat.v2, name) is not MISSING:
        return f"tf.{name}"
    path = name
    while state != "tensorflow" and (path := path.rpartition(".")[0]):
        if path in INSTEAD:
            return INSTEAD[path]
    return f"tf.compat.v1.{name}"


def document(names: list[Name]) -> str:
    """Return the text of docs/tf1.md: all names that are supplied or gone; counts for the rest."""
    count = Counter(row.state for row in names if not row.is_module)
    lines = [
        "# The names of TensorFlow 1",
        "",
        "[中文](tf1.zh-CN.md)",
        "",
        "`python scripts/make_tf1_names.py` writes this page; a test fails if it is out of date.",
        "",
        f"TensorFlow 1.15 and 0.x have {sum(count.values()):,} functions, classes and constants.",
        f"Of these, {count['tensorflow']:,} are still in TensorFlow 2.21, under `tf.compat.v1`;",
        f"the course supplies another {count['course']:,}, and {count['gone']:,} are gone. If a",
        "program uses a name that is gone, the error message says what to use instead. Names under",
        "`tf.contrib` are listed down to the second level. In both tables, the column `today` says",
        "what a new program would use.",
    ]
    for state, title in (("course", "Supplied by the course"), ("gone", "Gone")):
        lines += ["", f"## {title}", "", "| name | today |", "|---|---|"]
        of_state = [row for row in names if row.state == state and not row.is_module]
        lines += [f"| `tf.{row.name}` | {row.today} |" for row in of_state]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say what is outdated")
    args = parser.parse_args()
    filter_notices()
    names = [look_up(row.name, row.kind) for row in table().values()]
    contents = {TABLE: "".join("\t".join(row) + "\n" for row in names), DOCS: document(names)}
    outdated = [
        path for path, new in contents.items()
        if not path.exists() or path.read_text(encoding="utf-8") != new
    ]
    for path in outdated:
        print(path, "is out of date" if args.check else "is rewritten")
        if not args.check:
            path.write_text(contents[path], encoding="utf-8")
    raise SystemExit(1 if args.check and outdated else 0)
