"""One spelling for each value, so that the same facts always give the same hash."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID


def plain(value: Any) -> Any:
    """
    Return ``value`` as JSON can hold it, the same on every database and platform.

    Instants become UTC with microseconds; decimals lose trailing zeros; ids become text.
    """
    kind = type(value)
    if kind in _PLAIN_ALREADY:
        return value
    spelled = _SPELLINGS.get(kind)
    return _spelled_by_kin(value) if spelled is None else spelled(value)


def _spelled_by_kin(value: Any) -> Any:
    """Spell a value of a derived class as its kin; of one we know nothing about, its text."""
    if isinstance(value, Enum):
        return plain(value.value)
    kin = next((kind for kind in _IN_ORDER if isinstance(value, kind)), None)
    return str(value) if kin is None else _SPELLINGS[kin](value)


def _set(value: Iterable[Any]) -> list[Any]:
    return sorted((plain(item) for item in value), key=str)


def _list(value: Iterable[Any]) -> list[Any]:
    return [item if type(item) in _PLAIN_ALREADY else plain(item) for item in value]


def _dict(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(key): item if type(item) in _PLAIN_ALREADY else plain(item)
        for key, item in value.items()
    }


def _itself(value: Any) -> Any:
    return value


_PLAIN_ALREADY = frozenset({str, int, bool, type(None)})
_SPELLINGS: dict[type, Callable[[Any], Any]] = {
    bool: _itself,
    int: _itself,
    str: str,
    float: repr,
    datetime: lambda value: value.astimezone(UTC).isoformat(timespec="microseconds"),
    date: date.isoformat,
    time: time.isoformat,
    timedelta: lambda value: repr(value.total_seconds()),
    Decimal: lambda value: format(value.normalize(), "f"),
    UUID: str,
    bytes: bytes.hex,
    memoryview: memoryview.hex,
    dict: _dict,
    list: _list,
    tuple: _list,
    set: _set,
    frozenset: _set,
}
_IN_ORDER = tuple(_SPELLINGS)
"""Kinds as derived classes are compared with them: an instant is a day too, and comes first."""


_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def packed(value: Any) -> bytes:
    """Return ``value`` as canonical JSON: sorted keys, no blanks, UTF-8."""
    return written(plain(value))


def written(value: Any) -> bytes:
    """Return a value that is plain already, such as one read back from JSON, as canonical JSON."""
    return _encoder.encode(value).encode()
