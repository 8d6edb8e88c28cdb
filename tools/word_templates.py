"""
Builds the Word templates of the printed documents.

Run it after changing a layout: ``python tools/word_templates.py``. A test holds the committed
templates against what this makes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

FOLDER = Path(__file__).resolve().parents[1] / "src/wanghuo/registers/documents/layouts/word"
NO_TIME = (1980, 1, 1, 0, 0, 0)
BODY, TITLE, LATIN = "仿宋_GB2312", "方正小标宋简体", "Times New Roman"
# What Office falls back to where the standard fonts are not installed.
BODY_ELSE, TITLE_ELSE = "FangSong", "SimSun"
CENTRE, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
OPTIONS = "{% for option in X %}{{ '☑' if option.ticked else '□' }}{{ option.zh }}　{% endfor %}"
OFFICERS = (
    "{% for officer in officers %}__________（{{ officer.name }}"
    "{% if officer.number %}，{{ officer.number }}{% endif %}）　{% endfor %}"
)


def face(run, east: str, size: float, *, bold: bool = False, red: bool = False) -> None:
    run.font.size, run.font.bold = Pt(size), bold
    run.font.name = LATIN
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), east)
    if red:
        run.font.color.rgb = RGBColor(0xC8, 0x10, 0x2E)


def new_document(size: float) -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(22)
    section.left_margin, section.right_margin = Mm(27), Mm(25)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(size)
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.25
    name_fallbacks(document)
    foot(section.footer.paragraphs[0])
    core = document.core_properties
    core.author, core.title, core.language = "", "", "zh-CN"
    return document


def name_fallbacks(document: Document) -> None:
    """Tell Office which installed face to take where a standard one is missing."""
    part = next(
        related.target_part
        for related in document.part.rels.values()
        if related.reltype.endswith("/fontTable")
    )
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in ((BODY, BODY_ELSE), (TITLE, TITLE_ELSE))
    )
    part._blob = part.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")


def foot(paragraph: Paragraph) -> None:
    paragraph.alignment = CENTRE
    face(paragraph.add_run("{{ copies }}　　第 "), BODY, 10.5)
    counted(paragraph, "PAGE")
    face(paragraph.add_run(" 页　共 "), BODY, 10.5)
    counted(paragraph, "NUMPAGES")
    face(paragraph.add_run(" 页"), BODY, 10.5)


def counted(paragraph: Paragraph, what: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), what)
    run = paragraph.add_run("1")
    face(run, BODY, 10.5)
    field.append(run._element)
    paragraph._element.append(field)


def line(
    document: Document, text: str, *, at=LEFT, size: float | None = None, indent: bool = False
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = at
    if indent:
        first = OxmlElement("w:ind")
        first.set(qn("w:firstLineChars"), "200")
        points = size or document.styles["Normal"].font.size.pt
        first.set(qn("w:firstLine"), str(round(points * 2 * 20)))
        paragraph._element.get_or_add_pPr().append(first)
    run = paragraph.add_run(text)
    if size:
        face(run, BODY, size)
    return paragraph


def top(document: Document, size: float = 22) -> None:
    for text, points in (("{{ agency }}", 16), ("{{ title }}", size)):
        paragraph = document.add_paragraph()
        paragraph.alignment = CENTRE
        face(paragraph.add_run(text), TITLE, points, bold=True)
    line(document, "{{ number or '　　　字〔　　　〕第　　　号' }}", at=RIGHT)


def seal(document: Document) -> None:
    line(document, "{{ agency }}", at=RIGHT)
    paragraph = document.add_paragraph()
    paragraph.alignment = RIGHT
    face(paragraph.add_run("（印　章）　　"), BODY, 11, red=True)
    line(document, "{{ issued_on }}　", at=RIGHT)


def table(document: Document, widths: Sequence[float], rows: Sequence[Sequence[str]]) -> Table:
    """Add a ruled table; an empty string joins a cell to the one on its left. Units: cm."""
    made = document.add_table(rows=0, cols=len(widths))
    made.style, made.alignment, made.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    for row in rows:
        added = made.add_row()
        if len(row) > 2:  # a row of answers stays on one page; a list of faults may be longer
            added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = added.cells
        for place, (width, text) in enumerate(zip(widths, row, strict=True)):
            cells[place].width = Cm(width)
            if text == "" and place:
                start = max(index for index in range(place) if row[index])
                cells[start].merge(cells[place])
        for place, text in enumerate(row):
            if text:
                cells[place].vertical_alignment = WD_ALIGN_VERTICAL.CENTER
                paragraph = cells[place].paragraphs[0]
                paragraph.paragraph_format.line_spacing = 1.1
                paragraph.paragraph_format.space_before = Pt(2)
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.add_run(text)
    return made


def findings(document: Document) -> None:
    line(document, "{%p for finding in findings %}")
    line(document, "{{ loop.index }}．{{ finding }}", indent=True)
    line(document, "{%p endfor %}")


def part(document: Document, text: str) -> None:
    """Add a heading that stays with what follows."""
    made = line(document, text, indent=True)
    made.paragraph_format.keep_with_next = True
    made.runs[0].font.bold = True


def attachments(document: Document) -> None:
    line(document, "{%p for name in attachments %}")
    line(
        document,
        "{{ '附件：' if loop.first else '　　　' }}{{ loop.index }}．{{ name }}",
        indent=True,
    )
    line(document, "{%p endfor %}")


def order(document: Document, *, by_date: bool) -> None:
    top(document)
    line(document, "{{ place.name }}：")
    line(
        document,
        "根据{{ basis }}的规定，我单位于{{ inspected_on }}对你单位（场所）进行日常消防监督检查，"
        "发现存在下列第{% for item in items if item.ticked %}{{ item.no }}"
        "{{ '' if loop.last else '、' }}{% endfor %}项消防安全违法行为（火灾隐患）：",
        indent=True,
    )
    line(document, "{%p for item in items %}")
    line(document, "{{ '☑' if item.ticked else '□' }}{{ item.no }}．{{ item.zh }}", size=11)
    line(document, "{%p endfor %}")
    line(document, "具体问题：", indent=True)
    findings(document)
    if by_date:
        line(
            document,
            "现责令你单位（场所）于{{ deadline }}前改正上述违法行为（火灾隐患）。"
            "{% if interim_measures %}改正期间应当采取下列措施保障安全：{{ interim_measures }}"
            "{% endif %}改正期限届满，我单位将依法进行复查；需要延长期限的，应当在期限届满前"
            "书面申请。逾期不改正的，将依法移送{{ transferred_to }}处理。",
            indent=True,
        )
    else:
        line(
            document,
            "现责令你单位（场所）立即改正上述违法行为（火灾隐患）。对依法应当给予行政处罚的"
            "消防安全违法行为，将移送{{ transferred_to }}处理。",
            indent=True,
        )
    line(document, "消防监督检查人员（签名）：" + OFFICERS)
    seal(document)
    line(document, "被通知单位（个人）签收：______________　　签收日期：　　年　 月　 日")


def inspection_record(document: Document) -> None:
    top(document, 20)
    table(document, (3.2, 5.4, 2.6, 4.8), [
        ("单位（场所）名称", "{{ place.name }}", "", ""),
        ("法定代表人（负责人）", "{{ place.head }} ", "联系电话", "{{ place.phone }} "),
        ("地　　址", "{{ place.address }}", "", ""),
        ("性　　质", OPTIONS.replace("X", "natures"), "建筑面积",
         "{% if place.floor_area %}{{ place.floor_area }}平方米{% endif %} "),
        ("建筑层数", "{{ place.floors }} ", "建筑高度",
         "{% if place.height %}{{ place.height }}米{% endif %} "),
        ("检查时间", "{{ began }}至{{ ended }}", "", ""),
        ("表明身份",
         "{{ '☑' if id_shown else '□' }}检查前已向被检查单位（场所）出示人民警察证", "", ""),
    ])  # fmt: skip
    boxes = (
        "{% if field.key == 'accepted' and building_name %}建筑物名称：{{ building_name }}　"
        "{% endif %}" + OPTIONS.replace("X", "field.options")
        + "{% if field.document %}文号：{{ field.document }}{% endif %}{{ field.text }}"
    )  # fmt: skip
    table(document, (1.6, 5.6, 8.8), [
        ("{%tr for section in sections %}", "", ""),
        ("{%tr for field in section.fields %}", "", ""),
        ("{{ section.zh }}{% vm %}", "{{ field.zh }}", boxes),
        ("{%tr endfor %}", "", ""),
        ("{%tr endfor %}", "", ""),
    ])  # fmt: skip
    found = (
        "{% if is_clean %}未发现消防安全违法行为和火灾隐患。{% endif %}"
        "{% for finding in findings %}{{ loop.index }}．{{ finding }}"
        "{% if not loop.last %}\n{% endif %}{% endfor %}"
    )
    ordered = (
        "{% if not orders %}{{ '☑' if is_without_orders else '□' }}未下发法律文书{% endif %}"
        "{% for order in orders %}"
        "☑《{{ order.title }}》，文书编号：{{ order.number }}"
        "{% if not loop.last %}\n{% endif %}{% endfor %}"
    )
    moved = (
        "{% for item in transfers %}{{ '☑' if item.ticked else '□' }}{{ item.zh }}"
        "{% if not loop.last %}\n{% endif %}{% endfor %}"
        "{% if transferred_to %}\n移送：{{ transferred_to }}{% endif %}"
        "{% if reported_to %}\n书面报告：{{ reported_to }}{% endif %}"
    )
    table(document, (3.2, 12.8), [
        ("检查发现的问题", found),
        ("责令改正情况", ordered),
        ("移送情况", moved),
        ("备　　注", "{{ remarks }} "),
        ("检查人员（签名）", OFFICERS),
        ("陪同人员（签名）",
         "____________{% if accompanied_by %}（{{ accompanied_by }}"
         "{% if accompanied_as %}，{{ accompanied_as }}{% endif %}）{% endif %}"),
    ])  # fmt: skip
    line(document, "{{ inspected_on }}　", at=RIGHT)


def reinspection_record(document: Document) -> None:
    top(document)
    table(document, (3.2, 5.4, 2.6, 4.8), [
        ("单位（场所）名称", "{{ place.name }}", "", ""),
        ("地　　址", "{{ place.address }}", "", ""),
        ("负 责 人", "{{ place.head }} ", "联系电话", "{{ place.phone }} "),
        ("复查依据", "{{ orders }} ", "", ""),
        ("复查原因", OPTIONS.replace("X", "causes"), "", ""),
        ("复查时间", "{{ reinspected }}", "", ""),
    ])  # fmt: skip
    table(document, (1.3, 7.4, 3.1, 4.2), [
        ("序号", "原责令改正的违法行为（火灾隐患）", "改正期限", "复查情况"),
        ("{%tr for outcome in outcomes %}", "", "", ""),
        ("{{ loop.index }}", "{{ outcome.text }}", "{{ outcome.deadline }} ",
         "{% for option in outcome.options %}{{ '☑' if option.ticked else '□' }}{{ option.zh }}"
         "{% if not loop.last %}\n{% endif %}{% endfor %}"
         "{% if outcome.note %}\n{{ outcome.note }}{% endif %}"),
        ("{%tr endfor %}", "", "", ""),
    ])  # fmt: skip
    table(document, (3.2, 12.8), [
        ("复查意见", "{{ opinion }} "),
        ("备　　注", "{{ remarks }} "),
        ("复查人员（签名）", OFFICERS),
        ("陪同人员（签名）",
         "____________{% if accompanied_by %}（{{ accompanied_by }}"
         "{% if accompanied_as %}，{{ accompanied_as }}{% endif %}）{% endif %}"),
    ])  # fmt: skip
    seal(document)


def transfer_letter(document: Document) -> None:
    top(document)
    line(document, "{{ recipient }}：")
    line(
        document,
        "我单位于{{ inspected_on }}对{{ place.name }}（地址：{{ place.address }}"
        "{% if place.head %}；负责人：{{ place.head }}{% endif %}"
        "{% if place.phone %}；联系电话：{{ place.phone }}{% endif %}）进行日常消防监督检查，"
        "发现该单位（场所）存在下列消防安全违法行为：",
        indent=True,
    )
    findings(document)
    line(document, "{%p if measures %}")
    line(document, "处理情况及移送理由：{{ measures }}", indent=True)
    line(document, "{%p endif %}")
    line(
        document,
        "根据{{ basis }}的规定，现将上述消防安全违法行为移送你单位依法处理"
        "{% if reply_due %}，并请于{{ reply_due }}前将处理情况函告我单位{% endif %}。",
        indent=True,
    )
    attachments(document)
    seal(document)
    handled_by(document)
    line(document, "-" * 60, at=CENTRE)
    line(document, "回　　执", at=CENTRE)
    line(document, "{{ agency }}：")
    line(document, "你单位移送的《{{ title }}》（{{ number }}）收悉。", indent=True)
    line(document, "接收人：______________　　　　　　　　（接收单位印章）")
    line(document, "联系电话：____________　　　　　　　　　　年　　月　　日")


def severe_hazard_report(document: Document) -> None:
    top(document, 20)
    line(document, "{% for name in recipients %}{{ name }}{{ '' if loop.last else '、' }}"
                   "{% endfor %}：")  # fmt: skip
    line(
        document,
        "我单位于{{ inspected_on }}在日常消防监督检查中，发现{{ place.name }}存在严重威胁公共安全的"
        "火灾隐患。根据{{ basis }}的规定，现将有关情况报告如下：",
        indent=True,
    )
    part(document, "一、基本情况")
    line(
        document,
        "单位（场所）名称：{{ place.name }}。地址：{{ place.address }}。"
        "{% if place.head %}负责人：{{ place.head }}"
        "{% if place.phone %}，联系电话：{{ place.phone }}{% endif %}。{% endif %}"
        "{% if place.floor_area %}建筑面积{{ place.floor_area }}平方米。{% endif %}"
        "{% if place.floors %}{{ place.floors }}。{% endif %}",
        indent=True,
    )
    part(document, "二、火灾隐患")
    findings(document)
    part(document, "三、危险情形")
    line(document, "{{ danger }}", indent=True)
    line(document, "{%p if measures or orders %}")
    part(document, "四、已采取的措施")
    line(document, "{{ measures }}{% if orders %}已下发{{ orders }}。{% endif %}", indent=True)
    line(document, "{%p endif %}")
    line(document, "{%p if proposals %}")
    part(document, "{{ '五' if measures or orders else '四' }}、工作建议")
    line(document, "{{ proposals }}", indent=True)
    line(document, "{%p endif %}")
    line(document, "特此报告。", indent=True)
    attachments(document)
    seal(document)
    handled_by(document)


def handled_by(document: Document) -> None:
    line(
        document,
        "承办人：{% for officer in officers %}{{ officer.name }}{{ '' if loop.last else '、' }}"
        "{% endfor %}{% if contact_phone %}　联系电话：{{ contact_phone }}{% endif %}",
    )


DRAWN: dict[str, tuple[float, Callable[[Document], None]]] = {
    "inspection_record": (10.5, inspection_record),
    "reinspection_record": (12, reinspection_record),
    "order_at_once": (12, lambda document: order(document, by_date=False)),
    "order_by_date": (12, lambda document: order(document, by_date=True)),
    "transfer_letter": (13.5, transfer_letter),
    "severe_hazard_report": (13, severe_hazard_report),
}


def build(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (size, draw) in DRAWN.items():
        document = new_document(size)
        draw(document)
        made = io.BytesIO()
        document.save(made)
        write(made, folder / f"{name}.docx")


def write(made: io.BytesIO, place: Path) -> None:
    """Write the parts with one fixed time, so that the same template gives the same bytes."""
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(place, "w") as fixed:
        for part in sorted(parts.namelist()):
            entry = zipfile.ZipInfo(part, NO_TIME)
            fixed.writestr(entry, parts.read(part), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    build(FOLDER)
