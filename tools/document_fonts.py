"""
Subsets the fonts of the printed documents.

Needs ``fonttools`` and the Debian packages named in
``src/wanghuo/registers/documents/fonts/README.md``:
``python tools/document_fonts.py /usr/share/fonts``.
"""

import sys
from pathlib import Path

from fontTools import subset

OUT = Path(__file__).resolve().parents[1] / "src/wanghuo/registers/documents/fonts"
NOT_KANA_OR_HANGUL = {
    point
    for first, end in (
        (0x20, 0x3040), (0x3200, 0xA000), (0xF900, 0x10000), (0x1F100, 0x1F200), (0x20000, 0x33000)
    )
    for point in range(first, end)
}  # fmt: skip
SIMPLIFIED_CHINESE = 2
"""Place of the face in the collection."""


def in_gbk(point: int) -> bool:
    try:
        chr(point).encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def write(source: Path, name: str, points: set[int], *, face: int = -1) -> None:
    options = subset.Options()
    options.layout_features = ["kern", "halt", "palt", "ccmp"] if face >= 0 else []
    options.name_IDs = ["*"]
    options.hinting = options.glyph_names = False
    options.font_number = face
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points & set(font.getBestCmap()))
    subsetter.subset(font)
    subset.save_font(font, str(OUT / name), options)


def main(folder: Path) -> None:
    noto = folder / "opentype/noto"
    write(
        noto / "NotoSerifCJK-Regular.ttc", "NotoSerifSC-Regular.otf", NOT_KANA_OR_HANGUL,
        face=SIMPLIFIED_CHINESE,
    )  # fmt: skip
    signs = {*range(0x20, 0x300), *range(0x2000, 0x2700), *range(0x3000, 0x3040)}
    gbk = {point for point in NOT_KANA_OR_HANGUL if point < 0x10000 and in_gbk(point)}
    write(
        noto / "NotoSerifCJK-Bold.ttc", "NotoSerifSC-Bold.otf", gbk | signs,
        face=SIMPLIFIED_CHINESE,
    )  # fmt: skip
    boxes = {0x2610, 0x2611, 0x2612, 0x2713, 0x2717}
    write(folder / "truetype/dejavu/DejaVuSans.ttf", "DejaVuSans-Boxes.ttf", boxes)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
