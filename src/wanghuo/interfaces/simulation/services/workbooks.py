"""Writes workbooks as stations keep them, for trying and measuring imports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wanghuo.interfaces.simulation.domain import mess
from wanghuo.interfaces.simulation.domain.places import Community
from wanghuo.interfaces.simulation.domain.premises import Invented, premises_of

FIRST_NUMBER = 20_000_000
"""Numbers of premises in workbooks start far above the district's, so codes never clash."""

COLUMNS = 16
FILLED_IN = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""The day on the form; the file says the same, so that one seed gives the same bytes."""


def write_workbook(
    path: Path,
    communities: Sequence[Community],
    rows: int,
    *,
    seed: int,
    first_number: int = FIRST_NUMBER,
) -> dict[str, int]:
    """
    Write a messy workbook with about ``rows`` premises: units and nine small places on one
    sheet, property companies on another, a page of instructions.

    Memory: constant; rows go to the file as they are made.
    Returns: rows written, by sheet.
    """
    places = {community.code: community.place for community in communities}
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"created": FILLED_IN})
    head = book.add_format({"bold": True, "border": 1, "align": "center"})
    title = book.add_format({"bold": True, "font_size": 18, "align": "center"})
    guide = book.add_worksheet("填表说明")
    for line, text in enumerate(mess.INSTRUCTIONS):
        guide.write_string(line, 0, text)
    written = {
        name: _sheet(
            book.add_worksheet(name), stream, places, title, head, Random(f"{seed}:{name}")
        )
        for name, stream in (
            ("单位及九小场所", _of_kind(communities, rows, seed, first_number, is_company=False)),
            ("物业服务企业", _of_kind(communities, rows, seed, first_number, is_company=True)),
        )
    }
    book.close()
    return written


def _of_kind(
    communities: Sequence[Community], rows: int, seed: int, first_number: int, *, is_company: bool
) -> Iterator[Invented]:
    # Each community's first premises is its committee, which no station's list holds.
    total = rows + len(communities)
    for premises in premises_of(communities, total, seed=seed, first_number=first_number):
        is_committee = premises.kind.endswith("COMMITTEE")
        if not is_committee and (premises.kind == "PROPERTY_COMPANY") == is_company:
            yield premises


def _sheet(
    sheet: Worksheet, stream: Iterator[Invented], places: dict[str, str], title: Format,
    head: Format, rng: Random,
) -> int:  # fmt: skip
    sheet.merge_range(0, 0, 0, COLUMNS - 1, mess.TITLE, title)
    sheet.write_string(1, 0, "填报单位：            填报日期：2026.1.5")
    column = 0
    for text, width in mess.GROUPED_HEADER:
        if width > 1:
            sheet.merge_range(2, column, 2, column + width - 1, text, head)
        else:
            sheet.write_string(2, column, text, head)
        column += width
    for column in range(COLUMNS):
        sheet.write_string(3, column, mess.LOWER_HEADER.get(column, ""), head)
    count, last_place = 0, ""
    for count, premises in enumerate(stream, start=1):
        place = places[premises.community]
        # As in cells merged downwards: only the first row of a community names it.
        shown = place if place != last_place or rng.random() < 0.5 else ""
        sheet.write_row(3 + count, 0, mess.row_of(premises, count, shown, rng))
        last_place = place
    sheet.write_row(4 + count, 0, mess.total_of(count))
    return count
