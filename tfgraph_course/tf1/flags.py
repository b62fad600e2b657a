"""`tf.flags`: absl's flags, as tolerant as TensorFlow 1's, and in a set of their own.

absl itself defines flags such as `log_dir`; because of the separate set, a script can define them
too. All other flags are also in absl's set, whichever of the two the script uses.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from absl import flags as absl

_KINDS = [
    "string", "integer", "float", "bool", "boolean", "enum", "list", "multi_string",
    "multi_integer", "multi_float",
]
__all__ = [
    "FLAGS", "mark_flag_as_required", "mark_flags_as_required", "start_over",
    *(f"DEFINE_{kind}" for kind in _KINDS),
]

# The names of the arguments of DEFINE_* before TensorFlow 1.5.
_OLD_ARGUMENTS = {"flag_name": "name", "default_value": "default", "docstring": "help"}


class Flags(absl.FlagValues):
    """The script's flags; the command line is read when the first value is needed."""

    def __getattr__(self, name: str) -> Any:
        """Return the value of a flag; unknown flags on the command line are ignored."""
        if not self.is_parsed():  # unless by `absl.app.run`
            (self.mark_as_parsed if absl.FLAGS.is_parsed() else self._parse_flags)()
        return super().__getattr__(name)

    def __delattr__(self, name: str) -> None:
        if self._flags().get(name) is absl.FLAGS._flags().get(name, self):
            delattr(absl.FLAGS, name)
        super().__delattr__(name)

    def __call__(self, argv: Sequence[str], known_only: bool = False) -> list[str]:
        """Read the flags, with those that the script has defined with absl itself."""
        for module, flags in absl.FLAGS.flags_by_module_dict().items():
            for flag in flags if not module.startswith(("absl.", "tensorflow.")) else ():
                self._flags().setdefault(flag.name, flag)
        absl.FLAGS.mark_as_parsed()
        return super().__call__(argv, known_only)

    def register_flag_by_module(self, module_name: str, flag: absl.Flag) -> None:
        """Register a flag, with absl, too, unless absl has one of that name."""
        super().register_flag_by_module(module_name, flag)
        with contextlib.suppress(absl.DuplicateFlagError):
            absl.FLAGS[flag.name] = flag
            absl.FLAGS.register_flag_by_module(module_name, flag)

    def _parse_flags(self, args: list[str] | None = None) -> list[str]:
        """Read the flags; return the other arguments. Scripts for TF 1.4 and older call this."""
        return self([sys.argv[0], *(sys.argv[1:] if args is None else args)], known_only=True)[1:]


FLAGS = Flags()
absl.disclaim_key_flags()  # the script's modules define the flags, not this one


def start_over() -> None:
    """Forget all flags, so that a program can define them again."""
    for name in list(FLAGS):
        delattr(FLAGS, name)
    FLAGS.unparse_flags()
    absl.FLAGS.unparse_flags()


def _definer(define: Callable[..., Any]) -> Callable[..., None]:
    """Make a DEFINE function of absl accept old argument names and any default, as in TF1."""

    def tolerant(*args: Any, **settings: Any) -> None:
        settings = {_OLD_ARGUMENTS.get(key, key): value for key, value in settings.items()}
        settings |= dict(zip(inspect.signature(define).parameters, args, strict=False))
        default = settings["default"]
        if isinstance(default, np.generic):
            settings["default"] = default = default.item()
        settings = {"help": "", "flag_values": FLAGS} | settings
        try:
            define(**settings)
        except absl.IllegalFlagValueError:  # TF1 did not check defaults: 1e4 for an int
            define(**settings | {"default": None})
            settings["flag_values"][settings["name"]].value = default

    return tolerant


for _kind in _KINDS:
    globals()[f"DEFINE_{_kind}"] = _definer(getattr(absl, f"DEFINE_{_kind}"))
mark_flag_as_required = functools.partial(absl.mark_flag_as_required, flag_values=FLAGS)
mark_flags_as_required = functools.partial(absl.mark_flags_as_required, flag_values=FLAGS)
