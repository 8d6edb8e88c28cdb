"""
Turns a payload and its heading into the words of the printed sheet.

PDF and Word are drawn from the same words, so they cannot differ in content. What a layout
receives is text and ticks only: no dates to format, no decisions to take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.registers.documents.domain import chinese, wording
from wanghuo.registers.documents.domain.forms import (
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
from wanghuo.registers.documents.domain.kinds import Correction, Nature


class SignatureRole(Term):
    """Whose hand it is."""

    OFFICER = "OFFICER", gettext_noop("Inspecting officer")
    PARTY = "PARTY", gettext_noop("Person of the inspected place")
    WITNESS = "WITNESS", gettext_noop("Witness")


@dataclass(frozen=True, kw_only=True)
class Hand:
    """A signature to print: ``png`` is the picture of it."""

    role: SignatureRole
    name: str
    png: bytes


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What issuing adds to a payload. A preview has no number and no day."""

    agency: str
    number: str = ""
    issued_at: datetime | None = None
    hands: tuple[Hand, ...] = ()
    watermark: str = ""


@dataclass(frozen=True)
class Sheet:
    """The words of one document; ``texts`` is what layouts print."""

    payload: Payload
    heading: Heading
    texts: Mapping[str, Any] = field(repr=False)

    def characters(self) -> set[str]:
        """Return every character the sheet prints."""
        return set(_characters(self.texts))


def sheet_of(payload: Payload, heading: Heading) -> Sheet:
    """Return the sheet of a payload; gaps in the payload become lines to write on."""
    title = wording.titles()[payload.kind]
    texts = {
        "kind": payload.kind.value,
        "title": title.title,
        "copies": title.copies,
        "agency": heading.agency,
        "number": heading.number,
        "issued_on": chinese.day(heading.issued_at),
        "watermark": heading.watermark,
        **_BODIES[type(payload)](payload),
    }
    return Sheet(payload, heading, texts)


def _place(place: Place) -> dict[str, str]:
    return {
        "name": place.name,
        "head": place.head,
        "phone": place.phone,
        "address": place.address,
        "credit_code": place.credit_code,
        "floor_area": chinese.number(place.floor_area_m2),
        "floors": chinese.floors(place.floors_above, place.floors_below),
        "height": chinese.number(place.height_m),
    }


def _officers(officers: Iterable[Officer]) -> list[dict[str, str]]:
    return [{"name": officer.name, "number": officer.police_number} for officer in officers]


def _finding(finding: Finding, end: str = "") -> str:
    """Return one finding as a sentence: where, what, against which article, and its end."""
    text = f"{finding.where}：{finding.description}" if finding.where else finding.description
    if finding.citations:
        text = f"{text.rstrip('。；')}（违反{chinese.citations(finding.citations)}）"
    return chinese.sentence(f"{text.rstrip('。；')}{end}" if end else text)


def _findings(findings: Iterable[Finding], *, until: date | None = None) -> list[str]:
    """Return the findings as sentences; a day that is the whole paper's is not said again."""
    return [_finding(finding, _end(finding, until)) for finding in findings]


def _end(finding: Finding, until: date | None) -> str:
    if finding.is_fixed_on_spot:
        return "，已当场改正"
    if finding.deadline_on and finding.deadline_on != until:
        return f"，责令于{chinese.day(finding.deadline_on)}前改正"
    return ""


def _references(references: Iterable[Reference]) -> str:
    return "、".join(f"《{reference.title}》（{reference.number}）" for reference in references)


def _inspection_record(payload: InspectionRecord) -> dict[str, Any]:
    return {
        "place": _place(payload.place),
        "natures": [
            {"zh": "一般单位", "ticked": payload.place.nature is Nature.GENERAL},
            {"zh": "重点单位", "ticked": payload.place.nature is Nature.KEY},
        ],
        "building_name": payload.building_name,
        "officers": _officers(payload.officers),
        "accompanied_by": payload.accompanied_by,
        "accompanied_as": payload.accompanied_as,
        "began": chinese.moment(payload.inspected_at),
        "ended": chinese.clock(payload.ended_at),
        "inspected_on": chinese.day(payload.inspected_at),
        "id_shown": payload.is_id_shown,
        "sections": _record_sections(payload),
        "findings": _findings(payload.findings),
        "is_clean": bool(payload.ticks) and not payload.findings,
        "is_without_orders": bool(payload.ticks) and not payload.orders,
        "orders": [{"title": order.title, "number": order.number} for order in payload.orders],
        "transfers": [
            {"zh": item.zh, "ticked": item.code in payload.transfers}
            for item in wording.transfer_items()
        ],
        "transferred_to": payload.transferred_to,
        "reported_to": chinese.listed(payload.reported_to),
        "remarks": payload.remarks,
    }


