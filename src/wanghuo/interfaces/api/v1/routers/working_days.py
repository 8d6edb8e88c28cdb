"""Working days: what each day of a year is, who said so, and whether the year is confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from wanghuo.foundation.rulebook.calendar import DayKind
from wanghuo.interfaces.api.v1.routers.rules import Bilingual, acting, bilingual, reader
from wanghuo.interfaces.api.v1.routing import read, verb
from wanghuo.registers.policy import selectors, services
from wanghuo.registers.policy.models import DayOverride, YearNotice

router = Router(tags=["rules"])


class DayOut(Schema):
    on: date
    kind: DayKind
    is_worked: bool
    is_confirmed: bool
    is_override: bool
    name: Bilingual


class YearOut(Schema):
    year: int
    is_confirmed: bool
    working_days: int
    days: list[DayOut]


class DayIn(Schema):
    day: date
    is_worked: bool
    name: str = Field("", max_length=32)
    reason: str = Field(max_length=128)


class DayEntered(Schema):
    day: date
    is_worked: bool
    name: str
    source: str


class DayClearedIn(Schema):
    day: date
    reason: str


class DayCleared(Schema):
    day: date


class YearUnconfirmed(Schema):
    year: int


class YearIn(Schema):
    reason: str = Field(max_length=128)


class YearConfirmed(Schema):
    year: int
    source: str


@read(router, "/working-days/{int:year}/", shape=YearOut, summary="The working days of a year")
def working_days(request: HttpRequest, year: int) -> dict[str, Any]:
    reader(request)
    calendar = selectors.calendar_of(year)
    days = calendar.year(year)
    return {
        "year": year,
        "is_confirmed": calendar.is_year_confirmed(year),
        "working_days": sum(day.is_worked for day in days.values()),
        "days": [
            {
                "on": day.on,
                "kind": day.kind,
                "is_worked": day.is_worked,
                "is_confirmed": day.is_confirmed,
                "is_override": day.is_override,
                "name": bilingual(day.name),
            }
            for day in days.values()
        ],
    }


@verb(router, "/working-days/enter/", shape=DayEntered, summary="Say what a day is")
def enter_day(request: HttpRequest, body: DayIn) -> DayOverride:
    return services.set_day(**body.dict(), **acting(request))


@verb(router, "/working-days/clear/", shape=DayCleared, summary="Take back what was said of a day")
def clear_day(request: HttpRequest, body: DayClearedIn) -> dict[str, Any]:
    services.clear_day(**body.dict(), **acting(request))
    return {"day": body.day}


@verb(
    router, "/working-days/{int:year}/unconfirm/", shape=YearUnconfirmed,
    summary="Take the confirmation of a year back",
)  # fmt: skip
def unconfirm_year(request: HttpRequest, year: int, body: YearIn) -> dict[str, Any]:
    services.unconfirm_year(year=year, reason=body.reason, **acting(request))
    return {"year": year}


@verb(router, "/working-days/{int:year}/confirm/", shape=YearConfirmed, summary="Confirm a year")
def confirm_year(request: HttpRequest, year: int, body: YearIn) -> YearNotice:
    return services.confirm_year(year=year, reason=body.reason, **acting(request))
