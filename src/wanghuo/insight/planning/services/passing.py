"""Planned visits go with their premises from the plans of one station to those of another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.support.clock import day_of
from wanghuo.insight.planning.domain import report
from wanghuo.insight.planning.domain.facts import Reason, Standing
from wanghuo.insight.planning.domain.lifecycle import OPEN, PlanStatus
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.insight.planning.services.adjusting import facts_of, visit_of
from wanghuo.insight.planning.services.drafting import as_json, columns_of
from wanghuo.operations.inspections.domain.terms import TaskStatus
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.services import Passing

BATCH = 500


@transaction.atomic
def pass_over(passing: Passing, *, by: Actor, at: datetime) -> None:
    """
    Take premises out of the former station's plans, and their open visits into the new one's.

    A visit that is still to be made and has its task stands in the plan that is in force at the
    new station, with the officers of the task. Any other leaves the plans: the new station plans
    it when it drafts anew. All plans in force or being made are counted again, so that neither
    station is shown a shortage that is the other's, and the new one sees what it is short of.
    """
    former, station, year = passing.former, passing.station, day_of(at).year
    plans, theirs = list(_living(former, year)), list(_living(station, year))
    if not plans and not theirs:
        return
    taken, removed = _parted(plans, theirs, passing.premises)
    for line in taken:
        line.reasons = line.reasons | {"officers": [_came_along(former)]}
    PlanItem.objects.bulk_update(taken, ["plan", "lead", "partner", "reasons"], batch_size=BATCH)
    gone = [PlanItem(pk=line.pk) for line in removed]
    PlanItem.objects.filter(pk__in=[line.pk for line in removed]).delete()
    for plan in (*plans, *theirs):
        _count_again(plan, at)
    journal.record(
        "planning.passed_over", about=[*plans, *theirs, *taken], removed=gone, by=by, at=at,
        concerning=[former, station], facts={
            "from": former.name, "to": station.name, "count": len(taken), "removed": len(removed),
        },
    )  # fmt: skip


def _parted(
    plans: Sequence[Plan], theirs: Sequence[Plan], premises: Sequence[Premises]
) -> tuple[list[PlanItem], list[PlanItem]]:
    """Return the lines that go along, already in their new plan, and those that leave the plans."""
    in_force = {plan.year: plan for plan in theirs if plan.status == PlanStatus.PUBLISHED}
    taken: list[PlanItem] = []
    removed: list[PlanItem] = []
    for plan in plans:
        target = in_force.get(plan.year) if plan.status == PlanStatus.PUBLISHED else None
        for line, task in _to_be_made(plan, premises):
            if target is None or task is None:
                removed.append(line)
                continue
            line.plan, line.lead, line.partner = target, task.accountable, task.partner
            taken.append(line)
    return taken, removed


def _came_along(former: Organization) -> dict[str, object]:
    return as_json(Reason("came-along", {"station": former.name}))


def _living(station: Organization, year: int) -> QuerySet[Plan]:
    """Return the plans of this and later years that are in force or being made."""
    statuses = [status.value for status in (*OPEN, PlanStatus.PUBLISHED)]
    rows = Plan.objects.filter(station=station, year__gte=year, status__in=statuses)
    return rows.select_related("station__territory").order_by("year", "edition")


def _to_be_made(plan: Plan, premises: Sequence[Premises]) -> Iterable[tuple[PlanItem, Task | None]]:
    """Return the lines of premises whose visit is not made yet, each with its open task."""
    ids = [one.pk for one in premises]
    lines: list[PlanItem] = []
    for start in range(0, len(ids), BATCH):
        rows = plan.items.filter(premises__in=ids[start : start + BATCH])
        lines += rows.exclude(standing=Standing.DONE).order_by("pk")
    tasks = _tasks_of([line.line for line in lines])
    for line in lines:
        task = tasks.get(line.line)
        if task is None or task.status == TaskStatus.OPEN:
            yield line, task


def _tasks_of(lines: Sequence[UUID]) -> dict[UUID | None, Task]:
    found: dict[UUID | None, Task] = {}
    for start in range(0, len(lines), BATCH):
        rows = Task.objects.filter(plan_item__in=lines[start : start + BATCH])
        found |= {task.plan_item: task for task in rows.select_related("accountable", "partner")}
    return found


def _count_again(plan: Plan, at: datetime) -> None:
    """Count what a plan reaches, over the premises of today and from the month it was made."""
    facts, rules = facts_of(plan, at)
    facts = replace(facts, first_month=plan.first_month)
    known = {place.id for place in facts.places}
    rows = [row for row in plan.items.all() if str(row.premises_id) in known]
    visits = [visit_of(row) for row in rows if not row.is_dropped]
    dropped = {str(row.premises_id): row.adjust_reason for row in rows if row.is_dropped}
    for column, value in columns_of(report.of(facts, visits, rules, dropped=dropped)).items():
        setattr(plan, column, value)
    plan.version += 1
    plan.save()