def _record_sections(payload: InspectionRecord) -> list[dict[str, Any]]:
    """Return the sections with an answer; a record without any keeps the whole empty form."""
    is_empty = not payload.ticks and not payload.others
    sections = [
        _record_section(section, payload, is_empty) for section in wording.record_sections()
    ]
    return [section for section in sections if section["fields"]]


def _record_section(
    section: wording.Section, payload: InspectionRecord, is_empty: bool
) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [
        {
            "key": field.key,
            "zh": field.zh,
            "options": [
                {"zh": option.zh, "ticked": option.code in payload.ticks.get(field.key, ())}
                for option in field.options
            ],
            "document": payload.document_numbers.get(field.key, ""),
            "text": "",
        }
        for field in section.fields
        if is_empty or field.key in payload.ticks
    ]
    if other := payload.others.get(section.key, ""):
        fields.append({"key": "", "zh": "其他", "options": [], "document": "", "text": other})
    return {"key": section.key, "zh": section.zh, "fields": fields}


def _reinspection_record(payload: ReinspectionRecord) -> dict[str, Any]:
    return {
        "place": _place(payload.place),
        "orders": _references(payload.orders),
        "officers": _officers(payload.officers),
        "accompanied_by": payload.accompanied_by,
        "accompanied_as": payload.accompanied_as,
        "reinspected": chinese.moment(payload.reinspected_at),
        "reinspected_on": chinese.day(payload.reinspected_at),
        "causes": [
            {"zh": "改正期限届满", "ticked": not payload.is_at_request},
            {"zh": "当事人申请", "ticked": payload.is_at_request},
        ],
        "outcomes": [
            {
                "text": _finding(outcome.finding),
                "deadline": chinese.day(outcome.finding.deadline_on)
                if outcome.finding.deadline_on
                else "立即改正",
                "options": [
                    {"zh": zh, "ticked": outcome.outcome == code}
                    for code, zh in (
                        (Correction.CORRECTED, "已改正"),
                        (Correction.PARTLY, "部分改正"),
                        (Correction.NOT_CORRECTED, "未改正"),
                    )
                ],
                "note": outcome.note,
            }
            for outcome in payload.outcomes
        ],
        "opinion": chinese.sentence(payload.opinion),
        "remarks": payload.remarks,
    }


def _order(payload: OrderAtOnce | OrderByDate) -> dict[str, Any]:
    return {
        "place": _place(payload.place),
        "officers": _officers(payload.officers),
        "inspected_on": chinese.day(payload.inspected_on),
        "basis": chinese.citations(payload.basis),
        "items": [
            {"no": str(place), "zh": item.zh, "ticked": item.code in payload.items}
            for place, item in enumerate(wording.order_items(), start=1)
        ],
        "findings": _findings(payload.findings, until=_until(payload)),
        "transferred_to": payload.transferred_to or "消防救援机构",
    }


def _until(payload: OrderAtOnce | OrderByDate) -> date | None:
    return payload.deadline_on if isinstance(payload, OrderByDate) else payload.inspected_on


def _order_by_date(payload: OrderByDate) -> dict[str, Any]:
    return {
        **_order(payload),
        "deadline": chinese.day(payload.deadline_on),
        "interim_measures": chinese.sentence(payload.interim_measures),
    }


def _transfer_letter(payload: TransferLetter) -> dict[str, Any]:
    return {
        "recipient": payload.recipient,
        "place": _place(payload.place),
        "inspected_on": chinese.day(payload.inspected_on),
        "findings": [_finding(finding) for finding in payload.findings],
        "basis": chinese.citations(payload.basis),
        "measures": chinese.sentence(payload.measures),
        "attachments": list(payload.attachments),
        "officers": _officers(payload.officers),
        "contact_phone": payload.contact_phone,
        "reply_due": chinese.day(payload.reply_due_on) if payload.reply_due_on else "",
    }


def _severe_hazard_report(payload: SevereHazardReport) -> dict[str, Any]:
    return {
        "recipients": list(payload.recipients),
        "place": _place(payload.place),
        "inspected_on": chinese.day(payload.inspected_on),
        "findings": _findings(payload.findings),
        "danger": chinese.sentence(payload.danger),
        "measures": chinese.sentence(payload.measures),
        "proposals": chinese.sentence(payload.proposals),
        "basis": chinese.citations(payload.basis),
        "orders": _references(payload.orders),
        "attachments": list(payload.attachments),
        "officers": _officers(payload.officers),
        "contact_phone": payload.contact_phone,
    }


_BODIES: Mapping[type[Any], Callable[[Any], dict[str, Any]]] = {
    InspectionRecord: _inspection_record,
    ReinspectionRecord: _reinspection_record,
    OrderAtOnce: _order,
    OrderByDate: _order_by_date,
    TransferLetter: _transfer_letter,
    SevereHazardReport: _severe_hazard_report,
}


def _characters(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield from value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _characters(item)
    elif isinstance(value, list):
        for item in value:
            yield from _characters(item)
