"""What plans have to respect: officers' hours and their conflicts of interest."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock
from wanghuo.insight.planning import selectors, services
from wanghuo.insight.planning.models import ConflictOfInterest
from wanghuo.interfaces.api.v1.authentication import acting, caller
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routers.planning import reader
from wanghuo.interfaces.api.v1.routing import read, verb
from wanghuo.registers.access import selectors as people
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.premises import selectors as premises

router = Router(tags=["plans"])


class HoursIn(Schema):
    person: UUID
    year: int
    minutes: dict[int, int] = Field(description="minutes by month, 1 to 12")


class HoursOut(Schema):
    person: UUID
    year: int
    minutes: dict[int, int]


class HoursFilter(Schema):
    year: int = Field(ge=2000, le=2100)
    station: str = Field("", max_length=32, description="code of a station in sight")


class HoursList(Schema):
    items: list[HoursOut]


class ConflictIn(Schema):
    person: UUID
    premises: UUID
    reason: str


class ConflictOut(Schema):
    id: UUID
    person: UUID = Field(alias="person_id")
    premises: UUID = Field(alias="premises_id")
    reason: str
    since: date
    until: date | None


class ConflictPage(Schema):
    items: list[ConflictOut]
    next: str | None


@read(
    router, "/officers-hours/", shape=HoursList,
    summary="Hours of a station's officers, month by month",
)  # fmt: skip
def officers_hours(request: HttpRequest, chosen: Query[HoursFilter]) -> dict[str, Any]:
    seen = organization.stations_seen_from(reader(request).organization).order_by("code")
    station = seen.filter(code=chosen.station).first() if chosen.station else seen.first()
    if station is None:
        raise NotFound()
    officers = selectors.officers_of(station, chosen.year, on=clock.today())
    return {
        "items": [
            {
                "person": one.id,
                "year": chosen.year,
                "minutes": dict(enumerate(one.minutes, start=1)),
            }
            for one in officers
        ]
    }


@verb(router, "/officers-hours/", shape=HoursOut, summary="Declare an officer's hours")
def declare_hours(request: HttpRequest, body: HoursIn) -> dict[str, Any]:
    person = people.person(body.person, seen_by=caller(request))
    rows = services.declare_hours(
        person=person, year=body.year, minutes=body.minutes, **acting(request)
    )
    minutes = {row.month: row.minutes for row in rows}
    return {"person": person.pk, "year": body.year, "minutes": minutes}


@read(
    router, "/conflicts-of-interest/", shape=ConflictPage,
    summary="Conflicts of interest in sight, newest first",
)  # fmt: skip
def conflicts(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    rows = selectors.conflicts(seen_by=reader(request))
    return page(rows, paging, order=("-since", "-id"))


@verb(
    router, "/conflicts-of-interest/", shape=ConflictOut, status=201,
    summary="Keep an officer away from an object",
)  # fmt: skip
def declare_conflict(request: HttpRequest, body: ConflictIn) -> ConflictOfInterest:
    seen_by = caller(request)
    return services.declare_conflict(
        person=people.person(body.person, seen_by=seen_by),
        premises=premises.get(body.premises, seen_by),
        reason=body.reason,
        **acting(request),
    )


@verb(
    router, "/conflicts-of-interest/{uuid:conflict_id}/end/", shape=ConflictOut,
    summary="End a conflict of interest",
)  # fmt: skip
def end_conflict(request: HttpRequest, conflict_id: UUID) -> ConflictOfInterest:
    found = selectors.conflict(conflict_id, seen_by=caller(request))
    return services.end_conflict(conflict=found, **acting(request))
