"""`tf.contrib.opt`: optimizers from research papers.

A subclass of `Rule` defines an update rule; `Rule` applies it to every kind of variable.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import tensorflow.compat.v1 as tf

__all__ = [
    "AdaMaxOptimizer", "AddSignOptimizer", "LARSOptimizer", "PowerSignOptimizer",
    "RegAdagradOptimizer", "VariableClippingOptimizer",
]


class Rule(tf.train.Optimizer):
    """Base class of optimizers; a class statement gives `__init__`'s arguments and defaults."""

    _kept: tuple[str, ...] = ()
    _by_rows = False  # whether a sparse gradient leaves other rows, and their slots, unchanged

    def __init_subclass__(cls, **settings: Any) -> None:
        if settings:  # otherwise, the class is the user's
            cls._settings = settings

    def __init__(self, *args: Any, **given: Any) -> None:
        given |= dict(zip(self._settings, args, strict=False))
        if unknown := given.keys() - self._settings.keys():
            raise TypeError(f"{type(self).__name__} has no argument {min(unknown)!r}.")
        self._of = SimpleNamespace(**self._settings | given)
        super().__init__(self._of.use_locking, self._of.name)

    def _create_slots(self, var_list: Any) -> None:
        for var in var_list:
            for name in self._kept:
                self._zeros_slot(var, name, self._name)

    def _apply_dense(self, grad: Any, var: Any) -> Any:
        return self._apply(grad, var)

    def _resource_apply_dense(self, grad: Any, var: Any) -> Any:
        return self._apply(grad, var)

    def _apply_sparse(self, grad: Any, var: Any) -> Any:
        return self._resource_apply_sparse(grad.values, var, grad.indices)

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> Any:
        if not self._by_rows:
            shape = tf.shape(var, out_type=indices.dtype)
            return self._apply(tf.scatter_nd(indices[:, None], grad, shape), var)
        slots = [self.get_slot(var, name) for name in self._kept]
        rows = [tf.gather(slot, indices) for slot in slots]
        step, *new = self._step(grad, None, *rows)
        updates = map(tf.scatter_update, slots, [indices] * len(slots), new)
        return tf.group(tf.scatter_sub(var, indices, step), *updates)

    def _apply(self, grad: Any, var: Any) -> Any:
        slots = [self.get_slot(var, name) for name in self._kept]
        step, *new = self._step(grad, var, *slots)
        return tf.group(var.assign_sub(step), *map(tf.assign, slots, new))


class PowerSignOptimizer(
    Rule, learning_rate=0.1, base=math.e, beta=0.9, sign_decay_fn=None, use_locking=False,
    name="PowerSignOptimizer",
):
    """PowerSign: larger steps where a gradient agrees in sign with the mean (arXiv:1709.07417).

    A gradient is multiplied by base ** (sign_decay * sign(gradient) * sign(mean)), where mean is
    the moving average of the gradients, and sign_decay is `sign_decay_fn(global_step)` or 1.
    """

    _kept = ("m",)
    _decay: Any = 1.0

    def apply_gradients(
        self, grads_and_vars: Any, global_step: Any = None, name: str | None = None
    ) -> Any:
        if self._of.sign_decay_fn is not None:
            self._decay = self._of.sign_decay_fn(global_step)
        return super().apply_gradients(grads_and_vars, global_step, name)

    def _step(self, grad: Any, var: Any, m: Any) -> tuple[Any, Any]:
        mean = self._of.beta * m + (1 - self._of.beta) * grad
        factor = self._factor(tf.cast(self._decay, grad.dtype) * tf.sign(grad) * tf.sign(mean))
        return self._of.learning_rate * factor * grad, mean

    def _factor(self, agreement: Any) -> Any:
        return tf.exp(math.log(self._of.base) * agreement)


class AddSignOptimizer(
    PowerSignOptimizer, learning_rate=0.1, alpha=1.0, beta=0.9, sign_decay_fn=None,
    use_locking=False, name="AddSignOptimizer",
):
    """AddSign: larger steps where a gradient agrees in sign with the mean (arXiv:1709.07417).

    A gradient is multiplied by alpha + sign_decay * sign(gradient) * sign(mean), where mean is the
    moving average of the gradients, and sign_decay is `sign_decay_fn(global_step)` or 1.
    """

    def _factor(self, agreement: Any) -> Any:
        return self._of.alpha + agreement


