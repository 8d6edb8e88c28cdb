"""Writes tables as .xlsx, row by row in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from wanghuo.foundation.spreadsheets.reading import Merge

WIDEST = 40
FONT = "SimSun"


@dataclass(frozen=True, slots=True)
class Table:
    """
    One sheet to write: rows of a header as they are, then rows of data, all as text.

    ``merges`` are ranges of the header rows; ``marked`` are columns drawn in red, such as the
    reasons beside rejected rows.
    """

    name: str
    header: Sequence[Sequence[str]]
    rows: Iterable[Sequence[str]]
    merges: Sequence[Merge] = ()
    marked: frozenset[int] = field(default_factory=frozenset)


def write(path: Path, tables: Iterable[Table]) -> None:
    """Write a workbook; every cell is text, so that nothing typed is reinterpreted."""
    book = xlsxwriter.Workbook(
        str(path),
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    look = {"font_name": FONT, "font_size": 11, "num_format": "@", "border": 1}
    plain = book.add_format({**look, "text_wrap": True, "valign": "vcenter"})
    head = book.add_format({
        **look, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True,
    })  # fmt: skip
    red = book.add_format({**look, "font_color": "#B42318", "text_wrap": True})
    try:
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            widths = _widths(table.header)
            for column, width in enumerate(widths):
                sheet.set_column(column, column, WIDEST if column in table.marked else width)
            for number, cells in enumerate(table.header):
                for column, text in enumerate(cells):
                    sheet.write_string(number, column, text, head)
            for (top, left), (bottom, right) in table.merges:
                if bottom < len(table.header):
                    text = table.header[top][left] if left < len(table.header[top]) else ""
                    sheet.merge_range(top, left, bottom, right, text, head)
            sheet.freeze_panes(len(table.header), 0)
            for number, cells in enumerate(table.rows, start=len(table.header)):
                for column, text in enumerate(cells):
                    sheet.write_string(
                        number, column, text, red if column in table.marked else plain
                    )
    finally:
        book.close()


def _widths(header: Sequence[Sequence[str]]) -> list[int]:
    columns = max((len(cells) for cells in header), default=0)
    last = header[-1] if header else []
    return [
        min(WIDEST, max(10, 2 * len(last[column]) + 2)) if column < len(last) else 12
        for column in range(columns)
    ]
