"""
What each kind of document says: one frozen payload per kind.

A payload holds facts, never layout: agency, number and day of issue are added when the
document is issued. Every payload can be previewed half filled; :func:`missing` names what
must be there before it can be issued.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from wanghuo.registers.documents.domain import jsonform, wording
from wanghuo.registers.documents.domain.kinds import Correction, DocumentKind, Nature

# Marks a field that a document cannot be issued without.
REQUIRED = {"required": True}


@dataclass(frozen=True, kw_only=True)
class Place:
    """The supervised object as the form names it."""

    name: str = field(metadata=REQUIRED, default="")
    head: str = ""  # legal representative or person in charge
    phone: str = ""
    address: str = field(metadata=REQUIRED, default="")
    credit_code: str = ""
    nature: Nature = Nature.GENERAL
    floor_area_m2: Decimal | None = None
    floors_above: int | None = None
    floors_below: int | None = None
    height_m: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Officer:
    name: str = field(metadata=REQUIRED, default="")
    police_number: str = ""


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A legal basis as it is printed: 《instrument》article."""

    instrument: str = field(metadata=REQUIRED, default="")  # without the book-title marks
    article: str = ""  # "第二十八条"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One hazard or violation: what, where, against which rule, until when."""

    description: str = field(metadata=REQUIRED, default="")
    where: str = ""
    violation: str = ""  # key of the rulebook's catalogue, "V08"
    citations: tuple[Citation, ...] = ()
    deadline_on: date | None = None
    is_fixed_on_spot: bool = False


@dataclass(frozen=True, kw_only=True)
class Reference:
    """Another document this one speaks of."""

    title: str = field(metadata=REQUIRED, default="")
    number: str = field(metadata=REQUIRED, default="")


@dataclass(frozen=True, kw_only=True)
class InspectionRecord:
    """
    公安派出所日常消防监督检查记录.

    ``ticks`` maps a record field to the codes of its ticked boxes (``wording.record_fields``);
    ``wording.ticks_for`` makes it from verdicts. A field without an entry stays unticked.
    """

    kind = DocumentKind.INSPECTION_RECORD

    place: Place = field(metadata=REQUIRED, default_factory=Place)
    building_name: str = ""
    officers: tuple[Officer, ...] = field(metadata=REQUIRED, default=())
    accompanied_by: str = field(metadata=REQUIRED, default="")
    accompanied_as: str = ""
    inspected_at: datetime | None = field(metadata=REQUIRED, default=None)
    ended_at: datetime | None = None
    is_id_shown: bool = True
    ticks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)  # section key → 其他
    document_numbers: Mapping[str, str] = field(default_factory=dict)  # record field → 文号
    findings: tuple[Finding, ...] = ()
    orders: tuple[Reference, ...] = ()
    transfers: tuple[str, ...] = ()  # codes of wording.transfer_items
    transferred_to: str = ""
    reported_to: tuple[str, ...] = ()
    remarks: str = ""


@dataclass(frozen=True, kw_only=True)
class CorrectedFinding:
    """An earlier finding and what became of it."""

    finding: Finding = field(metadata=REQUIRED, default_factory=Finding)
    outcome: Correction | None = field(metadata=REQUIRED, default=None)
    note: str = ""
    next_deadline_on: date | None = None  # for what is left of a partial correction


@dataclass(frozen=True, kw_only=True)
class ReinspectionRecord:
    """消防监督检查复查记录: what became of each finding of an earlier order."""

    kind = DocumentKind.REINSPECTION_RECORD

    place: Place = field(metadata=REQUIRED, default_factory=Place)
    orders: tuple[Reference, ...] = ()
    officers: tuple[Officer, ...] = field(metadata=REQUIRED, default=())
    accompanied_by: str = field(metadata=REQUIRED, default="")
    accompanied_as: str = ""
    reinspected_at: datetime | None = field(metadata=REQUIRED, default=None)
    is_at_request: bool = False  # the unit asked before its time was over
    outcomes: tuple[CorrectedFinding, ...] = field(metadata=REQUIRED, default=())
    opinion: str = ""
    remarks: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderAtOnce:
    """责令立即改正通知书. ``items`` are codes of ``wording.order_items``."""

    kind = DocumentKind.ORDER_AT_ONCE

    place: Place = field(metadata=REQUIRED, default_factory=Place)
    officers: tuple[Officer, ...] = field(metadata=REQUIRED, default=())
    inspected_on: date | None = field(metadata=REQUIRED, default=None)
    items: tuple[str, ...] = field(metadata=REQUIRED, default=())
    findings: tuple[Finding, ...] = field(metadata=REQUIRED, default=())
    basis: tuple[Citation, ...] = (
        Citation(instrument="中华人民共和国消防法", article="第五十三条"),
    )
    transferred_to: str = ""  # fire-rescue agency that gets what is not put right


