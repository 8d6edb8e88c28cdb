"""Workbooks behind a password, and those with one forgotten cell far from the table."""

from __future__ import annotations

import random
import struct
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383
"""The last cell of a sheet, counted from 0: XFD1048576."""
TABLE = [["名称", "所属社区", "地址"], ["老王面馆", "甲一社区", "建军中路8号"]]
FORGOTTEN = "忘了删"
_SECTOR, _END, _FREE, _TABLE_SECTOR = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STREAM = 4096
"""Bytes of the workbook's stream; from here on it lies in sectors of its own."""
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def locked_xls(path: Path) -> Path:
    """Write an .xls whose records are encrypted, as [MS-XLS] 2.4.117 (FilePass) says."""
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    salted = random.Random(7).randbytes
    password = struct.pack("<HHHHH", 0x002F, 54, 1, 1, 1) + salted(48)
    scrambled = struct.pack("<HH", 0x0085, 3900) + salted(3900)
    stream = begin + password + scrambled + struct.pack("<HH", 0x000A, 0)
    path.write_bytes(_container(stream.ljust(_STREAM, b"\0")))
    return path


def locked_ods(path: Path, part: str = "content.xml") -> Path:
    """Write an .ods that is encrypted part by part, or as a whole in ``encrypted-package``."""
    how = (
        '<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="x">'
        '<manifest:algorithm manifest:algorithm-name="Blowfish CFB"/></manifest:encryption-data>'
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", _KIND)
        package.writestr("META-INF/manifest.xml", _manifest(part, how))
        package.writestr(part, random.Random(7).randbytes(3000))
    return path


def far_xlsx(path: Path, row: int, column: int) -> Path:
    """Write a small table and one cell far from it."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    for number, cells in enumerate(TABLE):
        sheet.write_row(number, 0, cells)
    sheet.write_string(row, column, FORGOTTEN)
    book.close()
    return path


def far_ods(path: Path, *cells: tuple[int, int]) -> Path:
    """Write a sheet for each of ``cells``: a small table and that cell far from it."""
    sheets = "".join(
        f'<table:table table:name="表{number}">{_rows(*cell)}</table:table>'
        for number, cell in enumerate(cells, start=1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _KIND)
        package.writestr("META-INF/manifest.xml", _manifest("content.xml"))
        package.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:body><office:spreadsheet>{sheets}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def _rows(row: int, column: int) -> str:
    """Write the table and the far cell, the gap between them as programs repeat it."""
    table = [[_cell(text) for text in cells] for cells in TABLE]
    gap = column - (len(TABLE[row]) if row < len(TABLE) else 0)
    far = [f'<table:table-cell table:number-columns-repeated="{gap}"/>'] if gap else []
    far.append(_cell(FORGOTTEN))
    if row < len(table):
        table[row] += far
        return "".join(map(_row, table))
    between = row - len(table)
    empty = f'<table:table-row table:number-rows-repeated="{between}"><table:table-cell/>'
    return "".join(map(_row, table)) + f"{empty}</table:table-row>" + _row(far)


def _row(cells: list[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(text: str) -> str:
    said = f"<text:p>{escape(text)}</text:p>"
    return f'<table:table-cell office:value-type="string">{said}</table:table-cell>'


def _manifest(part: str, about: str = "") -> str:
    name = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    whole = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
    entry = f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"'
    listed = f"{whole}{entry}>{about}</manifest:file-entry>"
    return f'<manifest:manifest xmlns:manifest="{name}">{listed}</manifest:manifest>'


def _container(stream: bytes) -> bytes:
    """Put the workbook's stream into the old container. Source: [MS-CFB] 2."""
    first = 2
    count = len(stream) // _SECTOR
    following = [*range(first + 1, first + count), _END]
    table = [_TABLE_SECTOR, _END, *following]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, _STREAM, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, first, _STREAM)
    return header + struct.pack("<128I", *table) + directory.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", written, len(written) + 2, kind, 1, _FREE, _FREE, child, start, length
    )
