"""Annual plans: drafts, changes by hand, decisions, publication."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wanghuo.insight.planning import selectors, services
from wanghuo.insight.planning.domain.facts import Standing
from wanghuo.insight.planning.domain.lifecycle import PlanStatus
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.interfaces.api.v1.authentication import acting, caller
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routing import read, verb
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.premises import selectors as premises

router = Router(tags=["plans"])


class PlanOut(Schema):
    id: UUID
    station: UUID = Field(alias="station_id")
    year: int
    edition: int
    status: PlanStatus
    seed: str
    first_month: int
    objects: int = Field(alias="objects_count")
    objects_covered: int
    visits: int
    missing_visits: int
    shortage_decision: str
    made_at: datetime
    made_by: UUID | None = Field(alias="made_by_id")
    approved_at: datetime | None
    approved_by: UUID | None = Field(alias="approved_by_id")
    published_at: datetime | None
    version: int


class PlanPage(Schema):
    items: list[PlanOut]
    next: str | None


class PlanFilter(Schema):
    station: UUID | None = None
    year: int | None = None
    status: PlanStatus | None = None

    def chosen(self, rows: QuerySet[Plan]) -> QuerySet[Plan]:
        exact = {"station": self.station, "year": self.year, "status": self.status}
        return rows.filter(**{name: value for name, value in exact.items() if value is not None})


class MonthOut(Schema):
    month: int
    planned: int
    available: int
    declared: int
    visits: int


class LoadOut(Schema):
    officer: UUID
    name: str
    visits: int
    months: list[MonthOut]


class UnmetOut(Schema):
    premises: UUID
    name: str
    floor: int
    planned: int
    missing: int
    reason: str
    says: str


class ReportOut(Schema):
    """What a plan reaches. Units: minutes."""

    coverage: dict[str, int]
    visits_by_month: list[int]
    load: list[LoadOut]
    unmet: list[UnmetOut]


class PlannedVisitOut(Schema):
    id: UUID
    plan: UUID = Field(alias="plan_id")
    line: UUID = Field(description="names the visit through all editions, and its task")
    premises: UUID = Field(alias="premises_id")
    month: int
    lead: UUID | None = Field(alias="lead_id")
    partner: UUID | None = Field(alias="partner_id")
    minutes: int
    purpose: str
    standing: Standing
    is_dropped: bool
    adjust_reason: str


class PlannedVisitPage(Schema):
    items: list[PlannedVisitOut]
    next: str | None


class PlannedVisitFilter(Schema):
    month: int | None = None
    officer: UUID | None = None

    def chosen(self, rows: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
        rows = rows if self.month is None else rows.filter(month=self.month)
        return rows if self.officer is None else selectors.made_by(rows, self.officer)


class SentenceOut(Schema):
    code: str
    text: str
    rule: str


class WhyOut(Schema):
    object: list[SentenceOut]
    month: list[SentenceOut]
    officers: list[SentenceOut]


class DraftIn(Schema):
    station: str = Field(description="code of the station")
    year: int
    seed: str = ""
    reason: str = ""


class VersionIn(Schema):
    version: int | None = Field(None, description="the version that was read, if it must hold")


class ApprovalIn(VersionIn):
    shortage_decision: str = Field("", description="needed where the plan leaves floors unmet")


class SendBackIn(VersionIn):
    reason: str


class PlannedChangeIn(Schema):
    month: int = Field(ge=1, le=12)
    lead: UUID
    partner: UUID
    reason: str


class NewVisitIn(PlannedChangeIn):
    premises: UUID


class ReasonIn(Schema):
    reason: str


def reader(request: HttpRequest) -> Person:
    """Return the caller, who may see plans. Raises: PostLacksPermission."""
    person = caller(request)
    gate.require(person, "planning.view")
    return person


def pair(request: HttpRequest, body: PlannedChangeIn) -> dict[str, Any]:
    seen_by = caller(request)
    return {
        "month": body.month,
        "lead": people.person(body.lead, seen_by=seen_by),
        "partner": people.person(body.partner, seen_by=seen_by),
        "reason": body.reason,
    }


@read(router, "/plans/", shape=PlanPage, summary="Plans in sight, newest first")
def plans(
    request: HttpRequest, paging: Query[Paging], filters: Query[PlanFilter]
) -> dict[str, Any]:
    rows = filters.chosen(selectors.plans(seen_by=reader(request)))
    return page(rows, paging, order=("-year", "-made_at", "-id"))


@verb(router, "/plans/", shape=PlanOut, status=201, summary="Draft a station's plan")
def draft(request: HttpRequest, body: DraftIn) -> Plan:
    station = organization.organization(body.station)
    return services.draft(
        station=station, year=body.year, seed=body.seed, reason=body.reason, **acting(request)
    )


@read(router, "/plans/{uuid:plan_id}/", shape=PlanOut, summary="One plan")
def plan(request: HttpRequest, plan_id: UUID) -> Plan:
    return selectors.plan(plan_id, seen_by=reader(request))


@read(router, "/plans/{uuid:plan_id}/report/", shape=ReportOut, summary="What a plan reaches")
def report(request: HttpRequest, plan_id: UUID) -> dict[str, Any]:
    found = selectors.plan(plan_id, seen_by=reader(request))
    return selectors.described(found.report).as_json()


@read(router, "/plans/{uuid:plan_id}/visits/", shape=PlannedVisitPage, summary="Visits, by month")
def visits(
    request: HttpRequest, plan_id: UUID, paging: Query[Paging], filters: Query[PlannedVisitFilter]
) -> dict[str, Any]:
    seen_by = reader(request)
    found = selectors.plan(plan_id, seen_by=seen_by)
    rows = filters.chosen(selectors.items(found, seen_by=seen_by))
    return page(rows, paging, order=("month", "id"))


@verb(router, "/plans/{uuid:plan_id}/submit/", shape=PlanOut, summary="Put it before the chief")
def submit(request: HttpRequest, plan_id: UUID, body: VersionIn) -> Plan:
    found = selectors.plan(plan_id, seen_by=caller(request))
    return services.submit(plan=found, **body.dict(), **acting(request))


@verb(router, "/plans/{uuid:plan_id}/approve/", shape=PlanOut, summary="Approve it")
def approve(request: HttpRequest, plan_id: UUID, body: ApprovalIn) -> Plan:
    found = selectors.plan(plan_id, seen_by=caller(request))
    return services.approve(plan=found, **body.dict(), **acting(request))


@verb(router, "/plans/{uuid:plan_id}/send-back/", shape=PlanOut, summary="Send it back")
def send_back(request: HttpRequest, plan_id: UUID, body: SendBackIn) -> Plan:
    found = selectors.plan(plan_id, seen_by=caller(request))
    return services.send_back(plan=found, **body.dict(), **acting(request))


@verb(router, "/plans/{uuid:plan_id}/publish/", shape=PlanOut, summary="Open its tasks")
def publish(request: HttpRequest, plan_id: UUID, body: VersionIn) -> Plan:
    found = selectors.plan(plan_id, seen_by=caller(request))
    return services.publish(plan=found, **body.dict(), **acting(request))


@verb(
    router, "/plans/{uuid:plan_id}/add-visit/", shape=PlannedVisitOut, status=201,
    summary="Add a visit to a draft",
)  # fmt: skip
def add_visit(request: HttpRequest, plan_id: UUID, body: NewVisitIn) -> PlanItem:
    found = selectors.plan(plan_id, seen_by=caller(request))
    place = premises.get(body.premises, caller(request))
    return services.add_visit(plan=found, premises=place, **pair(request, body), **acting(request))


@read(
    router, "/planned-visits/{uuid:item_id}/why/", shape=WhyOut,
    summary="Why this object, this month, these officers",
)  # fmt: skip
def why(request: HttpRequest, item_id: UUID) -> selectors.Explanation:
    found = selectors.item(item_id, seen_by=reader(request))
    return selectors.explanations([found])[found.pk]


@verb(
    router, "/planned-visits/{uuid:item_id}/adjust/", shape=PlannedVisitOut,
    summary="Move a visit of a draft or change its officers",
)  # fmt: skip
def adjust(request: HttpRequest, item_id: UUID, body: PlannedChangeIn) -> PlanItem:
    found = selectors.item(item_id, seen_by=caller(request))
    return services.adjust(item=found, **pair(request, body), **acting(request))


@verb(
    router, "/planned-visits/{uuid:item_id}/drop/", shape=PlannedVisitOut,
    summary="Take a visit out of a draft",
)  # fmt: skip
def drop(request: HttpRequest, item_id: UUID, body: ReasonIn) -> PlanItem:
    found = selectors.item(item_id, seen_by=caller(request))
    return services.drop(item=found, reason=body.reason, **acting(request))


@verb(
    router, "/planned-visits/{uuid:item_id}/undo/", shape=PlannedVisitOut,
    summary="Put a visit of a draft back as it was drafted",
)  # fmt: skip
def undo(request: HttpRequest, item_id: UUID) -> PlanItem:
    found = selectors.item(item_id, seen_by=caller(request))
    return services.undo(item=found, **acting(request))
