"""
Drawing and issuing documents.

Floors: for drawing, compiling the same layout with the same data and nothing checked around it;
for issuing, the same drawing without number, archive and journal.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime

import typst

from benchmarks.figures import Figure, elapsed
from tests.factories.district import small_district
from tests.factories.documents import payload
from wanghuo.registers.documents import services
from wanghuo.registers.documents.domain import sheets
from wanghuo.registers.documents.domain.drawing import paper, word
from wanghuo.registers.documents.domain.forms import Payload
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.sheets import Heading, Sheet

DATABASES = ["sqlite", "postgresql"]
AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
DOCUMENTS = 300


def run(scale: float) -> list[Figure]:
    count = max(30, int(DOCUMENTS * scale))
    return [*drawing(count), issuing(count)]


def different(kind: DocumentKind, number: int) -> Payload:
    """Return payloads that differ, for the typesetter remembers what it drew."""
    made = payload(kind)
    place = dataclasses.replace(made.place, name=f"{made.place.name}第{number}分店")
    return dataclasses.replace(made, place=place)


def sheet(number: int) -> Sheet:
    kind = list(DocumentKind)[number % len(DocumentKind)]
    heading = Heading(agency="亭湖公安分局甲派出所", number=f"第{number:04}号", issued_at=AT)
    return sheets.sheet_of(different(kind, number), heading)


def drawing(count: int) -> list[Figure]:
    paper.pdf(sheet(0))
    drawn = count / elapsed(lambda: [paper.pdf(sheet(n)) for n in range(1, count + 1)])
    bare = count / elapsed(lambda: [compiled(sheet(-n)) for n in range(1, count + 1)])
    first = 5 / elapsed(lambda: [compiled(sheet(-n), anew=True) for n in range(count, count + 5)])
    filled = count / elapsed(lambda: [word.docx(sheet(n)) for n in range(1, count + 1)])
    return [
        Figure("PDF documents drawn", drawn, "docs/s", "bare typst compile, compiler kept", bare),
        Figure(
            "PDF documents drawn", drawn, "docs/s", "bare typst.compile, fonts read anew", first
        ),
        Figure("Word documents filled", filled, "docs/s", "PDF drawn", drawn),
    ]


KEPT: dict[str, typst.Compiler] = {}


def compiled(made: Sheet, *, anew: bool = False) -> bytes:
    layout = paper.FILES[made.payload.kind]
    inputs = {"sheet": json.dumps(made.texts, ensure_ascii=False), "hands": "[]"}
    if anew:
        return typst.compile(
            paper.LAYOUTS / layout, font_paths=[paper.glyphs.FONTS], ignore_system_fonts=True,
            sys_inputs=inputs,
        )  # fmt: skip
    if layout not in KEPT:
        KEPT[layout] = typst.Compiler(
            paper.LAYOUTS / layout, font_paths=paper.fonts(), ignore_system_fonts=True
        )
    return KEPT[layout].compile(sys_inputs=inputs, format="pdf")


def issuing(count: int) -> Figure:
    district = small_district()
    kinds = list(DocumentKind)

    def issue(number: int) -> None:
        kind = kinds[number % len(kinds)]
        services.issue(
            kind=kind, organization=district.north, subject=district.north_community,
            payload=different(kind, number), by=district.officer, at=AT,
        )  # fmt: skip

    issued = count / elapsed(lambda: [issue(n) for n in range(count, 2 * count)])
    drawn = count / elapsed(lambda: [paper.pdf(sheet(n)) for n in range(2 * count, 3 * count)])
    return Figure("documents issued, each in its own transaction", issued, "docs/s", "drawn", drawn)
