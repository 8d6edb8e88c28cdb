"""The dashboard: the year at a glance, by station, month, stage, officer, community and day."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wanghuo.foundation.support import clock
from wanghuo.insight.analytics import selectors
from wanghuo.insight.analytics.domain.figures import Headline
from wanghuo.insight.analytics.selectors.sight import Sight
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.routing import read
from wanghuo.registers.access import services as gate

router = Router(tags=["figures"])


class Counts(Schema):
    """The year at a glance; the lists of the same filters hold as many records."""

    premises: int
    premises_covered: int
    visits_planned: int
    visits_done: int
    hazards_found: int
    hazards_closed: int
    hazards_open: int
    hazards_overdue: int
    tasks_overdue: int
    documents_issued: int


class FiguresOut(Counts):
    year: int
    station: UUID | None


class StationOut(Counts):
    station: UUID
    name: str


class StationLines(Schema):
    items: list[StationOut]


class MonthCounts(Schema):
    """One month against its plan; ``last_year`` counts the visits of the same month before."""

    number: int
    planned: int
    done: int
    last_year: int
    found: int
    closed: int


class Months(Schema):
    items: list[MonthCounts]


class StageOut(Schema):
    key: str
    count: int


class HazardFlow(Schema):
    items: list[StageOut]


class OfficerOut(Schema):
    person: UUID = Field(alias="person_id")
    name: str
    tasks_open: int
    tasks_overdue: int
    hazards_open: int
    hazards_overdue: int


class OfficerLines(Schema):
    items: list[OfficerOut]


class CommunityOut(Schema):
    territory: UUID = Field(alias="territory_id")
    name: str
    column: int
    row: int
    premises: int
    covered: int
    hazards_open: int


class VillageMap(Schema):
    items: list[CommunityOut]


class DayCount(Schema):
    on: date
    visits: int


class Days(Schema):
    items: list[DayCount]


class SightFilter(Schema):
    year: int | None = Field(None, ge=2000, le=2100)
    station: UUID | None = None


def sight(request: HttpRequest, chosen: SightFilter) -> Sight:
    """Return what the caller asks to see. Raises: PostLacksPermission."""
    person, today = caller(request), clock.today()
    gate.require(person, "analytics.view")
    return Sight(person=person, year=chosen.year or today.year, on=today, station=chosen.station)


def counted(headline: Headline) -> dict[str, int]:
    return {one.name: getattr(headline, one.name) for one in fields(headline)}


@read(router, "/figures/", shape=FiguresOut, summary="The year at a glance, of all in sight")
def figures(request: HttpRequest, filters: Query[SightFilter]) -> dict[str, Any]:
    seen = sight(request, filters)
    return counted(selectors.headline(seen)) | {"year": seen.year, "station": seen.station}


@read(router, "/figures/stations/", shape=StationLines, summary="The year, station by station")
def stations(request: HttpRequest, filters: Query[SightFilter]) -> dict[str, Any]:
    lines = selectors.station_lines(sight(request, filters))
    return {
        "items": [
            counted(line.headline) | {"station": line.station_id, "name": line.name}
            for line in lines
        ]
    }


@read(router, "/figures/months/", shape=Months, summary="The year, month by month against its plan")
def months(request: HttpRequest, filters: Query[SightFilter]) -> dict[str, Any]:
    return {"items": selectors.months(sight(request, filters))}


@read(
    router, "/figures/hazard-flow/", shape=HazardFlow,
    summary="How many of the year's hazards reached each stage",
)  # fmt: skip
def hazard_flow(request: HttpRequest, filters: Query[SightFilter]) -> dict[str, Any]:
    return {"items": selectors.flow(sight(request, filters))}


@read(
    router, "/figures/officers/", shape=OfficerLines,
    summary="What each officer has open and late, latest first",
)  # fmt: skip
def officers(request: HttpRequest, filters: Query[SightFilter]) -> dict[str, Any]:
    return {"items": selectors.officer_lines(sight(request, filters))}


@read(
    router, "/figures/communities/", shape=VillageMap,
    summary="How far each community is covered, with its place on the map",
)  # fmt: skip
def communities(request: HttpRequest, filters: Query[SightFilter]) -> dict[str, Any]:
    return {"items": selectors.tiles(sight(request, filters))}


@read(router, "/figures/days/", shape=Days, summary="Visits finished on each day of the year")
def days(request: HttpRequest, filters: Query[SightFilter]) -> dict[str, Any]:
    heat = selectors.heat(sight(request, filters))
    return {"items": [{"on": on, "visits": heat.days[on]} for on in sorted(heat.days)]}
