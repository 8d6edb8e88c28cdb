"""How many visits and tasks there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from wanghuo.operations.inspections.domain.terms import Purpose, TaskStatus, VisitStatus
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.operations.inspections.selectors.records import visible_tasks, visible_visits
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import Premises


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the tasks due in a span stand."""

    planned: int
    done: int
    open: int
    overdue: int
    missed: int
    excused: int

    @property
    def percent(self) -> int:
        asked = self.planned - self.excused
        return round(100 * self.done / asked) if asked > 0 else 0


def coverage(tasks: QuerySet[Task], on: date) -> Coverage:
    """Count tasks by how they stand on a day, in one query; cancelled ones do not count."""
    status = TaskStatus
    counts = tasks.order_by().select_related(None).aggregate(
        planned=Count("id", filter=~Q(status=status.CANCELLED)),
        done=Count("id", filter=Q(status=status.DONE)),
        open=Count("id", filter=Q(status=status.OPEN)),
        overdue=Count("id", filter=Q(status=status.OPEN, due_on__lt=on)),
        missed=Count("id", filter=Q(status=status.MISSED)),
        excused=Count("id", filter=Q(status=status.EXCUSED)),
    )  # fmt: skip
    return Coverage(**counts)


def routine_visits(premises: Premises, year: int) -> int:
    """Count the routine visits of a year that count against the ceiling."""
    return Visit.objects.filter(
        premises=premises, purpose=Purpose.ROUTINE, status=VisitStatus.FINISHED,
        visited_on__gte=date(year, 1, 1), visited_on__lte=date(year, 12, 31),
    ).count()  # fmt: skip


def count_visits_by_list(key: str, seen_by: Person) -> int | None:
    """Count the visits made by a check list, if it is one."""
    if not key.startswith("checklists."):
        return None
    return visible_visits(seen_by).filter(checklist_key=key).count()


def count_tasks_dated_by(key: str, seen_by: Person) -> int | None:
    """Count the open tasks whose last day was counted by a rule, if it is a deadline."""
    if not key.startswith("deadlines."):
        return None
    rows = visible_tasks(seen_by).filter(status=TaskStatus.OPEN)
    return rows.filter(due_explained__rule=key).count()
