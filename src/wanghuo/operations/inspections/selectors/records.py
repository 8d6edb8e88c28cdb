"""Which tasks and visits a person may see, and what stands at some premises."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.domain.terms import TaskStatus, VisitStatus
from wanghuo.operations.inspections.models import Photograph, Task, Visit
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises import selectors as register
from wanghuo.registers.premises.models import Premises

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


def photograph(photograph_id: UUID, seen_by: Person) -> Photograph:
    """Raises: NotFound."""
    rows = Photograph.objects.select_related("visit__premises").filter(pk=photograph_id)
    found = rows.first() if access.may(seen_by, "inspections.view") else None
    if found is None or not register.may_read(found.visit, seen_by):
        raise NotFound()
    return found


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


def open_visits_at(premises: Premises) -> QuerySet[Visit]:
    rows = Visit.objects.filter(premises=premises, status=VisitStatus.DRAFT)
    return rows.select_related("premises", *PEOPLE).order_by("started_at", "id")


def open_task_of(hazard: Hazard) -> Task | None:
    """Return the re-inspection task a hazard waits for, if there is one."""
    return Task.objects.filter(hazard=hazard, status=TaskStatus.OPEN).first()


def partners_for(visit_or_task: Visit | Task, person: Person) -> QuerySet[Person]:
    """Return who may be the second officer beside ``person``."""
    return access.officers_of(visit_or_task.station).exclude(pk=person.pk)


def finished(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return visits.filter(status=VisitStatus.FINISHED)
