"""One whole payload of each kind, and a hand that signed."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from PIL import Image, ImageDraw

from wanghuo.registers.documents.domain import wording
from wanghuo.registers.documents.domain.forms import (
    Citation,
    CorrectedFinding,
    Finding,
    InspectionRecord,
    Officer,
    OrderAtOnce,
    OrderByDate,
    Payload,
    Place,
    Reference,
    ReinspectionRecord,
    SevereHazardReport,
    TransferLetter,
)
from wanghuo.registers.documents.domain.kinds import Correction, DocumentKind, Nature, Verdict

ISSUED_AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""09:30 in Shanghai."""

PLACE = Place(
    name="盐城市亭湖区新洋农贸市场管理有限公司",
    head="张德明",
    phone="13800001234",
    address="江苏省盐城市亭湖区新洋街道青年东路88号",
    nature=Nature.KEY,
    floor_area_m2=Decimal("3260.50"),
    floors_above=3,
    floors_below=1,
    height_m=Decimal("14.2"),
)
OFFICERS = (
    Officer(name="王建国", police_number="091234"),
    Officer(name="李喆", police_number="091277"),
)
EXIT = Finding(
    description="东侧安全出口被货物堵塞，疏散宽度不足0.6米",
    where="一层东侧",
    violation="V08",
    citations=(Citation(instrument="中华人民共和国消防法", article="第二十八条"),),
    deadline_on=date(2026, 11, 30),
)
EXTINGUISHERS = Finding(
    description="3具干粉灭火器压力不足，指针位于红区",
    where="二层摊位区",
    violation="V05",
    citations=(Citation(instrument="中华人民共和国消防法", article="第十六条第一款第二项"),),
    deadline_on=date(2026, 12, 3),
)
ORDER = Reference(title="责令限期改正通知书", number="新洋所限字〔2026〕第0018号")
DAY = date(2026, 11, 23)


def inspection_record(**facts) -> InspectionRecord:
    verdicts = {
        key: Verdict.PASS for key in wording.record_fields() if not key.startswith("committee")
    }
    verdicts |= {
        "exits": Verdict.FAIL,
        "extinguishers": Verdict.FAIL,
        "property_upkeep": Verdict.NOT_APPLICABLE,
    }
    ticks = wording.ticks_for(verdicts.items()) | {"public_gathering_place": ("YES",)}
    return InspectionRecord(
        **{
            "place": PLACE,
            "building_name": "新洋农贸市场综合楼",
            "officers": OFFICERS,
            "accompanied_by": "陈晓红",
            "accompanied_as": "安全管理员",
            "inspected_at": ISSUED_AT,
            "ended_at": ISSUED_AT + timedelta(minutes=42),
            "ticks": ticks,
            "document_numbers": {"opening_checked": "亭消安检字〔2019〕第0031号"},
            "findings": (EXIT, EXTINGUISHERS),
            "orders": (ORDER,),
            "transferred_to": "亭湖区消防救援大队",
            "remarks": "上次检查发现的应急照明故障已修复。",
            **facts,
        }
    )


def order_at_once(**facts) -> OrderAtOnce:
    return OrderAtOnce(
        **{
            "place": PLACE,
            "officers": OFFICERS,
            "inspected_on": DAY,
            "items": wording.order_items_for(["V08", "V05"]),
            "findings": (EXIT, EXTINGUISHERS),
            "transferred_to": "亭湖区消防救援大队",
            **facts,
        }
    )


def payload(kind: DocumentKind) -> Payload:
    """Return a whole payload of ``kind``."""
    match kind:
        case DocumentKind.INSPECTION_RECORD:
            return inspection_record()
        case DocumentKind.ORDER_AT_ONCE:
            return order_at_once()
        case DocumentKind.ORDER_BY_DATE:
            return OrderByDate(
                place=PLACE,
                officers=OFFICERS,
                inspected_on=DAY,
                items=wording.order_items_for(["V08", "V05"]),
                findings=(EXIT, EXTINGUISHERS),
                deadline_on=date(2026, 12, 3),
                transferred_to="亭湖区消防救援大队",
                interim_measures="营业期间安排专人值守东侧安全出口，每两小时巡查一次",
            )
        case DocumentKind.REINSPECTION_RECORD:
            return ReinspectionRecord(
                place=PLACE,
                orders=(ORDER,),
                officers=OFFICERS,
                accompanied_by="陈晓红",
                accompanied_as="安全管理员",
                reinspected_at=ISSUED_AT,
                outcomes=(
                    CorrectedFinding(finding=EXIT, outcome=Correction.CORRECTED),
                    CorrectedFinding(
                        finding=EXTINGUISHERS,
                        outcome=Correction.PARTLY,
                        note="已更换2具，1具待更换",
                    ),
                ),
                opinion="责令继续改正，逾期移送消防救援机构",
            )
        case DocumentKind.TRANSFER_LETTER:
            return TransferLetter(
                recipient="亭湖区消防救援大队",
                place=PLACE,
                inspected_on=DAY,
                findings=(EXIT, EXTINGUISHERS),
                measures="已当场责令改正并制作检查记录",
                attachments=(
                    "公安派出所日常消防监督检查记录（新洋所检字〔2026〕第0102号）",
                    "现场照片4张",
                ),
                officers=OFFICERS,
                contact_phone="0515-88000110",
                reply_due_on=date(2026, 12, 20),
            )
        case DocumentKind.SEVERE_HAZARD_REPORT:
            return SevereHazardReport(
                recipients=("新洋街道办事处", "亭湖区消防救援大队"),
                place=PLACE,
                inspected_on=DAY,
                findings=(EXIT, EXTINGUISHERS),
                danger="该市场日均人流约3000人，唯一东侧安全出口堵塞，一旦发生火灾极易造成群死群伤",
                measures="已下达责令限期改正通知书，并要求专人值守",
                proposals="建议街道办事处督促整改，并由消防救援大队依法处理",
                orders=(ORDER,),
                attachments=("现场照片4张",),
                officers=OFFICERS,
                contact_phone="0515-88000110",
            )


def drawn_hand(width: int = 600, height: int = 240) -> bytes:
    """Return a PNG with a few strokes on nothing, as the glass gives it."""
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    for left in (80, 220, 360):
        pen.line(
            [(left, 60), (left + 90, 70), (left + 20, 180), (left + 110, 170)],
            fill=(10, 10, 40, 255), width=7,
        )  # fmt: skip
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
