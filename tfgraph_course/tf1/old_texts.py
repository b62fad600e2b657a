"""Texts of TensorFlow 1: messages of common errors, and how datasets are printed."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.client.session import BaseSession
from tensorflow.python.data.ops.dataset_ops import DatasetV2
from tensorflow.python.framework import errors_impl, tensor, tensor_util
from tensorflow.python.util import compat
from tensorflow.python.util.compat import as_bytes

_NOT_IN_GRAPHS = "Use Eager execution or decorate this function with @tf.function."
# Patterns of today's messages, and what TensorFlow 1.15 said instead.
_MESSAGES = [(re.compile(today), then) for today, then in (
    (r"'\{\{node (\S+?)\}\} = (\w+)(?:\[.*?\])?\([^']*?\)' with", r"'\1' (op: '\2') with"),
    (r"^(Cannot feed value of shape .*) for Tensor (\S+), which has shape (.*)$",
     r"\1 for Tensor '\2', which has shape '\3'"),
    (r"^Argument `fetch` = (.*) cannot be int", r"Fetch argument '\1' cannot be int"),
    (r'^Argument `fetch` = (.*) has invalid type "(\w+)" must',
     r"Fetch argument \1 has invalid type <class '\2'>, must"),
    (r'^Argument `fetch` = None has invalid type "NoneType"\. Cannot be None',
     "Fetch argument None has invalid type <class 'NoneType'>"),
    (r"^(setting an array element with a sequence\.) The requested .*", r"\1"),
    (r"^Using a symbolic (`tf.Tensor` as a Python `bool`) is not allowed\..*",
     rf"using a \1 is not allowed in Graph execution. {_NOT_IN_GRAPHS}"),
    (r"^Iterating over a symbolic (`tf.Tensor`) is not allowed\..*",
     rf"iterating over \1 is not allowed in Graph execution. {_NOT_IN_GRAPHS}"),
    (r"^Expected (.*), but got (.*) of type (.*)\.$", r"Expected \1, got \2 of type \3 instead."),
)]


def _as_then(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function raise errors with TensorFlow 1's messages."""

    @functools.wraps(function)
    def told(*args: Any, **settings: Any) -> Any:
        try:
            return function(*args, **settings)
        except (TypeError, ValueError) as fault:
            if fault.args and isinstance(fault.args[0], str):
                fault.args = (_message_then(fault.args[0]), *fault.args[1:])
            raise

    return told


def _message_then(message: str) -> str:
    for today, then in _MESSAGES:
        message = today.sub(then, message)
    return message


def _shown(dataset: Any) -> str:
    shapes = tf.nest.map_structure(str, tf.data.get_output_shapes(dataset))
    types = tf.nest.map_structure(repr, tf.data.get_output_types(dataset))
    shown = f"shapes: {shapes}, types: {types}".replace("'", "")
    return f"<{type(dataset).__name__} {shown}>"


def _as_bytes(text: Any, encoding: str = "utf-8") -> bytes:
    """Encode text; text of a Python 2 program may hold bytes that are not UTF-8."""
    if isinstance(text, str):
        return text.encode(encoding, "surrogateescape")
    return as_bytes(text, encoding)


_PLACES = {
    (errors_impl.OpError, "message"): property(lambda fault: _message_then(fault._message)),
    (tensor.Tensor, "_disallow"): _as_then(tensor.Tensor._disallow),
    (tensor_util, "make_tensor_proto"): _as_then(tensor_util.make_tensor_proto),
    (BaseSession, "run"): _as_then(BaseSession.run),
    (DatasetV2, "__repr__"): _shown,
    (compat, "as_bytes"): _as_bytes,
}
_TODAY = {(owner, name): vars(owner)[name] for owner, name in _PLACES}


def tell_as_then(wanted: bool = True) -> None:
    """Make TensorFlow use these texts in the whole process, or today's if not `wanted`."""
    for place, text in (_PLACES if wanted else _TODAY).items():
        setattr(*place, text)
