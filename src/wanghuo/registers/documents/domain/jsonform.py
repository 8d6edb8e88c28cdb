"""Turns payload dataclasses into plain JSON values and back, guided by their annotations."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

Built = typing.TypeVar("Built")


def as_json(value: Any) -> Any:
    """Return ``value`` in dicts, lists, strings, numbers, booleans and None only."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_json(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def from_json(wanted: type[Built], value: Any) -> Built:
    """
    Build a ``wanted`` from what :func:`as_json` returned.

    Unknown keys are refused, so that a payload never loses what its maker put in.
    Raises: ValueError on what does not fit.
    """
    try:
        return typing.cast(Built, _built(wanted, value))
    except (TypeError, KeyError, ArithmeticError) as trouble:
        raise ValueError(f"not a {wanted.__name__}: {trouble}") from trouble


def _built(wanted: Any, value: Any) -> Any:
    origin = typing.get_origin(wanted)
    arguments = typing.get_args(wanted)
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _built(inner, value)
    if origin is tuple:
        return tuple(_built(arguments[0], item) for item in value)
    if origin is Mapping:
        return {key: _built(arguments[1], item) for key, item in value.items()}
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _dataclass_built(wanted, value)
    if wanted in (date, datetime):
        return wanted.fromisoformat(value)
    if wanted is Decimal:
        return Decimal(value)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(value)
    if not isinstance(value, wanted):
        raise ValueError(f"expected {wanted.__name__}, got {value!r}")
    return value


def _dataclass_built(wanted: type, value: Any) -> Any:
    hints = _hints(wanted)
    if unknown := set(value) - set(hints):
        raise ValueError(f"{wanted.__name__} has no {', '.join(sorted(unknown))}")
    return wanted(**{name: _built(hints[name], item) for name, item in value.items()})


@cache
def _hints(wanted: type) -> dict[str, Any]:
    return typing.get_type_hints(wanted)
