"""Visits: from showing identity to the finished record."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import clock
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.late import Late, Made, Marked
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routers.documents import decoded
from wanghuo.interfaces.api.v1.routers.tasks import ReasonIn, someone
from wanghuo.interfaces.api.v1.routing import read, verb
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.domain.terms import Grade, Measure, Outcome
from wanghuo.operations.inspections import selectors, services
from wanghuo.operations.inspections.domain.findings import Chosen
from wanghuo.operations.inspections.domain.sheet import Line
from wanghuo.operations.inspections.domain.terms import (
    Purpose,
    Verdict,
    VisitStatus,
)
from wanghuo.operations.inspections.models import Visit
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors as premises

router = Router(tags=["inspections"])


class NothingToVisit(Invalid):
    code = "api.nothing-to-visit"
    says = gettext_noop("A visit needs a task or a supervised object.")
    remedy = gettext_noop("Name one of them by its id.")


class VisitOut(Schema):
    id: UUID
    task: UUID | None = Field(alias="task_id")
    premises: UUID = Field(alias="premises_id")
    station: UUID = Field(alias="station_id")
    purpose: Purpose
    lead: UUID = Field(alias="lead_id")
    partner: UUID | None = Field(alias="partner_id")
    checklist_key: str
    checklist_edition: str
    started_at: datetime
    visited_on: date
    id_shown_at: datetime | None
    accompanied_by: str
    status: VisitStatus
    finished_at: datetime | None
    failed: int
    version: int


class VisitPage(Schema):
    items: list[VisitOut]
    next: str | None


class VisitFilter(Schema):
    status: VisitStatus | None = None
    premises: UUID | None = None
    lead: UUID | None = None


class LineOut(Schema):
    """An item of the check list, what to look for, and the verdict that counts."""

    key: str
    title: dict[str, str]
    where: dict[str, str]
    how: dict[str, str]
    right: dict[str, str]
    wrong: dict[str, str]
    then: dict[str, str]
    citations: list[str]
    possible_faults: dict[str, dict[str, str]] = Field(description="by code, for an answer")
    verdict: Verdict | None
    note: str
    faults: list[str]
    is_fixed_on_spot: bool
    is_previous: bool


class RecheckOut(Schema):
    """What the visit saw of an earlier hazard."""

    id: UUID
    hazard: UUID = Field(alias="hazard_id")
    outcome: Outcome
    note: str
    next_deadline_on: date | None
    answered_at: datetime


class SheetOut(Schema):
    visit: VisitOut
    lines: list[LineOut]
    left: int
    previous_hazards: list[UUID]
    rechecks: list[RecheckOut]


class StartIn(Made):
    task: UUID | None = None
    premises: UUID | None = None
    purpose: Purpose | None = None
    partner: UUID | None = None
    reason: str = ""


class IdentityIn(Late):
    accompanied_by: str
    accompanied_as: str = ""
    partner: UUID | None = None


class AnswerIn(Marked):
    item_key: str
    verdict: Verdict
    note: str = ""
    is_fixed_on_spot: bool = False
    faults: list[str] = Field([], description="codes of what exactly is wrong, from the check list")


class RestIn(Marked):
    verdict: Verdict = Verdict.PASS


class WithdrawIn(Late):
    item_key: str


class RecheckIn(Marked):
    hazard: UUID
    outcome: Outcome
    note: str = ""
    next_deadline_on: date | None = None


class PhotographIn(Made):
    content: str = Field(description="JPEG, PNG or WebP in Base64")
    item_key: str = ""
    hazard: UUID | None = Field(None, description="an earlier hazard it shows")


class PhotographOut(Schema):
    id: UUID
    item_key: str


class PictureOut(Schema):
    """A photograph; the picture is at ``/photographs/{id}/``."""

    id: UUID
    visit: UUID = Field(alias="visit_id")
    item_key: str
    hazard: UUID | None = Field(alias="hazard_id")
    media_type: str
    size: int
    width: int
    height: int
    taken_at: datetime


class Pictures(Schema):
    items: list[PictureOut]


class ChosenIn(Schema):
    """What is decided about one failed item; what is left out takes the proposal."""

    measure: Measure | None = None
    grade: Grade | None = None
    deadline_on: date | None = None
    description: str = ""


class FinishIn(Late):
    chosen: dict[str, ChosenIn] = Field({}, description="by key of the failed item")
    danger: str = ""
    remarks: str = ""
    version: int | None = None


@read(router, "/visits/", shape=VisitPage, summary="Visits in sight, newest first")
def visits(
    request: HttpRequest, paging: Query[Paging], filters: Query[VisitFilter]
) -> dict[str, Any]:
    rows = selectors.visible_visits(caller(request)).filter(**filters.dict(exclude_none=True))
    return page(rows, paging, order=("-visited_on", "-id"))


@verb(router, "/visits/", shape=VisitOut, status=201, summary="Start a visit")
def start(request: HttpRequest, body: StartIn) -> Visit:
    if body.task is None and body.premises is None:
        raise NothingToVisit(field="/premises")
    return services.start_visit(
        task=selectors.task(body.task, caller(request)) if body.task else None,
        premises=premises.get(body.premises, caller(request)) if body.premises else None,
        partner=someone(body.partner, request),
        rules=policy.rulebook(),
        by=caller(request),
        **body.act("task", "premises", "partner"),
    )


@read(
    router, "/visits/{uuid:visit_id}/", shape=SheetOut,
    summary="One visit with its check list, item by item",
)  # fmt: skip
def visit(request: HttpRequest, visit_id: UUID) -> dict[str, Any]:
    found = selectors.readable_visit(visit_id, caller(request))
    previous = selectors.previous_hazards(found)
    sheet = selectors.sheet_of(found, policy.rulebook(), previous)
    return {
        "visit": found,
        "lines": [line_out(line) for line in sheet.lines],
        "left": len(sheet.open),
        "previous_hazards": [hazard.pk for hazard in previous],
        "rechecks": list(found.rechecks.order_by("id")),
    }


HELP = ("title", "where", "how", "right", "wrong", "then")


def line_out(line: Line) -> dict[str, Any]:
    """Return an item with all its help and what was answered."""
    item = line.item
    return {name: both(getattr(item, name)) for name in HELP} | {
        "key": item.key,
        "citations": [str(one.code) for one in item.citations],
        "possible_faults": {fault.code: both(fault.title) for fault in item.faults},
        "verdict": line.verdict,
        "note": line.note,
        "faults": list(line.fault_codes),
        "is_fixed_on_spot": line.is_fixed_on_spot,
        "is_previous": line.is_previous,
    }


def both(words: Any) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


@verb(
    router, "/visits/{uuid:visit_id}/confirm-identity/", shape=VisitOut,
    summary="Say that identity was shown, and to whom",
)  # fmt: skip
def confirm_identity(request: HttpRequest, visit_id: UUID, body: IdentityIn) -> Visit:
    found = selectors.visit(visit_id, caller(request))
    return services.confirm_identity(
        visit=found,
        partner=someone(body.partner, request),
        by=caller(request),
        **body.act("partner", since=found.started_at),
    )


@verb(
    router, "/visits/{uuid:visit_id}/answer/", shape=VisitOut,
    summary="Answer one item; again to change the answer",
)  # fmt: skip
def answer(request: HttpRequest, visit_id: UUID, body: AnswerIn) -> Visit:
    found = selectors.visit(visit_id, caller(request))
    services.answer(visit=found, rules=policy.rulebook(), by=caller(request), **body.act())
    return selectors.visit(visit_id, caller(request))


@verb(
    router, "/visits/{uuid:visit_id}/answer-rest/", shape=VisitOut,
    summary="Give every item that is left the same answer",
)  # fmt: skip
def answer_rest(request: HttpRequest, visit_id: UUID, body: RestIn) -> Visit:
    found = selectors.visit(visit_id, caller(request))
    services.answer_rest(visit=found, rules=policy.rulebook(), by=caller(request), **body.act())
    return selectors.visit(visit_id, caller(request))


@verb(
    router, "/visits/{uuid:visit_id}/withdraw-answer/", shape=VisitOut,
    summary="Take an answer back; `*` stands for all the rest",
)  # fmt: skip
def withdraw_answer(request: HttpRequest, visit_id: UUID, body: WithdrawIn) -> Visit:
    found = selectors.visit(visit_id, caller(request))
    services.withdraw_answer(visit=found, by=caller(request), **body.act())
    return selectors.visit(visit_id, caller(request))


@verb(
    router, "/visits/{uuid:visit_id}/recheck/", shape=VisitOut,
    summary="Say what became of an earlier hazard",
)  # fmt: skip
def recheck(request: HttpRequest, visit_id: UUID, body: RecheckIn) -> Visit:
    services.recheck(
        visit=selectors.visit(visit_id, caller(request)),
        hazard=hazards.get(body.hazard, caller(request)),
        by=caller(request),
        **body.act("hazard"),
    )
    return selectors.visit(visit_id, caller(request))


@read(
    router, "/visits/{uuid:visit_id}/photographs/", shape=Pictures,
    summary="Photographs of a visit, in the order they were taken",
)  # fmt: skip
def photographs(request: HttpRequest, visit_id: UUID) -> dict[str, Any]:
    found = selectors.readable_visit(visit_id, caller(request))
    return {"items": list(found.photographs.order_by("taken_at", "id"))}


@verb(
    router, "/visits/{uuid:visit_id}/photographs/", shape=PhotographOut, status=201,
    summary="Attach a photograph of a fault; its place and camera data are removed",
)  # fmt: skip
def attach_photograph(request: HttpRequest, visit_id: UUID, body: PhotographIn) -> Any:
    return services.attach_photograph(
        visit=selectors.visit(visit_id, caller(request)),
        content=decoded(body.content, "content"),
        hazard=hazards.get(body.hazard, caller(request)) if body.hazard else None,
        by=caller(request),
        **body.act("content", "hazard"),
    )


@verb(
    router, "/visits/{uuid:visit_id}/report/", shape=VisitOut,
    summary="End an auxiliary's visit; an officer has to confirm it",
)  # fmt: skip
def report(request: HttpRequest, visit_id: UUID, body: Late) -> Visit:
    found = selectors.visit(visit_id, caller(request))
    return services.report_visit(
        visit=found, by=caller(request), rules=policy.rulebook(), **body.act(since=found.started_at)
    )


@verb(
    router, "/visits/{uuid:visit_id}/finish/", shape=VisitOut,
    summary="Finish it: hazards, orders and the record follow in one transaction",
)  # fmt: skip
def finish(request: HttpRequest, visit_id: UUID, body: FinishIn) -> Visit:
    found = selectors.visit(visit_id, caller(request))
    return services.finish_visit(
        visit=found,
        chosen={key: Chosen(**one.dict()) for key, one in body.chosen.items()},
        rules=policy.rulebook(),
        calendar=policy.calendar(),
        by=caller(request),
        **body.act("chosen", since=found.started_at),
    )


@verb(
    router, "/visits/{uuid:visit_id}/discard/", shape=VisitOut,
    summary="Discard it with a reason; the task stays open",
)  # fmt: skip
def discard(request: HttpRequest, visit_id: UUID, body: ReasonIn) -> Visit:
    found = selectors.visit(visit_id, caller(request))
    return services.discard_visit(
        visit=found, reason=body.reason, by=caller(request), at=clock.now()
    )
