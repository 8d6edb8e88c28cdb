"""Ending, moving and handing over tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.operations.inspections import signals
from wanghuo.operations.inspections.domain import lifecycle
from wanghuo.operations.inspections.domain.terms import TaskStatus
from wanghuo.operations.inspections.models import Task
from wanghuo.operations.inspections.services import refusals
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person


def locked(task: Task) -> Task:
    """
    Return the task fresh and locked for the rest of the transaction.

    Raises: NotFound.
    """
    rows = Task.objects.select_related("premises", "station", "accountable", "hazard")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=task.pk).first()
    if found is None:
        raise NotFound()
    return found


@transaction.atomic
def excuse_task(*, task: Task, reason: str, by: Person, at: datetime) -> Task:
    """
    End a task without a visit because there is a good reason; excusing twice changes nothing.

    Raises: PostLacksPermission, TaskEnded, ReasonMissing.
    """
    access.require(by, "inspections.excuse")
    return _end(task, TaskStatus.EXCUSED, "inspections.task_excused", reason, by, at)


@transaction.atomic
def cancel_task(*, task: Task, reason: str, by: Person, at: datetime) -> Task:
    """
    End a task that is no longer needed; cancelling twice changes nothing.

    Raises: PostLacksPermission, TaskEnded, ReasonMissing.
    """
    access.require(by, "inspections.assign")
    return _end(task, TaskStatus.CANCELLED, "inspections.task_cancelled", reason, by, at)


@transaction.atomic
def release_task(*, task: Task, reason: str, by: Actor, at: datetime) -> Task:
    """
    Cancel a task because what it followed from is gone; the act that removed it was permitted.

    Raises: TaskEnded.
    """
    return _end(task, TaskStatus.CANCELLED, "inspections.task_cancelled", reason, by, at)


@transaction.atomic
def reassign_task(
    *,
    task: Task,
    to: Person,
    reason: str,
    by: Person,
    at: datetime,
    partner: Person | None = None,
) -> Task:
    """
    Give an open task to another officer of the station, with a second officer if known.

    Raises: PostLacksPermission, TaskEnded, ReasonMissing, NotAnOfficer, SameOfficer.
    """
    access.require(by, "inspections.assign")
    task = locked(task)
    if not task.is_open:
        raise lifecycle.TaskEnded(status=TaskStatus(task.status))
    if not reason.strip():
        raise lifecycle.ReasonMissing(field="reason")
    check_officer(to, task, field="to")
    if partner is not None:
        check_officer(partner, task, field="partner")
        if partner.pk == to.pk:
            raise refusals.SameOfficer(name=to.name, field="partner")
    elif task.partner_id not in (None, to.pk):
        partner = task.partner
    if (task.accountable_id, task.partner_id) == (to.pk, partner.pk if partner else None):
        return task
    task.accountable, task.partner = to, partner
    task.save(update_fields=["accountable", "partner"])
    journal.record(
        "inspections.task_reassigned", about=task, by=by, at=at, concerning=[task.premises],
        facts={"to": to.name, "reason": reason.strip()},
    )  # fmt: skip
    return task


@transaction.atomic
def reassign_all(
    *,
    tasks: Iterable[Task],
    to: Person,
    reason: str,
    by: Person,
    at: datetime,
    partner: Person | None = None,
) -> None:
    """
    Give several open tasks to another officer of the station: all of them or none.

    Raises: PostLacksPermission, TaskEnded, ReasonMissing, NotAnOfficer, SameOfficer.
    """
    for task in tasks:
        reassign_task(task=task, to=to, reason=reason, by=by, at=at, partner=partner)


@transaction.atomic
def reschedule_task(
    *,
    task: Task,
    due_on: date,
    due_explained: dict[str, Any],
    by: Actor,
    at: datetime,
    accountable: Person | None = None,
) -> Task:
    """Move an open task to another day or person because what it follows from has moved."""
    task = locked(task)
    whose = accountable or task.accountable
    if not task.is_open or (task.due_on, task.accountable_id) == (due_on, whose.pk):
        return task
    task.due_on, task.due_explained, task.accountable = due_on, due_explained, whose
    task.window_start = min(task.window_start, due_on)
    if task.partner_id == whose.pk:
        task.partner = None
    task.save()
    journal.record(
        "inspections.task_rescheduled", about=task, by=by, at=at, concerning=[task.premises],
        facts={"due_on": due_on, "to": whose.name},
    )  # fmt: skip
    return task


@transaction.atomic
def mark_missed(*, tasks: Iterable[Task], by: Actor, at: datetime) -> list[Task]:
    """Mark open tasks as missed in one act; others are passed over."""
    ids = [task.pk for task in tasks]
    rows = Task.objects.filter(pk__in=ids, status=TaskStatus.OPEN)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    missed = list(rows.select_related("premises").order_by("pk"))
    for task in missed:
        task.status, task.ended_at = TaskStatus.MISSED, at
    Task.objects.bulk_update(missed, ["status", "ended_at"], batch_size=500)
    if missed:
        journal.record(
            "inspections.tasks_missed", about=missed, by=by, at=at, facts={"count": len(missed)}
        )
    for task in missed:
        signals.task_ended.send(sender=Task, task=task, by=by, at=at)
    return missed


def done(task: Task, *, at: datetime) -> Task | None:
    """Complete a task within a visit's own act; None when its end forbids that."""
    task = locked(task)
    if not lifecycle.may_become(TaskStatus(task.status), TaskStatus.DONE):
        return None
    task.status, task.ended_at = TaskStatus.DONE, at
    task.save(update_fields=["status", "ended_at"])
    return task


def check_officer(person: Person, task: Task, *, field: str) -> None:
    """Raises: NotAnOfficer."""
    if not people.officers_of(task.station).filter(pk=person.pk).exists():
        raise refusals.NotAnOfficer(name=person.name, station=task.station.name, field=field)


def _end(task: Task, status: TaskStatus, kind: str, reason: str, by: Actor, at: datetime) -> Task:
    task = locked(task)
    if task.status == status:
        return task
    task.end_reason = lifecycle.ended(TaskStatus(task.status), status, reason=reason)[:300]
    task.status, task.ended_at = status, at
    task.save(update_fields=["status", "ended_at", "end_reason"])
    journal.record(
        kind, about=task, by=by, at=at, concerning=[task.premises],
        facts={"reason": task.end_reason},
    )  # fmt: skip
    signals.task_ended.send(sender=Task, task=task, by=by, at=at)
    return task
