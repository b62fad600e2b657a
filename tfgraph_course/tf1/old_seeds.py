"""Seeds as in TensorFlow 1, so that `tf.set_random_seed` gives a script the same weights.

A random node without its own seed gets one from the graph. TensorFlow 1 used the number of nodes
so far; TensorFlow 2 counts 0, 1, 2, ... Some functions build more or fewer nodes today. For those
that programs put before random nodes, a table below says how many nodes to add to the count.
"""

from __future__ import annotations

import functools
import importlib
import sys
import weakref
from collections.abc import Callable, Sequence
from typing import Any


class _NodesSoFar(dict):
    """A replacement for TensorFlow 2's seed counts by graph; each count is the number of nodes."""

    def __init__(self) -> None:
        self.missing = weakref.WeakKeyDictionary()  # nodes that only TensorFlow 1 built
        self.drawing = weakref.WeakKeyDictionary()  # nodes before a draw, and the count for it

    def count(self, graph: Any) -> int:
        return len(graph.get_operations()) + self.missing.get(graph, 0)

    def setdefault(self, graph: Any, default: int) -> int:
        if graph not in self.drawing:
            return self.count(graph)
        there, at = self.drawing.pop(graph)
        kinds = {node.type for node in graph.get_operations()[there:]}
        first = "Shape" in kinds or "Mul" not in kinds  # then, dropout multiplied after its draw
        return at + (first and "Switch" in kinds)

    def __getitem__(self, graph: Any) -> int:
        return 0

    def __setitem__(self, graph: Any, count: int) -> None:
        pass


def _switches(nodes: Sequence[Any]) -> int:
    """Count the Switch nodes, through which `tf.cond` gets tensors from outside, then as now."""
    return sum(node.type == "Switch" for node in nodes)


def counted(build: Callable[..., Any], before: int, nodes: int) -> Callable[..., Any]:
    """Make a function that draws random numbers count as the nodes that it built in TensorFlow 1.

    Args:
        build: the function.
        before: number of nodes that TF1 built before the draw, if no argument was a tensor.
        nodes: number of nodes that TF1 built in all, if no argument was a tensor.
    """
    from tensorflow.python.framework import ops, random_seed, tensor_util

    @functools.wraps(build)
    def counting(*args: Any, **settings: Any) -> Any:
        seeds, graph = random_seed._graph_to_seed_dict, ops.get_default_graph()
        if not isinstance(seeds, _NodesSoFar):
            return build(*args, **settings)
        given = sum(map(tensor_util.is_tf_type, (*args, *settings.values())))
        start, there = seeds.count(graph), len(graph.get_operations())
        seeds.drawing[graph] = there, start + before - given
        result = build(*args, **settings)
        seeds.drawing.pop(graph, None)  # still there if the draw had a seed of its own
        if built := graph.get_operations()[there:]:
            seeds.missing[graph] = start + nodes + _switches(built) - given - there - len(built)
        return result

    return counting


def random_uniform(
    shape: Any, minval: Any = 0, maxval: Any = None, dtype: Any = None,
    seed: int | None = None, name: str | None = None,
) -> Any:
    """Draw uniform random numbers like `tf.random_uniform`, in seven nodes as in TensorFlow 1."""
    import tensorflow.compat.v1 as tf

    dtype = tf.as_dtype(dtype or tf.float32)
    if dtype.is_floating:
        maxval = 1 if maxval is None else maxval
        minval, maxval = (float(end) if isinstance(end, int) else end for end in (minval, maxval))
    return tf.random_uniform(shape, minval, maxval, dtype, seed, name)


# Each of the following functions returns how many more nodes a function built in TensorFlow 1,
# given the nodes that it has built today and its arguments. "Then" means in TensorFlow 1.


def _stack(built: Sequence[Any], array: Any, *args: Any, **settings: Any) -> int:
    return int(hasattr(array._size, "op"))  # then there was a node even for a known length


def _convolution(built: Sequence[Any], *args: Any, dilations: Any = None, **settings: Any) -> int:
    if dilations is None:
        return 0
    dilations = [dilations] if isinstance(dilations, int) else dilations
    return int(all(one == 1 for one in dilations))  # then there was a constant of ones


