"""What a plan reaches, what it does not, and why not; counted from its lines alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from wanghuo.insight.planning.domain.demand import available_minutes, demand_of
from wanghuo.insight.planning.domain.facts import (
    MONTHS,
    KnownVisit,
    Load,
    OfficerFacts,
    PlaceFacts,
    PlannedVisit,
    PlanRules,
    Reason,
    Report,
    Standing,
    StationYear,
    Unmet,
)

Minutes = Mapping[tuple[str, int], int]


def of(
    year: StationYear,
    visits: Iterable[PlannedVisit],
    rules: PlanRules,
    *,
    dropped: Mapping[str, str] | None = None,
) -> Report:
    """
    Count a plan's lines.

    ``dropped`` gives the reason of each object from which a person took a visit away.
    """
    visits = list(visits)
    year = year.sorted()
    of_place: dict[str, list[PlannedVisit]] = defaultdict(list)
    minutes: Counter[tuple[str, int]] = Counter()
    for visit in visits:
        of_place[visit.place].append(visit)
        for officer in visit.officers:
            minutes[officer, visit.month] += visit.minutes
    planned = {place.id: len(of_place[place.id]) for place in year.places}
    unmet = tuple(
        Unmet(
            place=place.id,
            floor=place.floor,
            planned=planned[place.id],
            missing=place.floor - planned[place.id],
            reason=_why(year, place, of_place[place.id], minutes, rules, dropped or {}),
        )
        for place in year.places
        if planned[place.id] < place.floor
    )
    lasts = {place.id: place.minutes for place in year.places}
    by_month = Counter(visit.month for visit in visits)
    still_required = {
        place.id: max(0, place.floor - _firm(of_place[place.id])) for place in year.places
    }
    return Report(
        objects=len(year.places),
        objects_covered=len(year.places) - len(unmet),
        floor_visits=sum(place.floor for place in year.places),
        floor_visits_planned=sum(min(place.floor, planned[place.id]) for place in year.places),
        extra_visits=sum(max(0, planned[place.id] - place.floor) for place in year.places),
        extra_visits_wanted=sum(max(0, rules.wanted(place) - place.floor) for place in year.places),
        done_visits=sum(visit.standing == Standing.DONE for visit in visits),
        needed_minutes=sum(2 * count * lasts[place] for place, count in still_required.items()),
        available_minutes=_available(year, visits, rules),
        missing_minutes=sum(2 * entry.missing * lasts[entry.place] for entry in unmet),
        visits_by_month=tuple(by_month[month] for month in MONTHS),
        loads=_loads(year, visits, minutes, rules),
        unmet=unmet,
    )


def _firm(visits: list[PlannedVisit]) -> int:
    return sum(visit.standing in (Standing.DONE, Standing.FIXED) for visit in visits)


def _available(year: StationYear, visits: list[PlannedVisit], rules: PlanRules) -> int:
    """Return the officer-minutes that were free before the machine planned anything."""
    firm: Counter[tuple[str, int]] = Counter()
    for visit in visits:
        if visit.standing in (Standing.DONE, Standing.FIXED):
            for officer in visit.officers:
                firm[officer, visit.month] += visit.minutes
    return sum(
        max(0, available_minutes(officer, month, rules) - firm[officer.id, month])
        for officer in year.officers
        for month in MONTHS
        if month >= year.first_month
    )


def _loads(
    year: StationYear, visits: list[PlannedVisit], minutes: Minutes, rules: PlanRules
) -> tuple[Load, ...]:
    """Return every officer's every month, done and planned visits together."""
    counted: Counter[tuple[str, int]] = Counter(
        (officer, visit.month) for visit in visits for officer in visit.officers
    )
    return tuple(
        Load(
            officer=officer.id,
            month=month,
            planned=minutes.get((officer.id, month), 0),
            available=available_minutes(officer, month, rules),
            declared=officer.minutes[month - 1],
            visits=counted[officer.id, month],
        )
        for officer in year.officers
        for month in MONTHS
    )


def _why(
    year: StationYear,
    place: PlaceFacts,
    visits: list[PlannedVisit],
    minutes: Minutes,
    rules: PlanRules,
    dropped: Mapping[str, str],
) -> Reason:
    """Find the first thing that would have to change for one more visit to fit."""
    if place.id in dropped:
        return Reason("unmet-dropped", {"reason": dropped[place.id]})
    if len(visits) >= place.ceiling:
        return Reason("unmet-ceiling", {"floor": place.floor, "ceiling": place.ceiling})
    able = [officer for officer in year.officers if officer.id not in place.excluded]
    certified = sum(officer.is_certified for officer in able)
    if len(able) < 2 or certified < rules.certified_per_visit:
        facts = {"able": len(able), "staff": len(year.officers), "certified": certified}
        return Reason("unmet-officers", facts)
    taken = tuple(KnownVisit(v.place, v.month, *v.officers) for v in visits)
    demand = demand_of(place, taken, rules, year.first_month)
    if not demand.months:
        return Reason("unmet-months", {"needed": place.floor - _firm(visits)})
    free = max(_second_most(able, month, minutes, rules) for month in demand.months)
    return Reason("unmet-hours", {"minutes": place.minutes, "free": free})


def _second_most(able: list[OfficerFacts], month: int, minutes: Minutes, rules: PlanRules) -> int:
    """Return the minutes that at least two of the officers still have in a month."""
    free = sorted(
        available_minutes(officer, month, rules) - minutes.get((officer.id, month), 0)
        for officer in able
    )
    return max(0, free[-2])
