"""Dashboards of the stations in sight."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock, listings
from wanghuo.insight.analytics import charts, selectors
from wanghuo.insight.analytics.ledgers import LEDGERS
from wanghuo.insight.analytics.selectors.sight import Sight
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.organization import selectors as organization


class Chosen(forms.Form):
    """The year and station somebody wants to see; anything unreadable falls back to all."""

    year = forms.IntegerField(min_value=2000, max_value=2100, required=False)
    station = forms.UUIDField(required=False)


@login_required
@require_GET
def dashboard(request: SignedIn) -> HttpResponse:
    """GET /dashboard/?year=&station=: the year of everything in sight, or of one station."""
    gate.require(request.user, "analytics.view")
    sight = _sight(request)
    stations = _stations(request)
    context: dict[str, Any] = {
        "sight": sight,
        "stations": stations,
        "years": range(clock.today().year, clock.today().year - 5, -1),
        "headline": selectors.headline(sight),
        "links": _links(sight),
        "months": selectors.months(sight),
        "flow": selectors.flow(sight),
        "heat": selectors.heat(sight),
        "tiles": selectors.tiles(sight),
        "officers": selectors.officer_lines(sight),
        "lines": selectors.station_lines(sight) if len(stations) > 1 else [],
    }
    context["charts"] = charts.of(context)
    names = charts.stage_names()
    context["flow_lines"] = [(names[stage.key], stage.count) for stage in context["flow"]]
    return render(request, "analytics/dashboard.html", context)


@login_required
@require_GET
def ledger_list(request: SignedIn) -> HttpResponse:
    """GET /ledgers/: the ledgers, and which paper each of them retires."""
    gate.require(request.user, "analytics.view")
    shown = list(LEDGERS.values())
    retired = sum(len(ledger.replaces) for ledger in shown)
    return render(request, "analytics/ledgers.html", {"ledgers": shown, "retired": retired})


@login_required
@require_GET
def ledger(request: SignedIn, key: str) -> HttpResponseBase:
    """GET /ledgers/<key>/: one ledger, to read, export or print."""
    gate.require(request.user, "analytics.view")
    found = LEDGERS.get(key)
    if found is None:
        raise NotFound()
    return listings.respond(
        request, found.listing, found.rows(request.user), template="analytics/ledger.html",
        ledger=found,
    )  # fmt: skip


def _sight(request: SignedIn) -> Sight:
    chosen = Chosen(request.GET)
    values = chosen.cleaned_data if chosen.is_valid() else {}
    today = clock.today()
    return Sight(
        person=request.user,
        year=values.get("year") or today.year,
        on=today,
        station=values.get("station"),
    )


def _stations(request: SignedIn) -> list[Any]:
    scope = access.scope_of(request.user)
    seen = scope.limit(organization.stations(), station="pk", territory="territory")
    return list(seen.order_by("code"))


def _links(sight: Sight) -> dict[str, str]:
    """Return, for each figure, the address of the list it was counted from."""
    own: dict[str, Any] = {"station": sight.station} if sight.station else {}
    year: dict[str, Any] = {"since": sight.since, "until": f"{sight.year}-12-31"}

    ledger = reverse("analytics:ledger", args=["premises"])

    def address(name: str, **filters: Any) -> str:
        return f"{reverse(name)}?{urlencode(own | filters)}"

    return {
        "premises": address("premises:list", status="ACTIVE"),
        "visits": address(
            "inspections:visits", status="FINISHED", purpose="ROUTINE", **_span("visited_on", year)
        ),
        "covered": f"{ledger}?{urlencode(own | {'status': 'ACTIVE', 'visited': sight.year})}",
        "tasks_overdue": address("inspections:tasks", overdue="1"),
        "hazards_found": address("hazards:list", **_span("found_on", year)),
        "hazards_open": address("hazards:list", is_open="1"),
        "hazards_overdue": address("hazards:list", overdue="1"),
        "hazards_closed": address("hazards:list", status="CLOSED", **_span("found_on", year)),
        "documents": address("documents:list", **_span("issued_at", year)),
    }


def _span(column: str, year: dict[str, Any]) -> dict[str, Any]:
    return {f"{column}_from": year["since"], f"{column}_to": year["until"]}
