"""Officers' hours and conflicts of interest."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock, listings
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.insight.planning import selectors, services
from wanghuo.insight.planning.domain.facts import MONTHS
from wanghuo.insight.planning.forms import ConflictForm, HoursForm
from wanghuo.insight.planning.models import ConflictOfInterest
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.models import Person
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.organization.models import Organization


@login_required
@require_GET
def hours(request: SignedIn) -> HttpResponse:
    """GET /plans/hours/?station=CODE&year=YEAR: what each officer declares for each month."""
    gate.require(request.user, "planning.view")
    stations = list(organization.stations_seen_from(request.user.organization).order_by("code"))
    asked = request.GET.get("station", "")
    station = next((station for station in stations if station.code == asked), None)
    station = station or next(iter(stations), None)
    if station is None:
        raise NotFound()
    year = _year(request)
    context = {
        "station": station,
        "stations": stations,
        "year": year,
        "years": range(clock.today().year - 1, clock.today().year + 3),
        "months": MONTHS,
        "rows": _hour_rows(station, year, request.user),
    }
    return render(request, "planning/hours.html", context)


def _year(request: SignedIn) -> int:
    given = request.GET.get("year", "")
    today = clock.today()
    usual = today.year + 1 if today.month >= 10 else today.year
    return int(given) if given.isdigit() and 2000 < int(given) < 2200 else usual


def _hour_rows(station: Organization, year: int, reader: Person) -> list[dict[str, Any]]:
    officers = selectors.officers_of(station, year, on=clock.today())
    people = {str(person.pk): person for person in access.officers_of(station)}
    declared = selectors.declared_hours([person.pk for person in people.values()], year)
    may_for_all = access.may(reader, "planning.adjust")
    may = access.may(reader, "planning.hours")
    rows = [
        {
            "person": people[officer.id],
            "hours": [round(minutes / 60, 1) for minutes in officer.minutes],
            "total": round(sum(officer.minutes) / 60),
            "is_declared": any((people[officer.id].pk, month) in declared for month in MONTHS),
            "may_declare": may and (may_for_all or officer.id == str(reader.pk)),
        }
        for officer in officers
        if officer.id in people
    ]
    return sorted(rows, key=lambda row: (row["person"].name, row["person"].pk))


@login_required
@require_http_methods(["GET", "POST"])
def declare_hours(request: SignedIn, person_id: UUID, year: int) -> HttpResponse:
    """GET and POST /plans/hours/PERSON/YEAR/."""
    gate.require(request.user, "planning.hours")
    person = access.person(person_id, seen_by=request.user)
    station = person.organization
    officers = selectors.officers_of(station, year, on=clock.today())
    facts = next((officer for officer in officers if officer.id == str(person.pk)), None)
    if facts is None:
        raise NotFound()
    first = {f"month_{month}": round(facts.minutes[month - 1] / 60, 1) for month in MONTHS}
    form = HoursForm(request.POST or None, initial=first)
    if form.is_valid():
        with refusals_on(form):
            services.declare_hours(
                person=person, year=year, minutes=form.minutes, by=request.user, at=clock.now()
            )
            messages.success(request, _("The hours are declared; the next plan keeps to them."))
            answer = redirect("planning:hours")
            answer["Location"] += f"?station={station.code}&year={year}"
            return answer
    context = {"form": form, "person": person, "year": year}
    status = 422 if form.errors else 200
    return render(request, "planning/declare_hours.html", context, status=status)


def _about(rows: QuerySet[ConflictOfInterest], text: str) -> QuerySet[ConflictOfInterest]:
    return rows.filter(Q(person__name__icontains=text) | Q(premises__name__icontains=text))


CONFLICTS = listings.Listing(
    key="conflicts",
    title=gettext_lazy("Conflicts of interest"),
    columns=[
        listings.Column("person", gettext_lazy("Officer"), "person.name"),
        listings.Column(
            "premises", gettext_lazy("Supervised object"), "premises.name",
            under="premises.station.name", width=28,
        ),
        listings.Column("reason", gettext_lazy("Conflict of interest"), "reason", width=40),
        listings.Column("since", gettext_lazy("Since"), "since", sort="since"),
        listings.Column("until", gettext_lazy("Ended"), "until"),
    ],
    filters=[
        listings.OrganizationFilter("station", field="premises__station"),
        listings.TextFilter("q", gettext_lazy("Search"), apply=_about),
        listings.FlagFilter(
            "open",
            gettext_lazy("Still in force"),
            apply=lambda rows: rows.filter(until__isnull=True),
        ),
    ],
    orders={"newest": ("-since", "-id")},
    empty=gettext_lazy(
        "Nobody has declared a conflict of interest. Declared ones keep an officer away from the"
        " object in every plan."
    ),
)  # fmt: skip


@login_required
@require_GET
def conflict_list(request: SignedIn) -> HttpResponseBase:
    """GET /plans/conflicts/."""
    gate.require(request.user, "planning.view")
    own = selectors.conflicts(seen_by=request.user).filter(until__isnull=True)
    if not access.may(request.user, "planning.adjust"):
        own = own.filter(person=request.user)
    return listings.respond(
        request,
        CONFLICTS,
        selectors.conflicts(seen_by=request.user),
        template="planning/conflict_list.html",
        may_declare=access.may(request.user, "planning.hours"),
        own=own.order_by("-since", "-id")[:100]
        if access.may(request.user, "planning.hours")
        else [],
    )


@login_required
@require_http_methods(["GET", "POST"])
def declare_conflict(request: SignedIn) -> HttpResponse:
    """GET and POST /plans/conflicts/new/."""
    gate.require(request.user, "planning.hours")
    station = request.user.organization
    people = access.officers_of(station)
    if not access.may(request.user, "planning.adjust"):
        people = people.filter(pk=request.user.pk)
    form = ConflictForm(
        request.POST or None, people=people, station=station, initial={"person": request.user.pk}
    )
    if form.is_valid():
        with refusals_on(form):
            services.declare_conflict(by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The conflict is declared; no plan pairs the two again."))
            return redirect("planning:conflicts")
    status = 422 if form.errors else 200
    return render(request, "planning/declare_conflict.html", {"form": form}, status=status)


@login_required
@require_POST
def end_conflict(request: SignedIn, conflict_id: UUID) -> HttpResponse:
    """POST /plans/conflicts/ID/end/."""
    found = selectors.conflict(conflict_id, seen_by=request.user)
    services.end_conflict(conflict=found, by=request.user, at=clock.now())
    messages.success(request, _("The conflict of interest has ended."))
    return redirect("planning:conflicts")
