"""Give variables the names that they had in Keras 2, as in its checkpoints."""

from __future__ import annotations

import contextlib
import re
from typing import Any

from tf_keras.src import backend
from tf_keras.src.layers.rnn import base_rnn, stacked_rnn_cells
from tf_keras.src.utils import generic_utils


class _WithoutScope:
    """Keras's backend without name scopes, so that variables' names leave out the cell's name."""

    def __getattr__(self, name: str) -> Any:
        return getattr(backend, name)

    def name_scope(self, name: str) -> Any:
        return contextlib.nullcontext()


def _snake_case(name: str) -> str:
    """Turn `ConvLSTM2D` into `conv_lst_m2d`: in Keras 2, a digit counted as a lowercase letter."""
    words = re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name))
    return ("private" if words[0] == "_" else "") + words.lower()


def use_old_variable_names() -> None:
    """Give variables the names they had in Keras 2: `lstm/kernel`, not `lstm/lstm_cell/kernel`."""
    base_rnn.backend = stacked_rnn_cells.backend = _WithoutScope()
    generic_utils.to_snake_case = _snake_case
