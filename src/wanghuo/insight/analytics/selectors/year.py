"""How the year went: months against plan, the flow of hazards, visits day by day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth

from wanghuo.insight.analytics.domain.figures import FlowStage, Heat, Month
from wanghuo.insight.analytics.selectors.sight import Sight, midnight
from wanghuo.operations.hazards.domain.terms import Closing, Status
from wanghuo.operations.hazards.models import Reinspection, Transfer


def months(sight: Sight) -> list[Month]:
    """Return the twelve months: planned, done, done a year before, hazards found and closed."""
    planned = dict(sight.plan_items().order_by().values_list("month").annotate(number=Count("*")))
    done = _by_month(sight.routine_visits(), "visited_on")
    before = _by_month(sight.routine_visits(sight.year - 1), "visited_on")
    found = _by_month(sight.hazards_found(), "found_on")
    closed_this_year = sight.hazards().filter(
        closed_at__gte=midnight(sight.since), closed_at__lt=midnight(sight.until)
    )
    closed = dict(
        closed_this_year.order_by()
        .annotate(in_month=ExtractMonth("closed_at"))
        .values_list("in_month")
        .annotate(number=Count("*"))
    )
    return [
        Month(
            number,
            planned=planned.get(number, 0),
            done=done.get(number, 0),
            last_year=before.get(number, 0),
            found=found.get(number, 0),
            closed=closed.get(number, 0),
        )
        for number in range(1, 13)
    ]


def flow(sight: Sight) -> list[FlowStage]:
    """
    Return how many of the year's hazards reached each stage.

    A hazard fixed on the spot needs no order and no re-inspection: it counts among the found
    and the closed.
    """
    found = sight.hazards_found()
    again = Reinspection.objects.filter(hazard__in=found.order_by().values("pk"))
    counts = found.order_by().aggregate(
        found=Count("*"),
        fixed=Count("id", filter=Q(closing=Closing.FIXED_ON_SPOT)),
        ordered=Count("id", filter=Q(order__isnull=False)),
        closed=Count("id", filter=Q(status=Status.CLOSED)),
    )
    sent = Transfer.objects.filter(hazard__in=found.order_by().values("pk"))
    counts["transferred"] = sent.order_by().values("hazard").distinct().count()
    counts["reinspected"] = again.order_by().values("hazard").distinct().count()
    return [FlowStage(key, counts[key]) for key in STAGES]


STAGES = ("found", "fixed", "ordered", "reinspected", "transferred", "closed")


def heat(sight: Sight) -> Heat:
    """Return the number of visits on each day."""
    return Heat(sight.year, _by_day(sight.visits(), "visited_on"))


def _by_month(rows: QuerySet[Any], column: str) -> dict[int, int]:
    """Sum days by month here: a database that has to ask Python for a month asks for every row."""
    found: Counter[int] = Counter()
    for day, number in _by_day(rows, column).items():
        found[day.month] += number
    return found


def _by_day(rows: QuerySet[Any], column: str) -> dict[date, int]:
    return dict(rows.order_by().values_list(column).annotate(number=Count("*")))