class AdaMaxOptimizer(
    Rule, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False,
    name="AdaMax",
):
    """Adam with the infinity norm of past gradients in place of the L2 norm (arXiv:1412.6980)."""

    _kept, _by_rows = ("m", "v"), True

    def _create_slots(self, var_list: Any) -> None:
        first = min(var_list, key=lambda var: var.name)
        self._create_non_slot_variable(self._of.beta1, "beta1_power", first)
        super()._create_slots(var_list)

    def _power(self) -> Any:
        return self._get_non_slot_variable("beta1_power", tf.get_default_graph())

    def _step(self, grad: Any, var: Any, m: Any, v: Any) -> tuple[Any, ...]:
        mean = self._of.beta1 * m + (1 - self._of.beta1) * grad
        largest = tf.maximum(self._of.beta2 * v, tf.abs(grad))
        rate = self._of.learning_rate / (1 - tf.cast(self._power(), grad.dtype))
        return rate * mean / (largest + self._of.epsilon), mean, largest

    def _finish(self, update_ops: Any, name_scope: str) -> Any:
        with tf.control_dependencies(update_ops):
            update = self._power().assign(self._power() * self._of.beta1)
        return tf.group(*update_ops, update, name=name_scope)


class LARSOptimizer(
    Rule, learning_rate=None, momentum=0.9, weight_decay=0.0001, eeta=0.001, epsilon=0.0,
    name="LARSOptimizer", skip_list=None, use_nesterov=False, use_locking=False,
):
    """Momentum with layer-wise adaptive rate scaling (arXiv:1708.03888).

    A variable's learning rate depends on the norms of the variable and of its gradient. Variables
    whose names contain an entry of `skip_list`, and all variables with sparse gradients, have the
    plain learning rate and no weight decay.
    """

    _kept, _by_rows = ("momentum",), True

    def _step(self, grad: Any, var: Any, momentum: Any) -> tuple[Any, Any]:
        of = self._of
        rate = tf.cast(of.learning_rate, grad.dtype)
        if var is None:
            mean = of.momentum * momentum + grad
            return rate * (grad + of.momentum * mean if of.use_nesterov else mean), mean
        if not any(part in var.name for part in of.skip_list or ()):
            size, slope = tf.norm(var), tf.norm(grad)
            trust = of.eeta * size / (slope + of.weight_decay * size + of.epsilon)
            rate *= tf.where((size > 0) & (slope > 0), trust, tf.ones_like(trust))
            grad += of.weight_decay * var
        mean = of.momentum * momentum + rate * grad
        return rate * grad + of.momentum * mean if of.use_nesterov else mean, mean


class RegAdagradOptimizer(
    Rule, learning_rate=None, initial_accumulator_value=0.1, use_locking=False, name="RegAdagrad",
):
    """Adagrad that can leave its sums of squared gradients unchanged, as for regularization."""

    _kept, _sums = ("accumulator",), True

    def _create_slots(self, var_list: Any) -> None:
        for var in var_list:
            first = tf.fill(var.shape, tf.cast(self._of.initial_accumulator_value, var.dtype))
            self._get_or_make_slot(var, first, "accumulator", self._name)

    @contextlib.contextmanager
    def avoid_updating_slots(self) -> Iterator[None]:
        """Context manager; updates made inside it do not change the sums of squared gradients."""
        before, self._sums = self._sums, False
        try:
            yield
        finally:
            self._sums = before

    def _step(self, grad: Any, var: Any, total: Any) -> tuple[Any, Any]:
        total = total + tf.square(grad) * float(self._sums)
        return tf.cast(self._of.learning_rate, grad.dtype) * grad * tf.rsqrt(total), total


class VariableClippingOptimizer(tf.train.Optimizer):
    """A wrapper that clips variables to norms of at most `max_norm` after an optimizer's steps."""

    def __init__(
        self, opt: Any, vars_to_clip_dims: dict[Any, Any], max_norm: Any,
        use_locking: bool = False, colocate_clip_ops_with_vars: bool = False,
        name: str = "VariableClipping",
    ) -> None:
        """`vars_to_clip_dims` maps variables to the axes of the norms; others are not clipped."""
        super().__init__(use_locking, name)
        self._opt, self._axes, self._max_norm = opt, dict(vars_to_clip_dims), max_norm
        self.compute_gradients = opt.compute_gradients
        self.get_slot, self.get_slot_names = opt.get_slot, opt.get_slot_names

    def apply_gradients(
        self, grads_and_vars: Any, global_step: Any = None, name: str | None = None
    ) -> tf.Operation:
        pairs = list(grads_and_vars)
        with tf.name_scope(name, self._name) as name:
            train = self._opt.apply_gradients(pairs, global_step)
            with tf.control_dependencies([train]):
                clipped = [pair for pair in pairs if pair[1] in self._axes]
                clips = [self._clip(*pair) for pair in clipped if pair[0] is not None]
            return tf.group(train, *clips, name=name)

    def _clip(self, grad: Any, var: Any) -> Any:
        axes = self._axes[var]
        if isinstance(grad, tf.Tensor) or 0 in axes:
            value = var.read_value()
            return var.assign_sub(value - tf.clip_by_norm(value, self._max_norm, axes))
        rows = tf.gather(var, grad.indices)
        excess = rows - tf.clip_by_norm(rows, self._max_norm, axes)
        return tf.scatter_sub(var, grad.indices, excess)
