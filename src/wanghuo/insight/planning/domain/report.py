"""What a plan reaches, what it does not, and why not."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from wanghuo.insight.planning.domain import demand as demands
from wanghuo.insight.planning.domain.demand import Capacity, Demand
from wanghuo.insight.planning.domain.facts import (
    MONTHS,
    Load,
    OfficerFacts,
    PlaceFacts,
    PlanRules,
    Reason,
    Report,
    Standing,
    Unmet,
)

if TYPE_CHECKING:
    from wanghuo.insight.planning.domain.engine import Outcome


def of(outcome: Outcome, rules: PlanRules) -> Report:
    year, capacity = outcome.year, outcome.capacity
    new: Counter[str] = Counter(seat.demand.place.id for seat in outcome.placed)
    unmet = tuple(
        _unmet(demand, new[demand.place.id], outcome, rules)
        for demand in outcome.demands
        if demand.place.floor > len(demand.firm) + new[demand.place.id]
    )
    minutes = {place.id: place.minutes for place in year.places}
    by_month = Counter(month for month, _ in outcome.placed.values())
    for demand in outcome.demands:
        by_month.update(visit.month for visit in demand.firm)
    wanted = sum(max(0, rules.wanted(place) - place.floor) for place in year.places)
    totals = {d.place.id: len(d.firm) + new[d.place.id] for d in outcome.demands}
    return Report(
        objects=len(year.places),
        objects_covered=len(year.places) - len(unmet),
        floor_visits=sum(place.floor for place in year.places),
        floor_visits_planned=sum(min(place.floor, totals[place.id]) for place in year.places),
        extra_visits=sum(max(0, totals[place.id] - place.floor) for place in year.places),
        extra_visits_wanted=wanted,
        done_visits=sum(v.standing == Standing.DONE for d in outcome.demands for v in d.firm),
        needed_minutes=sum(2 * d.floor * d.place.minutes for d in outcome.demands),
        available_minutes=sum(
            capacity.unit * (free_at_start(capacity, officer, month))
            for officer in capacity.officers
            for month in capacity.months
        ),
        missing_minutes=sum(2 * entry.missing * minutes[entry.place] for entry in unmet),
        visits_by_month=tuple(by_month[month] for month in MONTHS),
        loads=loads(outcome, rules),
        unmet=unmet,
    )


def free_at_start(capacity: Capacity, officer: OfficerFacts, month: int) -> int:
    key = officer.id, month
    return max(0, capacity.available[key] - capacity.fixed[key])


def loads(outcome: Outcome, rules: PlanRules) -> tuple[Load, ...]:
    """Return every officer's every month, firm and new visits together."""
    minutes: dict[tuple[str, int], int] = defaultdict(int, demands.minutes_used(outcome.year))
    visits: Counter[tuple[str, int]] = Counter()
    for demand in outcome.demands:
        for visit in demand.firm:
            visits.update((officer, visit.month) for officer in visit.officers)
    for seat, (month, pair) in outcome.placed.items():
        for officer in pair:
            minutes[officer, month] += seat.demand.place.minutes
            visits[officer, month] += 1
    return tuple(
        Load(
            officer=officer.id,
            month=month,
            planned=minutes[officer.id, month],
            available=demands.available_minutes(officer, month, rules),
            declared=officer.minutes[month - 1],
            visits=visits[officer.id, month],
        )
        for officer in outcome.year.officers
        for month in MONTHS
    )


def _unmet(demand: Demand, new: int, outcome: Outcome, rules: PlanRules) -> Unmet:
    place = demand.place
    planned = len(demand.firm) + new
    return Unmet(
        place=place.id,
        floor=place.floor,
        planned=planned,
        missing=place.floor - planned,
        reason=_why_unmet(demand, place, outcome, rules),
    )


def _why_unmet(demand: Demand, place: PlaceFacts, outcome: Outcome, rules: PlanRules) -> Reason:
    if place.floor > place.ceiling and len(demand.windows) >= demand.floor:
        return Reason("unmet-ceiling", {"floor": place.floor, "ceiling": place.ceiling})
    if len(demand.windows) < demand.floor:
        facts = {"months": len(demand.months), "needed": demand.floor}
        return Reason("unmet-months", facts)
    officers = outcome.year.officers
    able = [officer for officer in officers if officer.id not in place.excluded]
    certified = sum(officer.is_certified for officer in able)
    if len(able) < 2 or certified < rules.certified_per_visit:
        facts = {"able": len(able), "officers": len(officers), "certified": certified}
        return Reason("unmet-officers", facts)
    free = max((_second_most(outcome.capacity, able, month) for month in demand.months), default=0)
    return Reason("unmet-hours", {"minutes": place.minutes, "free": free * outcome.capacity.unit})


def _second_most(capacity: Capacity, able: list[OfficerFacts], month: int) -> int:
    """Return the units that at least two of the officers still have in a month."""
    return sorted(capacity.free[officer.id, month] for officer in able)[-2]
