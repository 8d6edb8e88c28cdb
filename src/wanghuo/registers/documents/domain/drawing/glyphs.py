"""
Which characters the shipped fonts can print.

A typesetter prints a box for a missing glyph and says nothing; a name on a legal document
must not turn into a box, so every sheet is held against the fonts' own character maps first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop

FONTS = Path(__file__).resolve().parents[2] / "fonts"
BODY = ("FandolFang-Regular.otf", "NotoSerifSC-Regular.otf", "DejaVuSans-Boxes.ttf")
# Line ends are layout, not glyphs.
UNPRINTED = {"\n", "\r"}


class Unprintable(Invalid):
    code = "documents.unprintable"
    says = gettext_noop("These characters cannot be printed: {characters}.")
    remedy = gettext_noop(
        "Write them another way, for a rare name its usual substitute, and note it in the remarks."
    )


def check(characters: Iterable[str]) -> None:
    """Raises: Unprintable, naming the characters no font has."""
    if lacking := unprintable(characters):
        raise Unprintable(characters=" ".join(f"{sign} (U+{ord(sign):04X})" for sign in lacking))


def unprintable(characters: Iterable[str]) -> tuple[str, ...]:
    """Return the characters that would come out as a box, in code order."""
    return tuple(
        sorted(
            sign
            for sign in set(characters) - UNPRINTED
            if not any(ord(sign) in covered(font) for font in BODY)
        )
    )


@cache
def covered(font: str) -> frozenset[int]:
    """
    Return the code points the font file maps to a glyph.

    Source: OpenType specification, table "cmap", formats 4 and 12.
    """
    data = (FONTS / font).read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    for entry in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, 12 + 16 * entry)
        if tag == b"cmap":
            return frozenset(_mapped(data, start))
    raise ValueError(f"{font} has no character map")


def _mapped(data: bytes, start: int) -> set[int]:
    points: set[int] = set()
    (subtables,) = struct.unpack_from(">H", data, start + 2)
    for entry in range(subtables):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * entry)
        if (platform, encoding) not in {(0, 3), (0, 4), (3, 1), (3, 10)}:
            continue
        (form,) = struct.unpack_from(">H", data, start + offset)
        if form == 4:
            points |= _format_4(data, start + offset)
        elif form == 12:
            points |= _format_12(data, start + offset)
    return points


def _format_4(data: bytes, at: int) -> set[int]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    points = set()
    for place, (first, last, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offset:
                (glyph,) = struct.unpack_from(
                    ">H", data, offsets_at + 2 * place + offset + 2 * (point - first)
                )
            if offset and not glyph:
                continue
            if (glyph + delta) & 0xFFFF:
                points.add(point)
    return points


def _format_12(data: bytes, at: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", data, at + 12)
    points: set[int] = set()
    for group in range(groups):
        first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * group)
        points |= set(range(first, last + 1))
    return points
