"""Hazards: what is wrong, what comes next, and every act on the way to proven closure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock
from wanghuo.interfaces.api.v1.authentication import acting, caller
from wanghuo.interfaces.api.v1.late import Late, Made
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routers.documents import DocumentOut
from wanghuo.interfaces.api.v1.routing import read, verb
from wanghuo.operations.hazards import selectors, services
from wanghuo.operations.hazards.domain.terms import (
    Answer,
    Closing,
    Decision,
    Grade,
    Measure,
    NextStep,
    Outcome,
    Status,
)
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.registers.access import selectors as people
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.policy import selectors as policy

router = Router(tags=["hazards"])
M = TypeVar("M")


class HazardOut(Schema):
    id: UUID
    premises: UUID = Field(alias="premises_id")
    station: UUID = Field(alias="station_id")
    territory: UUID = Field(alias="territory_id")
    found_in: UUID
    item_key: str
    violation: str
    act_number: int | None
    grade: Grade
    description: str
    found_on: date
    measure: Measure
    status: Status
    deadline_on: date | None
    order: UUID | None = Field(alias="order_id")
    predecessor: UUID | None = Field(alias="predecessor_id")
    occurrence: int
    next_step: NextStep | str
    next_person: UUID | None = Field(alias="next_person_id")
    next_due_on: date | None
    closed_at: datetime | None
    closing: Closing | str


class HazardPage(Schema):
    items: list[HazardOut]
    next: str | None


class HazardFilter(Schema):
    q: str = Field("", max_length=200, description="words of the hazard or of its premises")
    status: Status | None = None
    grade: Grade | None = None
    premises: UUID | None = None
    found_in: UUID | None = Field(None, description="the visit that found it")
    is_open: bool | None = None
    is_overdue: bool | None = None

    def chosen(self, rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
        exact = {"status": self.status, "grade": self.grade, "found_in": self.found_in}
        exact["premises"] = self.premises
        rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
        rows = selectors.matching(rows, self.q) if self.q else rows
        if self.is_open is not None:
            rows = selectors.still_open(rows) if self.is_open else rows.filter(status=Status.CLOSED)
        return selectors.overdue(rows, clock.today()) if self.is_overdue else rows


class MeasureIn(Schema):
    measure: Measure
    deadline_on: date | None = None
    grade: Grade | None = None


class OrdersIn(Schema):
    danger: str = Field("", description="what threatens, where a severe hazard is among them")


class IssuedOut(Schema):
    documents: list[DocumentOut]


class ExtensionIn(Made):
    requested_by: str
    reason: str
    until: date


class ExtensionOut(Schema):
    id: UUID
    hazard: UUID = Field(alias="hazard_id")
    until: date
    deadline_before: date
    decision: Decision


class DecisionIn(Schema):
    is_granted: bool
    reason: str
    document_number: str = ""


class ReinspectionIn(Made):
    visit: UUID
    outcome: Outcome
    note: str = ""
    next_deadline_on: date | None = None


class TransferIn(Made):
    to: str = Field(description="code of the receiving organization")
    reason: str
    danger: str = ""


class TransferOut(Schema):
    id: UUID
    hazard: UUID = Field(alias="hazard_id")
    to: UUID = Field(alias="to_id")
    letter: UUID = Field(alias="letter_id")
    sent_at: datetime
    received_at: datetime | None
    answer: Answer | str


class TransferPage(Schema):
    items: list[TransferOut]
    next: str | None


class ReceiptIn(Schema):
    number: str = ""


class ReplyIn(Schema):
    answer: Answer
    note: str
    number: str = ""


class NoteIn(Schema):
    note: str = ""


class ReportIn(Schema):
    id: UUID | None = None
    danger: str


class ReassignHazardIn(Schema):
    to: UUID
    reason: str


class CloseIn(Schema):
    closing: Closing
    proof: str


def told(request: HttpRequest) -> dict[str, Any]:
    """Return what every act on a hazard is told: who, when, and the rules of the day."""
    return {
        "by": caller(request),
        "at": clock.now(),
        "rules": policy.rulebook(),
        "calendar": policy.calendar(),
    }


def existing(row: M | None) -> M:
    """Raises: NotFound."""
    if row is None:
        raise NotFound()
    return row


def given(body: Schema, *without: str) -> dict[str, Any]:
    """Return what the body says; of an act that came late its instant too."""
    if isinstance(body, Late):
        return body.act(*without)
    return body.dict(exclude=set(without))


@read(router, "/hazards/", shape=HazardPage, summary="Hazards in sight, newest first")
def hazards(
    request: HttpRequest, paging: Query[Paging], filters: Query[HazardFilter]
) -> dict[str, Any]:
    rows = filters.chosen(selectors.visible(caller(request)))
    return page(rows, paging, order=("-found_on", "-id"))


@read(router, "/hazards/{uuid:hazard_id}/", shape=HazardOut, summary="One hazard")
def hazard(request: HttpRequest, hazard_id: UUID) -> Hazard:
    return selectors.readable(hazard_id, caller(request))


@verb(
    router, "/hazards/{uuid:hazard_id}/choose-measure/", shape=HazardOut,
    summary="Choose another measure before anything is issued",
)  # fmt: skip
def choose_measure(request: HttpRequest, hazard_id: UUID, body: MeasureIn) -> Hazard:
    found = selectors.get(hazard_id, caller(request))
    return services.choose_measure(hazard=found, **told(request) | given(body))


@verb(
    router, "/hazards/{uuid:hazard_id}/issue-orders/", shape=IssuedOut,
    summary="Issue the orders of the visit that found it",
)  # fmt: skip
def issue_orders(request: HttpRequest, hazard_id: UUID, body: OrdersIn) -> dict[str, Any]:
    found = selectors.get(hazard_id, caller(request))
    issued = services.issue_orders(
        visit_id=found.found_in, hazards=selectors.to_be_ordered(found), danger=body.danger,
        **told(request),
    )  # fmt: skip
    return {"documents": issued}


@verb(
    router, "/hazards/{uuid:hazard_id}/request-extension/", shape=ExtensionOut, status=201,
    summary="Record the request for more time",
)  # fmt: skip
def request_extension(request: HttpRequest, hazard_id: UUID, body: ExtensionIn) -> Any:
    found = selectors.get(hazard_id, caller(request))
    return services.request_extension(hazard=found, **told(request) | given(body))


@verb(
    router, "/hazards/{uuid:hazard_id}/decide-extension/", shape=ExtensionOut,
    summary="Grant or refuse the pending extension",
)  # fmt: skip
def decide_extension(request: HttpRequest, hazard_id: UUID, body: DecisionIn) -> Any:
    found = selectors.get(hazard_id, caller(request))
    pending = existing(selectors.pending_extension(found))
    return services.decide_extension(extension=pending, **told(request) | given(body))


@verb(
    router, "/hazards/{uuid:hazard_id}/record-reinspection/", shape=HazardOut,
    summary="Record what the re-inspection found",
)  # fmt: skip
def record_reinspection(request: HttpRequest, hazard_id: UUID, body: ReinspectionIn) -> Hazard:
    found = selectors.get(hazard_id, caller(request))
    seen = inspections.visible_visits(caller(request))
    existing(seen.filter(pk=body.visit, premises=found.premises_id).first())
    services.record_reinspection(
        hazard=found, visit_id=body.visit, **told(request) | given(body, "visit")
    )
    return selectors.get(hazard_id, caller(request))


@verb(
    router, "/hazards/{uuid:hazard_id}/transfer/", shape=TransferOut, status=201,
    summary="Hand it to the authority that may decide",
)  # fmt: skip
def transfer(request: HttpRequest, hazard_id: UUID, body: TransferIn) -> Any:
    found = selectors.get(hazard_id, caller(request))
    to = organization.organization(body.to)
    return services.transfer(hazard=found, to=to, **told(request) | given(body, "to"))


@verb(
    router, "/hazards/{uuid:hazard_id}/report-severe/", shape=HazardOut,
    summary="Report it to the township and the brigade",
)  # fmt: skip
def report_severe(request: HttpRequest, hazard_id: UUID, body: ReportIn) -> Hazard:
    found = selectors.get(hazard_id, caller(request))
    services.report_severe(hazard=found, rules=policy.rulebook(), **given(body), **acting(request))
    return selectors.get(hazard_id, caller(request))


@verb(
    router, "/hazards/{uuid:hazard_id}/reassign/", shape=HazardOut,
    summary="Give the next step to somebody else",
)  # fmt: skip
def reassign(request: HttpRequest, hazard_id: UUID, body: ReassignHazardIn) -> Hazard:
    found = selectors.get(hazard_id, caller(request))
    to = people.person(body.to, seen_by=caller(request))
    return services.reassign(hazard=found, to=to, reason=body.reason, **acting(request))


@verb(
    router, "/hazards/{uuid:hazard_id}/close/", shape=HazardOut,
    summary="Close it for a reason other than correction",
)  # fmt: skip
def close(request: HttpRequest, hazard_id: UUID, body: CloseIn) -> Hazard:
    found = selectors.get(hazard_id, caller(request))
    return services.close(hazard=found, **given(body), **acting(request))


@verb(
    router, "/hazards/{uuid:hazard_id}/close-transferred/", shape=HazardOut,
    summary="Close it on the other authority's answer",
)  # fmt: skip
def close_transferred(request: HttpRequest, hazard_id: UUID, body: NoteIn) -> Hazard:
    found = selectors.get(hazard_id, caller(request))
    return services.close_transferred(hazard=found, note=body.note, **acting(request))


@read(router, "/transfers/", shape=TransferPage, summary="Transfers in sight, newest first")
def transfers(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    return page(selectors.transfers(caller(request)), paging, order=("-sent_at", "-id"))


@verb(
    router, "/transfers/{uuid:transfer_id}/record-receipt/", shape=TransferOut,
    summary="Confirm that the transfer arrived",
)  # fmt: skip
def record_receipt(request: HttpRequest, transfer_id: UUID, body: ReceiptIn) -> Any:
    sent = existing(selectors.transfers(caller(request)).filter(pk=transfer_id).first())
    return services.record_receipt(transfer=sent, number=body.number, **told(request))


@verb(
    router, "/transfers/{uuid:transfer_id}/record-reply/", shape=TransferOut,
    summary="Answer the station",
)  # fmt: skip
def record_reply(request: HttpRequest, transfer_id: UUID, body: ReplyIn) -> Any:
    sent = existing(selectors.transfers(caller(request)).filter(pk=transfer_id).first())
    return services.record_reply(transfer=sent, **told(request) | given(body))
