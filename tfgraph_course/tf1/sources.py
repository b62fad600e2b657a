"""Where the names of TensorFlow 1 come from on today's TensorFlow.

One line a module of TensorFlow 1: its sources, in the order in which they are asked. A module that
is not listed comes from `tensorflow.compat.v1`, or is one of TensorFlow's private modules.
"""

VERSION = "1.15.5"  # what `tf.__version__` says: the release whose names are here

TENSORFLOW = "tensorflow"  # the module of the same path in TensorFlow itself
_OURS = "tfgraph_course.tf1"
_CONTRIB = f"{_OURS}.contrib"
_REPAIRED = f"{_CONTRIB}.repaired"  # no names of its own; makes the modules after it work
_KERAS = "tf_keras.api._v1.keras"  # Keras 2, which knows graphs; TensorFlow 2.21 brings Keras 3

SOURCES: dict[str, list[str]] = {
    "": [f"{_OURS}.root", f"{_OURS}.old_session", TENSORFLOW],
    "app": [f"{_OURS}.app", TENSORFLOW],
    "app.flags": [f"{_OURS}.flags", TENSORFLOW],
    "flags": [f"{_OURS}.flags", TENSORFLOW],
    "python.platform.flags": [f"{_OURS}.flags", TENSORFLOW],
    "python.platform.app": [f"{_OURS}.app", TENSORFLOW],
    "image": [f"{_OURS}.image", TENSORFLOW],
    "keras": [_KERAS],
    "keras.datasets": [f"{_KERAS}.datasets"],
    "keras.datasets.mnist": [f"{_OURS}.keras_mnist"],
    "contrib": [],
    "contrib.crf": [f"{_CONTRIB}.crf"],
    "contrib.data": [f"{_CONTRIB}.data", "tensorflow.compat.v1.data.experimental"],
    "contrib.deprecated": [f"{_OURS}.root"],
    "contrib.distributions": ["tensorflow.python.ops.distributions.distributions"],
    "contrib.eager": [f"{_CONTRIB}.eager"],
    "contrib.eager.metrics": [f"{_CONTRIB}.eager_metrics"],
    "contrib.framework": [
        f"{_CONTRIB}.framework",
        "tf_slim.ops.arg_scope",  # before the next, which knows it as a module
        "tf_slim.ops.variables",
    ],
    "contrib.framework.nest": ["tensorflow.python.util.nest"],
    "contrib.framework.python.ops.variables": [_REPAIRED, "tf_slim.ops.variables"],
    "contrib.layers": [f"{_CONTRIB}.layers", "tf_slim.layers"],
    "contrib.image": [f"{_CONTRIB}.image"],
    "contrib.keras": [_KERAS],
    "contrib.learn": [f"{_CONTRIB}.learn"],
    "contrib.learn.datasets": [f"{_CONTRIB}.learn_datasets"],
    "contrib.learn.datasets.base": [f"{_CONTRIB}.learn_datasets"],
    "contrib.learn.datasets.mnist": [f"{_OURS}.mnist"],
    "contrib.learn.preprocessing": [f"{_CONTRIB}.learn_preprocessing"],
    "contrib.legacy_seq2seq": [
        f"{_CONTRIB}.legacy_seq2seq",
        f"{_CONTRIB}.legacy_attention",
    ],
    "contrib.lookup": [f"{_CONTRIB}.lookup", "tensorflow.python.ops.lookup_ops"],
    "contrib.losses": [_REPAIRED, "tf_slim.losses"],
    "contrib.losses.metric_learning": [_REPAIRED, "tf_slim.losses.metric_learning"],
    "contrib.metrics": [f"{_CONTRIB}.metrics", "tf_slim.metrics"],
    "contrib.nn": [f"{_CONTRIB}.nn"],
    "contrib.opt": [f"{_CONTRIB}.opt", f"{_CONTRIB}.scipy_opt"],
    "contrib.predictor": [f"{_CONTRIB}.predictor"],
    "contrib.rnn": [
        f"{_OURS}.rnn_cell",
        f"{_CONTRIB}.rnn",
        f"{_CONTRIB}.fused_rnn",
        f"{_CONTRIB}.lstm_cells",
    ],
    "contrib.seq2seq": [
        f"{_CONTRIB}.seq2seq",
        f"{_CONTRIB}.seq2seq_helpers",
        f"{_CONTRIB}.seq2seq_attention",
        f"{_CONTRIB}.beam_search",
    ],
    "contrib.signal": ["tensorflow.compat.v1.signal"],
    "contrib.slim": [f"{_CONTRIB}.layers", "tf_slim"],
    "contrib.slim.nets": [_REPAIRED, "tf_slim.nets"],
    "contrib.stateless": [f"{_CONTRIB}.stateless"],
    "contrib.summary": [f"{_CONTRIB}.summary", "tensorflow.python.ops.summary_ops_v2"],
    "contrib.tensorboard.plugins.projector": [f"{_CONTRIB}.projector"],
    "contrib.training": [f"{_CONTRIB}.training", "tf_slim.training.training"],
    "contrib.util": [f"{_CONTRIB}.util"],
    "estimator": [],
    "examples": [],
    "examples.tutorials": [],
    "examples.tutorials.mnist": [],
    "examples.tutorials.mnist.input_data": [f"{_OURS}.mnist"],
    "examples.tutorials.mnist.mnist": [f"{_OURS}.mnist_model"],
    "layers": [f"{_KERAS}.__internal__.legacy.layers"],
    "nn": [f"{_OURS}.nn", TENSORFLOW],
    "nn.rnn_cell": [f"{_OURS}.rnn_cell"],
    "python.ops.rnn_cell": [f"{_OURS}.rnn_cell"],
    "python.ops.rnn_cell_impl": [f"{_OURS}.rnn_cell", TENSORFLOW],
    "python.framework.graph_util": [TENSORFLOW, "tensorflow.compat.v1.graph_util"],
    "python.ops.rnn": [TENSORFLOW, f"{_OURS}.nn"],
    "train": [f"{_OURS}.train", TENSORFLOW],
}

