"""`tf.contrib.distributions`: distributions that TensorFlow no longer has, and percentiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf
from tensorflow.python.ops.distributions import distribution, kullback_leibler, normal, util

__all__ = [
    "ExpRelaxedOneHotCategorical", "Independent", "Mixture", "MultivariateNormalDiag",
    "OneHotCategorical", "Poisson", "RelaxedOneHotCategorical", "percentile",
]


_PASSES = distribution.FULLY_REPARAMETERIZED


class _Shaped(distribution.Distribution):
    """Base class; `like` has the batch shape and, in its last `axes` axes, the event shape."""

    def __init__(
        self, like: Any, axes: int, dtype: Any, settings: dict[str, Any], passes: bool = False
    ) -> None:
        """`passes` says whether gradients pass through samples (reparameterization)."""
        self._like, self._rest = like, like.shape.ndims - axes
        kinds = distribution.NOT_REPARAMETERIZED, _PASSES
        super().__init__(
            dtype, kinds[passes], settings["validate_args"], settings.get("allow_nan_stats", True),
            parameters=settings, name=settings["name"] or type(self).__name__,
        )

    def _batch_shape(self) -> Any:
        return self._like.shape[: self._rest]

    def _batch_shape_tensor(self) -> Any:
        return tf.shape(self._like)[: self._rest]

    def _event_shape(self) -> Any:
        return self._like.shape[self._rest :]

    def _event_shape_tensor(self) -> Any:
        return tf.shape(self._like)[self._rest :]


def _like(batch: Any, event: Any) -> Any:
    """Return zeros with the batch shape of one distribution and the event shape of another."""
    like = tf.zeros(tf.concat([batch.batch_shape_tensor(), event.event_shape_tensor()], 0))
    like.set_shape(batch.batch_shape.concatenate(event.event_shape))
    return like


class Independent(_Shaped):
    """A distribution whose last batch axes (by default, all but the first) become event axes."""

    def __init__(
        self, distribution: Any, reinterpreted_batch_ndims: int | None = None,
        validate_args: bool = False, name: str | None = None,
    ) -> None:
        settings, own = dict(locals()), distribution
        rank, count = own.batch_shape.ndims, reinterpreted_batch_ndims
        self.distribution = own
        self.reinterpreted_batch_ndims = max(rank - 1, 0) if count is None else int(count)
        axes = self.reinterpreted_batch_ndims + own.event_shape.ndims
        settings["name"] = name or f"Independent{own.name}"
        passes = own.reparameterization_type == _PASSES
        super().__init__(_like(own, own), axes, own.dtype, settings, passes)

    def _total(self, values: Any) -> Any:
        return tf.reduce_sum(values, list(range(-self.reinterpreted_batch_ndims, 0)))

    def _sample_n(self, n: Any, seed: Any = None) -> Any:
        return self.distribution.sample(n, seed=seed)

    def _log_prob(self, x: Any) -> Any:
        return self._total(self.distribution.log_prob(x))

    def _entropy(self) -> Any:
        return self._total(self.distribution.entropy())


for _name in ("mean", "mode", "stddev", "variance"):
    setattr(Independent, f"_{_name}", lambda self, name=_name: getattr(self.distribution, name)())


@kullback_leibler.RegisterKL(Independent, Independent)
def _kl_of_events(a: Any, b: Any, name: str | None = None) -> Any:
    return a._total(kullback_leibler.kl_divergence(a.distribution, b.distribution))


class MultivariateNormalDiag(Independent):
    """A multivariate normal distribution with a diagonal covariance, by default the identity."""

    def __init__(
        self, loc: Any = None, scale_diag: Any = None, scale_identity_multiplier: Any = None,
        validate_args: bool = False, allow_nan_stats: bool = True,
        name: str = "MultivariateNormalDiag",
    ) -> None:
        settings, scales = dict(locals()), [scale_diag, scale_identity_multiplier]
        if scale_identity_multiplier is not None:
            scales[1] = tf.convert_to_tensor(scale_identity_multiplier)[..., None]
        scales = [tf.convert_to_tensor(scale) for scale in scales if scale is not None]
        scale = sum(scales[1:], scales[0]) if scales else tf.ones_like(loc)
        self.loc = tf.zeros_like(scale) if loc is None else loc + tf.zeros_like(scale)
        self._scale = scale + tf.zeros_like(self.loc)
        # A negative scale gives the same distribution, but mirrors the samples.
        own = normal.Normal(self.loc, tf.abs(self._scale), validate_args, allow_nan_stats)
        super().__init__(own, 1, validate_args, name)
        self._parameters = settings

    @property
    def scale(self) -> Any:
        """The diagonal matrix by which standard normal samples are scaled, as a linear operator."""
        return tf.linalg.LinearOperatorDiag(self._scale)

    def _sample_n(self, n: Any, seed: Any = None) -> Any:
        shape = tf.concat([[n], tf.shape(self.loc)], 0)
        return self.loc + self._scale * tf.random_normal(shape, dtype=self.dtype, seed=seed)

    def _covariance(self) -> Any:
        return tf.matrix_diag(tf.square(self._scale))


class Mixture(_Shaped):
    """A mixture; the categorical distribution `cat` chooses the component for each sample."""

    def __init__(
        self, cat: Any, components: Sequence[Any], validate_args: bool = False,
        allow_nan_stats: bool = True, use_static_graph: bool = False, name: str = "Mixture",
    ) -> None:
        settings, count = dict(locals()), cat.logits.shape.as_list()[-1]
        if count != len(components):
            raise ValueError(
                f"cat has {count} classes, but there are {len(components)} components; give one "
                "component for each class."
            )
        self.cat, self.components, self.num_components = cat, list(components), count
        like, axes = _like(cat, components[0]), components[0].event_shape.ndims
        super().__init__(like, axes, components[0].dtype, settings)

    def _weighted(self, values: Sequence[Any]) -> Any:
        """Return the mean of the components' values, weighted by the components' probabilities."""
        shares = tf.unstack(tf.nn.softmax(self.cat.logits), axis=-1)
        for _ in range(values[0].shape.ndims - shares[0].shape.ndims):
            shares = [share[..., None] for share in shares]
        return tf.add_n([share * value for share, value in zip(shares, values, strict=True)])

    def _log_prob(self, x: Any) -> Any:
        shares = tf.unstack(tf.nn.log_softmax(self.cat.logits), axis=-1)
        pairs = zip(shares, self.components, strict=True)
        return tf.reduce_logsumexp(tf.stack([log + own.log_prob(x) for log, own in pairs]), 0)

    def _mean(self) -> Any:
        return self._weighted([part.mean() for part in self.components])

    def _variance(self) -> Any:
        squares = [tf.square(part.mean()) + part.variance() for part in self.components]
        return self._weighted(squares) - tf.square(self._mean())

    def entropy_lower_bound(self, name: str = "entropy_lower_bound") -> Any:
        """Return the weighted mean of the components' entropies, a lower bound on the mixture's."""
        return self._weighted([part.entropy() for part in self.components])

    def _sample_n(self, n: Any, seed: Any = None) -> Any:
        """Draw each sample from the component that `cat` chooses for it, with the seeds of 1.15."""
        chosen = self.cat.sample(n, seed=seed)
        numbers = tf.reshape(chosen, [-1])
        places = tf.dynamic_partition(tf.range(tf.size(numbers)), numbers, self.num_components)
        batch, parts = tf.reduce_prod(self.batch_shape_tensor()), []
        for component, place in zip(self.components, places, strict=True):
            seed = util.gen_new_seed(seed, "mixture")
            drawn = component.sample(tf.size(place), seed=seed)
            flat = tf.reshape(drawn, tf.concat([[-1], self.event_shape_tensor()], 0))
            parts.append(tf.gather(flat, batch * tf.range(tf.size(place)) + place % batch))
        shape = tf.concat([tf.shape(chosen), self.event_shape_tensor()], 0)
        return tf.reshape(tf.dynamic_stitch(places, parts), shape)


class Poisson(_Shaped):
    """The Poisson distribution, given its rate or the logarithm of its rate."""

    def __init__(
        self, rate: Any = None, log_rate: Any = None, validate_args: bool = False,
        allow_nan_stats: bool = True, name: str = "Poisson",
    ) -> None:
        settings = dict(locals())
        if (rate is None) == (log_rate is None):
            raise ValueError("Must specify exactly one of `rate` and `log_rate`.")
        self.rate = tf.exp(log_rate) if rate is None else tf.convert_to_tensor(rate)
        self.log_rate = tf.log(rate) if log_rate is None else tf.convert_to_tensor(log_rate)
        super().__init__(self.rate, 0, self.rate.dtype, settings)

    def _log_prob(self, x: Any) -> Any:
        return x * self.log_rate - tf.lgamma(1.0 + x) - self.rate

    def _cdf(self, x: Any) -> Any:
        return tf.igammac(1.0 + x, self.rate)

    def _mean(self) -> Any:
        return tf.identity(self.rate)

    _variance = _mean

    def _mode(self) -> Any:
        return tf.floor(self.rate)

    def _sample_n(self, n: Any, seed: Any = None) -> Any:
        return tf.random_poisson(self.rate, [n], dtype=self.dtype, seed=seed)


class OneHotCategorical(_Shaped):
    """A categorical distribution whose samples are one-hot vectors."""

    def __init__(
        self, logits: Any = None, probs: Any = None, dtype: Any = tf.int32,
        validate_args: bool = False, allow_nan_stats: bool = True, name: str = "OneHotCategorical",
    ) -> None:
        settings = dict(locals())
        self.logits, self.probs = util.get_logits_and_probs(logits, probs, True, validate_args)
        self.event_size = tf.shape(self.logits)[-1]
        super().__init__(self.logits, 1, dtype, settings)

    def _sample_n(self, n: Any, seed: Any = None) -> Any:
        rows = tf.reshape(self.logits, [-1, self.event_size])
        drawn = tf.one_hot(
            tf.transpose(tf.multinomial(rows, n, seed=seed)), self.event_size, dtype=self.dtype
        )
        return tf.reshape(drawn, tf.concat([[n], tf.shape(self.logits)], 0))

    def _log_prob(self, x: Any) -> Any:
        return tf.reduce_sum(tf.cast(x, self.probs.dtype) * tf.nn.log_softmax(self.logits), -1)

    def _entropy(self) -> Any:
        return -tf.reduce_sum(tf.nn.log_softmax(self.logits) * self.probs, -1)

    def _mode(self) -> Any:
        return tf.one_hot(tf.argmax(self.logits, -1), self.event_size, dtype=self.dtype)

    def _variance(self) -> Any:
        return self.probs * (1 - self.probs)

    def _covariance(self) -> Any:
        products = -self.probs[..., None] * self.probs[..., None, :]
        return tf.matrix_set_diag(products, self._variance())


@kullback_leibler.RegisterKL(OneHotCategorical, OneHotCategorical)
def _kl_of_classes(a: Any, b: Any, name: str | None = None) -> Any:
    difference = tf.nn.log_softmax(a.logits) - tf.nn.log_softmax(b.logits)
    return tf.reduce_sum(tf.nn.softmax(a.logits) * difference, -1)


class ExpRelaxedOneHotCategorical(_Shaped):
    """The distribution of the logarithm of a relaxed one-hot vector (arXiv:1611.00712)."""

    def __init__(
        self, temperature: Any, logits: Any = None, probs: Any = None, dtype: Any = None,
        validate_args: bool = False, allow_nan_stats: bool = True, name: str | None = None,
    ) -> None:
        settings = dict(locals())
        self.logits, self.probs = util.get_logits_and_probs(logits, probs, True, validate_args)
        self.temperature = tf.cast(temperature, self.logits.dtype)
        super().__init__(self.logits, 1, dtype or self.logits.dtype, settings, True)

    def _sample_n(self, n: Any, seed: Any = None) -> Any:
        shape = tf.concat([[n], tf.shape(self.logits)], 0)
        rows = tf.reshape(self.logits * tf.ones(shape, self.dtype), [-1, tf.shape(self.logits)[-1]])
        least = np.finfo(self.dtype.as_numpy_dtype).tiny
        uniform = tf.random_uniform(tf.shape(rows), least, 1.0, self.dtype, seed)
        noisy = (-tf.log(-tf.log(uniform)) + rows) / tf.reshape(self.temperature, [-1, 1])
        return tf.reshape(tf.nn.log_softmax(noisy), shape)

    def _log_prob(self, x: Any) -> Any:
        count = tf.cast(tf.shape(self.logits)[-1], self.dtype)
        soft = tf.nn.log_softmax(self.logits - x * self.temperature[..., None])
        scale = tf.lgamma(count) + (count - 1) * tf.log(self.temperature)
        return scale + tf.reduce_sum(soft, -1)


class RelaxedOneHotCategorical(ExpRelaxedOneHotCategorical):
    """The Gumbel-softmax distribution: relaxed one-hot samples, through which gradients pass."""

    def _sample_n(self, n: Any, seed: Any = None) -> Any:
        return tf.exp(super()._sample_n(n, seed))

    def _log_prob(self, x: Any) -> Any:
        return super()._log_prob(tf.log(x)) - tf.reduce_sum(tf.log(x), -1)


def percentile(
    x: Any, q: Any, axis: Any = None, interpolation: str = "nearest", keep_dims: bool = False,
    validate_args: bool = False, name: str | None = None,
) -> tf.Tensor:
    """Return the `q`-th percentile of `x` over an axis, a list of axes or, by default, all axes.

    If a percentile lies between two values, `interpolation` says which of them to return: the
    "lower", the "higher" or the "nearest" one.
    """
    with tf.name_scope(name, "percentile", [x, q]):
        x = tf.convert_to_tensor(x)
        rank = x.shape.ndims
        axes = sorted(int(n) % rank for n in np.ravel(range(rank) if axis is None else axis))
        rest = [number for number in range(rank) if number not in axes]
        rows = tf.transpose(x, rest + axes)
        rows = tf.reshape(rows, tf.concat([tf.shape(rows)[: len(rest)], [-1]], 0))
        size = tf.shape(rows)[-1]
        place = tf.cast(size - 1, tf.float64) * (1 - tf.cast(q, tf.float64) / 100)
        rounds = {"lower": tf.ceil, "higher": tf.floor, "nearest": tf.round}
        index = tf.cast(rounds[interpolation or "nearest"](place), tf.int32)
        found = tf.gather(tf.nn.top_k(rows, size).values, index, axis=-1)
        for number in axes if keep_dims else []:
            found = tf.expand_dims(found, number)
        return found
