"""
PDF and PNG by typst.

One compiler per layout and thread is kept, with the fonts read once: a first record takes
some hundred milliseconds, the following ones a few tens. The same sheet gives the same bytes.
"""

from __future__ import annotations

import base64
import json
import struct
import threading
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import typst

from wanghuo.registers.documents.domain.drawing import glyphs
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.sheets import Hand, Sheet, SignatureRole

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts" / "typst"
FILES = {
    DocumentKind.INSPECTION_RECORD: "inspection_record.typ",
    DocumentKind.REINSPECTION_RECORD: "reinspection_record.typ",
    DocumentKind.ORDER_AT_ONCE: "order.typ",
    DocumentKind.ORDER_BY_DATE: "order.typ",
    DocumentKind.TRANSFER_LETTER: "transfer_letter.typ",
    DocumentKind.SEVERE_HAZARD_REPORT: "severe_hazard_report.typ",
}
# A preview has no day of issue; its bytes must still not depend on the clock.
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)

_kept = threading.local()


def pdf(sheet: Sheet) -> bytes:
    """
    Return the sheet as PDF, the same bytes for the same sheet.

    Raises: glyphs.Unprintable when no font has one of its characters.
    """
    glyphs.check(sheet.characters())
    return _compiled(sheet, format="pdf")[0]


def png(sheet: Sheet, *, pixels_per_inch: float = 110) -> list[bytes]:
    """
    Return one PNG per page.

    Raises: glyphs.Unprintable when no font has one of its characters.
    """
    glyphs.check(sheet.characters())
    return _compiled(sheet, format="png", ppi=pixels_per_inch)


def _compiled(sheet: Sheet, **how: Any) -> list[bytes]:
    made: Any = _compiler(FILES[sheet.payload.kind]).compile(
        sys_inputs={
            "sheet": json.dumps(sheet.texts, ensure_ascii=False),
            "hands": json.dumps(placed_hands(sheet)),
        },
        timestamp=int((sheet.heading.issued_at or NO_DAY).timestamp()),
        **how,
    )
    return made if isinstance(made, list) else [made]


def _compiler(layout: str) -> typst.Compiler:
    compilers = _kept.__dict__.setdefault("compilers", {})
    if layout not in compilers:
        compilers[layout] = typst.Compiler(
            LAYOUTS / layout, root=LAYOUTS, font_paths=fonts(), ignore_system_fonts=True
        )
    compiler: typst.Compiler = compilers[layout]
    return compiler


@cache
def fonts() -> typst.Fonts:
    """Return the shipped fonts, read once."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[glyphs.FONTS]
    )


def placed_hands(sheet: Sheet) -> list[dict[str, Any]]:
    """
    Return each hand with the line it stands on.

    An officer signs on the line of that name, anybody else on the first free one; whoever signs
    again replaces the earlier hand.
    """
    names = [officer.name for officer in sheet.payload.officers]
    lines: dict[tuple[str, int], Hand] = {}
    for hand in sheet.heading.hands:
        line = 0
        if hand.role is SignatureRole.OFFICER:
            free = (n for n in count() if (hand.role.value, n) not in lines)
            line = names.index(hand.name) if hand.name in names else next(free)
        lines[hand.role.value, line] = hand
    return [{"role": role, "line": line, "svg": _svg(hand)} for (role, line), hand in lines.items()]


def _svg(hand: Hand) -> str:
    """Return the picture as SVG text: a layout receives strings only."""
    width, height = struct.unpack(">II", hand.png[16:24])
    picture = base64.b64encode(hand.png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{picture}"/></svg>'
    )
