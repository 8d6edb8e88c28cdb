"""Tasks: what is due, for whom, why, and how it ends."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import AwareDatetime

from wanghuo.foundation.support import clock
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.late import Made
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routers.rules import Bilingual, Cited
from wanghuo.interfaces.api.v1.routing import read, verb
from wanghuo.operations.inspections import selectors, services
from wanghuo.operations.inspections.domain.terms import Complaint, Origin, Purpose, TaskStatus
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access.models import Person
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors as premises

router = Router(tags=["inspections"])


class BasisOut(Schema):
    """A rule a task rests on, and where that stands."""

    rule: str = Field(description="key of the rule, as at `/rules/{key}/`")
    title: Bilingual
    citation: Cited
    is_to_be_confirmed: bool


class TaskOut(Schema):
    id: UUID
    premises: UUID = Field(alias="premises_id")
    station: UUID = Field(alias="station_id")
    origin: Origin
    purpose: Purpose
    reason_code: str
    reason_facts: dict[str, Any]
    bases: list[BasisOut] = Field(
        description="what makes it the station's business, then the rule that asks for it or "
        "dates it"
    )
    window_start: date
    due_on: date
    due_explained: dict[str, Any]
    accountable: UUID = Field(alias="accountable_id")
    partner: UUID | None = Field(alias="partner_id")
    hazard: UUID | None = Field(alias="hazard_id")
    status: TaskStatus
    end_reason: str


class TaskPage(Schema):
    items: list[TaskOut]
    next: str | None


class TaskFilter(Schema):
    status: TaskStatus | None = None
    purpose: Purpose | None = None
    premises: UUID | None = None
    accountable: UUID | None = None
    hazard: UUID | None = None
    due_before: date | None = None

    def chosen(self, rows: QuerySet[Task]) -> QuerySet[Task]:
        exact = self.dict(exclude={"due_before"}, exclude_none=True)
        rows = rows.filter(**exact)
        return rows.filter(due_on__lt=self.due_before) if self.due_before else rows


class TaskIn(Made):
    premises: UUID
    purpose: Purpose = Purpose.ROUTINE
    due_on: date | None = Field(
        None, description="the last day; of a complaint the rule's day unless another is given"
    )
    complaint: Complaint | None = Field(
        None, description="what a complaint is about, which decides its rule; OTHER if left out"
    )
    received_at: AwareDatetime | None = Field(
        None, description="the instant a complaint was received; the instant of the act if left out"
    )
    window_start: date | None = None
    accountable: UUID | None = None
    partner: UUID | None = None
    reason: str = Field(description="why it is needed, in the words of who asks")


class ReasonIn(Schema):
    reason: str


class TaskReassignIn(Schema):
    to: UUID
    partner: UUID | None = None
    reason: str


def someone(person_id: UUID | None, request: HttpRequest) -> Person | None:
    """Return a person in sight, or nobody when none was named. Raises: NotFound."""
    return people.person(person_id, seen_by=caller(request)) if person_id else None


def with_bases(*tasks: Task) -> list[Task]:
    """Return the tasks, each told what it rests on."""
    rules = policy.rulebook()
    for task in tasks:
        task.bases = selectors.bases_of(task, rules)  # type: ignore[attr-defined]
    return list(tasks)


def one(task: Task) -> Task:
    return with_bases(task)[0]


@read(router, "/tasks/", shape=TaskPage, summary="Tasks in sight, by due day")
def tasks(
    request: HttpRequest, paging: Query[Paging], filters: Query[TaskFilter]
) -> dict[str, Any]:
    rows = filters.chosen(selectors.visible_tasks(caller(request)))
    found = page(rows, paging, order=("due_on", "id"))
    return found | {"items": with_bases(*found["items"])}


@read(router, "/tasks/{uuid:task_id}/", shape=TaskOut, summary="One task")
def task(request: HttpRequest, task_id: UUID) -> Task:
    return one(selectors.readable_task(task_id, caller(request)))


@verb(router, "/tasks/", shape=TaskOut, status=201, summary="Open a task by hand")
def open_task(request: HttpRequest, body: TaskIn) -> Task:
    opened = services.ask_for_visit(
        premises=premises.get(body.premises, caller(request)),
        accountable=someone(body.accountable, request),
        partner=someone(body.partner, request),
        description=body.reason,
        by=caller(request),
        rules=policy.rulebook(),
        calendar=policy.calendar(),
        **body.act("premises", "accountable", "partner", "reason"),
    )
    return one(opened)


@verb(router, "/tasks/{uuid:task_id}/excuse/", shape=TaskOut, summary="Excuse it with a reason")
def excuse(request: HttpRequest, task_id: UUID, body: ReasonIn) -> Task:
    found = selectors.task(task_id, caller(request))
    by, at = caller(request), clock.now()
    return one(services.excuse_task(task=found, reason=body.reason, by=by, at=at))


@verb(router, "/tasks/{uuid:task_id}/cancel/", shape=TaskOut, summary="Cancel it with a reason")
def cancel(request: HttpRequest, task_id: UUID, body: ReasonIn) -> Task:
    found = selectors.task(task_id, caller(request))
    by, at = caller(request), clock.now()
    return one(services.cancel_task(task=found, reason=body.reason, by=by, at=at))


@verb(router, "/tasks/{uuid:task_id}/reassign/", shape=TaskOut, summary="Give it to other officers")
def reassign(request: HttpRequest, task_id: UUID, body: TaskReassignIn) -> Task:
    given = services.reassign_task(
        task=selectors.task(task_id, caller(request)),
        to=people.person(body.to, seen_by=caller(request)),
        partner=someone(body.partner, request),
        reason=body.reason,
        by=caller(request),
        at=clock.now(),
    )
    return one(given)