# Private modules that programs import names from, and the public modules that have these.
for _private, _public in {
    "contrib.eager.python.tfe": "contrib.eager",
    "contrib.framework.python.framework": "contrib.framework",
    "contrib.framework.python.ops": "contrib.framework",
    "contrib.layers.python.layers": "contrib.layers",
    "contrib.learn.python.learn": "contrib.learn",
    "contrib.learn.python.learn.datasets": "contrib.learn.datasets",
    "contrib.learn.python.learn.datasets.base": "contrib.learn.datasets",
    "contrib.learn.python.learn.datasets.mnist": "contrib.learn.datasets.mnist",
    "contrib.learn.python.learn.preprocessing": "contrib.learn.preprocessing",
    "contrib.learn.python.learn.preprocessing.text": "contrib.learn.preprocessing",
    "contrib.legacy_seq2seq.python.ops.seq2seq": "contrib.legacy_seq2seq",
    "contrib.losses.python.losses": "contrib.losses",
    "contrib.metrics.python.ops.metric_ops": "contrib.metrics",
    "contrib.rnn.core_rnn_cell": "contrib.rnn",
    "contrib.rnn.python.ops.core_rnn": "contrib.rnn",
    "contrib.rnn.python.ops.core_rnn_cell": "contrib.rnn",
    "contrib.rnn.python.ops.core_rnn_cell_impl": "contrib.rnn",
    "contrib.rnn.python.ops.fused_rnn_cell": "contrib.rnn",
    "contrib.rnn.python.ops.gru_ops": "contrib.rnn",
    "contrib.rnn.python.ops.lstm_ops": "contrib.rnn",
    "contrib.rnn.python.ops.rnn": "contrib.rnn",
    "contrib.rnn.python.ops.rnn_cell": "contrib.rnn",
    "contrib.seq2seq.python.ops": "contrib.seq2seq",
    "contrib.seq2seq.python.ops.attention_wrapper": "contrib.seq2seq",
    "contrib.seq2seq.python.ops.basic_decoder": "contrib.seq2seq",
    "contrib.seq2seq.python.ops.beam_search_decoder": "contrib.seq2seq",
    "contrib.seq2seq.python.ops.beam_search_ops": "contrib.seq2seq",
    "contrib.seq2seq.python.ops.decoder": "contrib.seq2seq",
    "contrib.seq2seq.python.ops.helper": "contrib.seq2seq",
    "contrib.seq2seq.python.ops.loss": "contrib.seq2seq",
    "contrib.slim.python.slim": "contrib.slim",
    "contrib.slim.python.slim.nets": "contrib.slim.nets",
    "nn.seq2seq": "contrib.legacy_seq2seq",
    "python.ops.seq2seq": "contrib.legacy_seq2seq",
}.items():
    SOURCES[_private] = SOURCES[_public]
