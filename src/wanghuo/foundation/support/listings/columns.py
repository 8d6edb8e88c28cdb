"""A column of a list: what it shows, how it sorts, how it is written in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from wanghuo.foundation.kernel.words import Term
from wanghuo.foundation.support.speech import weekday

Reader = Callable[[Any], Any] | str
"""A function of the row, or a dotted path to an attribute of it."""


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column.

    ``value`` reads the row without a query; ``link`` gives the address its text leads to;
    ``under`` a second, quieter line; ``tone`` (overdue, soon, wait, done, quiet) shows the value
    as a state. ``sort`` names a database column that is never null. ``width`` counts characters
    in a spreadsheet. ``is_default`` False hides the column until it is chosen.
    """

    key: str
    label: Any
    value: Reader
    link: Callable[[Any], str] | None = None
    sort: str = ""
    width: int = 0
    under: Reader | None = None
    tone: Callable[[Any], str] | None = None
    is_default: bool = True

    def read(self, row: Any) -> Any:
        return _read(self.value, row)

    def cell(self, row: Any) -> Cell:
        value = self.read(row)
        under = _read(self.under, row) if self.under else ""
        text = written(value)
        return Cell(
            column=self,
            text=text,
            kind=_kind(value, text),
            under=written(under) if under not in (None, "") else "",
            address=self.link(row) if self.link and text else "",
            tone=self.tone(row) if self.tone and text else "",
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is drawn."""

    column: Column
    text: str
    kind: str
    under: str
    address: str
    tone: str


def _read(reader: Reader | None, row: Any) -> Any:
    if callable(reader):
        return reader(row)
    for name in (reader or "").split("."):
        if row is None:
            return None
        row = getattr(row, name)
    return row() if callable(row) else row


WORD = 8
"""Characters of a word that is never broken: a browser may break Chinese after any character."""


def _kind(value: Any, text: str) -> str:
    if isinstance(value, bool):
        return "word"
    if isinstance(value, int | float | Decimal):
        return "number"
    if isinstance(value, datetime):
        return "moment"
    if isinstance(value, date):
        return "day"
    return "word" if len(text) <= WORD else "text"


def written(value: Any) -> str:
    """Write a value for a reader: days with their weekday, instants local, terms translated."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Term):
        return gettext(value.english)
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "Y-m-d H:i")
    if isinstance(value, date):
        return f"{value.isoformat()} {weekday(value)}"
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)
