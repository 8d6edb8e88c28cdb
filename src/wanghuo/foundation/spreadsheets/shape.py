"""Finds the table in a sheet: where its header stands, which rows are not data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.spreadsheets.reading import Merge

Row = tuple[int, list[str]]
Knows = Callable[[str], str | None]
"""Says which field a column of this name holds, if any."""

LOOKED_AT = 30
"""Rows from the top in which a header is looked for."""
TALLEST = 3
"""Rows a header may take; taller ones were not met."""
LONGEST_NAME = 40
"""Letters of a header cell; a longer text is a title or an instruction."""
_TOTAL = re.compile(r"(合计|总计|小计|共计|累计|总数|本页合计)([:：,，共].*)?")
_REMARK = re.compile(
    r"((填表|填报|制表|统计|报送)(人|单位|日期|时间)|制表|审核人?|单位负责人|备注|注|说明|附注|填表说明)[:：].*"
)
_UNIT = re.compile(r"[(（].*[)）]")


class PassedOver(Term):
    """Why a row or a sheet is not data."""

    BLANK = "BLANK", gettext_noop("Empty row")
    TOTAL = "TOTAL", gettext_noop("Total line")
    REMARK = "REMARK", gettext_noop("Remark below the table")
    HEADER_AGAIN = "HEADER_AGAIN", gettext_noop("Header repeated on a new page")
    INSTRUCTIONS = "INSTRUCTIONS", gettext_noop("Instructions for filling in, no table")
    EMPTY_SHEET = "EMPTY_SHEET", gettext_noop("Empty sheet")
    NO_HEADER = "NO_HEADER", gettext_noop("No row with known column names")
    HIDDEN = "HIDDEN", gettext_noop("Hidden sheet")
    CHOSEN = "CHOSEN", gettext_noop("Passed over by choice")
    NO_ROWS = "NO_ROWS", gettext_noop("Column names only, no rows below")


@dataclass(frozen=True, slots=True)
class Header:
    """
    The rows that name the columns, and one joined name per column.

    ``known`` counts the different fields that were recognised.
    """

    first: int
    last: int
    names: tuple[str, ...]
    known: int


def header_of(head: Sequence[Row], merges: Sequence[Merge], knows: Knows) -> Header | None:
    """
    Return the header among the first rows: the block whose joined names hold most known fields.

    Of equal blocks the shorter and then the higher one counts. None, when no block names two
    known fields.
    """
    spread = [(number, _spread(number, cells, merges)) for number, cells in head[:LOOKED_AT]]
    best = max(
        _headers(spread, knows),
        key=lambda header: (header.known, header.first - header.last, -header.first),
        default=None,
    )
    return best and _with_units(best, spread)


def _with_units(header: Header, rows: Sequence[tuple[int, _Spread]]) -> Header:
    """Take the row below into the header when it says nothing but units."""
    below = next((row for number, row in rows if number == header.last + 1), None)
    named = [text for text in below.texts if text] if below else []
    if named and all(_UNIT.fullmatch(text) for text in named):
        return replace(header, last=header.last + 1)
    return header


def _headers(rows: Sequence[tuple[int, _Spread]], knows: Knows) -> Iterator[Header]:
    """Yield every block of rows that names two known fields."""
    for at in range(len(rows)):
        for height in range(1, TALLEST + 1):
            block = rows[at : at + height]
            if len(block) < height or not _is_block(block):
                break
            names = _joined([cells for _, cells in block])
            known = len({field for name in names if (field := knows(name))})
            if known >= 2:
                yield Header(block[0][0], block[-1][0], tuple(names), known)


def likely_header_of(head: Sequence[Row], merges: Sequence[Merge]) -> Header | None:
    """Return the first row that looks like column names, for a person to say what they mean."""
    for number, cells in head[:LOOKED_AT]:
        spread = _spread(number, cells, merges)
        named = [text for text in spread.texts if text]
        is_short = all(len(text) <= LONGEST_NAME for text in named)
        if len(set(named)) >= 3 and is_short and not any(text.isdigit() for text in named):
            return Header(number, number, tuple(_joined([spread])), 0)
    return None


@dataclass(frozen=True, slots=True)
class _Spread:
    """A row with merged texts in each of their columns; what came from where."""

    texts: list[str]
    is_group: list[bool]
    is_from_above: list[bool]


def _spread(number: int, cells: list[str], merges: Sequence[Merge]) -> _Spread:
    width = len(cells)
    texts, is_group, is_from_above = list(cells), [False] * width, [False] * width
    for (top, left), (bottom, right) in merges:
        if not top <= number <= bottom or left >= width:
            continue
        for column in range(left, min(right, width - 1) + 1):
            if number == top:
                texts[column] = cells[left]
                is_group[column] = right > left
            else:
                texts[column], is_from_above[column] = "", True
    return _Spread(texts, is_group, is_from_above)


def _is_block(block: Sequence[tuple[int, _Spread]]) -> bool:
    """
    Say whether rows can be one header.

    No row is a title, a remark who filled it in, or a row of long texts; a lower row names only
    columns above which a group stands, or nothing: a row that has texts below single names is
    data, unless it says the unit.
    """
    under_group: set[int] = set()
    for at, (number, row) in enumerate(block):
        named = [text for text in row.texts if text]
        if not named or any(len(text) > LONGEST_NAME for text in named):
            return False
        if any(_REMARK.fullmatch(text) for text in named):
            return False
        if at == 0 and len(set(named)) == 1 and len(row.texts) > 2:
            return False
        if at == 0:
            continue
        if number != block[at - 1][0] + 1:
            return False
        above = _grouped(block[at - 1][1], row)
        for column, text in enumerate(row.texts):
            if not text or column >= len(above.texts):
                continue
            is_free = not above.texts[column] and not above.is_from_above[column]
            if above.is_group[column]:
                under_group.add(column)
            if column not in under_group and not is_free and not _UNIT.fullmatch(text):
                return False
    return True


def _grouped(upper: _Spread, lower: _Spread) -> _Spread:
    """Let a name reach over the empty cells right of it when the row below names them."""
    texts, is_group = list(upper.texts), list(upper.is_group)
    width = min(len(texts), len(lower.texts))
    for column in range(1, width):
        left = column - 1
        is_open = not texts[column] and not upper.is_from_above[column]
        if is_open and lower.texts[column] and texts[left] and lower.texts[left]:
            texts[column] = texts[left]
            is_group[column] = is_group[left] = True
    return _Spread(texts, is_group, upper.is_from_above)


def _joined(rows: Sequence[_Spread]) -> list[str]:
    grouped = [
        _grouped(row, rows[at + 1]) if at + 1 < len(rows) else row for at, row in enumerate(rows)
    ]
    width = max(len(row.texts) for row in grouped)
    names = []
    for column in range(width):
        parts: list[str] = []
        for row in grouped:
            text = row.texts[column] if column < len(row.texts) else ""
            text = re.sub(r"\s+", "", text)
            if text and text not in parts:
                parts.append(text)
        names.append("/".join(parts))
    return names


def passed_over(cells: Sequence[str], header: Header) -> PassedOver | None:
    """Say why a row below the header is not data; None for data."""
    filled = [text for text in cells if text]
    if not filled:
        return PassedOver.BLANK
    first = re.sub(r"\s+", "", filled[0])
    if _TOTAL.fullmatch(first) or (len(filled) > 1 and _TOTAL.fullmatch(_second(filled))):
        return PassedOver.TOTAL
    if len(filled) <= 3 and _REMARK.fullmatch(first):
        return PassedOver.REMARK
    if len(filled) == 1 and len(first) > LONGEST_NAME:
        return PassedOver.REMARK
    parts = _parts(header.names)
    if len(filled) >= 2 and all(re.sub(r"\s+", "", text) in parts for text in filled):
        return PassedOver.HEADER_AGAIN
    return None


@lru_cache(maxsize=64)
def _parts(names: tuple[str, ...]) -> frozenset[str]:
    """Return what the cells of a header of several rows say, each row's by itself."""
    return frozenset(part for name in names for part in name.split("/") if part)


def _second(filled: Sequence[str]) -> str:
    return re.sub(r"\s+", "", filled[1]) if filled[0].strip().isdigit() else ""


def is_instructions(name: str, head: Sequence[Row]) -> bool:
    """Say whether a sheet explains how to fill in the others."""
    if re.search(r"说明|须知|填报要求|填表要求|字典|参数|数据源|下拉|README", name, re.IGNORECASE):
        return True
    texts = [text for _, cells in head for text in cells if text]
    lines = [cells for _, cells in head if any(cells)]
    is_narrow = all(sum(bool(text) for text in cells) <= 2 for cells in lines)
    return bool(texts) and is_narrow and any("说明" in text or "填报" in text for text in texts[:3])


def data_rows(
    rows: Iterator[Row], header: Header
) -> Iterator[tuple[int, list[str], PassedOver | None]]:
    """Yield each row below the header, with the reason when it is not data."""
    for number, cells in rows:
        if number > header.last:
            yield number, cells, passed_over(cells, header)
