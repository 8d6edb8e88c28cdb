"""Beginning a visit, and saying who is there."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wanghuo.foundation.support import clock
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.operations.inspections import selectors, services
from wanghuo.operations.inspections.domain.terms import Purpose
from wanghuo.operations.inspections.forms import IdentityForm, StartForm
from wanghuo.operations.inspections.models import Visit
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors as premises_seen


@login_required
@require_http_methods(["GET", "POST"])
def start(request: SignedIn, task_id: UUID) -> HttpResponse:
    """POST: begin the visit of a task, or return to the one under way. GET shows the task."""
    task = selectors.task(task_id, request.user)
    if request.method == "GET":
        return redirect("inspections:task", task.pk)
    visit = services.start_visit(
        task=task, by=request.user, at=clock.now(), rules=policy.rulebook()
    )
    return redirect("inspections:visit", visit.pk)


@login_required
@require_http_methods(["GET", "POST"])
def start_unscheduled(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET and POST: begin a visit that no task asked for."""
    place = premises_seen.get(premises_id, request.user)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            visit = services.start_visit(
                premises=place, purpose=Purpose(form.cleaned_data["purpose"]),
                reason=form.cleaned_data["reason"], by=request.user, at=clock.now(),
                rules=policy.rulebook(),
            )  # fmt: skip
            return redirect("inspections:visit", visit.pk)
    done = selectors.routine_visits(place, clock.today().year)
    context = {"premises": place, "form": form, "done": done}
    status = 422 if form.errors else 200
    return render(request, "inspections/start.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def identity(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """GET and POST: the officers showed their ID; who is present; who is the second officer."""
    visit = selectors.visit(visit_id, request.user)
    present = known_people(visit)
    first = {
        "partner": visit.partner_id,
        "accompanied_by": visit.accompanied_by or (present[0]["name"] if present else ""),
        "accompanied_as": visit.accompanied_as or (present[0]["post"] if present else ""),
    }
    officers = people.officers_of(visit.station).exclude(pk=visit.lead_id)
    form = IdentityForm(request.POST or None, initial=first, officers=officers)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.confirm_identity(
                visit=visit, by=request.user, at=clock.now(), **form.cleaned_data
            )
            return redirect("inspections:visit", visit.pk)
    context = {"visit": visit, "form": form, "present": present}
    status = 422 if form.errors else 200
    return render(request, "inspections/identity.html", context, status=status)


def known_people(visit: Visit) -> list[dict[str, str]]:
    """Return whom the register knows at the place, the likeliest to be met first."""
    place = visit.premises
    known = [(place.manager_name, "消防安全管理人"), (place.head_name, "负责人")]
    return [{"name": name, "post": post} for name, post in known if name]