def _batch_norm(built: Sequence[Any], *tensors: Any, **settings: Any) -> int:
    # Then, layers passed two empty constants in training; otherwise, the momentum was a constant.
    # Today, layers pass their moving mean and variance; `tf.cond` switches these with two nodes.
    if tensors[3].op.type == "Const" or _switches(built):
        return 0
    return 2 if settings["is_training"] else 1


def _variable(built: Sequence[Any], store: Any, name: str, *args: Any, **settings: Any) -> int:
    # Today, a regularizer is called once more, outside the variable's scope.
    outside = sum(not f"{node.name}/".startswith(f"{name}/") for node in built)
    return -outside if settings.get("regularizer") else 0


def _flatten(built: Sequence[Any], layer: Any, inputs: Any) -> int:
    # Then: the shape, 3 bounds and a slice of it, -1, and a stack of both. Today: a constant.
    shape = inputs.shape.as_list() if inputs.shape.rank else [0]
    return 6 if shape[0] is None and len(shape) > 1 else 0


def _dense(built: Sequence[Any], layer: Any, inputs: Any) -> int:
    return 0 if inputs.shape.rank in (None, 2) else tensordot_nodes(built)


def tensordot_nodes(built: Sequence[Any], *args: Any, **settings: Any) -> int:
    """Return how many more nodes `tf.tensordot` built in TF1, which always reordered both sides."""
    kinds = [node.type for node in built]
    return 2 * (2 - kinds.count("Transpose")) + 2 * (3 - kinds.count("Reshape"))


def _axes(built: Sequence[Any], tensor: Any, axis: Any) -> int:
    # Then, the axes of a variable were a range (4 nodes), and those of a scalar a constant.
    if getattr(getattr(tensor, "shape", None), "rank", None) is None:
        return 0
    return (4 if hasattr(tensor, "initializer") else 1) - len(built)


def _one_hot(built: Sequence[Any], *args: Any, **settings: Any) -> int:
    # Then, each number that was given was made a constant twice, once to find its type.
    values = *args[2:4], *(settings.get(name) for name in ("on_value", "off_value"))
    return sum(value is not None and not hasattr(value, "op") for value in values)


def _sparse_lookup(
    built: Sequence[Any], params: Any, ids: Any, weights: Any, *args: Any, **settings: Any
) -> int:
    return 5 if weights is None else 0  # then, each id was looked up once (`tf.unique`)


def _gamma(built: Sequence[Any], *args: Any, **settings: Any) -> int:
    # Then, a sum made the shapes equal: one node, not three.
    return -2 * any(node.type == "BroadcastTo" for node in built)


def _saturate_cast(built: Sequence[Any], *args: Any, **settings: Any) -> int:
    return sum(node.type == "ClipByValue" for node in built)  # then, a maximum and a minimum


def _linear_model(
    built: Sequence[Any], features: Any, columns: Any, *args: Any, **settings: Any
) -> int:
    # Then, its variables were resources, the bias too; a dense column read its weights once more.
    columns = columns if isinstance(columns, list | tuple) else [columns]
    return 2 + sum(1 if hasattr(column, "num_buckets") else 2 for column in columns)


def _transposed(built: Sequence[Any], layer: Any, inputs: Any) -> int:
    # Then, each side of the result was computed: a slice (4 nodes), a product (2), and with VALID a
    # sum (2). Today, each is a constant.
    if inputs.shape.rank != 4 or None in inputs.shape.as_list()[1:]:
        return 0
    return 14 if layer.padding == "valid" else 10


