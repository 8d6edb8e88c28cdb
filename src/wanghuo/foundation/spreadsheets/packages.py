"""
A look into an .xlsx package before it is read: how far its cells reach, which are errors.

The reader reserves memory for the rectangle around all cells, so one forgotten value in the last
row and column of a sheet would ask for gigabytes; and it shows formula errors as empty cells.
Both are found here by one pass over the compressed text, in constant memory.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from wanghuo.foundation.spreadsheets.extents import Extent

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="(\d+)"')
_REFERENCE = re.compile(rb'\sr="([A-Z]{1,3})\d+"')
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<', re.DOTALL
)
_VALUES = (b"<v", b"<is", b":v>", b":is>")
WORKBOOK = "xl/workbook.xml"
CHUNK = 1 << 20
LONGEST_TAG = 16
"""Bytes kept when no row has begun yet: its tag may lie across two chunks."""
LARGEST_PART = 3 << 30
"""Bytes a part may unpack to; 200,000 rows of 30 columns need about a tenth of it."""


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the part that holds each sheet, by the sheet's name."""
    book = ElementTree.fromstring(package.read(WORKBOOK))
    links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    for sheet in (*book.iter(f"{_MAIN}sheet"), *book.iter(f"{_STRICT}sheet")):
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        target = targets.get(link, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        parts[sheet.get("name", "")] = str(PurePosixPath(path))
    return parts


def extent_of(path: Path, sheet: str) -> Extent:
    """
    Return how far the values of a sheet reach, empty formatted cells not counted.

    Raises: zipfile.BadZipFile, KeyError, ElementTree.ParseError for a damaged package.
    """
    extent = Extent()
    with zipfile.ZipFile(path) as package:
        part = sheet_parts(package).get(sheet)
        if part is None or part not in package.namelist():
            return extent
        if package.getinfo(part).file_size > LARGEST_PART:
            extent.first_row, extent.last_row, extent.last_column = 0, 1 << 20, 1 << 14
            return extent
        number = -1
        for row in _rows(package, part):
            found = _ROW_NUMBER.match(row)
            number = int(found[1]) - 1 if found else number + 1
            at = max(row.rfind(mark) for mark in _VALUES)
            if at < 0:
                continue
            _stretch(extent, number, row, at)
            if b't="e"' in row:
                _note_errors(extent, number, row)
    return extent


def _stretch(extent: Extent, number: int, row: bytes, at: int) -> None:
    start = row.rfind(b' r="', 0, at)
    reference = _REFERENCE.match(row, start) if start >= 0 else None
    column = _column(reference[1]) if reference else len(re.findall(rb"<(?:\w+:)?c\b", row)) - 1
    extent.stretch(number, column)


def _note_errors(extent: Extent, number: int, row: bytes) -> None:
    for found in _ERROR_CELL.finditer(row):
        reference = _REFERENCE.search(b" " + found[1])
        if reference:
            extent.errors[number, _column(reference[1])] = found[2].decode("utf-8", "replace")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _rows(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the text of each row; the last one brings along what stands after it."""
    with package.open(part) as stream:
        pending = b""
        while chunk := stream.read(CHUNK):
            pending += chunk
            starts = [match.start() for match in _ROW.finditer(pending)]
            for start, end in pairwise(starts):
                yield pending[start:end]
            pending = pending[starts[-1] :] if starts else pending[-LONGEST_TAG:]
        if _ROW.match(pending):
            yield pending
