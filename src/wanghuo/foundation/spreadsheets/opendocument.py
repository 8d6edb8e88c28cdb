"""
A look into an .ods file before it is read: how far its cells reach, which are errors.

The reader shows formula errors as empty cells, and it would write out every repetition of a cell;
empty repetitions, with which programs fill a sheet to its edge, are not counted here.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from wanghuo.foundation.spreadsheets.cells import is_error
from wanghuo.foundation.spreadsheets.extents import Extent

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
CONTENT = "content.xml"
MOST_REPEATED = 1000
"""Repetitions of an error that are noted each."""


def extent_of(path: Path, sheet: str) -> Extent:
    """
    Return how far the values of a sheet reach.

    Raises: zipfile.BadZipFile, KeyError, ElementTree.ParseError for a damaged package.
    """
    extent, number = Extent(), 0
    with zipfile.ZipFile(path) as package, package.open(CONTENT) as content:
        for row in _rows_of(content, sheet):
            repeated = int(row.get(f"{_TABLE}number-rows-repeated", 1))
            _note(row, number, repeated, extent)
            number += repeated
    return extent


def _rows_of(content: IO[bytes], sheet: str) -> Iterator[ElementTree.Element]:
    """Yield the rows of a sheet, each forgotten when the next one comes."""
    is_wanted = False
    for event, element in ElementTree.iterparse(content, events=("start", "end")):
        if element.tag == f"{_TABLE}table":
            is_wanted = event == "start" and element.get(f"{_TABLE}name") == sheet
        elif element.tag == f"{_TABLE}table-row" and event == "end":
            if is_wanted:
                yield element
            element.clear()


def _note(row: ElementTree.Element, number: int, repeated: int, extent: Extent) -> None:
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        text = "".join("".join(line.itertext()) for line in cell.iterfind(f"{_TEXT}p")).strip()
        if text or cell.get(f"{_OFFICE}value-type"):
            extent.stretch(number, column + times - 1)
            extent.stretch(number + repeated - 1, column)
        is_formula = cell.get(f"{_TABLE}formula") or cell.get(f"{_CALC}value-type") == "error"
        if is_formula and is_error(text):
            extent.errors |= {
                (number + down, column + right): text
                for down in range(min(repeated, MOST_REPEATED))
                for right in range(min(times, MOST_REPEATED))
            }
        column += times