_OPS, _V1 = "tensorflow.python.ops.", "tensorflow.compat.v1"
_KERAS, _SLIM = "tf_keras.src.layers.", "tensorflow.python.keras.layers."
_FEWER: dict[str, dict[tuple[str, str], Any]] = {
    "tensorflow": {
        **{(_V1, f"random.stateless_{kind}"): -2 for kind in (
            "normal", "truncated_normal", "uniform")},
        (_V1, "saturate_cast"): _saturate_cast,
        (_V1, "nn.embedding_lookup_sparse"): _sparse_lookup,
        (_V1, "one_hot"): _one_hot,
        (_V1, "feature_column.linear_model"): _linear_model,
        (_V1, "image.per_image_standardization"): 1,
        (_V1, "image.rgb_to_grayscale"): tensordot_nodes,
        ("tensorflow.python.data.ops.dataset_ops", "DatasetV1._make_initializable_iterator"): 3,
        (_OPS + "array_ops", "one_hot"): _one_hot,
        (_OPS + "embedding_ops", "embedding_lookup_sparse"): _sparse_lookup,
        (_OPS + "gen_array_ops", "split"): 1,  # the number of parts
        (_OPS + "gen_array_ops", "matrix_diag_v3"): -4,
        (_OPS + "gen_array_ops", "matrix_diag_part_v3"): -2,
        (_OPS + "gen_nn_ops", "fused_batch_norm_v3"): _batch_norm,
        (_OPS + "math_ops", "saturate_cast"): _saturate_cast,
        (_OPS + "random_ops", "random_gamma"): _gamma,
        (_OPS + "math_ops", "_ReductionDims"): _axes,
        (_OPS + "nn_ops", "convolution_internal"): _convolution,
        (_OPS + "standard_ops", "one_hot"): _one_hot,
        (_OPS + "tensor_array_ops", "_GraphTensorArray.stack"): _stack,
        (_OPS + "variable_scope", "_VariableStore._get_single_variable"): _variable,
        (_SLIM + "convolutional", "Conv2DTranspose.call"): _transposed,
        (_SLIM + "core", "Dense.call"): _dense,
        (_SLIM + "core", "Flatten.call"): _flatten,
    },
    "tf_keras": {
        (_KERAS + "convolutional.conv2d_transpose", "Conv2DTranspose.call"): _transposed,
        (_KERAS + "core.dense", "Dense.call"): _dense,
        (_KERAS + "core.embedding", "Embedding.call"): 1,
        (_KERAS + "reshaping.flatten", "Flatten.call"): _flatten,
    },
}


def with_missing(build: Callable[..., Any], nodes: Any) -> Callable[..., Any]:
    """Make a function count as more nodes than it builds.

    Args:
        build: the function.
        nodes: how many more, or a function that returns this from the new nodes and the arguments.
    """
    from tensorflow.python.framework import ops, random_seed
    from tensorflow.python.util import tf_decorator

    def counting(*args: Any, **settings: Any) -> Any:
        seeds, graph = random_seed._graph_to_seed_dict, ops.get_default_graph()
        if not isinstance(seeds, _NodesSoFar):
            return build(*args, **settings)
        there = len(graph.get_operations())
        result = build(*args, **settings)
        if built := graph.get_operations()[there:]:
            more = nodes if isinstance(nodes, int) else nodes(built, *args, **settings)
            seeds.missing[graph] = seeds.missing.get(graph, 0) + more
        return result

    return tf_decorator.make_decorator(build, counting)  # Keras inspects the arguments of layers


def count_as_then(package: str) -> None:
    """Make a package's functions, if it is imported, count as the nodes that they built in TF1."""
    if package in sys.modules:
        for (module, path), nodes in _FEWER.pop(package, {}).items():
            *owner, name = path.split(".")
            place = functools.reduce(getattr, owner, importlib.import_module(module))
            setattr(place, name, with_missing(getattr(place, name), nodes))


def seed_by_nodes(wanted: bool = True) -> None:
    """Make all graphs of the process use TensorFlow 1's seeds, or today's if not `wanted`."""
    import tensorflow.compat.v1 as tf
    from tensorflow.python.data.ops.dataset_ops import DatasetV1
    from tensorflow.python.framework import random_seed
    from tensorflow.python.ops import nn_ops, random_ops

    from tfgraph_course.tf1.old_shuffling import repeat_in_old_order

    if isinstance(random_seed._graph_to_seed_dict, _NodesSoFar) != wanted:
        new = _NodesSoFar() if wanted else weakref.WeakKeyDictionary()
        random_seed._graph_to_seed_dict = new
        today = nn_ops._dropout
        nn_ops._dropout = counted(today, 5, 17) if wanted else today.__wrapped__
        random_ops.random_uniform = random_uniform if wanted else tf.random_uniform
        today = DatasetV1.repeat
        DatasetV1.repeat = repeat_in_old_order(today) if wanted else today.__wrapped__
        count_as_then("tensorflow")
