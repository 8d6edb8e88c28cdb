"""The working-day table: a year at a glance, a day changed, a year confirmed."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanghuo.foundation.support import clock
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.policy import selectors, services
from wanghuo.registers.policy.forms import DayForm, YearForm

A_WEEK = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
"""A Monday to Sunday, for the heads of the columns."""


@login_required
@require_GET
def calendar(request: SignedIn, year: int | None = None) -> HttpResponse:
    """GET /policy/working-days/<year>/: the year, and whether it is confirmed."""
    return _year(request, year or clock.today().year, YearForm())


@login_required
@require_POST
def confirm_year(request: SignedIn, year: int) -> HttpResponse:
    """POST /policy/working-days/<year>/confirm/: confirm, or take the confirmation back."""
    form = YearForm(request.POST)
    if not form.is_valid():
        return _year(request, year, form, status=422)
    act = services.unconfirm_year if "take-back" in request.POST else services.confirm_year
    act(year=year, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    return redirect("policy:calendar-year", year)


@login_required
@require_http_methods(["GET", "POST"])
def day(request: SignedIn, day: str) -> HttpResponse:
    """GET and POST /policy/working-days/<day>/: say what a day is."""
    gate.require(request.user, "policy.edit")
    on = _day(day)
    stands = selectors.calendar_of(on.year).day(on)
    form = DayForm(
        request.POST or None,
        initial={"kind": "OFF" if stands.is_worked else "WORKED", "name": stands.name.zh},
    )
    if request.method == "POST" and form.is_valid():
        given, by, at = form.cleaned_data, request.user, clock.now()
        with refusals_on(form):
            if given["kind"] == "SHIPPED":
                services.clear_day(day=on, reason=given["reason"], by=by, at=at)
            else:
                services.set_day(
                    day=on, is_worked=given["kind"] == "WORKED", name=given["name"],
                    reason=given["reason"], by=by, at=at,
                )  # fmt: skip
            return redirect("policy:calendar-year", on.year)
    status = 422 if form.is_bound else 200
    return render(request, "policy/day.html", {"form": form, "day": stands}, status=status)


def _year(request: SignedIn, year: int, form: YearForm, status: int = 200) -> HttpResponse:
    context = {
        "page": selectors.year_page(year),
        "form": form,
        "may_edit": access.may(request.user, "policy.edit"),
        "weekdays": [date_format(on, "D") for on in A_WEEK],
    }
    return render(request, "policy/calendar.html", context, status=status)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Http404 from None
