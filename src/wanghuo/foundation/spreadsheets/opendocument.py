"""
A look into an .ods file before it is read: how far its cells reach, which are errors.

The reader shows formula errors as empty cells, and it would write out every repetition of a cell;
empty repetitions, with which programs fill a sheet to its edge, are not counted here. It reads
every sheet as soon as it opens the file, so how far they reach is asked before, in one quick pass
over the text, and errors are looked for in a sheet that is read.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
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
_PART = re.compile(rb"<table:table(?:-row)?(?=[\s>/])")
_NAME = re.compile(rb'<table:table\s[^>]*?table:name="([^"]*)"')
_ROWS = re.compile(rb'<table:table-row\s[^>]*?table:number-rows-repeated="(\d+)"')
_CELL = re.compile(
    rb'<table:(?:covered-)?table-cell\b(?:[^>]*?table:number-columns-repeated="(\d+)")?'
)
_VALUES = (b"<text:p", b"office:value-type=")
CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
CHUNK = 1 << 20
LONGEST_TAG = 32
"""Bytes kept when no sheet has begun yet: its tag may lie across two chunks."""
LONGEST_MANIFEST = 1 << 22
MOST_REPEATED = 1000
"""Repetitions of an error that are noted each."""


def is_encrypted(package: zipfile.ZipFile) -> bool:
    """Say whether the manifest says of a part how it is encrypted."""
    if MANIFEST not in package.namelist():
        return False
    with package.open(MANIFEST) as manifest:
        return b"encryption-data" in manifest.read(LONGEST_MANIFEST)


def reaches(path: Path) -> Iterator[tuple[str, Extent]]:
    """
    Yield how far the values of each sheet reach, without its errors.

    Raises: zipfile.BadZipFile, KeyError for a damaged package.
    """
    name, extent, number = "", Extent(), 0
    with zipfile.ZipFile(path) as package, package.open(CONTENT) as content:
        for part in _parts(content):
            if not part.startswith(b"<table:table-row"):
                if name:
                    yield name, extent
                named = _NAME.match(part)
                name = unescape(named[1].decode("utf-8", "replace")) if named else "?"
                extent, number = Extent(), 0
                continue
            rows = _ROWS.match(part)
            repeated = int(rows[1]) if rows else 1
            at = max(part.rfind(mark) for mark in _VALUES)
            if at >= 0:
                cells = _CELL.finditer(part, 0, at)
                last = sum(int(cell[1] or 1) for cell in cells) - 1
                extent.stretch(number, last)
                extent.stretch(number + repeated - 1, last)
            number += repeated
    if name:
        yield name, extent


def _parts(content: IO[bytes]) -> Iterator[bytes]:
    """Yield the text from each beginning of a sheet or a row to the next."""
    pending = b""
    while chunk := content.read(CHUNK):
        pending += chunk
        starts = [match.start() for match in _PART.finditer(pending)]
        for start, end in pairwise(starts):
            yield pending[start:end]
        pending = pending[starts[-1] :] if starts else pending[-LONGEST_TAG:]
    if _PART.match(pending):
        yield pending


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
