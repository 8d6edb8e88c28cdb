"""Lays a stamp over an existing PDF and turns its pages into pictures."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from wanghuo.registers.documents.domain.drawing import paper

LAYOUT = Path(__file__).resolve().parents[2] / "layouts" / "typst" / "stamp.typ"

PAGE = re.compile(rb"/Type\s*/Page(?!s)")


def stamped(pdf: bytes, words: str, *, at: datetime) -> bytes:
    """Return the PDF with ``words`` in red across every page."""
    (made,) = _drawn(pdf, words, format="pdf", timestamp=int(at.timestamp()))
    return made


def pictures(pdf: bytes, words: str = "", *, pixels_per_inch: float = 110) -> list[bytes]:
    """Return each page as PNG, with ``words`` across it if any."""
    return _drawn(pdf, words, format="png", ppi=pixels_per_inch)


def _drawn(pdf: bytes, words: str, **how: object) -> list[bytes]:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "issued.pdf").write_bytes(pdf)
        (root / "stamp.typ").write_bytes(LAYOUT.read_bytes())
        made = typst.compile(
            root / "stamp.typ",
            root=root,
            font_paths=paper.fonts(),
            ignore_system_fonts=True,
            sys_inputs={"words": words, "pages": str(page_count(pdf))},
            **how,  # type: ignore[call-overload]
        )
    return made if isinstance(made, list) else [made]


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF this product drew."""
    return len(PAGE.findall(pdf))
