"""`tf.contrib.opt`: SciPy's optimizers."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

__all__ = ["ScipyOptimizerInterface"]


class ScipyOptimizerInterface:
    """Minimizes a loss with `scipy.optimize.minimize`."""

    def __init__(
        self, loss: Any, var_list: Any = None, equalities: Any = None, inequalities: Any = None,
        var_to_bounds: Any = None, **optimizer_kwargs: Any,
    ) -> None:
        """Build the gradients of the loss and of the constraints.

        Args:
            loss: the loss to minimize, a scalar tensor.
            var_list: the variables; by default all trainable ones.
            equalities: tensors that must be zero.
            inequalities: tensors that must not be negative.
            var_to_bounds: pairs (lower bound, upper bound), keyed by variable.
            optimizer_kwargs: arguments for SciPy; the default of `method` is "L-BFGS-B" or, with
                constraints, "SLSQP".
        """
        self._loss = loss
        self._vars = list(var_list or tf.trainable_variables())
        self._settings = {"method": "SLSQP" if equalities or inequalities else "L-BFGS-B"}
        self._settings |= optimizer_kwargs
        self._gradient = self._flat_gradient(loss)
        self._constraints = [
            (kind, tensor, self._flat_gradient(tensor))
            for kind, tensors in (("eq", equalities), ("ineq", inequalities))
            for tensor in tensors or []
        ]
        self._ends = np.cumsum([var.shape.num_elements() for var in self._vars])[:-1]
        self._feeds = [tf.placeholder(var.dtype.base_dtype, var.shape) for var in self._vars]
        self._assign = [var.assign(new) for var, new in zip(self._vars, self._feeds, strict=True)]
        self._bounds = self._flat_bounds(var_to_bounds)

    def minimize(
        self, session: Any = None, feed_dict: Any = None, fetches: Any = None,
        step_callback: Any = None, loss_callback: Any = None, **run_kwargs: Any,
    ) -> None:
        """Minimize the loss, and assign the values found to the variables.

        Args:
            session: the session; by default the default session.
            feed_dict: values to feed in every run.
            fetches: tensors whose values are passed to `loss_callback`.
            step_callback: function to call after each step, with the variables' flattened values.
            loss_callback: function to call each time the loss has been computed.
            run_kwargs: other arguments for `session.run`.
        """
        import scipy.optimize

        session = session or tf.get_default_session()
        start = np.concatenate([np.ravel(value) for value in session.run(self._vars)]).astype(float)

        def evaluate(tensors: Any, x: np.ndarray) -> Any:
            feed = dict(feed_dict or {}) | dict(zip(self._vars, self._parts(x), strict=True))
            return session.run(tensors, feed, **run_kwargs)

        def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
            value, gradient, *fetched = evaluate([self._loss, self._gradient, *(fetches or [])], x)
            if loss_callback is not None:
                loss_callback(*fetched)
            return float(value), gradient.astype(float)

        constraints = [
            {
                "type": kind,
                "fun": lambda x, t=tensor: evaluate(t, x).astype(float),
                "jac": lambda x, t=gradient: evaluate(t, x).astype(float),
            }
            for kind, tensor, gradient in self._constraints
        ]
        result = scipy.optimize.minimize(
            loss, start, jac=True, bounds=self._bounds, constraints=constraints,
            callback=step_callback, **self._settings,
        )
        tf.logging.info("Optimization terminated with: %s, loss %s", result.message, result.fun)
        session.run(self._assign, dict(zip(self._feeds, self._parts(result.x), strict=True)))

    def _parts(self, x: np.ndarray) -> list[np.ndarray]:
        """Split a flat array of all values into one array for each variable."""
        return [
            part.reshape(var.shape.as_list())
            for var, part in zip(self._vars, np.split(x, self._ends), strict=True)
        ]

    def _flat_gradient(self, tensor: Any) -> tf.Tensor:
        gradients = tf.gradients(tensor, self._vars, unconnected_gradients="zero")
        return tf.concat([tf.reshape(gradient, [-1]) for gradient in gradients], 0)

    def _flat_bounds(self, bounds: Any) -> list[tuple[float, float]] | None:
        if bounds is None:
            return None
        flat: list[tuple[float, float]] = []
        for var in self._vars:
            ends = bounds.get(var, (-np.inf, np.inf))
            flat += zip(*(np.broadcast_to(end, var.shape).ravel() for end in ends), strict=True)
        return flat
