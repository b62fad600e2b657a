"""The sources of TensorFlow 1's names: today's modules, in which the names are looked up.

The table SOURCES has a line for each module of TensorFlow 1, with its sources in search order. A
module that is not listed comes from `tensorflow.compat.v1`, or is a private module of TensorFlow.
"""

VERSION = "1.15.5"  # the value of `tf.__version__`: the release whose names are listed here

TENSORFLOW = "tensorflow"  # the module at the same path in TensorFlow itself
_OURS = "tfgraph_course.tf1"
_CONTRIB = f"{_OURS}.contrib"
_REPAIRED = f"{_CONTRIB}.slim"  # has no names, but makes tf_slim work
_KERAS = "tf_keras.api._v1.keras"  # Keras 2, which supports graphs; TensorFlow 2.21 has Keras 3

SOURCES: dict[str, list[str]] = {
    "": [f"{_OURS}.top_level", f"{_OURS}.sessions", TENSORFLOW],
    "app": [f"{_OURS}.app", TENSORFLOW],
    "flags": [f"{_OURS}.flags", TENSORFLOW],
    "image": [f"{_OURS}.image", TENSORFLOW],
    "contrib": [],
    "contrib.autograph": ["tensorflow.compat.v1.autograph"],
    "contrib.compiler": [],
    "contrib.compiler.jit": ["tensorflow.python.compiler.xla.jit"],
    "contrib.compiler.xla": ["tensorflow.python.compiler.xla.xla"],
    "contrib.crf": [f"{_CONTRIB}.crf"],
    "contrib.data": [
        f"{_CONTRIB}.data", f"{_OURS}.old_shuffling", "tensorflow.compat.v1.data.experimental",
    ],
    "contrib.deprecated": [f"{_OURS}.top_level"],
    "contrib.distribute": ["tensorflow.compat.v1.distribute"],
    "contrib.distributions": [
        "tensorflow.python.ops.distributions.distributions", f"{_CONTRIB}.distributions",
    ],
    "contrib.eager": [f"{_CONTRIB}.eager"],
    "contrib.eager.metrics": [f"{_CONTRIB}.eager_metrics"],
    "contrib.factorization": [f"{_CONTRIB}.kmeans", f"{_CONTRIB}.kmeans_estimator"],
    "contrib.framework": [
        f"{_CONTRIB}.framework",
        "tf_slim.ops.arg_scope",  # before the next source, in which `arg_scope` is a module
        "tf_slim.ops.variables",
    ],
    "contrib.framework.nest": ["tensorflow.python.util.nest"],
    "contrib.framework.python.ops.audio_ops": ["tensorflow.python.ops.gen_audio_ops"],
    "contrib.framework.python.ops.variables": [_REPAIRED, "tf_slim.ops.variables"],
    "contrib.layers": [f"{_CONTRIB}.layers", f"{_CONTRIB}.learn.columns", "tf_slim.layers"],
    "contrib.image": [f"{_CONTRIB}.image"],
    "contrib.learn": [
        f"{_CONTRIB}.learn.canned", f"{_CONTRIB}.learn.estimator",
        f"{_CONTRIB}.learn.experiment", f"{_CONTRIB}.learn.model",
    ],
    "contrib.learn.learn_runner": [f"{_CONTRIB}.learn.learn_runner"],
    "contrib.learn.monitors": [f"{_CONTRIB}.learn.monitors"],
    "contrib.learn.datasets": [f"{_CONTRIB}.learn.datasets"],
    "contrib.learn.datasets.mnist": [f"{_OURS}.mnist.input_data"],
    "contrib.learn.preprocessing": [f"{_CONTRIB}.learn.preprocessing"],
    "contrib.legacy_seq2seq": [
        f"{_CONTRIB}.seq2seq.legacy", f"{_CONTRIB}.seq2seq.legacy_attention",
    ],
    "contrib.lite": ["tensorflow.compat.v1.lite"],
    "contrib.lookup": [f"{_CONTRIB}.lookup", "tensorflow.python.ops.lookup_ops"],
    "contrib.losses": [_REPAIRED, "tf_slim.losses"],
    "contrib.losses.metric_learning": [_REPAIRED, "tf_slim.losses.metric_learning"],
    "contrib.metrics": [_REPAIRED, "tf_slim.metrics"],
    "contrib.nn": [f"{_CONTRIB}.nn"],
    "contrib.opt": [
        f"{_CONTRIB}.opt", f"{_CONTRIB}.research_opt", f"{_CONTRIB}.matrix_opt",
        f"{_CONTRIB}.scipy_opt",
    ],
    "contrib.predictor": [f"{_CONTRIB}.predictor"],
    "contrib.rnn": [
        f"{_OURS}.rnn_cell", f"{_CONTRIB}.rnn.cells", f"{_CONTRIB}.rnn.fused",
        f"{_CONTRIB}.rnn.lstm",
        f"{_CONTRIB}.rnn.paper_cells",
    ],
    "contrib.seq2seq": [
        f"{_CONTRIB}.seq2seq.decoding", f"{_CONTRIB}.seq2seq.decoder_functions",
        f"{_CONTRIB}.seq2seq.helpers",
        f"{_CONTRIB}.seq2seq.attention", f"{_CONTRIB}.seq2seq.beam_search",
    ],
    "contrib.signal": ["tensorflow.compat.v1.signal"],
    "contrib.slim": [f"{_CONTRIB}.layers", "tf_slim"],
    "contrib.slim.nets": [_REPAIRED, "tf_slim.nets"],
    "contrib.slim.summaries": [_REPAIRED, "tf_slim.summaries"],
    "contrib.staging": ["tensorflow.python.ops.data_flow_ops"],
    "contrib.stateless": [],
    "contrib.summary": ["tensorflow.python.ops.summary_ops_v2"],
    "contrib.tensor_forest": [f"{_CONTRIB}.tensor_forest"],
    "contrib.tensor_forest.client": [],
    "contrib.tensor_forest.python": [],
    "contrib.tensorboard.plugins.projector": [f"{_CONTRIB}.projector"],
    "contrib.tpu": ["tensorflow.compat.v1.tpu"],
    "contrib.training": [
        f"{_CONTRIB}.training", "tf_slim.training.training", "tf_slim.training.evaluation",
    ],
    "contrib.util": [],
    "data.experimental": [f"{_OURS}.old_shuffling", TENSORFLOW],
    "estimator": [
        f"{_OURS}.estimator.model_function", f"{_OURS}.estimator.canned",
        f"{_OURS}.estimator.train_and_evaluate",
    ],
    "estimator.export": [f"{_OURS}.estimator.export"],
    "estimator.inputs": [f"{_OURS}.estimator.inputs"],
    "examples": [],
    "examples.tutorials": [],
    "examples.tutorials.mnist": [],
    "examples.tutorials.mnist.input_data": [f"{_OURS}.mnist.input_data"],
    "examples.tutorials.mnist.mnist": [f"{_OURS}.mnist.network"],
    "layers": [f"{_KERAS}.__internal__.legacy.layers"],
    "nn": [f"{_OURS}.nn", TENSORFLOW],
    "nn.rnn_cell": [f"{_OURS}.rnn_cell"],
    "python.ops.rnn_cell_impl": [f"{_OURS}.rnn_cell", TENSORFLOW],
    "python.framework.graph_util": [TENSORFLOW, "tensorflow.compat.v1.graph_util"],
    "python.ops.rnn": [TENSORFLOW, f"{_OURS}.nn"],
    "test": [f"{_OURS}.test", TENSORFLOW],
    "train": [f"{_OURS}.train", TENSORFLOW],
}

