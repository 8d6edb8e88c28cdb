"""What one person has to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from wanghuo.operations.inspections.domain.terms import TaskStatus, VisitStatus
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.operations.inspections.selectors.records import PEOPLE, visible_tasks
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person

UNDER_WAY = [VisitStatus.DRAFT.value, VisitStatus.REPORTED.value]
LATER_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Worklist:
    """What one person has to do, by urgency. ``later`` shows the nearest only."""

    overdue: list[Task]
    today: list[Task]
    week: list[Task]
    later: list[Task]
    under_way: list[Visit]
    waiting: list[Visit]

    @property
    def is_empty(self) -> bool:
        return not (
            self.overdue or self.today or self.week or self.later or self.under_way or self.waiting
        )


def worklist(person: Person, on: date) -> Worklist:
    """Return a person's worklist as of a day, in four queries."""
    sunday = _sunday_of(on)
    open_tasks = Task.objects.filter(status=TaskStatus.OPEN)
    due = sorted(_of_person(open_tasks, person, ("accountable", "partner"), "due_on", "id"))
    near = [key for day, key in due if day <= sunday]
    later = [key for day, key in due if day > sunday][:LATER_SHOWN]
    rows = Task.objects.filter(pk__in=[*near, *later]).order_by("due_on", "id")
    tasks = list(rows.select_related("premises", "accountable", "partner", "hazard"))
    open_visits = Visit.objects.filter(status__in=UNDER_WAY)
    own = [key for (key,) in _of_person(open_visits, person, PEOPLE, "id")]
    visits = list(
        Visit.objects.filter(pk__in=own)
        .order_by("started_at", "id")
        .select_related("premises", "task", *PEOPLE)
    )
    return Worklist(
        overdue=[task for task in tasks if task.due_on < on],
        today=[task for task in tasks if task.due_on == on],
        week=[task for task in tasks if on < task.due_on <= sunday],
        later=[task for task in tasks if task.due_on > sunday],
        under_way=[visit for visit in visits if visit.status == VisitStatus.DRAFT],
        waiting=[visit for visit in visits if visit.status == VisitStatus.REPORTED],
    )


def up_for_reporting(seen_by: Person, on: date) -> list[Task]:
    """
    Return the open tasks of a reporter's station due by the end of the week and not begun yet.

    Who only reports, as an auxiliary, answers for none of them but may begin any. The longest
    overdue come first, and not more than ``LATER_SHOWN``. Cost: one query, by station, status
    and day.
    """
    if access.may(seen_by, "inspections.visit") or not access.may(seen_by, "inspections.report"):
        return []
    rows = visible_tasks(seen_by).filter(
        station=seen_by.organization_id, status=TaskStatus.OPEN, due_on__lte=_sunday_of(on)
    )
    begun = Visit.objects.filter(task=OuterRef("pk"), status__in=UNDER_WAY)
    return list(rows.filter(~Exists(begun)).order_by("due_on", "id")[:LATER_SHOWN])


def _sunday_of(on: date) -> date:
    return on + timedelta(days=6 - on.weekday())


def _of_person(
    rows: QuerySet[Any], person: Person, roles: Sequence[str], *columns: str
) -> QuerySet[Any, tuple[Any, ...]]:
    """
    Return some columns of the rows in which a person has any of the roles.

    A union, each part by an index of its own: asked with OR and an order, a database may walk
    everybody's open rows in that order until enough of them are the person's.
    """
    first, *others = (
        rows.filter(**{role: person}).order_by().values_list(*columns) for role in roles
    )
    return first.union(*others)


def newly_assigned(person: Person, since: datetime) -> QuerySet[Task]:
    """Return the open tasks that fell to ``person`` since an instant, the soonest due first."""
    rows = Task.objects.filter(accountable=person, status=TaskStatus.OPEN, opened_at__gte=since)
    return rows.select_related("premises").order_by("due_on", "id")


def beyond_recall(on: date) -> QuerySet[Task]:
    """Return the open tasks of earlier years' plans: their year is over, they were missed."""
    rows = Task.objects.filter(status=TaskStatus.OPEN, origin="PLAN")
    return rows.filter(due_on__lt=date(on.year, 1, 1)).order_by("due_on", "id")
