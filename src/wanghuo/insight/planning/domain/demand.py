"""What each object still needs this year, and what each officer can still give."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from wanghuo.insight.planning.domain import costs, windows
from wanghuo.insight.planning.domain.facts import (
    MONTHS,
    KnownVisit,
    OfficerFacts,
    PlaceFacts,
    PlanRules,
    Purpose,
    Standing,
    StationYear,
)

STANDING_FIRM = frozenset({Standing.DONE, Standing.FIXED})


@dataclass(frozen=True, slots=True)
class Demand:
    """
    One object's remaining year.

    ``floor`` visits are still required, ``extra`` more are wanted; ``windows`` holds the months
    of each of them; ``gap`` is the distance those windows keep, shorter than ``wanted_gap``
    where the year leaves no room.
    """

    place: PlaceFacts
    floor: int
    extra: int
    months: tuple[int, ...]
    windows: tuple[tuple[int, ...], ...]
    gap: int
    wanted_gap: int
    firm: tuple[KnownVisit, ...]
    earlier: tuple[KnownVisit, ...]


def demand_of(
    place: PlaceFacts, known: tuple[KnownVisit, ...], rules: PlanRules, first_month: int
) -> Demand:
    """Work out what one object still needs, relaxing the distance only for required visits."""
    firm = tuple(visit for visit in known if visit.standing in STANDING_FIRM)
    earlier = tuple(visit for visit in known if visit.standing == Standing.EARLIER)
    taken = [visit.month for visit in firm]
    floor = max(0, min(place.floor, place.ceiling) - len(firm))
    wanted = max(floor, rules.wanted(place) - len(firm))
    wanted_gap = rules.gap(max(rules.wanted(place), len(firm)))
    months: tuple[int, ...] = ()
    for gap in range(wanted_gap, 0, -1):
        months = windows.open_months(place.months, first_month=first_month, taken=taken, gap=gap)
        if len(months) >= floor:
            break
    divided = windows.spread(months, wanted, wanted_gap)
    while len(divided) > floor and _distance(divided, wanted_gap) < wanted_gap:
        divided = windows.spread(months, len(divided) - 1, wanted_gap)
    return Demand(
        place=place,
        floor=floor,
        extra=max(0, len(divided) - floor),
        months=months,
        windows=tuple(divided),
        gap=_distance(divided, wanted_gap),
        wanted_gap=wanted_gap,
        firm=firm,
        earlier=earlier,
    )


def _distance(divided: list[tuple[int, ...]], most: int) -> int:
    between = [b[0] - a[-1] for a, b in itertools.pairwise(divided)]
    return min([most, *between])


class Capacity:
    """
    Officers' hours by month, in units all visits are a whole number of.

    Units: ``unit`` minutes each. ``free`` shrinks as visits are given out.
    """

    def __init__(self, year: StationYear, rules: PlanRules) -> None:
        self.officers: tuple[OfficerFacts, ...] = year.officers
        self.certified_per_visit = rules.certified_per_visit
        self.months = tuple(month for month in MONTHS if month >= year.first_month)
        self.unit = math.gcd(*(place.minutes for place in year.places)) or 1
        used = minutes_used(year)
        self.available: dict[tuple[str, int], int] = {}
        self.free: dict[tuple[str, int], int] = {}
        self.fixed: dict[tuple[str, int], int] = {}
        for officer in year.officers:
            for month in self.months:
                key = officer.id, month
                self.available[key] = available_minutes(officer, month, rules) // self.unit
                self.fixed[key] = -(-used.get(key, 0) // self.unit)
                self.free[key] = max(0, self.available[key] - self.fixed[key])

    def units(self, place: PlaceFacts) -> int:
        return place.minutes // self.unit

    def pairs(self, place: PlaceFacts, month: int) -> bool:
        """Tell whether two officers could make this visit if it were the only one."""
        need = self.units(place)
        able = [
            officer
            for officer in self.officers
            if officer.id not in place.excluded and self.free[officer.id, month] >= need
        ]
        certified = sum(officer.is_certified for officer in able)
        return len(able) >= 2 and certified >= self.certified_per_visit

    def month_units(self, month: int) -> int:
        """Return how many units of visits two-officer teams can make at most in a month."""
        free = [self.free[officer.id, month] for officer in self.officers]
        certified = [
            self.free[officer.id, month] for officer in self.officers if officer.is_certified
        ]
        low, high = 0, sum(free) // 2
        while low < high:
            middle = (low + high + 1) // 2
            fits = sum(min(units, middle) for units in free) >= 2 * middle
            if self.certified_per_visit:
                share = sum(min(units, middle) for units in certified)
                fits = fits and share >= self.certified_per_visit * middle
            low, high = (middle, high) if fits else (low, middle - 1)
        return low


def available_minutes(officer: OfficerFacts, month: int, rules: PlanRules) -> int:
    """Return the minutes of a month that may be planned: what is declared, less the reserve."""
    return officer.minutes[month - 1] * (100 - rules.reserved_percent) // 100


def minutes_used(year: StationYear) -> Mapping[tuple[str, int], int]:
    """Return the minutes that firm visits already take, by officer and month."""
    minutes = {place.id: place.minutes for place in year.places}
    used: dict[tuple[str, int], int] = defaultdict(int)
    for visit in year.known:
        if visit.standing in STANDING_FIRM:
            for officer in visit.officers:
                used[officer, visit.month] += visit.minutes or minutes.get(visit.place, 0)
    return used


class Targets:
    """
    The even load: what each officer's month would hold if hours alone decided.

    Shapes: ``month[m]`` in units of visits, ``officer[o, m]`` in units of one officer's time.
    """

    def __init__(self, demands: list[Demand], capacity: Capacity) -> None:
        new = sum(capacity.units(d.place) * len(d.windows) for d in demands)
        total = 2 * new + sum(capacity.fixed.values())
        room = sum(capacity.available.values())
        share = min(1.0, total / room) if room else 0.0
        self.officer = {key: units * share for key, units in capacity.available.items()}
        self.month = {
            month: sum(self.officer[officer.id, month] for officer in capacity.officers) / 2
            for month in capacity.months
        }
        visits = sum(len(d.windows) for d in demands)
        self.visit_units = max(1, round(new / visits)) if visits else 1
        """An average visit, so that load steps priced per visit can be charged per unit."""

    def officer_steps(self, capacity: Capacity, officer: str, month: int) -> list[tuple[int, int]]:
        key = officer, month
        room = capacity.free[key] + capacity.fixed[key]
        return costs.steps_after(capacity.fixed[key], costs.steps(self.officer[key], room))

    def month_steps(self, capacity: Capacity, month: int) -> list[tuple[int, int]]:
        room = capacity.month_units(month)
        fixed = sum(capacity.fixed[officer.id, month] for officer in capacity.officers) // 2
        pieces = costs.steps(self.month[month], room + fixed)
        return [(width, 2 * points) for width, points in costs.steps_after(fixed, pieces)]


def worth_of(demand: Demand, purpose: Purpose) -> int:
    return costs.worth(demand.place, purpose)
