"""`tf.contrib.learn`: modes."""

from __future__ import annotations

__all__ = ["ModeKeys"]


class ModeKeys:
    """What a model is built for."""

    TRAIN = "train"
    EVAL = "eval"
    INFER = "infer"

    @classmethod
    def validate(cls, key: str) -> None:
        """Refuse what is no mode."""
        if key not in (cls.TRAIN, cls.EVAL, cls.INFER):
            raise ValueError(f"{key!r} is no mode; give 'train', 'eval' or 'infer'.")
