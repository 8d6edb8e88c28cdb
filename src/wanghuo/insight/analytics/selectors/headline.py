"""The year at a glance, of everything in sight and station by station."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from wanghuo.insight.analytics.domain.figures import Headline, StationLine
from wanghuo.insight.analytics.selectors.sight import Sight
from wanghuo.operations.hazards.domain.terms import Status
from wanghuo.operations.inspections.domain.terms import TaskStatus
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.organization.models import Organization

Counts = dict[UUID, dict[str, int]]


def headline(sight: Sight) -> Headline:
    """Count the year of everything in sight. Queries: 8."""
    return Headline.total(line.headline for line in station_lines(sight))


def station_lines(sight: Sight) -> list[StationLine]:
    """Count the year of each station in sight, by code. Queries: 8."""
    found = _counted(sight)
    ids = {station for counts in found.values() for station in counts}
    stations = Organization.objects.filter(pk__in=ids).order_by("code")
    return [
        StationLine(
            station.pk,
            station.name,
            Headline(**{name: counts.get(station.pk, 0) for name, counts in found.items()}),
        )
        for station in stations
    ]


def _counted(sight: Sight) -> dict[str, dict[UUID, int]]:
    """Return each count by station."""
    late = Q(status=TaskStatus.OPEN, due_on__lt=sight.on)
    open_ = ~Q(status=Status.CLOSED)
    year = Q(found_on__gte=sight.since, found_on__lt=sight.until)
    documents_issued = documents.visible(sight.person).filter(
        issued_at__year=sight.year, **({"station": sight.station} if sight.station else {})
    )
    return {
        **_by_station(sight.premises(), premises=Count("*")),
        **_by_station(sight.covered(), premises_covered=Count("*")),
        **_by_station(sight.routine_visits(), visits_done=Count("*")),
        **_by_station(sight.plan_items(), "plan__station", visits_planned=Count("*")),
        **_by_station(
            sight.hazards(),
            hazards_found=Count("id", filter=year),
            hazards_closed=Count("id", filter=year & Q(status=Status.CLOSED)),
            hazards_open=Count("id", filter=open_),
            hazards_overdue=Count("id", filter=open_ & Q(next_due_on__lt=sight.on)),
        ),
        **_by_station(sight.tasks().filter(late), tasks_overdue=Count("*")),
        **_by_station(documents_issued, documents_issued=Count("*")),
    }


def _by_station(
    rows: QuerySet[Any], station: str = "station", **counts: Count
) -> dict[str, dict[UUID, int]]:
    found: dict[str, dict[UUID, int]] = {name: {} for name in counts}
    for line in rows.order_by().values(station).annotate(**counts):
        for name in counts:
            found[name][line[station]] = line[name]
    return found
