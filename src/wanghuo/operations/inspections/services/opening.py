"""Opening tasks: one by one, or a whole plan in one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.support import device_ids
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.domain.lifecycle import ReasonMissing
from wanghuo.operations.inspections.domain.reasons import DEFAULTS
from wanghuo.operations.inspections.domain.terms import Origin, Purpose, TaskStatus
from wanghuo.operations.inspections.models import Task
from wanghuo.operations.inspections.services import refusals
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import Premises

BATCH = 500
ASKED_FOR = (Origin.MANUAL, Origin.COMPLAINT)
"""Origins a person decides on; plans and hazards make their tasks by rule."""


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """
    A task to open.

    ``accountable`` is the premises' officer unless given. ``reason_facts`` fill the sentence of
    ``reason_code``; a maker with sentences of its own puts them under ``words`` (zh, en).
    """

    premises: Premises
    origin: Origin
    purpose: Purpose
    due_on: date
    window_start: date | None = None
    accountable: Person | None = None
    partner: Person | None = None
    reason_code: str = ""
    reason_facts: Mapping[str, Any] = field(default_factory=dict)
    due_explained: Mapping[str, Any] = field(default_factory=dict)
    hazard: Hazard | None = None
    plan_item: UUID | None = None
    id: UUID | None = None


@transaction.atomic
def open_task(
    *,
    premises: Premises,
    origin: Origin,
    purpose: Purpose,
    due_on: date,
    by: Actor,
    at: datetime,
    window_start: date | None = None,
    accountable: Person | None = None,
    partner: Person | None = None,
    reason_code: str = "",
    reason_facts: Mapping[str, Any] | None = None,
    due_explained: Mapping[str, Any] | None = None,
    hazard: Hazard | None = None,
    plan_item: UUID | None = None,
    id: UUID | None = None,
) -> Task:
    """
    Open one task; the same ``id``, ``plan_item`` or hazard again returns what is there.

    Raises: PostLacksPermission, ReasonMissing, NotAnOfficer, NobodyAccountable, SameOfficer,
    WindowReversed, IdTaken.
    """
    new = NewTask(
        premises=premises, origin=origin, purpose=purpose, due_on=due_on,
        window_start=window_start, accountable=accountable, partner=partner,
        reason_code=reason_code, reason_facts=reason_facts or {},
        due_explained=due_explained or {}, hazard=hazard, plan_item=plan_item, id=id,
    )  # fmt: skip
    if origin in ASKED_FOR:
        _check_asked(new, by)
    if (known := _known(new)) is not None:
        return known
    task = _task(new, at)
    task.save(force_insert=True)
    concerned = [premises, *([hazard] if hazard else [])]
    journal.record(
        "inspections.task_opened", about=task, by=by, at=at, concerning=concerned,
        facts={"purpose": task.purpose, "origin": task.origin, "due_on": due_on},
    )  # fmt: skip
    return task


@transaction.atomic
def open_tasks(*, tasks: Sequence[NewTask], by: Actor, at: datetime) -> list[Task]:
    """
    Open many tasks in one act, as a published plan does; those there already are returned.

    The caller has made sure that ``by`` may publish what asks for them. Cost: two queries per
    500 tasks and one journal entry.
    Raises: NobodyAccountable, SameOfficer, WindowReversed.
    """
    known_ids = _existing("pk", [new.id for new in tasks if new.id])
    known_items = _existing("plan_item", [new.plan_item for new in tasks if new.plan_item])
    opened, every = [], []
    for new in tasks:
        known = known_ids.get(new.id) or known_items.get(new.plan_item)
        task = known or _task(new, at)
        every.append(task)
        if known is None:
            opened.append(task)
    Task.objects.bulk_create(opened, batch_size=BATCH)
    if opened:
        journal.record(
            "inspections.tasks_opened", about=opened, by=by, at=at, facts={"count": len(opened)}
        )
    return every


def _check_asked(new: NewTask, by: Actor) -> None:
    if not isinstance(by, Person):
        return
    access.require(by, "inspections.open_task")
    if not str(new.reason_facts.get("description", "")).strip():
        raise ReasonMissing(field="description")
    officers = people.officers_of(new.premises.station)
    for where, person in (("accountable", new.accountable), ("partner", new.partner)):
        if person is not None and not officers.filter(pk=person.pk).exists():
            raise refusals.NotAnOfficer(
                name=person.name, station=new.premises.station.name, field=where
            )


def _known(new: NewTask) -> Task | None:
    known = device_ids.made_before(
        Task, new.id, premises_id=new.premises.pk, origin=new.origin, purpose=new.purpose
    )
    if known is not None:
        return known
    if new.plan_item and (known := Task.objects.filter(plan_item=new.plan_item).first()):
        return known
    if new.hazard:
        return Task.objects.filter(hazard=new.hazard, status=TaskStatus.OPEN).first()
    return None


def _existing(column: str, values: list[UUID]) -> dict[UUID | None, Task]:
    found: dict[UUID | None, Task] = {}
    for start in range(0, len(values), BATCH):
        rows = Task.objects.filter(**{f"{column}__in": values[start : start + BATCH]})
        found |= {getattr(task, column): task for task in rows}
    return found


def _task(new: NewTask, at: datetime) -> Task:
    accountable = new.accountable or new.premises.accountable_officer
    if accountable is None:
        raise refusals.NobodyAccountable(premises=new.premises.name, field="accountable")
    if new.partner is not None and new.partner.pk == accountable.pk:
        raise refusals.SameOfficer(name=accountable.name, field="partner")
    start = new.window_start or min(day_of(at), new.due_on)
    if start > new.due_on:
        raise refusals.WindowReversed(due_on=new.due_on, start=start, field="due_on")
    return Task(
        id=new.id or uuid7(), premises=new.premises, station_id=new.premises.station_id,
        territory_id=new.premises.territory_id, origin=new.origin, purpose=new.purpose,
        reason_code=new.reason_code or DEFAULTS[new.origin], reason_facts=dict(new.reason_facts),
        window_start=start, due_on=new.due_on, due_explained=dict(new.due_explained),
        accountable=accountable, partner=new.partner, hazard=new.hazard,
        plan_item=new.plan_item, opened_at=at,
    )  # fmt: skip
