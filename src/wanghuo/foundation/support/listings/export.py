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
        name = gettext("List") if self.number == 1 else f"{gettext('List')} {self.number}"
        self.sheet = self.book.add_worksheet(name)
        last = max(len(self.columns) - 1, 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        footer = gettext("Page {page} of {pages}").format(page="&P", pages="&N")
        self.sheet.set_footer(f"&C{footer}")
        self.sheet.repeat_rows(2)
        self.sheet.freeze_panes(3, 1)
        for index, column in enumerate(self.columns):
            self.sheet.set_column(index, index, column.width or 16)
        self.sheet.set_row(0, 32)
        self.sheet.merge_range(0, 0, 0, last, self.title, self.formats["title"])
        self.sheet.merge_range(1, 0, 1, last, self.line, self.formats["line"])
        self.sheet.set_row(2, 22)
        for index, column in enumerate(self.columns):
            self.sheet.write_string(2, index, str(column.label), self.formats["head"])
        self.at = 3

    def write(self, row: Any) -> None:
        if self.at - 3 >= ROWS_OF_A_SHEET:
            self.finish()
            self._open()
        for index, column in enumerate(self.columns):
            self._cell(index, column.read(row))
        self.at += 1

    def _cell(self, index: int, value: Any) -> None:
        if isinstance(value, datetime):
            local = timezone.localtime(value).replace(tzinfo=None)
            self.sheet.write_datetime(self.at, index, local, self.formats["moment"])
        elif isinstance(value, date):
            self.sheet.write_datetime(self.at, index, value, self.formats["day"])
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            self.sheet.write_number(self.at, index, value, self.formats["number"])
        else:
            self.sheet.write_string(self.at, index, written(value), self.formats["text"])

    def finish(self) -> None:
        self.sheet.print_area(0, 0, self.at - 1, max(len(self.columns) - 1, 1))
        if self.at > 3 and self.columns:
            self.sheet.autofilter(2, 0, self.at - 1, len(self.columns) - 1)
