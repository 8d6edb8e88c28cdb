"""Puts a plan into force: its visits become tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel import spans
from wanghuo.insight.planning import selectors
from wanghuo.insight.planning.domain.facts import Purpose, Standing
from wanghuo.insight.planning.domain.lifecycle import PlanAct
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.insight.planning.services.deciding import moved
from wanghuo.insight.planning.services.permission import require
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections.domain.terms import Origin, TaskStatus
from wanghuo.operations.inspections.domain.terms import Purpose as TaskPurpose
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access.models import Person

BATCH = 500


@transaction.atomic
def publish(*, plan: Plan, by: Person, at: datetime, version: int | None = None) -> Plan:
    """
    Put an approved plan into force.

    Each visit still to be made opens a task. Where another edition was in force, its tasks go
    on wherever the visit stands in both; they change hands where the officers changed, and end
    where the visit is gone. So do tasks of the year that came along with premises of another
    station: this plan has visits of its own for them. All of it happens, or nothing.

    Raises: NotInThisState, StaleVersion.
    Cost: a few queries per 500 visits.
    """
    require(by, "planning.publish", plan.station)
    plan = moved(plan, PlanAct.PUBLISH, version)
    before = selectors.published(plan.station, plan.year)
    if before is not None:
        before = moved(before, PlanAct.REPLACE)
        before.save()
    items = list(
        plan.items.filter(is_dropped=False)
        .exclude(standing=Standing.DONE)
        .select_related("premises", "lead", "partner")
        .order_by("month", "line")
    )
    tasks = _tasks_of(plan, before)
    opened = [_task_for(item, plan) for item in items if item.line not in tasks]
    inspections.open_tasks(tasks=opened, by=by, at=at)
    kept = _hand_over(items, tasks, by, at)
    cancelled = _end_what_is_gone(plan, items, tasks, by, at)
    plan.published_at = at
    plan.save()
    facts = {
        "year": plan.year,
        "edition": plan.edition,
        "opened": len(opened),
        "kept": kept,
        "cancelled": cancelled,
    }
    about = [plan, *([before] if before else [])]
    journal.record(
        "planning.published", about=about, by=by, at=at, facts=facts, concerning=[plan.station]
    )
    return plan


def _tasks_of(plan: Plan, before: Plan | None) -> dict[UUID, Task]:
    """Return the tasks that lines of either edition have opened, by line."""
    editions = [plan, *([before] if before else [])]
    lines = sorted(set(PlanItem.objects.filter(plan__in=editions).values_list("line", flat=True)))
    found: dict[UUID, Task] = {}
    for start in range(0, len(lines), BATCH):
        rows = Task.objects.filter(plan_item__in=lines[start : start + BATCH])
        found |= {task.plan_item: task for task in rows if task.plan_item}
    return found


def _task_for(item: PlanItem, plan: Plan) -> inspections.NewTask:
    month = spans.month(plan.year, item.month)
    first_day, last_day = month.start, (month.end or date.max) - timedelta(days=1)
    is_floor = item.purpose == Purpose.FLOOR
    return inspections.NewTask(
        premises=item.premises,
        origin=Origin.PLAN,
        purpose=TaskPurpose.ROUTINE,
        window_start=first_day,
        due_on=last_day,
        accountable=item.lead,
        partner=item.partner,
        reason_code="plan-floor" if is_floor else "plan-extra",
        reason_facts={
            "floor": item.premises.yearly_floor,
            "ceiling": item.premises.yearly_ceiling,
            "rule": "visits.yearly_floor" if is_floor else "planning.additional_visits",
            "plan": str(plan.pk),
        },
        plan_item=item.line,
    )


def _hand_over(items: Sequence[PlanItem], tasks: dict[UUID, Task], by: Person, at: datetime) -> int:
    """Keep the tasks of visits that stand in both editions; return how many there are."""
    kept, pairs = 0, {}
    for item in items:
        task = tasks.get(item.line)
        if task is None or task.status != TaskStatus.OPEN or item.lead is None:
            continue
        kept += 1
        if {task.accountable_id, task.partner_id} != {item.lead_id, item.partner_id}:
            pairs[task.pk] = item.lead, item.partner
    reason = gettext("The plan gives this visit to other officers.")
    inspections.reassign_tasks(pairs=pairs, reason=reason, by=by, at=at)
    return kept


def _end_what_is_gone(
    plan: Plan, items: Sequence[PlanItem], tasks: dict[UUID, Task], by: Person, at: datetime
) -> int:
    lines = {item.line for item in items}
    gone = [task.pk for line, task in tasks.items() if line not in lines]
    gone += [task.pk for task in _came_along(plan) if task.plan_item not in lines]
    reason = gettext("Edition {edition} of the plan no longer has this visit.")
    ended = inspections.cancel_tasks(
        ids=gone, reason=reason.format(edition=plan.edition), by=by, at=at
    )
    return len(ended)


def _came_along(plan: Plan) -> QuerySet[Task]:
    """Return the station's open tasks of the year that some plan made, whichever it was."""
    return Task.objects.filter(
        station=plan.station, origin=Origin.PLAN, status=TaskStatus.OPEN,
        plan_item__isnull=False, due_on__year=plan.year,
    )  # fmt: skip
