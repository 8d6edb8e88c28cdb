"""The lists of tasks and of visits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from wanghuo.foundation.support import clock, listings
from wanghuo.foundation.support.listings import (
    BulkAct,
    Column,
    DateFilter,
    FlagFilter,
    Listing,
    OrganizationFilter,
    ReferenceFilter,
    TermFilter,
    TextFilter,
)
from wanghuo.operations.inspections import selectors
from wanghuo.operations.inspections.domain.terms import Origin, Purpose, TaskStatus, VisitStatus
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.premises import selectors as premises
from wanghuo.registers.premises.models import Premises

TASK_TONES = {
    TaskStatus.DONE: "done",
    TaskStatus.MISSED: "overdue",
    TaskStatus.EXCUSED: "quiet",
    TaskStatus.CANCELLED: "quiet",
}
VISIT_TONES = {
    VisitStatus.DRAFT: "soon",
    VisitStatus.REPORTED: "soon",
    VisitStatus.FINISHED: "done",
    VisitStatus.DISCARDED: "quiet",
}


def task_tone(task: Task) -> str:
    """Return the colour of a task's state; the word always stands beside it."""
    if task.is_open:
        return "overdue" if task.due_on < clock.today() else "wait"
    return TASK_TONES[TaskStatus(task.status)]


def visit_tone(visit: Visit) -> str:
    return VISIT_TONES[VisitStatus(visit.status)]


def _searched(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Find by everything the register finds premises by: words, initials, address, code."""
    return rows.filter(premises__in=premises.matching(Premises.objects.all(), text).values("pk"))


def _overdue(rows: QuerySet[Task]) -> QuerySet[Task]:
    return rows.filter(status=TaskStatus.OPEN, due_on__lt=clock.today())


def _of_officer(rows: QuerySet[Task], text: str) -> QuerySet[Task]:
    return rows.filter(Q(accountable__name=text) | Q(partner__name=text))


def _by_officer(rows: QuerySet[Visit], text: str) -> QuerySet[Visit]:
    return rows.filter(Q(lead__name=text) | Q(partner__name=text))


def _in_community(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(territory__name=text) | Q(territory__code=text))


def _with_faults(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    return rows.filter(failed__gt=0)


def _premises_named(premises_id: UUID, request: Any) -> str:
    return str(premises.get(premises_id, request.user).name)


def _person_named(person_id: UUID, request: Any) -> str:
    return str(people.person(person_id, seen_by=request.user).name)


def _may_assign(request: Any) -> bool:
    return people.may(request.user, "inspections.assign")


TASKS = Listing(
    key="tasks",
    title=_("Tasks"),
    export_title=_("Tasks"),
    empty=_("Tasks appear here when a plan is published, a correction falls due, or a chief asks."),
    row_tone=task_tone,
    columns=[
        Column("premises", _("Premises"), "premises.name", width=28,
               link=lambda task: reverse("inspections:task", args=[task.pk]),
               under="premises.address"),
        Column("status", _("State"), "get_status_display", width=10, tone=task_tone),
        Column("purpose", _("What for"), "get_purpose_display", width=14),
        Column("due_on", _("Due on"), "due_on", width=14, sort="due_on"),
        Column("accountable", _("Officer"), "accountable.name", width=12),
        Column("partner", _("Second officer"), "partner.name", width=12),
        Column("community", _("Community"), "territory.name", width=16),
        Column("station", _("Station"), "station.name", width=18),
        Column("origin", _("Comes from"), "get_origin_display", width=12, is_default=False),
        Column("window_start", _("May begin on"), "window_start", width=14, is_default=False),
        Column("end_reason", _("Reason"), "end_reason", width=30, is_default=False),
        Column("ended_at", _("Ended at"), "ended_at", width=16, is_default=False),
    ],
    filters=[
        TextFilter("q", _("Search"), apply=_searched, placeholder=_("Premises or address")),
        TermFilter("status", _("State"), TaskStatus),
        TermFilter("purpose", _("What for"), Purpose),
        TermFilter("origin", _("Comes from"), Origin),
        FlagFilter("overdue", _("Overdue"), apply=_overdue),
        DateFilter("due_on", _("Due on")),
        TextFilter("officer", _("Officer"), apply=_of_officer),
        TextFilter("community", _("Community"), apply=_in_community),
        OrganizationFilter("station", _("Station")),
        ReferenceFilter("premises", _("Premises"), named=_premises_named),
        ReferenceFilter("accountable", _("Officer"), named=_person_named),
    ],
    orders={"due": ("due_on", "id"), "newest": ("-due_on", "-id")},
    bulk=[
        BulkAct(
            _("Give to another officer"), "inspections:reassign-many", "user-check",
            is_allowed=_may_assign,
        )
    ],
)  # fmt: skip

VISITS = Listing(
    key="visits",
    title=pgettext_lazy("list", "Visits"),
    export_title=pgettext_lazy("list", "Visits"),
    empty=_("Visits appear here as soon as an officer begins one."),
    columns=[
        Column("premises", _("Premises"), "premises.name", width=28,
               link=lambda visit: reverse("inspections:visit", args=[visit.pk]),
               under="premises.address"),
        Column("visited_on", _("Day"), "visited_on", width=14, sort="visited_on"),
        Column("status", _("State"), "get_status_display", width=12, tone=visit_tone),
        Column("purpose", _("What for"), "get_purpose_display", width=14),
        Column("failed", _("Faults"), "failed", width=8),
        Column("lead", _("Officer"), "lead.name", width=12),
        Column("partner", _("Second officer"), "partner.name", width=12),
        Column("community", _("Community"), "territory.name", width=16),
        Column("station", _("Station"), "station.name", width=18),
        Column("accompanied_by", _("Person present"), "accompanied_by", width=12,
               is_default=False),
        Column("started_at", _("Began at"), "started_at", width=16, is_default=False),
        Column("finished_at", _("Finished at"), "finished_at", width=16, is_default=False),
    ],
    filters=[
        TextFilter("q", _("Search"), apply=_searched, placeholder=_("Premises or address")),
        TermFilter("status", _("State"), VisitStatus),
        TermFilter("purpose", _("What for"), Purpose),
        FlagFilter("faults", _("With faults"), apply=_with_faults),
        DateFilter("visited_on", _("Day")),
        TextFilter("officer", _("Officer"), apply=_by_officer),
        TextFilter("community", _("Community"), apply=_in_community),
        OrganizationFilter("station", _("Station")),
        ReferenceFilter("premises", _("Premises"), named=_premises_named),
        ReferenceFilter("person", _("Officer"), field="lead", named=_person_named),
    ],
    orders={"newest": ("-visited_on", "-id"), "oldest": ("visited_on", "id")},
)  # fmt: skip


@login_required
@require_GET
def task_list(request: SignedIn) -> HttpResponseBase:
    """GET /tasks/. Filters stay in the address; ``export=xlsx`` gives what is filtered."""
    access.require(request.user, "inspections.view")
    rows = selectors.visible_tasks(request.user)
    return listings.respond(request, TASKS, rows)


@login_required
@require_GET
def visit_list(request: SignedIn) -> HttpResponseBase:
    """GET /visits/. Filters stay in the address; ``export=xlsx`` gives what is filtered."""
    access.require(request.user, "inspections.view")
    rows = selectors.visible_visits(request.user)
    return listings.respond(request, VISITS, rows)