# For each module, the names that TensorFlow has today under another path or name.
_MOVED = {
    "": [
        "abs as complex_abs", "multiply as mul", "negative as neg", "reciprocal as inv",
        "setdiff1d as list_diff", "setdiff1d as listdiff", "stack as pack", "subtract as sub",
        "unstack as unpack", "summary.merge as merge_summary",
        "summary.merge_all as merge_all_summaries",
        # These build one node, as in TensorFlow 1; the number of nodes determines seeds.
        "python.ops.gen_math_ops.lin_space", "python.ops.gen_math_ops.lin_space as linspace",
        # 0.x had one function for a matrix and one for a batch of them.
        *(
            f"{name} as batch_{name}"
            for name in (
                "cholesky", "cholesky_solve", "fft", "fft2d", "fft3d", "ifft", "ifft2d", "ifft3d",
                "matrix_band_part", "matrix_determinant", "matrix_diag", "matrix_diag_part",
                "matrix_inverse", "matrix_set_diag", "matrix_solve", "matrix_solve_ls",
                "matrix_transpose", "matrix_triangular_solve", "self_adjoint_eig", "svd",
            )
        ),
    ],
    "contrib.data": [  # tf.data before 1.4
        "data.FixedLengthRecordDataset", "data.Iterator", "data.TFRecordDataset",
        "data.TextLineDataset",
        "data.experimental.make_batched_features_dataset as read_batch_features",
    ],
    "contrib.deprecated": [
        "summary.merge as merge_summary", "summary.merge_all as merge_all_summaries",
    ],
    "contrib.distributions": [
        *(
            f"python.ops.distributions.{name}"
            for name in (
                "beta.BetaWithSoftplusConcentration", "exponential.ExponentialWithSoftplusRate",
                "gamma.GammaWithSoftplusConcentrationRate", "laplace.LaplaceWithSoftplusScale",
                "normal.NormalWithSoftplusScale", "student_t.StudentTWithAbsDfSoftplusScale",
                "util.fill_triangular", "util.fill_triangular_inverse",
                "util.matrix_diag_transform", "util.reduce_weighted_logsumexp",
                "util.softplus_inverse", "util.tridiag",
            )
        ),
    ],
    "contrib.eager": [
        "GradientTape", "TensorSpec", "custom_gradient", "executing_eagerly",
        "executing_eagerly as in_eager_mode", "function", "function as defun", "make_template",
        "python.data.ops.iterator_ops.OwnedIterator as Iterator",
        "python.eager.backprop.gradients_function",
        "python.eager.backprop.implicit_grad as implicit_gradients",
        "python.eager.backprop.implicit_val_and_grad as implicit_value_and_gradients",
        "python.eager.backprop.val_and_grad_function as value_and_gradients_function",
        "python.eager.context.num_gpus",
        "python.ops.resource_variable_ops.ResourceVariable as Variable",
        "python.ops.script_ops.eager_py_func as py_func",
        "python.ops.variable_scope.EagerVariableStore", "train.Checkpoint",
    ],
    "contrib.framework": [
        "TensorSpec", "argsort", "convert_to_tensor_or_sparse_tensor",
        "debugging.assert_same_float_dtype", "debugging.assert_scalar", "is_tensor", "py_func",
        "python.framework.ops.prepend_name_scope", "python.framework.ops.strip_name_scope",
        "python.framework.smart_cond.smart_case", "python.framework.smart_cond.smart_cond",
        "python.framework.smart_cond.smart_constant_value",
        "python.framework.tensor.BoundedTensorSpec",
        "python.ops.confusion_matrix.remove_squeezable_dimensions",
        "python.util.deprecation.deprecated", "python.util.deprecation.deprecated_arg_values",
        "python.util.deprecation.deprecated_args", "sort", "train.init_from_checkpoint",
        "train.list_variables", "train.load_checkpoint", "train.load_variable",
    ],
    "contrib.lookup": [
        "python.ops.lookup_ops.DenseHashTable as MutableDenseHashTable",
        "python.ops.lookup_ops.index_table_from_file as string_to_index_table_from_file",
    ],
    "contrib.metrics": [
        "confusion_matrix", "sets.set_difference", "sets.set_intersection", "sets.set_size",
        "sets.set_union",
    ],
    "contrib.framework.nest": ["python.util.nest.is_nested as is_sequence"],
    "estimator": ["train.VocabInfo"],
    "image": ["image.per_image_standardization as per_image_whitening"],
    "python.pywrap_tensorflow": ["train.NewCheckpointReader"],
    "python.util.nest": ["python.util.nest.is_nested as is_sequence"],
    "contrib.nn": ["nn.conv1d_transpose", "python.ops.nn_ops.nth_element"],
    "contrib.rnn": [
        "nn.static_bidirectional_rnn", "nn.static_rnn", "nn.static_state_saving_rnn",
        "python.ops.rnn._best_effort_input_batch_size as best_effort_input_batch_size",
        "python.ops.rnn._transpose_batch_time as transpose_batch_time",
    ],
    "contrib.stateless": [
        "random.stateless_multinomial", "random.stateless_normal as stateless_random_normal",
        "random.stateless_truncated_normal", "random.stateless_uniform as stateless_random_uniform",
    ],
    "contrib.summary": ["python.ops.summary_ops_v2.all_v2_summary_ops as all_summary_ops"],
    "contrib.util": ["get_static_value as constant_value", "make_ndarray", "make_tensor_proto"],
    "train": ["summary.FileWriterCache as SummaryWriterCache"],
}
MOVED: dict[str, dict[str, tuple[str, str]]] = {}  # by module and name: today's module and name
for _path, _names in _MOVED.items():
    MOVED[_path] = {}
    for _name in _names:
        _today, _, _old = _name.partition(" as ")
        _module, _, _last = _today.rpartition(".")
        MOVED[_path][_old or _last] = _module, _last

