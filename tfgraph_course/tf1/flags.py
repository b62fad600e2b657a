"""`tf.flags`: absl's flags, as tolerant as those of TensorFlow 1 and in a set of their own.

absl itself defines flags such as `log_dir`; a separate set leaves these names to the script.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from absl import flags as absl

__all__ = [
    "FLAGS",
    "DEFINE_bool",
    "DEFINE_boolean",
    "DEFINE_enum",
    "DEFINE_float",
    "DEFINE_integer",
    "DEFINE_list",
    "DEFINE_multi_float",
    "DEFINE_multi_integer",
    "DEFINE_multi_string",
    "DEFINE_string",
    "mark_flag_as_required",
    "mark_flags_as_required",
    "start_over",
]

# How releases before 1.5 named the arguments of DEFINE_*.
_OLD_ARGUMENTS = {"flag_name": "name", "default_value": "default", "docstring": "help"}


class Flags(absl.FlagValues):
    """The script's flags. The command line is read when a value is first asked for."""

    def __getattr__(self, name: str) -> Any:
        """Give the value of a flag; flags of the command line that nobody defined are ignored."""
        if not self.is_parsed():
            self._parse_flags()
        return super().__getattr__(name)

    def _parse_flags(self, args: list[str] | None = None) -> list[str]:
        """Read the command line and return what is no flag; scripts before 1.5 call this."""
        return self([sys.argv[0], *(sys.argv[1:] if args is None else args)], known_only=True)[1:]


FLAGS = Flags()


def start_over() -> None:
    """Forget all flags, so that a program can define them again."""
    for name in list(FLAGS):
        delattr(FLAGS, name)
    FLAGS.unparse_flags()


def _definer(define: Callable[..., Any]) -> Callable[..., None]:
    """Make absl's DEFINE function take old argument names and any default, as TF1's did."""

    def tolerant(*args: Any, **settings: Any) -> None:
        settings = {_OLD_ARGUMENTS.get(key, key): value for key, value in settings.items()}
        settings |= dict(zip(inspect.signature(define).parameters, args, strict=False))
        default = settings["default"]
        if isinstance(default, np.generic):
            settings["default"] = default = default.item()
        settings.setdefault("help", "")
        try:
            define(**settings, flag_values=FLAGS)
        except absl.IllegalFlagValueError:  # TF1 did not check defaults: 1e4 for an integer
            define(**settings | {"default": None}, flag_values=FLAGS)
            FLAGS[settings["name"]].value = default

    return tolerant


DEFINE_string = _definer(absl.DEFINE_string)
DEFINE_integer = _definer(absl.DEFINE_integer)
DEFINE_float = _definer(absl.DEFINE_float)
DEFINE_bool = DEFINE_boolean = _definer(absl.DEFINE_boolean)
DEFINE_enum = _definer(absl.DEFINE_enum)
DEFINE_list = _definer(absl.DEFINE_list)
DEFINE_multi_string = _definer(absl.DEFINE_multi_string)
DEFINE_multi_integer = _definer(absl.DEFINE_multi_integer)
DEFINE_multi_float = _definer(absl.DEFINE_multi_float)


def mark_flag_as_required(flag_name: str, flag_values: absl.FlagValues = FLAGS) -> None:
    """Refuse a command line that does not set the flag."""
    absl.mark_flag_as_required(flag_name, flag_values)


def mark_flags_as_required(flag_names: list[str], flag_values: absl.FlagValues = FLAGS) -> None:
    """Refuse a command line that does not set each of the flags."""
    absl.mark_flags_as_required(flag_names, flag_values)
