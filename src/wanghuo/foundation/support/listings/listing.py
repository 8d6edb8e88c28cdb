"""The declaration of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from wanghuo.foundation.support.listings.columns import Column
from wanghuo.foundation.support.listings.filters import Filter


@dataclass(frozen=True, slots=True)
class BulkAct:
    """Something done with several chosen rows: a POST to ``url`` with their ids in ``chosen``."""

    label: Any
    url: str
    icon: str = "checks"
    is_allowed: Callable[[HttpRequest], bool] = lambda request: True


@dataclass(frozen=True, slots=True)
class Listing:
    """
    A list.

    ``orders`` name sequences of columns that are never null, the last one unique; the first is
    the default unless ``default_order`` says otherwise. ``empty`` says what would appear here
    and how. ``may_export`` offers the spreadsheet only to those whom the view lets have it.
    """

    key: str
    title: Any
    columns: Sequence[Column]
    orders: Mapping[str, Sequence[str]]
    empty: Any
    filters: Sequence[Filter] = ()
    default_order: str = ""
    bulk: Sequence[BulkAct] = ()
    size: int = 50
    export_title: Any = ""
    row_tone: Callable[[Any], str] | None = None
    may_export: Callable[[HttpRequest], bool] = lambda request: True

    columns_by_key: dict[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns_by_key", {c.key: c for c in self.columns})

    @property
    def first_order(self) -> str:
        return self.default_order or next(iter(self.orders))

    def order_for(self, name: str) -> Sequence[str] | None:
        """Return the database order of a named order or of a column's key, ``-`` turning it."""
        if name in self.orders:
            return self.orders[name]
        column = self.columns_by_key.get(name.lstrip("-"))
        if not column or not column.sort:
            return None
        sign = "-" if name.startswith("-") else ""
        return (f"{sign}{column.sort}", f"{sign}id")
