"""Many tasks at once, as a new edition of a plan changes them; the caller may publish it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.operations.inspections import signals
from wanghuo.operations.inspections.domain import lifecycle
from wanghuo.operations.inspections.domain.terms import TaskStatus
from wanghuo.operations.inspections.models import Task
from wanghuo.operations.inspections.services import refusals
from wanghuo.registers.access.models import Person

BATCH = 500
Pair = tuple[Person, Person | None]


@transaction.atomic
def reassign_tasks(
    *, pairs: Mapping[UUID, Pair], reason: str, by: Actor, at: datetime
) -> list[Task]:
    """
    Give open tasks, by id, to other officers in one act; tasks that have ended are passed over.

    Cost: two queries per 500 tasks and one journal entry.
    Raises: ReasonMissing, SameOfficer.
    """
    if not reason.strip():
        raise lifecycle.ReasonMissing(field="reason")
    tasks = _open(pairs)
    for task in tasks:
        lead, partner = pairs[task.pk]
        if partner is not None and partner.pk == lead.pk:
            raise refusals.SameOfficer(name=lead.name, field="partner")
        task.accountable, task.partner = lead, partner
    Task.objects.bulk_update(tasks, ["accountable", "partner"], batch_size=BATCH)
    if tasks:
        facts = {"count": len(tasks), "reason": reason.strip()}
        journal.record("inspections.tasks_reassigned", about=tasks, by=by, at=at, facts=facts)
    return tasks


@transaction.atomic
def cancel_tasks(*, ids: Iterable[UUID], reason: str, by: Actor, at: datetime) -> list[Task]:
    """
    End open tasks that are no longer needed in one act; tasks that have ended are passed over.

    Cost: two queries per 500 tasks and one journal entry.
    Raises: ReasonMissing.
    """
    if not reason.strip():
        raise lifecycle.ReasonMissing(field="reason")
    tasks = _open(ids)
    for task in tasks:
        task.status, task.ended_at, task.end_reason = TaskStatus.CANCELLED, at, reason[:300]
    Task.objects.bulk_update(tasks, ["status", "ended_at", "end_reason"], batch_size=BATCH)
    if tasks:
        facts = {"count": len(tasks), "reason": reason.strip()}
        journal.record("inspections.tasks_cancelled", about=tasks, by=by, at=at, facts=facts)
    for task in tasks:
        signals.task_ended.send(sender=Task, task=task, by=by, at=at)
    return tasks


def _open(ids: Iterable[UUID]) -> list[Task]:
    """Return those of the tasks that are open, locked for the rest of the transaction."""
    wanted, found = sorted(ids), []
    for start in range(0, len(wanted), BATCH):
        rows = Task.objects.filter(pk__in=wanted[start : start + BATCH], status=TaskStatus.OPEN)
        if connection.features.has_select_for_update:
            rows = rows.select_for_update(of=("self",))
        found += list(rows.select_related("premises").order_by("pk"))
    return found
