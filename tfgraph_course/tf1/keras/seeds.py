"""Random numbers as in Keras 2.3: `np.random.seed` determines weights, dropout and shuffling."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf
from tf_keras.api._v1.keras import backend
from tf_keras.src.backend import RandomGenerator
from tf_keras.src.engine import base_layer_utils, training_arrays_v1
from tf_keras.src.layers.reshaping.flatten import Flatten

from tfgraph_course.tf1.old_seeds import count_as_then


class _Batches(list):
    """Batches that never count as one; tf_keras would leave the rows of a single one in order."""

    def __len__(self) -> int:
        return 2


def draw_with_numpy(change: Callable[[Any, str, Any], None]) -> None:
    """Let tf_keras ask NumPy for seeds; `change` sets an object's attribute."""
    count_as_then("tf_keras")  # which also wraps Flatten.call
    value_of = base_layer_utils.infer_init_val_and_dtype
    fit, validate = training_arrays_v1.fit_loop, training_arrays_v1.model_iteration
    batches_of = training_arrays_v1.make_batches

    def seed(own: Any) -> int:
        return np.random.randint(10**7) if own._seed is None else own._seed  # noqa: NPY002

    def first_value(initializer: Any, dtype: Any, shape: Any, layout: Any = None) -> Any:
        initializer = copy.copy(initializer() if isinstance(initializer, type) else initializer)
        if isinstance(initializer, tf.orthogonal_initializer):
            return _orthogonal(initializer, tf.TensorShape(shape).as_list()), dtype.base_dtype
        if getattr(initializer, "seed", 0) is None:
            initializer.seed = np.random.randint(10**7)  # noqa: NPY002
        return value_of(initializer, dtype, shape, layout)

    def naming(flatten: Callable[..., Any]) -> Callable[..., Any]:
        def flat(*args: Any) -> Any:
            np.random.randint(10**4)  # noqa: NPY002 (for a node's name)
            return flatten(*args)

        return flat

    def fit_then(*args: Any, **settings: Any) -> Any:
        orders: dict[int, Any] = {}  # of examples; each epoch shuffles that of the epoch before

        def shuffle(places: np.ndarray) -> None:
            np.random.shuffle(orders.setdefault(len(places), places.copy()))  # noqa: NPY002
            places[:] = orders[len(places)]

        random = SimpleNamespace(shuffle=shuffle)
        training_arrays_v1.np = SimpleNamespace(**vars(np) | {"random": random})
        return fit(*args, **settings)

    change(RandomGenerator, "make_legacy_seed", seed)
    change(base_layer_utils, "infer_init_val_and_dtype", first_value)
    change(Flatten, "call", naming(Flatten.call))
    change(backend, "batch_flatten", naming(backend.batch_flatten))
    change(training_arrays_v1, "np", np)
    change(training_arrays_v1, "make_batches", lambda *sizes: _Batches(batches_of(*sizes)))
    change(training_arrays_v1, "fit_loop", fit_then)
    change(training_arrays_v1, "model_iteration", functools.partial(validate, shuffle=False))


def _orthogonal(initializer: Any, shape: list[int]) -> np.ndarray:
    numbers = np.random if initializer.seed is None else np.random.RandomState(initializer.seed)
    drawn = numbers.normal(size=(int(np.prod(shape[:-1])), shape[-1]))
    left, _, right = np.linalg.svd(drawn, full_matrices=False)
    return initializer.gain * (left if left.shape == drawn.shape else right).reshape(shape)