# After each module, others from which programs import its names, most of them private; those that
# start with a dot are below the module.
_PRIVATE = """
app python.platform.app
contrib.eager .python.tfe
contrib.factorization .python.ops.clustering_ops .python.ops.kmeans
contrib.framework .python.framework .python.ops
contrib.layers .python.layers
contrib.learn .python.learn .python.learn.estimators .python.learn.estimators.dnn
contrib.learn .python.learn.estimators.estimator .python.learn.estimators.linear
contrib.learn .python.learn.estimators.model_fn .python.learn.estimators.run_config
contrib.learn .python.learn.metric_spec .python.learn.experiment
contrib.learn.datasets .base contrib.learn.python.learn.datasets
contrib.learn.datasets contrib.learn.python.learn.datasets.base
contrib.learn.datasets.mnist contrib.learn.python.learn.datasets.mnist
contrib.learn.learn_runner contrib.learn.python.learn.learn_runner
contrib.learn.monitors contrib.learn.python.learn.monitors
contrib.learn.preprocessing contrib.learn.python.learn.preprocessing
contrib.learn.preprocessing contrib.learn.python.learn.preprocessing.text
contrib.legacy_seq2seq .python.ops.seq2seq models.rnn.seq2seq nn.seq2seq python.ops.seq2seq
contrib.losses .python.losses
contrib.metrics .python.ops.metric_ops
contrib.rnn .core_rnn_cell .python.ops.core_rnn .python.ops.core_rnn_cell
contrib.rnn .python.ops.core_rnn_cell_impl .python.ops.fused_rnn_cell .python.ops.gru_ops
contrib.rnn .python.ops.lstm_ops .python.ops.rnn .python.ops.rnn_cell
contrib.seq2seq .python.ops .python.ops.attention_wrapper .python.ops.basic_decoder
contrib.seq2seq .python.ops.beam_search_decoder .python.ops.beam_search_ops .python.ops.decoder
contrib.seq2seq .python.ops.helper .python.ops.loss
contrib.slim .python.slim
contrib.slim.nets contrib.slim.python.slim.nets
contrib.tensor_forest contrib.learn.python.learn.estimators.random_forest
contrib.tensor_forest .client.random_forest .python.tensor_forest
contrib.training .python.training.hparam
examples.tutorials.mnist.input_data g3doc.tutorials.mnist.input_data
examples.tutorials.mnist.mnist g3doc.tutorials.mnist.mnist
flags app.flags python.platform.flags
nn.rnn_cell python.ops.rnn_cell models.rnn.rnn_cell
python.ops.rnn models.rnn.rnn
"""
for _line in _PRIVATE.strip().splitlines():
    _public, *_below = _line.split()
    for _private in _below:
        _private = f"{_public}{_private}" if _private.startswith(".") else _private
        SOURCES[_private] = SOURCES[_public]
        MOVED[_private] = MOVED.get(_public, {})

