"""Opens a workbook of any kind people send, or says why it cannot be read."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import ParseError

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.spreadsheets import binary, delimited, opendocument, packages
from wanghuo.foundation.spreadsheets.cells import text_of
from wanghuo.foundation.spreadsheets.extents import Extent

MOST_CELLS = 12_000_000
"""
Cells of one sheet that are read: 200,000 rows of 60 columns.

The reader keeps about 60 bytes for each, which leaves room within 1 GB.
"""
_BROKEN = (
    zipfile.BadZipFile, KeyError, IndexError, ParseError, OSError, EOFError, ValueError,
    struct.error,
)  # fmt: skip
"""What looking into a file that is not whole ends in."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_SECTOR = 512
Merge = tuple[tuple[int, int], tuple[int, int]]


class WrongFileType(Invalid):
    code = "spreadsheets.wrong-file-type"
    says = gettext_noop("This is not a spreadsheet but {kind}.")
    remedy = gettext_noop("Choose an .xlsx, .xls, .ods or .csv file.")


class Encrypted(Invalid):
    code = "spreadsheets.encrypted"
    says = gettext_noop("The workbook is protected by a password.")
    remedy = gettext_noop(
        "Open it with its password, remove the password under File, Info, and save it again."
    )


class Damaged(Invalid):
    code = "spreadsheets.damaged"
    says = gettext_noop("The file is damaged and cannot be opened.")
    remedy = gettext_noop("Open it in a spreadsheet program, save it anew, and send that copy.")


class EmptyFile(Invalid):
    code = "spreadsheets.empty"
    says = gettext_noop("The file is empty.")
    remedy = gettext_noop("Choose the file that holds the table.")


class TooLarge(Invalid):
    code = "spreadsheets.too-large"
    says = gettext_noop(
        "The sheet “{sheet}” reaches to row {rows} and column {columns}: "
        "{cells} cells, more than {most}."
    )
    remedy = gettext_noop(
        "Delete what stands far below or beside the table, or cut the table into several files."
    )


class TooLargeTogether(Invalid):
    code = "spreadsheets.too-large-together"
    says = gettext_noop("The sheets of the workbook hold {cells} cells together, more than {most}.")
    remedy = gettext_noop("Send the sheets in files of their own.")


@dataclass(slots=True)
class Sheet:
    """
    One sheet; rows and columns count from 0, as they stand in the file.

    ``merges`` are merged ranges, first and last cell; ``errors`` the cells of formula errors.
    """

    name: str
    width: int
    height: int
    merges: list[Merge] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    _table: CalamineSheet | None = None
    _path: Path | None = None

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row's number and its cells as text, merged columns filled downward."""
        kept: dict[int, tuple[int, str]] = {}
        below = {first: last for first, last in self.merges if last[0] > first[0]}
        narrow = {first: last for first, last in below.items() if first[1] == last[1]}
        errors_in: dict[int, list[tuple[int, str]]] = {}
        for (row, column), error in self.errors.items():
            errors_in.setdefault(row, []).append((column, error))
        for number, cells in self._raw():
            for column, error in errors_in.get(number, ()):
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = error
            if narrow:
                _fill_down(number, cells, narrow, kept)
            yield number, cells

    def head(self, count: int) -> list[tuple[int, list[str]]]:
        """Return the first rows that hold anything."""
        return list(islice((row for row in self.rows() if any(row[1])), count))

    def _raw(self) -> Iterator[tuple[int, list[str]]]:
        if self._path is not None:
            yield from enumerate(delimited.rows(self._path))
            return
        if self._table is None or self._table.start is None:
            return
        before = [""] * self._table.start[1]
        for number, cells in enumerate(self._table.iter_rows()):
            yield number, before + [text_of(cell) for cell in cells]


def _fill_down(
    number: int,
    cells: list[str],
    narrow: dict[tuple[int, int], tuple[int, int]],
    kept: dict[int, tuple[int, str]],
) -> None:
    for column, (last, text) in list(kept.items()):
        if number > last:
            del kept[column]
        elif column < len(cells) and not cells[column]:
            cells[column] = text
    for column, text in enumerate(cells):
        end = narrow.get((number, column))
        if end and text:
            kept[column] = (end[0], text)


