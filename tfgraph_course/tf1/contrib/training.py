"""`tf.contrib.training`: hyperparameters; the module's other names are in tf_slim."""

from __future__ import annotations

import functools
import json
import numbers
import re
from collections.abc import Mapping
from typing import Any

from tfgraph_course.tf1.contrib import slim  # noqa: F401 - repairs tf_slim.training

__all__ = ["HParams", "parse_values"]

# name=value or name[index]=value; a value ends at a comma, or is a list in brackets
_ASSIGNMENT = re.compile(
    r"(?P<name>[a-zA-Z][\w.]*)(\[\s*(?P<index>\d+)\s*\])?\s*=\s*"
    r"((?P<value>[^,\[]*)|\[(?P<values>[^\]]*)\])($|,\s*)"
)
_TRUTH = {"true": True, "false": False, "1": True, "0": False}


class HParams:
    """A set of named hyperparameters, each of which keeps the type of its first value."""

    def __init__(self, **values: Any) -> None:
        self._types: dict[str, tuple[type, bool]] = {}
        for name, value in values.items():
            self.add_hparam(name, value)

    def add_hparam(self, name: str, value: Any) -> None:
        """Add a hyperparameter; its type is the type of the value or, for a list, of its items."""
        if getattr(self, name, None) is not None:
            raise ValueError(f"Hyperparameter name is reserved: {name}")
        is_list = isinstance(value, list | tuple)
        if is_list and not value:
            raise ValueError(f"Multi-valued hyperparameters cannot be empty: {name}")
        self._types[name] = type(value[0] if is_list else value), is_list
        setattr(self, name, value)

    def set_hparam(self, name: str, value: Any) -> None:
        """Change the value of a hyperparameter, but not its type."""
        kind, is_list = self._types[name]
        if isinstance(value, list) != is_list:
            wanted = "pass a list for multi" if is_list else "not pass a list for single"
            raise ValueError(f"Must {wanted}-valued parameter: {name}")
        cast = functools.partial(_cast, name, kind)
        setattr(self, name, list(map(cast, value)) if is_list else cast(value))

    def del_hparam(self, name: str) -> None:
        if name in self._types:
            delattr(self, name)
            del self._types[name]

    def parse(self, values: str) -> HParams:
        """Change the values named in a string such as `a=1,b=[2,3],c[0]=4`."""
        kinds = {name: kind for name, (kind, _) in self._types.items()}
        return self.override_from_dict(parse_values(values, kinds))

    def override_from_dict(self, values_dict: Mapping[str, Any]) -> HParams:
        """Change the values named in a dictionary; `{name: {index: value}}` changes list items."""
        for name, value in values_dict.items():
            if isinstance(value, dict):
                items = list(getattr(self, name))
                for index, item in value.items():
                    items[index] = item
                value = items
            self.set_hparam(name, value)
        return self

    set_from_map = override_from_dict

    def parse_json(self, values_json: str) -> HParams:
        """Change the values named in a JSON object, given as a string."""
        return self.override_from_dict(json.loads(values_json))

    def to_json(self, **settings: Any) -> str:
        return json.dumps(self.values(), **settings)

    def values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self._types}

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value, or `default` if there is none; a default of another type is refused."""
        if key not in self._types:
            return default
        if default is not None:
            _cast(key, self._types[key][0], default)
        return getattr(self, key)

    def __contains__(self, key: str) -> bool:
        return key in self._types

    def __str__(self) -> str:
        """Return all hyperparameters as `name=value`, sorted and separated by commas."""
        return ",".join(f"{name}={value}" for name, value in sorted(self.values().items()))

    def __repr__(self) -> str:
        return f"HParams({sorted(self.values().items())})"


def parse_values(
    values: str, type_map: Mapping[str, type], ignore_unknown: bool = False
) -> dict[str, Any]:
    """Parse `a=1,b=[2,3],c[0]=4` as `{"a": 1, "b": [2, 3], "c": {0: 4}}`.

    Args:
        values: string such as `a=1,b=[2,3],c[0]=4`.
        type_map: types, keyed by name.
        ignore_unknown: whether to skip names that have no type instead of raising a ValueError.
    """
    result: dict[str, Any] = {}
    end = 0
    while end < len(values):
        found = _ASSIGNMENT.match(values, end)
        if not found:
            raise ValueError(f"Malformed hyperparameter value: {values[end:]}")
        end, name = found.end(), found["name"]
        if name not in type_map:
            if ignore_unknown:
                continue
            raise ValueError(f"Unknown hyperparameter type for {name}")
        _store(result, found, type_map[name], values)
    return result


def _store(result: dict[str, Any], found: re.Match[str], kind: type, text: str) -> None:
    name, index = found["name"], found["index"]
    if found["values"] is not None:
        if index is not None:
            raise ValueError(
                f"{text} sets a single item, {name}[{index}], to a list; give a single value."
            )
        value: Any = [
            _read(name, kind, item.strip(), text) for item in found["values"].split(",") if item
        ]
    else:
        value = _read(name, kind, found["value"], text)
    if index is None:
        if name in result:
            raise ValueError(f"Multiple assignments to variable '{name}' in {text}")
        result[name] = value
    else:
        items = result.setdefault(name, {})
        if not isinstance(items, dict) or int(index) in items:
            raise ValueError(f"Multiple assignments to variable '{name}[{index}]' in {text}")
        items[int(index)] = value


def _read(name: str, kind: type, text: str, where: str) -> Any:
    try:
        return _TRUTH[text.lower()] if kind is bool else kind(text)
    except (KeyError, ValueError):
        raise ValueError(
            f"Could not parse hparam '{name}' of type '{kind.__name__}' with value '{text}' in "
            f"{where}"
        ) from None


def _cast(name: str, kind: type, value: Any) -> Any:
    """Convert a value to the type `kind`; raise a ValueError if its own type does not fit."""
    if issubclass(kind, type(None)) or value is None:
        return value
    fits = (
        (kind is bool) == isinstance(value, bool)
        and (kind is str) == isinstance(value, str)
        and not (issubclass(kind, int) and not isinstance(value, numbers.Integral))
    )
    if not fits:
        raise ValueError(f"Could not cast hparam '{name}' of type '{kind}' from value {value!r}")
    return kind(value)
