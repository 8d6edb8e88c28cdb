"""
Word files by filling templates: the same words as the PDF, for agencies that must edit.

The templates name the fonts of the standard for official documents (仿宋_GB2312, 方正小标宋简体);
``tools/word_templates.py`` builds them.
"""

from __future__ import annotations

import io
from pathlib import Path

from docxtpl import DocxTemplate

from wanghuo.registers.documents.domain.sheets import Sheet

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts" / "word"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(sheet: Sheet) -> bytes:
    """Return the sheet as a Word file without signatures."""
    template = DocxTemplate(LAYOUTS / f"{sheet.payload.kind.lower()}.docx")
    template.render(dict(sheet.texts), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()
