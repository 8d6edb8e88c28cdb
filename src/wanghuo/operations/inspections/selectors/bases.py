"""What a task rests on, and the day a rule gives it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localtime

from wanghuo.foundation.rulebook import bases
from wanghuo.foundation.rulebook.bases import Basis
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.rulebook.deadlines import Due
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.inspections.domain import complaints
from wanghuo.operations.inspections.domain.complaints import Received
from wanghuo.operations.inspections.domain.reasons import MATTERS
from wanghuo.operations.inspections.domain.terms import Complaint
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.premises.models import Premises


def bases_of(task: Task, rules: Rulebook) -> list[Basis]:
    """Return what makes a task the station's business, then the rule that asks for or dates it."""
    on, place = day_of(task.opened_at), task.territory.code
    found = (
        bases.of_matter(rules, MATTERS[task.purpose], on=on, place=place),
        bases.of_rule(rules, task.rule, on=on, place=place),
    )
    return [basis for basis in found if basis is not None]


def days_to_verify(
    premises: Premises,
    received_at: datetime,
    *,
    on: date,
    rules: Rulebook,
    calendar: WorkingCalendar,
) -> list[tuple[Complaint, Due]]:
    """Return until when each sort of complaint received then has to be verified there."""
    return [
        (
            complaint,
            complaints.due(
                Received(complaint, localtime(received_at)), act_on=on, rules=rules,
                calendar=calendar, place=premises.territory.code,
            ),
        )
        for complaint in Complaint
    ]  # fmt: skip
