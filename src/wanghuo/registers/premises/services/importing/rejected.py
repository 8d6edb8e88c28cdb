"""Writes the rejected rows in the shape of their source, to be corrected and imported again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from wanghuo.foundation.kernel.refusals import filled
from wanghuo.foundation.spreadsheets import writing
from wanghuo.registers.premises.domain.columns import REASON_COLUMNS
from wanghuo.registers.premises.domain.terms import RowVerdict
from wanghuo.registers.premises.models import ImportBatch


def write_rejected(batch: ImportBatch, path: Path) -> int:
    """
    Write one sheet per sheet with rejected rows: its own header, its rows as they were read,
    and beside them what is wrong, what to do, and the row's number in the source.

    Returns: how many rows were written.
    """
    rejected = batch.rows.filter(verdict=RowVerdict.REJECTED).exclude(cells=[])
    sheets = [
        info
        for info in batch.sheets
        if "header" in info and rejected.filter(sheet=info["name"]).exists()
    ]
    writing.write(path, [_table(batch, info) for info in sheets])
    return rejected.count()


def _table(batch: ImportBatch, info: dict[str, Any]) -> writing.Table:
    width = len(info["names"])
    header = [[*cells, *[""] * (width - len(cells))] for cells in info["header"]]
    header = [[*cells, *([""] * len(REASON_COLUMNS))] for cells in header]
    header[-1][width:] = list(REASON_COLUMNS)
    moved = {number: at for at, number in enumerate(info["header_numbers"])}
    merges = [
        ((moved[top], left), (moved[bottom], right))
        for (top, left), (bottom, right) in info["merges"]
        if top in moved and bottom in moved
    ]
    marked = frozenset(range(width, width + 2))
    return writing.Table(info["name"], header, _rows(batch, info["name"], width), merges, marked)


def _rows(batch: ImportBatch, sheet: str, width: int) -> Iterator[list[str]]:
    rejected = batch.rows.filter(verdict=RowVerdict.REJECTED, sheet=sheet).exclude(cells=[])
    for row in rejected.order_by("pk").iterator(chunk_size=500):
        cells = [*row.cells, *[""] * (width - len(row.cells))][:width]
        reasons = "；".join(reason_of(problem) for problem in row.problems)
        remedies = "；".join(dict.fromkeys(remedy_of(problem) for problem in row.problems))
        yield [*cells, reasons, remedies, str(row.number)]


def reason_of(problem: dict[str, Any]) -> str:
    """Say in the reader's language what is wrong, with the column it stands in."""
    said = filled(gettext(problem["says"]), problem["facts"])
    return f"{problem['column']}：{said}" if problem["column"] else said


def remedy_of(problem: dict[str, Any]) -> str:
    return filled(gettext(problem["remedy"]), problem["facts"]) if problem["remedy"] else ""
