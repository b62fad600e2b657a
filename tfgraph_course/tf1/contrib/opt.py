"""`tf.contrib.opt`: optimizers."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

__all__ = [
    "AdamWOptimizer", "DecoupledWeightDecayExtension", "LazyAdamOptimizer", "MomentumWOptimizer",
    "MovingAverageOptimizer", "NadamOptimizer", "clip_gradients_by_global_norm",
    "extend_with_decoupled_weight_decay",
]


class DecoupledWeightDecayExtension:
    """Mixin that adds decoupled weight decay to an optimizer (arXiv:1711.05101).

    At each step, variables shrink independently of the gradients. Inherit from this class first and
    then from an optimizer.
    """

    def __init__(self, weight_decay: Any, *args: Any, **settings: Any) -> None:
        """Set the weight decay; the other arguments go to the optimizer.

        `weight_decay` is the fraction of its value that a variable loses at each step, or a
        function without arguments that returns this fraction.
        """
        self._weight_decay, self._decayed = weight_decay, None
        super().__init__(*args, **settings)

    def minimize(
        self, loss: Any, global_step: Any = None, var_list: Any = None, *args: Any,
        decay_var_list: Any = None, **settings: Any,
    ) -> Any:
        """Minimize the loss; decay the variables in `decay_var_list`, or all if it is None."""
        self._decayed = None if decay_var_list is None else set(map(id, decay_var_list))
        return super().minimize(loss, global_step, var_list, *args, **settings)

    def apply_gradients(
        self, grads_and_vars: Any, global_step: Any = None, name: str | None = None,
        decay_var_list: Any = None,
    ) -> Any:
        """Apply gradients; decay the variables in `decay_var_list`, or all if it is None."""
        if decay_var_list is not None:
            self._decayed = set(map(id, decay_var_list))
        return super().apply_gradients(grads_and_vars, global_step, name)

    def _after_decay(self, var: Any, indices: Any, apply: Any, *args: Any) -> Any:
        """Decay the variable or its rows `indices`, unless excluded; then apply the gradient."""
        if self._decayed is not None and id(var) not in self._decayed:
            return apply(*args)
        rate = self._weight_decay() if callable(self._weight_decay) else self._weight_decay
        with tf.control_dependencies([args[0]]):  # the gradient comes from the old value
            rate = tf.cast(rate, var.dtype.base_dtype)
            decay = (
                var.assign_sub(rate * var, self._use_locking) if indices is None
                else tf.scatter_sub(var, indices, rate * tf.gather(var, indices), self._use_locking)
            )
        with tf.control_dependencies([decay]):
            return apply(*args)

    def _apply_dense(self, grad: Any, var: Any) -> Any:
        return self._after_decay(var, None, super()._apply_dense, grad, var)

    def _resource_apply_dense(self, grad: Any, var: Any) -> Any:
        return self._after_decay(var, None, super()._resource_apply_dense, grad, var)

    def _apply_sparse(self, grad: Any, var: Any) -> Any:
        return self._after_decay(var, grad.indices, super()._apply_sparse, grad, var)

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> Any:
        return self._after_decay(var, indices, super()._resource_apply_sparse, grad, var, indices)


def extend_with_decoupled_weight_decay(base_optimizer: type) -> type:
    """Return a subclass of an optimizer that takes `weight_decay` as its first argument."""

    class OptimizerWithDecoupledWeightDecay(DecoupledWeightDecayExtension, base_optimizer):
        """The optimizer `base_optimizer`, with weight decay."""

    return OptimizerWithDecoupledWeightDecay


class AdamWOptimizer(DecoupledWeightDecayExtension, tf.train.AdamOptimizer):
    """Adam with weight decay."""

    def __init__(
        self, weight_decay: Any, learning_rate: Any = 0.001, beta1: float = 0.9,
        beta2: float = 0.999, epsilon: float = 1e-8, use_locking: bool = False,
        name: str = "AdamW",
    ) -> None:
        super().__init__(weight_decay, learning_rate, beta1, beta2, epsilon, use_locking, name)


class MomentumWOptimizer(DecoupledWeightDecayExtension, tf.train.MomentumOptimizer):
    """The momentum optimizer with weight decay."""

    def __init__(
        self, weight_decay: Any, learning_rate: Any, momentum: Any, use_locking: bool = False,
        name: str = "MomentumW", use_nesterov: bool = False,
    ) -> None:
        super().__init__(weight_decay, learning_rate, momentum, use_locking, name, use_nesterov)


class LazyAdamOptimizer(tf.train.AdamOptimizer):
    """Adam that leaves rows of a variable unchanged if they have no gradient."""

    def _apply_sparse(self, grad: Any, var: Any) -> Any:
        return self._resource_apply_sparse(grad.values, var, grad.indices)

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> Any:
        power1, power2 = (tf.cast(x, grad.dtype) for x in self._get_beta_accumulators())
        settings = self._lr_t, self._beta1_t, self._beta2_t, self._epsilon_t
        rate, beta1, beta2, epsilon = (tf.cast(x, grad.dtype) for x in settings)
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        m_new = beta1 * tf.gather(m, indices) + (1 - beta1) * grad
        v_new = beta2 * tf.gather(v, indices) + (1 - beta2) * tf.square(grad)
        rate *= tf.sqrt(1 - power2) / (1 - power1)
        step = rate * m_new / (tf.sqrt(v_new) + epsilon)
        return tf.group(
            tf.scatter_update(m, indices, m_new),
            tf.scatter_update(v, indices, v_new),
            tf.scatter_sub(var, indices, step, use_locking=self._use_locking),
        )


class NadamOptimizer(tf.train.AdamOptimizer):
    """Adam with Nesterov momentum."""

    def _apply_dense(self, grad: Any, var: Any) -> Any:
        return self._nadam(tf.raw_ops.ApplyAdam, lambda x: x._ref(), grad, var)

    def _resource_apply_dense(self, grad: Any, var: Any) -> Any:
        return self._nadam(tf.raw_ops.ResourceApplyAdam, lambda x: x.handle, grad, var)

    def _nadam(self, operation: Any, place: Any, grad: Any, var: Any) -> Any:
        power1, power2 = self._get_beta_accumulators()
        settings = {
            "beta1_power": power1, "beta2_power": power2, "lr": self._lr_t,
            "beta1": self._beta1_t, "beta2": self._beta2_t, "epsilon": self._epsilon_t,
        }
        settings = {name: tf.cast(value, grad.dtype) for name, value in settings.items()}
        slots = {name: place(self.get_slot(var, name)) for name in ("m", "v")}
        return operation(
            var=place(var), **slots, **settings, grad=grad, use_locking=self._use_locking,
            use_nesterov=True,
        )

    def _apply_sparse_shared(self, grad: Any, var: Any, indices: Any, add: Any) -> Any:
        """Update the rows that have a gradient, after all rows of the averages have decayed."""
        power1, power2 = self._get_beta_accumulators()
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        beta1, beta2 = self._beta1_t, self._beta2_t
        with tf.control_dependencies([m.assign(m * beta1), v.assign(v * beta2)]):
            m, v = add(m, indices, grad * (1 - beta1)), add(v, indices, grad**2 * (1 - beta2))
        step = grad * (1 - beta1) + beta1 * tf.gather(m, indices)
        step *= self._lr_t * tf.sqrt(1 - power2) / (1 - power1)
        step /= tf.sqrt(tf.gather(v, indices)) + self._epsilon_t
        return tf.group(add(var, indices, -step), m, v)


class MovingAverageOptimizer(tf.train.Optimizer):
    """An optimizer that also keeps moving averages of the variables."""

    def __init__(
        self, opt: Any, average_decay: float = 0.9999, num_updates: Any = None,
        sequential_update: bool = True,
    ) -> None:
        """`average_decay` and `num_updates` are as in `tf.train.ExponentialMovingAverage`."""
        self._optimizer, self._sequential = opt, sequential_update
        self._average = tf.train.ExponentialMovingAverage(average_decay, num_updates)
        self._swapped: dict[str, Any] = {}
        self.compute_gradients = opt.compute_gradients

    def apply_gradients(
        self, grads_and_vars: Any, global_step: Any = None, name: str | None = None
    ) -> tf.Operation:
        pairs = list(grads_and_vars)
        train = self._optimizer.apply_gradients(pairs, global_step, name)
        variables = [var for grad, var in pairs if grad is not None]
        with tf.control_dependencies([train] if self._sequential else []):
            update = self._average.apply(variables)
        self._swapped = {var.op.name: self._average.average(var) for var in variables}
        return tf.group(train, update, name="train_with_avg")

    def swapping_saver(
        self, var_list: Any = None, name: str = "swapping_saver", **settings: Any
    ) -> tf.train.Saver:
        """Return a saver that saves variables and their averages under each other's names."""
        if not self._swapped:
            raise RuntimeError("Call apply_gradients or minimize before swapping_saver.")
        variables = {var.op.name: var for var in var_list or tf.global_variables()}
        average_names = {average.op.name: own for own, average in self._swapped.items()}
        saved = {own: variables.get(average_names.get(own), var) for own, var in variables.items()}
        saved |= {name: self._swapped[name] for name in variables.keys() & self._swapped.keys()}
        return tf.train.Saver(saved, name=name, **settings)


def clip_gradients_by_global_norm(gradients_variables: Any, clip_norm: float = 20.0) -> Any:
    """Scale gradients, in pairs (gradient, variable), to a global norm of at most `clip_norm`."""
    gradients, variables = zip(*gradients_variables, strict=True)
    return list(zip(tf.clip_by_global_norm(gradients, clip_norm)[0], variables, strict=True))
