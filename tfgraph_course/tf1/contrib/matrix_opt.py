"""`tf.contrib.opt`: optimizers that precondition gradients with matrices."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib.research_opt import Rule

__all__ = ["GGTOptimizer", "ShampooOptimizer"]


class GGTOptimizer(
    Rule, learning_rate=0.001, beta1=0.9, use_locking=False, name="GGT", window=10, eps=1e-4,
    svd_eps=1e-6, sigma_eps=1e-2,
):
    """Full-matrix Adagrad on the last `window` moving averages of gradients (arXiv:1806.02958)."""

    def _create_slots(self, var_list: Any) -> None:
        first, dtype = min(var_list, key=lambda var: var.name), var_list[0].dtype.base_dtype
        size = sum(var.shape.num_elements() for var in var_list)
        shapes = {"global_step": [], "moment1": [size], "grad_buffer": [self._of.window, size]}
        for name, shape in shapes.items():
            self._create_non_slot_variable(tf.zeros(shape, dtype), name, first)

    def _prepare(self) -> None:
        self._pairs: list[Any] = []

    def _apply(self, grad: Any, var: Any) -> Any:
        self._pairs.append((grad, var))  # `_finish` applies all gradients at once
        return tf.no_op()

    def _finish(self, update_ops: Any, name_scope: str) -> Any:
        step, moment, buffer = (
            self._get_non_slot_variable(name, tf.get_default_graph())
            for name in ("global_step", "moment1", "grad_buffer")
        )
        grad = tf.concat([tf.reshape(grad, [-1]) for grad, _ in self._pairs], 0)
        count = tf.identity(step.assign_add(1))
        mean = tf.identity(moment.assign(self._of.beta1 * moment + (1 - self._of.beta1) * grad))
        place = tf.cast(count - 1, tf.int32) % self._of.window
        means = tf.identity(tf.scatter_update(buffer, place, mean))
        means /= tf.sqrt(tf.minimum(count, self._of.window))
        # In float32, rounding would be divided by a root as small as 0.001.
        exact = self._direction(tf.to_double(means), tf.to_double(mean)[:, None])[:, 0]
        whole = self._of.learning_rate * tf.cast(exact, mean.dtype)
        parts = tf.split(whole, [var.shape.num_elements() for _, var in self._pairs])
        updates = [
            var.assign_sub(tf.reshape(part, var.shape))
            for part, (_, var) in zip(parts, self._pairs, strict=True)
        ]
        return tf.group(*updates, name=name_scope)

    def _direction(self, means: Any, mean: Any) -> Any:
        """Return the direction of the update, from scaled `means` [window, size] and raw `mean`."""
        damping = self._of.svd_eps * tf.eye(self._of.window, dtype=mean.dtype)
        sigma, u, _ = tf.svd(tf.matmul(means, means, transpose_b=True) + damping)
        root, seen = tf.sqrt(sigma), tf.matmul(u, tf.matmul(means, mean), transpose_a=True)

        def back(weights: Any) -> Any:
            return tf.matmul(means, tf.matmul(u, weights[:, None] * seen), transpose_a=True)

        head, least = back(1 / (root + self._of.sigma_eps) ** 3), tf.reduce_min(root)
        tail = (mean - back(1 / sigma)) / least
        return tf.cond(least > self._of.eps, lambda: head + tail, lambda: head)


class ShampooOptimizer(
    Rule, global_step=0, max_matrix_size=768, gbar_decay=0.0, gbar_weight=1.0, mat_gbar_decay=1.0,
    mat_gbar_weight=1.0, learning_rate=1.0, svd_interval=1, precond_update_interval=1, epsilon=1e-4,
    alpha=0.5, use_iterative_root=False, use_locking=False, name="Shampoo",
):
    """Adagrad with a preconditioner for each axis of a variable (arXiv:1802.09568).

    A preconditioner is a matrix or, for an axis longer than `max_matrix_size`, a vector. The
    learning rate, `alpha`, the decays and the weights may be functions of the step.
    `use_iterative_root` is ignored.
    """

    _rows = False  # whether a sparse gradient of a variable with many rows is being applied

    def _create_slots(self, var_list: Any) -> None:
        if (self._of.svd_interval, self._of.precond_update_interval) != (1, 1):
            raise ValueError(
                "ShampooOptimizer supports only svd_interval=1 and precond_update_interval=1; "
                "leave them out."
            )
        for var in var_list:
            self._zeros_slot(var, "gbar", self._name)
            for axis, size in enumerate(var.shape.as_list()):
                zeros = tf.zeros([size] * (1 + (size <= self._of.max_matrix_size)), var.dtype)
                self._get_or_make_slot(var, zeros, f"Gbar_{axis}", self._name)

    def _resource_apply_sparse(self, grad: Any, var: Any, indices: Any) -> Any:
        self._rows = var.shape.as_list()[0] > self._of.max_matrix_size and not self._of.gbar_decay
        update = super()._resource_apply_sparse(grad, var, indices)
        self._rows = False
        return update

    def _now(self, name: str) -> Any:
        value = getattr(self._of, name)
        return value(tf.cast(self._of.global_step, tf.float32) + 1) if callable(value) else value

    def _average(self, slot: Any, name: str, new: Any) -> Any:
        """Return decay * slot + weight * new; store it, too, unless the decay is the constant 0."""
        new = self._now(f"{name}_weight") * new
        if getattr(self._of, f"{name}_decay") == 0.0:
            return new
        return tf.identity(slot.assign_add((self._now(f"{name}_decay") - 1) * slot + new))

    def _apply(self, grad: Any, var: Any) -> Any:
        rank, epsilon = len(var.shape), self._of.epsilon
        way, power = self._average(self.get_slot(var, "gbar"), "gbar", grad), -self._now("alpha")
        for axis, size in enumerate(var.shape.as_list()):
            slot = self.get_slot(var, f"Gbar_{axis}")
            rest = [other for other in range(rank) if other != axis]
            if size <= self._of.max_matrix_size:
                products = tf.tensordot(grad, grad, [rest, rest])
                total = self._average(slot, "mat_gbar", products) / float(size)
                sizes, u, v = tf.svd(total + epsilon * tf.eye(size, dtype=grad.dtype), True)
                root = tf.matmul(v * tf.maximum(sizes, epsilon) ** (power / rank), u, False, True)
                way = tf.tensordot(way, root, [[0], [0]])
            else:
                count = float(size) if rest and not self._rows else 1.0
                squares = tf.reduce_sum(grad * grad, rest) / count
                total = self._average(slot, "mat_gbar", squares)
                root = tf.where(total > 0, total ** (power / rank), tf.zeros_like(total))
                way = tf.transpose(way, [*range(1, rank), 0]) * root
        return var.assign_sub(self._now("learning_rate") * way)
