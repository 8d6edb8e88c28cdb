"""
Every form as it was looked at and approved: its words, its pages, its Word file.

``UPDATE_GOLDEN=1`` writes them anew; look at the pages before committing.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.factories.documents import ISSUED_AT, drawn_hand, payload
from wanghuo.registers.documents.domain import pictures, sheets
from wanghuo.registers.documents.domain.drawing import paper, stamp, word
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.sheets import Hand, SignatureRole

FOLDER = Path(__file__).with_name("documents")
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
PIXELS_PER_INCH = 50
# Mean difference of grey per page that another processor's rounding may make.
TOLERANCE = 1.0


def sheet(kind: DocumentKind, *, signed: bool = False) -> sheets.Sheet:
    hand = pictures.signature(drawn_hand())
    hands = (
        Hand(role=SignatureRole.OFFICER, name="王建国", png=hand),
        Hand(role=SignatureRole.OFFICER, name="李喆", png=hand),
        Hand(role=SignatureRole.PARTY, name="陈晓红", png=hand),
    )
    return sheets.sheet_of(
        payload(kind),
        sheets.Heading(
            agency="盐城市公安局亭湖分局新洋派出所",
            number="新洋所限字〔2026〕第0018号",
            issued_at=ISSUED_AT,
            hands=hands if signed else (),
        ),
    )


def approved(name: str, made: str) -> str:
    path = FOLDER / name
    if UPDATE:
        path.write_text(made, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def look(name: str, page: bytes) -> None:
    """Hold a page against the picture of it that was approved."""
    made = Image.open(io.BytesIO(page)).convert("L")
    path = FOLDER / name
    if UPDATE:
        made.save(path)
    seen = Image.open(path)

    assert seen.size == made.size
    assert ImageStat.Stat(ImageChops.difference(seen, made)).mean[0] < TOLERANCE


def squeezed(text: str) -> str:
    return "".join(text.split())


def spoken(texts: Any, *, unsaid: tuple[str, ...] = ("kind", "key", "copies", "no")) -> list[str]:
    """Return every text of the sheet, but for codes and its foot."""
    if isinstance(texts, str):
        return [texts]
    if isinstance(texts, Mapping):
        parts = [spoken(value) for key, value in texts.items() if key not in unsaid]
    else:
        parts = [spoken(value) for value in texts] if isinstance(texts, list) else []
    return [text for part in parts for text in part]


@pytest.mark.parametrize("kind", DocumentKind)
class TestGivenAWholePayload:
    def test_when_put_into_words_then_they_are_the_approved_ones(self, kind):
        made = json.dumps(dict(sheet(kind).texts), ensure_ascii=False, indent=1) + "\n"

        assert made == approved(f"{kind.lower()}.json", made)

    def test_when_drawn_then_the_pages_look_as_approved(self, kind):
        for number, page in enumerate(paper.png(sheet(kind), pixels_per_inch=PIXELS_PER_INCH), 1):
            look(f"{kind.lower()}-{number}.png", page)

    def test_when_drawn_twice_then_the_bytes_are_the_same(self, kind):
        assert paper.pdf(sheet(kind)) == paper.pdf(sheet(kind))

    def test_when_drawn_then_the_words_can_be_read_out_of_the_pdf(self, kind, tmp_path):
        if not shutil.which("pdftotext"):
            pytest.skip("pdftotext is not installed")
        (tmp_path / "made.pdf").write_bytes(paper.pdf(sheet(kind)))
        read = subprocess.run(
            ["pdftotext", "-layout", tmp_path / "made.pdf", "-"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        words = "".join(read.split())

        for expected in ("新洋所限字〔2026〕第0018号", "张德明", "2026年11月23日"):
            if expected != "张德明" or kind not in {"ORDER_AT_ONCE", "ORDER_BY_DATE"}:
                assert expected in words
        assert "页共" in words

    def test_when_filled_into_word_then_the_words_are_the_approved_ones(self, kind):
        document = docx.Document(io.BytesIO(word.docx(sheet(kind))))
        lines = [paragraph.text for paragraph in document.paragraphs]
        for table in document.tables:
            for row in table.rows:
                lines.append(" | ".join(dict.fromkeys(cell.text for cell in row.cells)))
        made = "\n".join(lines) + "\n"

        assert "{{" not in made and "{%" not in made
        assert made == approved(f"{kind.lower()}.docx.txt", made)

    def test_when_filled_into_word_then_it_says_just_what_the_pdf_says(self, kind, tmp_path):
        if not shutil.which("pdftotext"):
            pytest.skip("pdftotext is not installed")
        (tmp_path / "made.pdf").write_bytes(paper.pdf(sheet(kind)))
        read = ["pdftotext", "-raw", tmp_path / "made.pdf", "-"]
        printed = squeezed(subprocess.run(read, capture_output=True, text=True, check=True).stdout)
        with zipfile.ZipFile(io.BytesIO(word.docx(sheet(kind)))) as parts:
            runs = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", parts.read("word/document.xml").decode())
        filled = squeezed("".join(runs))

        for text in map(squeezed, spoken(sheet(kind).texts)):
            assert (text in printed) == (text in filled), text

    def test_when_opened_in_office_then_it_asks_for_the_official_fonts(self, kind):
        document = docx.Document(io.BytesIO(word.docx(sheet(kind))))
        styles = document.styles.element.xml

        assert 'w:eastAsia="仿宋_GB2312"' in styles
        assert 'w:lang w:val="zh-CN" w:eastAsia="zh-CN"' in styles
        assert 'w:eastAsia="方正小标宋简体"' in document.element.xml


def test_when_signed_on_glass_then_the_hands_are_on_their_lines():
    signed = sheet(DocumentKind.ORDER_AT_ONCE, signed=True)
    for number, page in enumerate(paper.png(signed, pixels_per_inch=PIXELS_PER_INCH), 1):
        look(f"order_at_once-signed-{number}.png", page)


def test_when_voided_then_every_page_says_so():
    drawn = paper.pdf(sheet(DocumentKind.INSPECTION_RECORD))
    pages = stamp.pictures(drawn, "作废", pixels_per_inch=PIXELS_PER_INCH)

    assert len(pages) == stamp.page_count(drawn) == 2
    for number, page in enumerate(pages, 1):
        look(f"inspection_record-void-{number}.png", page)
