"""
A list as a spreadsheet that looks like an office's own table.

Rows stream from the database into the file; memory stays constant whatever their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from wanghuo.foundation.support.listings.columns import Column, written
from wanghuo.foundation.support.listings.headings import heading
from wanghuo.foundation.support.listings.shown import Shown

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_OF_A_SHEET = 1_000_000
"""A sheet holds 1,048,576 rows (ECMA-376); a longer list goes on in the next."""

A4 = 9
"""The number of the paper size (ECMA-376, ST_PaperSize)."""

WIDEST = 22
"""Characters of the widest column: longer text wraps, so that a page across A4 stays readable."""

USUAL_WIDTH = 16
SIDE_MARGIN = 0.4
"""Inches; an office's printer needs no more."""

LINE_HEIGHT = 15.75
"""Points of a line of the 11-point face with some air: 21 of the pixels files count in."""

FIRST_WIDE = "\u2e80"
"""Where Chinese characters and their punctuation begin (Unicode, CJK Radicals)."""

CHUNK = 2_000
Progress = Callable[[int], None]


def export(
    shown: Shown, target: Path, *, at: datetime, by: str, progress: Progress | None = None
) -> int:
    """Write what ``shown`` filters to ``target``; return how many rows it has."""
    rows = shown.queryset.order_by(*shown.order).iterator(chunk_size=CHUNK)
    made = gettext("Made on {day} by {by}").format(
        day=date_format(timezone.localtime(at), "Y-m-d H:i"), by=by
    )
    return write_workbook(
        target,
        title=heading(shown, on=timezone.localdate(at)),
        line=f"{shown.filter_line}    {made}",
        columns=shown.columns,
        rows=rows,
        progress=progress,
    )


def write_workbook(
    target: Path,
    *,
    title: str,
    line: str,
    columns: Iterable[Column],
    rows: Iterable[Any],
    progress: Progress | None = None,
) -> int:
    """Write one table with its title and the line below it; return the number of rows."""
    columns = list(columns)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        sheets = _Sheets(book, title, line, columns)
        count = 0
        for row in rows:
            sheets.write(row)
            count += 1
            if progress and count % CHUNK == 0:
                progress(count)
        sheets.finish()
    return count


class _Sheets:
    """The sheet being filled, and the next one when it is full."""

    def __init__(
        self, book: xlsxwriter.Workbook, title: str, line: str, columns: list[Column]
    ) -> None:
        self.book, self.title, self.line, self.columns = book, title, line, columns
        self.widths = [min(column.width or USUAL_WIDTH, WIDEST) for column in columns]
        base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        boxed = base | {"border": 1, "text_wrap": True}
        self.formats = {
            "title": book.add_format(base | {"font_size": 18, "bold": True, "align": "center"}),
            "line": book.add_format(base | {"font_size": 10}),
            "head": book.add_format(
                boxed | {"bold": True, "align": "center", "bg_color": "#EDEDED"}
            ),
            "text": book.add_format(boxed),
            "number": book.add_format(boxed | {"num_format": "General"}),
            "day": book.add_format(boxed | {"num_format": "yyyy-mm-dd", "align": "center"}),
            "moment": book.add_format(
                boxed | {"num_format": "yyyy-mm-dd hh:mm", "align": "center"}
            ),
        }
        self.number = 0
        self._open()

    def _open(self) -> None:
        self.number += 1
        name = gettext("List")
        if self.number > 1:
            name = f"{name} {self.number}"
        self.sheet = self.book.add_worksheet(name)
        last = max(len(self.columns) - 1, 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.set_margins(left=SIDE_MARGIN, right=SIDE_MARGIN)
        self.sheet.fit_to_pages(1, 0)
        footer = gettext("Page {page} of {pages}").format(page="&P", pages="&N")
        self.sheet.set_footer(f"&C{footer}")
        self.sheet.repeat_rows(2)
        self.sheet.freeze_panes(3, 1)
        for index, width in enumerate(self.widths):
            self.sheet.set_column(index, index, width)
        self.sheet.set_row(0, 32)
        self.sheet.merge_range(0, 0, 0, last, self.title, self.formats["title"])
        self.sheet.merge_range(1, 0, 1, last, self.line, self.formats["line"])
        heads = [str(column.label) for column in self.columns]
        self.sheet.set_row(2, self._height(heads) + 7)
        for index, head in enumerate(heads):
            self.sheet.write_string(2, index, head, self.formats["head"])
        self.at = 3

    def write(self, row: Any) -> None:
        if self.at - 3 >= ROWS_OF_A_SHEET:
            self.finish()
            self._open()
        values = [_in_cell(column.read(row)) for column in self.columns]
        self.sheet.set_row(self.at, self._height(values))
        for index, value in enumerate(values):
            self._cell(index, value)
        self.at += 1

    def _height(self, values: list[Any]) -> float:
        """Return the height that shows every text whole; not every office program grows rows."""
        lines = (
            _lines(value, width)
            for value, width in zip(values, self.widths, strict=True)
            if isinstance(value, str)
        )
        return LINE_HEIGHT * max(lines, default=1)

    def _cell(self, index: int, value: Any) -> None:
        if isinstance(value, datetime):
            local = timezone.localtime(value).replace(tzinfo=None)
            self.sheet.write_datetime(self.at, index, local, self.formats["moment"])
        elif isinstance(value, date):
            self.sheet.write_datetime(self.at, index, value, self.formats["day"])
        elif isinstance(value, str):
            self.sheet.write_string(self.at, index, value, self.formats["text"])
        else:
            self.sheet.write_number(self.at, index, value, self.formats["number"])

    def finish(self) -> None:
        self.sheet.print_area(0, 0, self.at - 1, max(len(self.columns) - 1, 1))
        if self.at > 3 and self.columns:
            self.sheet.autofilter(2, 0, self.at - 1, len(self.columns) - 1)


def _in_cell(value: Any) -> datetime | date | int | float | Decimal | str:
    """Return a value as a cell holds it: what can be sorted and summed as itself, else words."""
    if isinstance(value, date | int | float | Decimal) and not isinstance(value, bool):
        return value
    return written(value)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; a Chinese character is as wide as two."""
    room = width - 1
    if len(text) * 2 <= room:
        return 1
    return sum(
        -(-sum(2 if character >= FIRST_WIDE else 1 for character in part) // room) or 1
        for part in text.split("\n")
    )
