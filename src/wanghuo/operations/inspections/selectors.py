"""Questions about tasks and visits. A person sees those of the stations and ground in scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.rulebook import bases, checklists
from wanghuo.foundation.rulebook.bases import Basis
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.rulebook.checklists import CheckList
from wanghuo.foundation.rulebook.deadlines import Due
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.domain import complaints, findings, sheet
from wanghuo.operations.inspections.domain.complaints import Received
from wanghuo.operations.inspections.domain.findings import Chosen, Finding
from wanghuo.operations.inspections.domain.reasons import MATTERS
from wanghuo.operations.inspections.domain.sheet import Given, Sheet
from wanghuo.operations.inspections.domain.terms import (
    Complaint,
    Purpose,
    TaskStatus,
    Verdict,
    VisitStatus,
)
from wanghuo.operations.inspections.models import Photograph, Task, Visit
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises import selectors as register
from wanghuo.registers.premises.models import Premises

UNDER_WAY = [VisitStatus.DRAFT.value, VisitStatus.REPORTED.value]
LATER_SHOWN = 100
PEOPLE = ("lead", "partner", "reporter")


def visible_tasks(seen_by: Person) -> QuerySet[Task]:
    """Return the tasks a person may see; nothing without the permission to look."""
    return access.scope_of(seen_by).limit(_permitted_tasks(seen_by))


def _permitted_tasks(seen_by: Person) -> QuerySet[Task]:
    rows = Task.objects.select_related("premises", "station", "territory", "accountable", "partner")
    return rows if access.may(seen_by, "inspections.view") else rows.none()


def visible_visits(seen_by: Person) -> QuerySet[Visit]:
    """Return the visits a person may see; nothing without the permission to look."""
    return access.scope_of(seen_by).limit(_permitted_visits(seen_by))


def _permitted_visits(seen_by: Person) -> QuerySet[Visit]:
    rows = Visit.objects.select_related("premises", "station", "territory", *PEOPLE).defer("draft")
    return rows if access.may(seen_by, "inspections.view") else rows.none()


def readable_task(task_id: UUID, seen_by: Person) -> Task:
    """
    Return a task to read, at premises in sight one of another station too.

    Raises: NotFound.
    """
    rows = _permitted_tasks(seen_by).select_related(
        "premises__territory", "premises__station", "hazard"
    )
    found = rows.filter(pk=task_id).first()
    if found is None or not register.may_read(found, seen_by):
        raise NotFound()
    return found


def task(task_id: UUID, seen_by: Person) -> Task:
    """Return a task to act on. Raises: NotFound."""
    return register.own(readable_task(task_id, seen_by), seen_by)


def readable_visit(visit_id: UUID, seen_by: Person) -> Visit:
    """
    Return a visit to read, at premises in sight one of another station too.

    Raises: NotFound.
    """
    rows = _permitted_visits(seen_by).defer(None).select_related(
        "premises__territory", "premises__station", "premises__accountable_officer",
        "task__hazard", "finished_by",
    )  # fmt: skip
    found = rows.filter(pk=visit_id).first()
    if found is None or not register.may_read(found, seen_by):
        raise NotFound()
    return found


def visit(visit_id: UUID, seen_by: Person) -> Visit:
    """Return a visit to act on. Raises: NotFound."""
    return register.own(readable_visit(visit_id, seen_by), seen_by)


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


def open_visits_at(premises: Premises) -> QuerySet[Visit]:
    rows = Visit.objects.filter(premises=premises, status=VisitStatus.DRAFT)
    return rows.select_related("premises", *PEOPLE).order_by("started_at", "id")


def visits_of(premises: Premises, seen_by: Person) -> QuerySet[Visit]:
    """Return the visits to premises in sight, newest first, whichever station made them."""
    is_seen = register.in_sight(premises, seen_by)
    rows = _permitted_visits(seen_by) if is_seen else visible_visits(seen_by)
    return rows.filter(premises=premises).order_by("-visited_on", "-id")


def tasks_of(premises: Premises, seen_by: Person) -> QuerySet[Task]:
    """Return the tasks at some premises, the latest day first."""
    return visible_tasks(seen_by).filter(premises=premises).order_by("-due_on", "-id")


def open_tasks_at(premises: Premises) -> list[Task]:
    """Return the tasks still open at some premises, but those of its open hazards."""
    rows = Task.objects.filter(premises=premises, status=TaskStatus.OPEN, hazard__isnull=True)
    return list(rows.order_by("due_on", "id"))


def partners_for(visit_or_task: Visit | Task, person: Person) -> QuerySet[Person]:
    """Return who may be the second officer beside ``person``."""
    return access.officers_of(visit_or_task.station).exclude(pk=person.pk)


def previous_hazards(visit: Visit) -> list[Hazard]:
    """Return the hazards that were open when the visit began, the oldest first."""
    if visit.is_open:
        return list(hazards.open_at(visit.premises).select_related("order", "next_person"))
    return [row.hazard for row in visit.rechecks.select_related("hazard__order").order_by("id")]


def checklist_of(visit: Visit, rules: Rulebook) -> CheckList:
    """Return the check list of the visit's day."""
    return checklists.checklist(
        rules, visit.checklist_key, on=visit.visited_on, place=visit.territory.code
    )


