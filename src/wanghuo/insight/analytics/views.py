"""Dashboards of the stations in sight."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock, listings
from wanghuo.insight.analytics import charts, selectors
from wanghuo.insight.analytics.domain.figures import Headline
from wanghuo.insight.analytics.ledgers import LEDGERS
from wanghuo.insight.analytics.selectors.sight import Sight
from wanghuo.insight.analytics.tile_map import TileMap
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.organization.models import Organization

ANY_DAY = date(2000, 1, 1)
"""Stands for the day that is clicked on the calendar."""


class Chosen(forms.Form):
    """The year and station somebody wants to see; anything unreadable falls back to all."""

    year = forms.IntegerField(min_value=2000, max_value=2100, required=False)
    station = forms.UUIDField(required=False)


@login_required
@require_GET
def dashboard(request: SignedIn) -> HttpResponse:
    """GET /dashboard/?year=&station=: the year of everything in sight, or of one station."""
    gate.require(request.user, "analytics.view")
    stations = _stations(request)
    sight = _sight(request, stations)
    ways = selectors.Ways.of(sight)
    figures: dict[str, Any] = {
        "months": selectors.months(sight),
        "flow": selectors.flow(sight),
        "heat": selectors.heat(sight),
    }
    stage_names = charts.stage_names()
    lines = selectors.station_lines(sight)
    context = figures | {
        "sight": sight,
        "ways": ways,
        "stations": stations,
        "years": range(clock.today().year, clock.today().year - 5, -1),
        "headline": Headline.total(line.headline for line in lines),
        "month_lines": [(month, ways.month(month.number)) for month in figures["months"]],
        "flow_lines": [
            (stage_names[stage.key], stage.count, ways.stage(stage.key))
            for stage in figures["flow"]
        ],
        "heat_lines": [(line, ways.month(line.month)) for line in figures["heat"].by_month],
        "tiles": TileMap.of(selectors.tiles(sight), ways),
        "officers": [(line, ways.by(line.person_id)) for line in selectors.officer_lines(sight)],
        "lines": [(line, ways.at(line.station_id)) for line in lines] if len(stations) > 1 else [],
        "charts": charts.of(figures, ways, on=sight.on),
        "day_way": ways.day(ANY_DAY).replace(ANY_DAY.isoformat(), "DAY"),
    }
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


def _sight(request: SignedIn, stations: list[Organization]) -> Sight:
    """Return what is asked for; a station out of sight is as good as none."""
    chosen = Chosen(request.GET)
    values = chosen.cleaned_data if chosen.is_valid() else {}
    today = clock.today()
    return Sight(
        person=request.user,
        year=values.get("year") or today.year,
        on=today,
        station=next((s.pk for s in stations if s.pk == values.get("station")), None),
    )


def _stations(request: SignedIn) -> list[Organization]:
    scope = access.scope_of(request.user)
    seen = scope.limit(organization.stations(), station="pk", territory="territory")
    return list(seen.order_by("code"))
