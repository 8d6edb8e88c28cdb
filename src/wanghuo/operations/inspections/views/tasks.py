"""The page of one task, and what may be done to tasks without visiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.kernel.refusals import filled
from wanghuo.foundation.rulebook import bilingual, deadlines
from wanghuo.foundation.support import clock, listings
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.foundation.support.speech import plain
from wanghuo.operations.inspections import selectors, services
from wanghuo.operations.inspections.domain import complaints
from wanghuo.operations.inspections.forms import ReasonForm, ReassignForm
from wanghuo.operations.inspections.models import Task
from wanghuo.operations.inspections.views.lists import task_tone
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors as premises_seen


@login_required
@require_GET
def task(request: SignedIn, task_id: UUID) -> HttpResponse:
    """GET the task with its reason, its day and how that was counted."""
    found = selectors.readable_task(task_id, request.user)
    today = clock.today()
    left = policy.calendar().working_days_between(today, found.due_on) if found.is_open else None
    is_own = premises_seen.is_own(found, request.user)
    permitted = people.permissions_of(request.user) if is_own else frozenset()
    return render(
        request,
        "inspections/task.html",
        {
            "task": found,
            "tone": task_tone(found),
            "reason": reason(found),
            "working_days_left": left,
            "how": deadlines.kept_explanation(found.due_explained),
            "bases": selectors.bases_of(found, policy.rulebook()),
            "instead_of": found.due_explained.get("instead_of"),
            "received": complaints.received_of(found.reason_facts),
            "visits": list(selectors.visits_of(found.premises, request.user)[:5]),
            "goes_there": request.user.pk in (found.accountable_id, found.partner_id),
            "may_start": found.is_open
            and bool({"inspections.visit", "inspections.report"} & permitted),
            "may_assign": found.is_open and "inspections.assign" in permitted,
            "may_excuse": found.status in ("OPEN", "MISSED") and "inspections.excuse" in permitted,
            "sees_premises": premises_seen.in_sight(found.premises, request.user),
            "timeline": journal.timeline(found),
        },
    )


def reason(task: Task) -> str:
    """Say in the reader's language why a task is there."""
    words = task.reason_words
    if words:
        return str(bilingual.words(words))
    facts = {name: plain(value) for name, value in task.reason_facts.items()}
    return filled(gettext(task.reason_sentence), facts)


@login_required
@require_http_methods(["GET", "POST"])
def excuse(request: SignedIn, task_id: UUID) -> HttpResponse:
    """GET and POST: end a task with a good reason."""
    access.require(request.user, "inspections.excuse")
    return _ended(
        request, task_id, "inspections/excuse.html",
        lambda found, why: services.excuse_task(
            task=found, reason=why, by=request.user, at=clock.now()
        ),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: SignedIn, task_id: UUID) -> HttpResponse:
    """GET and POST: end a task that is not needed."""
    access.require(request.user, "inspections.assign")
    return _ended(
        request, task_id, "inspections/cancel.html",
        lambda found, why: services.cancel_task(
            task=found, reason=why, by=request.user, at=clock.now()
        ),
    )  # fmt: skip


def _ended(
    request: SignedIn, task_id: UUID, template: str, act: Callable[[Task, str], Any]
) -> HttpResponse:
    found = selectors.task(task_id, request.user)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(found, form.cleaned_data["reason"])
            return redirect("inspections:task", found.pk)
    status = 422 if form.errors else 200
    return render(request, template, {"task": found, "form": form}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def reassign(request: SignedIn, task_id: UUID) -> HttpResponse:
    """GET and POST: give a task to another officer of the station."""
    access.require(request.user, "inspections.assign")
    found = selectors.task(task_id, request.user)
    officers = people.officers_of(found.station)
    form = ReassignForm(request.POST or None, officers=officers)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.reassign_task(task=found, by=request.user, at=clock.now(), **form.cleaned_data)
            return redirect("inspections:task", found.pk)
    status = 422 if form.errors else 200
    return render(
        request, "inspections/reassign.html", {"tasks": [found], "form": form}, status=status
    )


@login_required
@require_POST
def reassign_many(request: SignedIn) -> HttpResponse:
    """POST the chosen tasks; with an officer and a reason they are given away."""
    access.require(request.user, "inspections.assign")
    ids = listings.chosen(request)
    found = list(selectors.visible_tasks(request.user).filter(pk__in=ids).order_by("due_on", "id"))
    is_sent = "to" in request.POST
    form = ReassignForm(
        request.POST if is_sent else None,
        officers=people.officers_of(found[0].station if found else request.user.organization),
    )
    if is_sent and form.is_valid():
        with refusals_on(form):
            services.reassign_all(tasks=found, by=request.user, at=clock.now(), **form.cleaned_data)
            said = ngettext(
                "{count} task was given away.", "{count} tasks were given away.", len(found)
            )
            messages.success(request, said.format(count=len(found)))
            return redirect("inspections:tasks")
    status = 422 if form.errors else 200
    return render(
        request, "inspections/reassign.html", {"tasks": found, "form": form}, status=status
    )
