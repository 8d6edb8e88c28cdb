"""The second flow: each visit of a month finds its two officers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from wanghuo.insight.planning.domain import costs
from wanghuo.insight.planning.domain.demand import Capacity, Demand, Targets, worth_of
from wanghuo.insight.planning.domain.facts import OfficerFacts, Purpose
from wanghuo.insight.planning.domain.flow import Flow
from wanghuo.insight.planning.domain.months import Seat

Pair = tuple[str, str]
PairOfSeat = dict[Seat, Pair]


def assign(
    seats: Mapping[Seat, Purpose], month: int, capacity: Capacity, targets: Targets, seed: str
) -> tuple[PairOfSeat, list[Seat]]:
    """
    Return the two officers of each visit that finds them, and the visits that do not.

    Takes the hours given out from ``capacity.free``. Exact while all visits last equally
    long; otherwise a visit that the flow divides among three officers goes to the best two
    that still have the time.
    """
    if not seats:
        return {}, []
    flow, arcs = Flow(), []
    nodes = {officer.id: flow.node() for officer in capacity.officers}
    for name, node in nodes.items():
        for width, points in targets.officer_steps(capacity, name, month):
            flow.arc(node, 0, width, points * costs.SCALE // targets.visit_units)
    slots = 2 - capacity.certified_per_visit
    for seat, purpose in seats.items():
        place = seat.demand.place
        units = capacity.units(place)
        visit = flow.node(supply=2 * units)
        flow.arc(visit, 0, 2 * units, worth_of(seat.demand, purpose) * costs.SCALE // (2 * units))
        uncertified = flow.node()
        flow.arc(visit, uncertified, slots * units, 0)
        ties = costs.ties(seed, f"{place.id}/{month}", len(nodes))
        for officer, tie in zip(capacity.officers, ties, strict=True):
            if is_able(seat.demand, officer, month, capacity):
                points = officer_points(seat.demand, officer, month)
                tail = visit if officer.is_certified else uncertified
                cost = (points * costs.SCALE + tie) // units
                arcs.append((flow.arc(tail, nodes[officer.id], units, cost), seat, officer.id))
    carried = flow.solve()
    shares: dict[Seat, list[tuple[int, str]]] = defaultdict(list)
    for arc, seat, officer_id in arcs:
        if carried[arc]:
            shares[seat].append((carried[arc], officer_id))
    return _whole_pairs(seats, shares, month, capacity, seed)


def _whole_pairs(
    seats: Mapping[Seat, Purpose],
    shares: Mapping[Seat, list[tuple[int, str]]],
    month: int,
    capacity: Capacity,
    seed: str,
) -> tuple[PairOfSeat, list[Seat]]:
    pairs: PairOfSeat = {}
    divided: list[Seat] = []
    for seat in seats:
        units = capacity.units(seat.demand.place)
        parts = shares.get(seat, [])
        if len(parts) == 2 and all(part == units for part, _ in parts):
            pairs[seat] = in_order(seat.demand, (parts[0][1], parts[1][1]), capacity)
            give(pairs[seat], month, units, capacity)
        else:
            divided.append(seat)
    left: list[Seat] = []
    for seat in sorted(divided, key=lambda s: (-worth_of(s.demand, seats[s]), s.key)):
        pair = best_pair(seat.demand, month, capacity, seed)
        if pair is None:
            left.append(seat)
        else:
            pairs[seat] = pair
            give(pair, month, capacity.units(seat.demand.place), capacity)
    return pairs, left


def give(pair: Sequence[str], month: int, units: int, capacity: Capacity) -> None:
    """Take a visit's time from its officers; negative ``units`` give it back."""
    for officer in pair:
        capacity.free[officer, month] -= units


def is_able(demand: Demand, officer: OfficerFacts, month: int, capacity: Capacity) -> bool:
    """Tell whether the officer may make the visit and has the time for it."""
    return officer.id not in demand.place.excluded and capacity.free[
        officer.id, month
    ] >= capacity.units(demand.place)


def officer_points(demand: Demand, officer: OfficerFacts, month: int) -> int:
    """Return what an officer costs a visit: nothing for who is accountable, most for a stranger."""
    place = demand.place
    points = costs.ACCOUNTABLE + costs.TERRITORY
    if officer.id == place.officer:
        points -= costs.ACCOUNTABLE
    if place.territory in officer.territories:
        points -= costs.TERRITORY
    before = [visit for visit in demand.earlier if visit.month == month]
    if before and all(officer.id not in visit.officers for visit in before):
        points += costs.SAME_OFFICER
    return points


def best_pair(demand: Demand, month: int, capacity: Capacity, seed: str) -> Pair | None:
    """Return the cheapest two officers who still have the time, or None."""
    ties = costs.ties(seed, f"{demand.place.id}/{month}", len(capacity.officers))
    able = sorted(
        (
            officer_points(demand, officer, month) * costs.SCALE + tie,
            officer.id,
            officer.is_certified,
        )
        for officer, tie in zip(capacity.officers, ties, strict=True)
        if is_able(demand, officer, month, capacity)
    )
    certified = [entry for entry in able if entry[2]]
    if len(able) < 2 or len(certified) < capacity.certified_per_visit:
        return None
    first = certified[0] if capacity.certified_per_visit else able[0]
    second_from = certified if capacity.certified_per_visit == 2 else able
    second = next((entry for entry in second_from if entry[1] != first[1]), None)
    return in_order(demand, (first[1], second[1]), capacity) if second else None


def in_order(demand: Demand, pair: Pair, capacity: Capacity) -> Pair:
    """
    Return lead and partner.

    The accountable officer leads; failing that, one who looks after the community, then one
    with a certificate, then the first by id.
    """
    facts = {officer.id: officer for officer in capacity.officers}

    def rank(officer: str) -> tuple[bool, bool, bool, str]:
        known = facts[officer]
        return (
            officer != demand.place.officer,
            demand.place.territory not in known.territories,
            not known.is_certified,
            officer,
        )

    lead, partner = sorted(pair, key=rank)
    return lead, partner
