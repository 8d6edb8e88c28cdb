"""Tasks and visits of a small district, made by the same services as real ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tests.factories.district import District
from tests.factories.hazards import MONDAY, morning, rules, shop
from wanghuo.operations.inspections import services
from wanghuo.operations.inspections.domain.terms import Origin, Purpose, Verdict
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises.models import Premises


def task(
    district: District,
    *,
    premises: Premises | None = None,
    due_on: date = MONDAY,
    at: datetime | None = None,
    **facts: Any,
) -> Task:
    """Return an open task of the annual plan for the community officer and a partner."""
    usual = {
        "origin": Origin.PLAN, "purpose": Purpose.ROUTINE, "partner": district.second_officer
    }  # fmt: skip
    return services.open_task(
        premises=premises or shop(district), due_on=due_on, by=district.installation,
        at=at or morning(due_on - timedelta(days=20)), **(usual | facts),
    )  # fmt: skip


def visit(
    district: District,
    *,
    premises: Premises | None = None,
    at: datetime | None = None,
    is_id_shown: bool = True,
    **facts: Any,
) -> Visit:
    """Return a visit of the community officer and a partner that has just begun."""
    at = at or morning()
    place = {} if "task" in facts else {"premises": premises or shop(district)}
    begun = services.start_visit(
        by=district.officer, at=at, rules=policy.rulebook(),
        **({"partner": district.second_officer} | place | facts),
    )  # fmt: skip
    if is_id_shown:
        begun = services.confirm_identity(
            visit=begun, accompanied_by="赵经理", accompanied_as="负责人", by=district.officer,
            at=at,
        )  # fmt: skip
    return begun


def all_right(district: District, begun: Visit, *, minutes: int = 2, **facts: Any) -> Visit:
    """Return the visit finished with everything found right."""
    at = begun.started_at + timedelta(minutes=minutes)
    services.answer_rest(visit=begun, by=district.officer, at=at, rules=policy.rulebook())
    return finish(district, begun, at=at, **facts)


def fail(district: District, begun: Visit, item_key: str, **facts: Any) -> None:
    services.answer(
        visit=begun, item_key=item_key, verdict=Verdict.FAIL, by=district.officer,
        at=begun.started_at + timedelta(minutes=1), rules=policy.rulebook(), **facts,
    )  # fmt: skip


def finish(district: District, begun: Visit, *, at: datetime | None = None, **facts: Any) -> Visit:
    at = at or begun.started_at + timedelta(minutes=5)
    return services.finish_visit(visit=begun, by=district.officer, at=at, **rules(), **facts)
