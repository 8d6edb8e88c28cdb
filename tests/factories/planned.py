"""A small district's year in the database: premises to plan, and the plan of its north station."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tests.factories.district import District
from wanghuo.insight.planning import services
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.registers.premises.domain.terms import PremisesKind
from wanghuo.registers.premises.models import Premises

YEAR = 2027
BEFORE_THE_YEAR = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in Shanghai, a Monday."""


def shop(district: District, name: str, *, south: bool = False, **facts: Any) -> Premises:
    """Add premises of the north station, or of the south one."""
    facts = {
        "yearly_floor": 1,
        "yearly_ceiling": 2,
        "accountable_officer": district.south_officer if south else district.officer,
        **facts,
    }
    return Premises.objects.create(
        name=name,
        kind=PremisesKind.UNIT,
        address=f"{name} 1号",
        address_key=name,
        territory=district.south_community if south else district.north_community,
        station=district.south if south else district.north,
        registered_on=date(2025, 1, 1),
        **facts,
    )


def shops(district: District, count: int, **facts: Any) -> list[Premises]:
    return [shop(district, f"商店{index:03}", **facts) for index in range(count)]


def drafted(district: District, count: int = 12, **facts: Any) -> Plan:
    """Return a draft for the north station with ``count`` objects."""
    shops(district, count, **facts)
    return redrafted(district)


def redrafted(district: District, *, at: datetime = BEFORE_THE_YEAR, **how: Any) -> Plan:
    return services.draft(station=district.north, year=YEAR, by=district.deputy, at=at, **how)


def approved(district: District, plan: Plan, *, at: datetime = BEFORE_THE_YEAR, **how: Any) -> Plan:
    plan = services.submit(plan=plan, by=district.fire_officer, at=at)
    return services.approve(plan=plan, by=district.chief, at=at, **how)


def published(district: District, plan: Plan, *, at: datetime = BEFORE_THE_YEAR) -> Plan:
    return services.publish(plan=approved(district, plan, at=at), by=district.chief, at=at)


def lines(plan: Plan) -> list[PlanItem]:
    rows = plan.items.select_related("premises", "lead", "partner")
    return list(rows.order_by("month", "premises__name"))