def sheet_of(visit: Visit, rules: Rulebook, previous: Sequence[Hazard] | None = None) -> Sheet:
    """Return the visit's check list with its answers, what was wrong before first."""
    before = previous_hazards(visit) if previous is None else previous
    given = [
        Given(
            id=answer.pk,
            item_key=answer.item_key,
            verdict=Verdict(answer.verdict),
            answered_at=answer.answered_at,
            note=answer.note,
            is_fixed_on_spot=answer.is_fixed_on_spot,
            faults=tuple(answer.faults),
        )
        for answer in visit.answers.all()
    ]
    return sheet.filled(
        checklist_of(visit, rules), given, previous=[hazard.item_key for hazard in before]
    )


def findings_of(
    visit: Visit,
    rules: Rulebook,
    calendar: WorkingCalendar,
    *,
    chosen: Mapping[str, Chosen] | None = None,
    filled: Sheet | None = None,
) -> tuple[Finding, ...]:
    """
    Return what the failed items amount to, with the draft's choices where none are given.

    ``filled`` is the visit's sheet, where the caller has it already.
    """
    filled = filled or sheet_of(visit, rules)
    kept = {line.item.key: drafted(visit, line.item.key) for line in filled.failed}
    return findings.findings(
        filled, kept | dict(chosen or {}), on=visit.visited_on, rules=rules, calendar=calendar,
        place=visit.territory.code,
    )  # fmt: skip


def drafted(visit: Visit, item_key: str) -> Chosen:
    """Return the choice that was typed for an item and not decided yet."""
    prefix = f"{item_key}."
    typed = {
        name.removeprefix(prefix): text
        for name, text in visit.draft.items()
        if name.startswith(prefix)
    }
    return findings.from_draft(typed)


def photographs_of(visit: Visit) -> dict[str, list[Photograph]]:
    """Return the photographs by item, in the order they were taken."""
    by_item: dict[str, list[Photograph]] = {}
    for photograph in visit.photographs.order_by("taken_at", "id"):
        by_item.setdefault(photograph.item_key or str(photograph.hazard_id), []).append(photograph)
    return by_item


def pictures_of(hazard: Hazard) -> list[Photograph]:
    """Return the photographs of a hazard, as it was found and as it was looked at again."""
    found = Q(visit=hazard.found_in, item_key=hazard.item_key)
    rows = Photograph.objects.filter(found | Q(hazard_id=hazard.pk))
    return list(rows.order_by("taken_at", "id"))


def photograph(photograph_id: UUID, seen_by: Person) -> Photograph:
    """Raises: NotFound."""
    rows = Photograph.objects.select_related("visit__premises").filter(pk=photograph_id)
    found = rows.first() if access.may(seen_by, "inspections.view") else None
    if found is None or not register.may_read(found.visit, seen_by):
        raise NotFound()
    return found


def open_task_of(hazard: Hazard) -> Task | None:
    """Return the re-inspection task a hazard waits for, if there is one."""
    return Task.objects.filter(hazard=hazard, status=TaskStatus.OPEN).first()


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


def finished(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return visits.filter(status=VisitStatus.FINISHED)


def count_visits_by_list(key: str, seen_by: Person) -> int:
    """Count the visits made by a check list, or that answered one of its items."""
    family, _, name = key.partition(".")
    if family == "check_items":
        return visible_visits(seen_by).filter(answers__item_key=name).count()
    if family == "checklists":
        return visible_visits(seen_by).filter(checklist_key=key).count()
    return 0


def count_tasks_dated_by(key: str, seen_by: Person) -> int:
    """Count the tasks whose last day was counted by a rule."""
    if not key.startswith("deadlines."):
        return 0
    return visible_tasks(seen_by).filter(due_explained__rule=key).count()
