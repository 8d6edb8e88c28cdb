"""A cell as text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | date | datetime | time | timedelta

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!")
_ERROR = re.compile(
    r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|(Err|错误)[:：]\d{3}"
)
_ERROR_BEGINS = frozenset("#E错")


def text_of(value: Cell) -> str:
    """
    Return what a cell says: whole numbers without a decimal point, days as 2026-03-05.

    Numbers keep the 15 digits a spreadsheet has; longer ones lost figures before we read them
    and are written with an exponent, so that nobody takes them for what was typed.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer():
            return str(int(value)) if abs(value) < 1e15 else f"{value:.14E}"
        return format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def is_error(text: str) -> bool:
    """Say whether a cell shows the error of a formula."""
    return text[:1] in _ERROR_BEGINS and bool(_ERROR.fullmatch(text))
