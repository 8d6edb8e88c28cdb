"""
A look into an .xls file before it is read: whether a password guards it, how far its cells reach,
which are errors.

The reader shows formula errors as empty cells. Here the records of the workbook stream are
walked through once; nothing but the place of a cell and its error is understood.
Source: [MS-XLS] 2.4 (records), [MS-CFB] 2 (the container).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from wanghuo.foundation.spreadsheets.extents import Extent

_FORMULA, _BOOLERR, _BOUNDSHEET, _END = 0x0006, 0x0205, 0x0085, 0x000A
_CELLS = frozenset({_FORMULA, _BOOLERR, 0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6})
_SEVERAL = frozenset({0x00BD})
"""Records of several cells of a row; their last two bytes are the last column."""
_PASSWORD = 0x002F
"""The record that says how the records after it are encrypted."""
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_ENDS = 0xFFFFFFFC
"""Sector numbers from here on name no sector."""


def is_encrypted(path: Path) -> bool:
    """
    Say whether a password guards the workbook.

    Raises: ValueError, IndexError, struct.error for a damaged file.
    """
    return any(kind == _PASSWORD for kind, _body in _records(_workbook(path.read_bytes()), 0))


def extent_of(path: Path, at: int) -> Extent:
    """
    Return how far the values of a sheet reach; ``at`` counts the sheets from 0.

    Raises: ValueError, IndexError, struct.error for a damaged file.
    """
    stream = _workbook(path.read_bytes())
    extent = Extent()
    starts = [
        int.from_bytes(body[:4], "little")
        for kind, body in _records(stream, 0)
        if kind == _BOUNDSHEET
    ]
    for kind, body in _records(stream, starts[at]):
        if kind not in _CELLS and kind not in _SEVERAL:
            continue
        row, column = struct.unpack_from("<HH", body)
        if kind in _SEVERAL:
            column = struct.unpack_from("<H", body, len(body) - 2)[0]
        extent.stretch(row, column)
        error = _error(kind, body)
        if error:
            extent.errors[row, column] = error
    return extent


def _error(kind: int, body: memoryview) -> str:
    if kind == _BOOLERR and body[7]:
        return _ERRORS.get(body[6], "#VALUE!")
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "#VALUE!")
    return ""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, memoryview]]:
    """Yield the records of one part of the stream, charts inside it passed over."""
    view, depth = memoryview(stream), 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind in (0x0809, 0x0409, 0x0209, 0x0009):
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, view[at + 4 : at + 4 + length]
        at += 4 + length


def _workbook(content: bytes) -> bytes:
    """
    Return the stream of the workbook out of the container.

    Raises: ValueError, struct.error, for a damaged container.
    """
    size = 1 << int.from_bytes(content[30:32], "little")
    small_size = 1 << int.from_bytes(content[32:34], "little")
    first_directory, small_limit = struct.unpack_from("<I4xI", content, 48)
    first_small, more_at = struct.unpack_from("<I4xI", content, 60)

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    table_sectors = list(struct.unpack_from("<109I", content, 76))
    while more_at < _ENDS and len(table_sectors) < len(content) // size + 110:
        more = struct.unpack(f"<{size // 4}I", sector(more_at))
        table_sectors += more[:-1]
        more_at = more[-1]
    table = _numbers(b"".join(sector(one) for one in table_sectors if one < _ENDS))
    directory = b"".join(sector(one) for one in _chain(table, first_directory))
    root_start = int.from_bytes(directory[116:120], "little")
    start, length = _entry(directory)
    if length >= small_limit:
        return b"".join(sector(one) for one in _chain(table, start))[:length]
    small_table = _numbers(b"".join(sector(one) for one in _chain(table, first_small)))
    small = b"".join(sector(one) for one in _chain(table, root_start))
    parts = [small[one * small_size : (one + 1) * small_size] for one in _chain(small_table, start)]
    return b"".join(parts)[:length]


def _entry(directory: bytes) -> tuple[int, int]:
    """Return the first sector and the length of the workbook's stream. Raises: ValueError."""
    for at in range(0, len(directory), 128):
        length_of_name = int.from_bytes(directory[at + 64 : at + 66], "little")
        name = directory[at : at + max(length_of_name - 2, 0)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book", "WORKBOOK", "BOOK"):
            return struct.unpack_from("<II", directory, at + 116)
    raise ValueError("no workbook in the container")


def _numbers(table: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _chain(table: tuple[int, ...], start: int) -> Iterator[int]:
    """Yield the sectors of a stream in order. Raises: ValueError, for one that ends nowhere."""
    for _ in range(len(table) + 1):
        if start >= _ENDS:
            return
        if start >= len(table):
            break
        yield start
        start = table[start]
    raise ValueError("a stream of the container does not end")
