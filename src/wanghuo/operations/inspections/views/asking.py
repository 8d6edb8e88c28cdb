"""The form by which somebody asks for a visit, or brings a complaint to verify."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.support import clock
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.operations.inspections import selectors, services
from wanghuo.operations.inspections.domain.terms import Complaint
from wanghuo.operations.inspections.forms import OpenTaskForm, ReceivedForm
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors as premises_seen
from wanghuo.registers.premises.models import Premises


@login_required
@require_http_methods(["GET", "POST"])
def open_task(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET and POST: a task by hand for some premises; GET counts from ``received_at`` if given."""
    access.require(request.user, "inspections.open_task")
    place, now = premises_seen.get(premises_id, request.user), clock.now()
    rules, calendar = policy.rulebook(), policy.calendar()
    form = OpenTaskForm(
        request.POST or None,
        initial={
            "accountable": place.accountable_officer_id,
            "complaint": Complaint.OTHER.value,
            "received_at": now,
        },
        officers=people.officers_of(place.station),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            opened = services.ask_for_visit(
                premises=place, **form.cleaned_data, by=request.user, at=now, rules=rules,
                calendar=calendar,
            )  # fmt: skip
            return redirect("inspections:task", opened.pk)
    return render(
        request,
        "inspections/open_task.html",
        {"premises": place, "form": form, "days": _days(request, place, now, rules, calendar)},
        status=422 if form.errors else 200,
    )


def _days(
    request: HttpRequest,
    place: Premises,
    now: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
) -> list[dict[str, Any]]:
    """Return until when each sort of complaint has to be verified, as the rulebook has it."""
    typed = ReceivedForm(request.POST or request.GET)
    received_at = (typed.cleaned_data["received_at"] if typed.is_valid() else None) or now
    return [
        {
            "complaint": complaint,
            "due": due,
            "working_days_left": calendar.working_days_between(clock.day_of(now), due.on),
        }
        for complaint, due in selectors.days_to_verify(
            place, min(received_at, now), on=clock.day_of(now), rules=rules, calendar=calendar
        )
    ]
