"""Makes a station's plan: two exact flows, a second chance, and a reason for every line."""

from __future__ import annotations

from collections import defaultdict

from wanghuo.insight.planning.domain import explain, months, officers, report, second_chance
from wanghuo.insight.planning.domain.demand import Capacity, Targets, demand_of
from wanghuo.insight.planning.domain.facts import (
    KnownVisit,
    PlanRules,
    StationPlan,
    StationYear,
)
from wanghuo.insight.planning.domain.months import Seat
from wanghuo.insight.planning.domain.outcome import Outcome


def draft(year: StationYear, rules: PlanRules, seed: str) -> StationPlan:
    """
    Return the plan of one station's year.

    The same facts, rules and seed give the same plan, in whatever order the facts come. Every
    required visit stands in the plan or, with its reason, among the report's unmet ones.
    Grows with objects x months + visits x officers; 800 objects and 5 officers take a tenth
    of a second.
    """
    visits = explain.visits(decide(year, rules, seed), rules)
    return StationPlan(
        year=year.year, seed=seed, visits=visits, report=report.of(year, visits, rules)
    )


def decide(year: StationYear, rules: PlanRules, seed: str) -> Outcome:
    year = year.sorted()
    known: dict[str, list[KnownVisit]] = defaultdict(list)
    for visit in year.known:
        known[visit.place].append(visit)
    demands = [
        demand_of(place, tuple(known[place.id]), rules, year.first_month) for place in year.places
    ]
    capacity = Capacity(year, rules)
    targets = Targets(demands, capacity)
    month_of, left = months.assign(demands, capacity, targets, seed)
    seats = [
        Seat(d, i) for d in demands for i in range(len(d.windows)) if (d.place.id, i) in month_of
    ]
    purposes = second_chance.purposes(seats)
    placed: second_chance.Placed = {}
    for month in capacity.months:
        of_month = {seat: purposes[seat] for seat in seats if month_of[seat.key] == month}
        pairs, without = officers.assign(of_month, month, capacity, targets, seed)
        placed |= {seat: (month, pair) for seat, pair in pairs.items()}
        left += without
    left = second_chance.place_left_overs(left, placed, capacity, seed)
    return Outcome(
        year, demands, placed, second_chance.purposes(list(placed)), left, capacity, targets
    )