@dataclass(slots=True)
class Workbook:
    """A workbook's sheets in their order; a sheet is read when it is asked for."""

    path: Path
    names: list[str]
    hidden: frozenset[str] = frozenset()
    _book: CalamineWorkbook | None = None
    _all: Sequence[str] = ()
    """The names of all sheets, charts among them, as they stand in the file."""

    def sheet(self, name: str) -> Sheet:
        """
        Read one sheet.

        Raises: TooLarge, Damaged.
        """
        if self._book is None:
            return Sheet(name, width=0, height=0, _path=self.path)
        extent = self._extent(name)
        _refuse_large(name, extent.last_row + 1, extent.last_column + 1, extent.area)
        try:
            table = self._book.get_sheet_by_name(name)
        except CalamineError as error:
            raise Damaged(file=self.path.name) from error
        rows, columns = table.end or (-1, -1)
        _refuse_large(name, rows + 1, columns + 1, (rows + 1) * (columns + 1))
        return Sheet(
            name,
            width=columns + 1,
            height=rows + 1,
            merges=list(table.merged_cell_ranges or []),
            errors=extent.errors,
            _table=table,
        )

    def _extent(self, name: str) -> Extent:
        """Raises: Damaged."""
        try:
            if not zipfile.is_zipfile(self.path):
                return binary.extent_of(self.path, self._all.index(name))
            with zipfile.ZipFile(self.path) as package:
                parts = set(package.namelist())
            if opendocument.CONTENT in parts:
                return opendocument.extent_of(self.path, name)
            if packages.WORKBOOK in parts:
                return packages.extent_of(self.path, name)
            return Extent()
        except _BROKEN as error:
            raise Damaged(file=self.path.name) from error


def _refuse_large(sheet: str, rows: int, columns: int, area: int) -> None:
    if area > MOST_CELLS:
        raise TooLarge(sheet=sheet, rows=rows, columns=columns, cells=area, most=MOST_CELLS)


def open_workbook(path: Path, title: str = "") -> Workbook:
    """
    Open a file as a workbook; what it is shows in its bytes, not in its name.

    ``title`` names the one sheet of a .csv; without it the file's name does.

    Raises: WrongFileType, Encrypted, Damaged, EmptyFile, UnknownEncoding; of an .ods, whose sheets
    are read at once, TooLarge and TooLargeTogether.
    """
    with path.open("rb") as file:
        start = file.read(_OLE_SECTOR)
    if not start.strip(b"\x00 \r\n\t"):
        raise EmptyFile(file=path.name)
    _refuse_others(path, start)
    if not start.startswith((b"PK", _OLE)):
        delimited.encoding_of(path)
        return Workbook(path, [title or path.stem])
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise Encrypted(file=path.name) from error
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise Encrypted(file=path.name) from error
        raise Damaged(file=path.name) from error
    sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    hidden = frozenset(one.name for one in sheets if one.visible != SheetVisibleEnum.Visible)
    return Workbook(path, [one.name for one in sheets], hidden, book, book.sheet_names)


def _refuse_others(path: Path, start: bytes) -> None:
    """Raises: WrongFileType, Encrypted, Damaged, TooLarge, TooLargeTogether."""
    for mark, kind in (
        (b"%PDF", gettext_noop("a PDF document")),
        (b"\xff\xd8\xff", gettext_noop("a picture")),
        (b"\x89PNG", gettext_noop("a picture")),
        (b"GIF8", gettext_noop("a picture")),
        (b"Rar!", gettext_noop("an archive")),
        (b"7z\xbc\xaf", gettext_noop("an archive")),
        (b"MZ", gettext_noop("a program")),
        (b"{\\rtf", gettext_noop("a text document")),
    ):
        if start.startswith(mark):
            raise WrongFileType(kind=kind, file=path.name)
    beginning = start.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if beginning.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<div")):
        raise WrongFileType(kind=gettext_noop("a web page"), file=path.name)
    if start.startswith(_OLE):
        _refuse_ole(path)
    if start.startswith(b"PK"):
        _refuse_package(path)


def _refuse_ole(path: Path) -> None:
    """The old container of Microsoft holds workbooks, letters and encrypted packages alike."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Encrypted(file=path.name)
    if "WordDocument".encode("utf-16-le") in content:
        raise WrongFileType(kind=gettext_noop("a text document"), file=path.name)
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise WrongFileType(kind=gettext_noop("another kind of office file"), file=path.name)
    try:
        is_encrypted = binary.is_encrypted(path)
    except _BROKEN as error:
        raise Damaged(file=path.name) from error
    if is_encrypted:
        raise Encrypted(file=path.name)


def _refuse_package(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            is_encrypted = any(one.flag_bits & 1 for one in package.infolist())
            is_encrypted = is_encrypted or opendocument.is_encrypted(package)
    except _BROKEN as error:
        raise Damaged(file=path.name) from error
    if is_encrypted:
        raise Encrypted(file=path.name)
    if any(name.startswith("word/") for name in names):
        raise WrongFileType(kind=gettext_noop("a text document"), file=path.name)
    if any(name.startswith("ppt/") for name in names):
        raise WrongFileType(kind=gettext_noop("a presentation"), file=path.name)
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise WrongFileType(kind=gettext_noop("an archive"), file=path.name)
    if opendocument.CONTENT in names:
        _refuse_large_document(path)


def _refuse_large_document(path: Path) -> None:
    """Raises: TooLarge, TooLargeTogether, Damaged."""
    cells = 0
    try:
        for name, extent in opendocument.reaches(path):
            _refuse_large(name, extent.last_row + 1, extent.last_column + 1, extent.area)
            cells += extent.area
    except _BROKEN as error:
        raise Damaged(file=path.name) from error
    if cells > MOST_CELLS:
        raise TooLargeTogether(cells=cells, most=MOST_CELLS)
