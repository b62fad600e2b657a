"""The names that Keras 2 gave to variables, as in checkpoints of the time."""

from __future__ import annotations

import contextlib
import re
from typing import Any

from tf_keras.src import backend
from tf_keras.src.layers.rnn import base_rnn, stacked_rnn_cells
from tf_keras.src.utils import generic_utils


class _WithoutScope:
    """Keras's backend, except that a recurrent layer leaves its cell's name out of variables'."""

    def __getattr__(self, name: str) -> Any:
        return getattr(backend, name)

    def name_scope(self, name: str) -> Any:
        return contextlib.nullcontext()


def _snake_case(name: str) -> str:
    """Turn `ConvLSTM2D` into `conv_lst_m2d`: a digit ended a word, as a small letter did."""
    words = re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name))
    return ("private" if words[0] == "_" else "") + words.lower()


def use_old_variable_names() -> None:
    """Let a layer's variables have their old names: `lstm/kernel`, not `lstm/lstm_cell/kernel`."""
    base_rnn.backend = stacked_rnn_cells.backend = _WithoutScope()
    generic_utils.to_snake_case = _snake_case
