"""Hazards of a small district, found and brought on by the same services as real ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.factories.district import District
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.operations.hazards import services
from wanghuo.operations.hazards.domain.terms import Grade, Measure
from wanghuo.operations.hazards.models import Hazard
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises.domain.terms import PremisesKind
from wanghuo.registers.premises.models import Premises

MONDAY = date(2026, 11, 23)


def morning(day: date = MONDAY) -> datetime:
    """Return ten o'clock on ``day`` where the district stands."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def rules() -> dict[str, Any]:
    """Return the rules and the calendar every verb asks for."""
    return {"rules": policy.rulebook(), "calendar": policy.calendar()}


def shop(
    district: District,
    *,
    station: Organization | None = None,
    territory: Territory | None = None,
    name: str = "兴隆百货",
) -> Premises:
    """Return premises of the north station, looked after by its community officer."""
    return Premises.objects.create(
        name=name,
        kind=PremisesKind.UNIT,
        address="甲街道人民路1号",
        head_name="赵经理",
        head_phone="13800000000",
        territory=territory or district.north_community,
        station=station or district.north,
        registered_on=date(2025, 1, 1),
        accountable_officer=district.officer if station is None else None,
    )


def found(
    district: District,
    *,
    at: datetime | None = None,
    premises: Premises | None = None,
    measure: Measure = Measure.BY_DATE,
    deadline_on: date | None = None,
    violation: str = "V08",
    item_key: str = "exits_clear",
    grade: Grade = Grade.GENERAL,
    description: str = "北侧安全出口被货物堵塞",
    **others: Any,
) -> Hazard:
    """Return a hazard found at ``at`` by the community officer and a partner."""
    at = at or morning()
    if deadline_on is None and measure is Measure.BY_DATE:
        deadline_on = at.date() + timedelta(days=7)
    return services.find(
        premises=premises or shop(district),
        item_key=item_key,
        violation=violation,
        act_number=2,
        grade=grade,
        description=description,
        measure=measure,
        deadline_on=deadline_on,
        officers=[district.officer, district.second_officer],
        by=district.officer,
        at=at,
        **({"visit_id": uuid7()} | others),
        **rules(),
    )


def ordered(district: District, *, at: datetime | None = None, **facts: Any) -> Hazard:
    """Return a hazard whose order was issued on the day it was found."""
    hazard = found(district, at=at, **facts)
    services.issue_orders(
        visit_id=hazard.found_in, hazards=[hazard], by=district.officer, at=at or morning(),
        **rules(),
    )  # fmt: skip
    return Hazard.objects.get(pk=hazard.pk)
