"""No name turns into a box: the shipped fonts cover the forms, GB 2312 and rare names."""

import re

import pytest

from wanghuo.registers.documents.domain import wording
from wanghuo.registers.documents.domain.drawing import glyphs, paper

# Characters of real given names and places that older systems could not print.
RARE = "喆堃镕昇玥珺琪玮璟翀翊旻旸淏湉滢渂汭泃濛燊焜煊烜炜熠赟赪"
RARE_TOO = "韡頔颋骉骞骁鑫鋆錡镠镕闫闳阗隽雯雱霂霖靓靖"
RARER = "㛃䶮㙘㑇㥄㭎䲢𬬻𬭎𬭊𬳽𫖮𫍯𬭩𦭜𠙶𨱏𨺙𪩘𫄧"
BOLD = "NotoSerifSC-Bold.otf"


def gb2312() -> str:
    rows = range(0xA1, 0xF8)
    cells = range(0xA1, 0xFF)
    decoded = (bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in cells)
    return "".join(decoded)


def test_every_character_of_gb_2312_can_be_printed():
    kana = re.compile(r"[\u3040-\u30ff]")

    assert glyphs.unprintable(kana.sub("", gb2312())) == ()


@pytest.mark.parametrize("names", [RARE, RARE_TOO, RARER])
def test_rare_names_can_be_printed(names):
    assert glyphs.unprintable(names) == ()


def test_every_character_of_the_layouts_and_wordings_can_be_printed():
    files = [*paper.LAYOUTS.glob("*.typ"), *wording.FOLDER.glob("*.yaml")]
    written = "".join(path.read_text(encoding="utf-8") for path in files)

    assert glyphs.unprintable(written) == ()


def test_titles_have_a_bold_face_of_their_own():
    titles = "".join(title.title for title in wording.titles().values())
    sections = "".join(section.zh for section in wording.record_sections())

    assert {ord(sign) for sign in titles + sections} <= glyphs.covered(BOLD)


def test_the_typesetter_knows_every_face_the_layouts_name():
    layouts = "".join(path.read_text(encoding="utf-8") for path in paper.LAYOUTS.glob("*.typ"))
    named = set(re.findall(r'"((?:FandolFang|Noto|DejaVu)[^"]*)"', layouts))

    assert named <= set(paper.fonts().families())
    weights = {font.weight for font in paper.fonts().fonts() if font.family == "Noto Serif CJK SC"}
    assert {400, 700} <= weights


def test_what_no_font_has_is_named_with_its_code():
    with pytest.raises(glyphs.Unprintable) as refused:
        glyphs.check("缅甸文က")

    assert refused.value.facts["characters"] == "က (U+1000)"


def test_every_font_comes_with_its_licence():
    licences = {path.name for path in glyphs.FONTS.glob("LICENSE-*.txt")}

    assert licences == {"LICENSE-Fandol.txt", "LICENSE-NotoSerif.txt", "LICENSE-DejaVu.txt"}
    assert sum(path.stat().st_size for path in glyphs.FONTS.iterdir()) < 35_000_000