@dataclass(frozen=True, kw_only=True)
class OrderByDate:
    """责令限期改正通知书: every finding carries its day, ``deadline_on`` is the last of them."""

    kind = DocumentKind.ORDER_BY_DATE

    place: Place = field(metadata=REQUIRED, default_factory=Place)
    officers: tuple[Officer, ...] = field(metadata=REQUIRED, default=())
    inspected_on: date | None = field(metadata=REQUIRED, default=None)
    items: tuple[str, ...] = field(metadata=REQUIRED, default=())
    findings: tuple[Finding, ...] = field(metadata=REQUIRED, default=())
    deadline_on: date | None = field(metadata=REQUIRED, default=None)
    basis: tuple[Citation, ...] = (
        Citation(instrument="中华人民共和国消防法", article="第五十三条"),
    )
    transferred_to: str = ""
    interim_measures: str = ""  # what keeps the place safe until then


@dataclass(frozen=True, kw_only=True)
class TransferLetter:
    """移送函: a violation handed to the agency that may decide it."""

    kind = DocumentKind.TRANSFER_LETTER

    recipient: str = field(metadata=REQUIRED, default="")
    place: Place = field(metadata=REQUIRED, default_factory=Place)
    inspected_on: date | None = field(metadata=REQUIRED, default=None)
    findings: tuple[Finding, ...] = field(metadata=REQUIRED, default=())
    basis: tuple[Citation, ...] = (Citation(instrument="消防监督检查规定", article="第三十三条"),)
    measures: str = ""  # what the station has already done, and why it passes the matter on
    attachments: tuple[str, ...] = ()
    officers: tuple[Officer, ...] = field(metadata=REQUIRED, default=())
    contact_phone: str = ""
    reply_due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SevereHazardReport:
    """书面报告: a hazard threatening public safety, to township and brigade at once."""

    kind = DocumentKind.SEVERE_HAZARD_REPORT

    recipients: tuple[str, ...] = field(metadata=REQUIRED, default=())
    place: Place = field(metadata=REQUIRED, default_factory=Place)
    inspected_on: date | None = field(metadata=REQUIRED, default=None)
    findings: tuple[Finding, ...] = field(metadata=REQUIRED, default=())
    danger: str = field(metadata=REQUIRED, default="")  # why it seriously threatens public safety
    measures: str = ""
    proposals: str = ""
    basis: tuple[Citation, ...] = (Citation(instrument="消防监督检查规定", article="第三十四条"),)
    orders: tuple[Reference, ...] = ()
    attachments: tuple[str, ...] = ()
    officers: tuple[Officer, ...] = field(metadata=REQUIRED, default=())
    contact_phone: str = ""


Payload = (
    InspectionRecord
    | ReinspectionRecord
    | OrderAtOnce
    | OrderByDate
    | TransferLetter
    | SevereHazardReport
)

PAYLOADS: Mapping[DocumentKind, type[Any]] = {
    form.kind: form
    for form in (
        InspectionRecord,
        ReinspectionRecord,
        OrderAtOnce,
        OrderByDate,
        TransferLetter,
        SevereHazardReport,
    )
}


def as_json(payload: Payload) -> dict[str, Any]:
    """Return the payload in plain JSON values; :func:`from_json` undoes it exactly."""
    plain: dict[str, Any] = jsonform.as_json(payload)
    return plain


def from_json(kind: DocumentKind, value: Mapping[str, Any]) -> Payload:
    """
    Build the payload of ``kind``.

    Raises: ValueError when a value does not fit its field.
    """
    payload: Payload = jsonform.from_json(PAYLOADS[kind], value)
    return payload


def missing(payload: Payload) -> tuple[str, ...]:
    """Return JSON pointers of what is required and empty, and of boxes the form does not have."""
    return (*_missing(payload, ""), *_unknown_codes(payload))


def _missing(value: Any, at: str) -> tuple[str, ...]:
    gaps: list[str] = []
    for part in fields(value):
        inner, pointer = getattr(value, part.name), f"{at}/{part.name}"
        if part.metadata.get("required") and inner in (None, "", ()):
            gaps.append(pointer)
        elif isinstance(inner, tuple):
            for place, item in enumerate(inner):
                if hasattr(item, "__dataclass_fields__"):
                    gaps += _missing(item, f"{pointer}/{place}")
        elif hasattr(inner, "__dataclass_fields__"):
            gaps += _missing(inner, pointer)
    return tuple(gaps)


def _unknown_codes(payload: Payload) -> tuple[str, ...]:
    if isinstance(payload, InspectionRecord):
        known = wording.record_fields()
        transfers = {item.code for item in wording.transfer_items()}
        return (
            *(
                f"/ticks/{key}"
                for key, codes in payload.ticks.items()
                if key not in known or set(codes) - {option.code for option in known[key].options}
            ),
            *(
                f"/transfers/{place}"
                for place, code in enumerate(payload.transfers)
                if code not in transfers
            ),
        )
    if isinstance(payload, OrderAtOnce | OrderByDate):
        known_items = {item.code for item in wording.order_items()}
        return tuple(
            f"/items/{place}" for place, code in enumerate(payload.items) if code not in known_items
        )
    return ()