# The modules that Keras 1 and 2 had in `import keras`, tf.keras and tensorflow.python.keras; before
# them, the modules of tf_keras that have their names. A dot stands for the module of the same name.
_KERAS_MODULES = """
. activations applications backend callbacks constraints datasets initializers layers losses metrics
. models optimizers preprocessing preprocessing.image preprocessing.sequence preprocessing.text
. regularizers utils
backend backend.common backend.tensorflow_backend
initializers initializations
layers engine.base_layer engine.input_layer layers.advanced_activations layers.convolutional
layers layers.convolutional_recurrent layers.core layers.cudnn_recurrent layers.embeddings
layers layers.local layers.merge layers.noise layers.normalization layers.pooling layers.recurrent
layers layers.wrappers
layers,models engine engine.topology
losses objectives
models engine.network engine.saving engine.sequential engine.training
utils utils.data_utils utils.generic_utils utils.io_utils utils.layer_utils utils.multi_gpu_utils
utils utils.np_utils utils.training_utils utils.vis_utils utils.visualize_util wrappers
"""
for _root in ("keras", "contrib.keras", "python.keras"):
    _names = f"{_OURS}.keras.names"
    SOURCES[_root] = [_names, _KERAS]
    if _root == "contrib.keras":  # which is also what `import keras` gives
        SOURCES[_root].insert(0, f"{_OURS}.keras.defaults")
    for _line in _KERAS_MODULES.strip().splitlines():
        _new, *_olds = _line.split()
        for _old in _olds:
            _parts = [_old] if _new == "." else _new.split(",")
            SOURCES[f"{_root}.{_old}"] = [_names, *(f"{_KERAS}.{_part}" for _part in _parts)]
    SOURCES[f"{_root}.utils.layer_utils"].append("tf_keras.src.utils.layer_utils")
    SOURCES[f"{_root}.datasets.mnist"] = [f"{_OURS}.mnist.keras"]
    SOURCES[f"{_root}.estimator"] = [f"{_OURS}.keras.estimator"]
    SOURCES[f"{_root}.wrappers.scikit_learn"] = [f"{_OURS}.keras.scikit_learn"]
