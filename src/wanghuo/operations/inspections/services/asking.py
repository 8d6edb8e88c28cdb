"""Opening a task because a person asks for a visit, or brings a complaint to verify."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.inspections.domain import complaints
from wanghuo.operations.inspections.domain.complaints import Received
from wanghuo.operations.inspections.domain.terms import Complaint, Origin, Purpose, origin_of
from wanghuo.operations.inspections.models import Task
from wanghuo.operations.inspections.services import refusals
from wanghuo.operations.inspections.services.opening import open_task
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import Premises


def ask_for_visit(
    *,
    premises: Premises,
    purpose: Purpose,
    description: str,
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    due_on: date | None = None,
    complaint: Complaint | None = None,
    received_at: datetime | None = None,
    window_start: date | None = None,
    accountable: Person | None = None,
    partner: Person | None = None,
    id: UUID | None = None,
) -> Task:
    """
    Open a task by hand.

    A complaint was received now unless ``received_at`` says when, and without ``due_on`` the
    rule's day for it stands; both facts count for nothing else.
    Raises: DueDayMissing, ReceivedLater, NoRuleInForce, and what ``open_task`` raises.
    """
    facts: dict[str, Any] = {"description": description, "by": by.name}
    explained: dict[str, Any] = {}
    origin = origin_of(purpose)
    if origin is Origin.COMPLAINT:
        received = _received(complaint, received_at, at)
        counted = complaints.due(
            received, act_on=day_of(at), rules=rules, calendar=calendar,
            place=premises.territory.code,
        )  # fmt: skip
        due_on = due_on or counted.on
        facts |= received.as_facts()
        explained = complaints.explained(counted, due_on)
    if due_on is None:
        raise refusals.DueDayMissing(field="due_on")
    return open_task(
        premises=premises, origin=origin, purpose=purpose, due_on=due_on, by=by, at=at,
        window_start=window_start, accountable=accountable, partner=partner, reason_facts=facts,
        due_explained=explained, id=id,
    )  # fmt: skip


def _received(complaint: Complaint | None, received_at: datetime | None, at: datetime) -> Received:
    received_at = received_at or at
    if received_at > at:
        raise refusals.ReceivedLater(received_at=received_at, field="received_at")
    return Received(complaint or Complaint.OTHER, localtime(received_at))
