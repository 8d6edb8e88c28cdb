"""The first flow: each visit finds its month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from wanghuo.insight.planning.domain import costs
from wanghuo.insight.planning.domain.demand import Capacity, Demand, Targets, worth_of
from wanghuo.insight.planning.domain.facts import Purpose
from wanghuo.insight.planning.domain.flow import Flow


@dataclass(frozen=True, slots=True)
class Seat:
    """One wanted visit: the ``index``-th window of an object's remaining year."""

    demand: Demand
    index: int

    @property
    def months(self) -> tuple[int, ...]:
        return self.demand.windows[self.index]

    @property
    def key(self) -> tuple[str, int]:
        return self.demand.place.id, self.index


def assign(
    demands: list[Demand], capacity: Capacity, targets: Targets, seed: str
) -> tuple[dict[tuple[str, int], int], list[Seat]]:
    """
    Give each wanted visit a month; return the months by seat and the seats left without one.

    An object's required visits are worth far more than its additional ones, so those come
    first in every shortage. Exact while all visits last equally long; otherwise a visit that
    the flow divides between months goes whole to the one that took most of it.
    """
    flow, arcs = Flow(), []
    month_nodes = {month: flow.node() for month in capacity.months}
    room = {month: capacity.month_units(month) for month in capacity.months}
    for month, node in month_nodes.items():
        for width, points in targets.month_steps(capacity, month):
            flow.arc(node, 0, width, points * costs.SCALE // targets.visit_units)
    feasible: dict[tuple[int, frozenset[str], int], bool] = {}
    for demand in demands:
        if not demand.windows:
            continue
        units = capacity.units(demand.place)
        place = flow.node(supply=units * len(demand.windows))
        for purpose, visits in ((Purpose.EXTRA, demand.extra), (Purpose.FLOOR, demand.floor)):
            if visits:
                cost = worth_of(demand, purpose) * costs.SCALE // units
                flow.arc(place, 0, visits * units, cost)
        noise = costs.ties(seed, demand.place.id, 12)
        for index, months in enumerate(demand.windows):
            window = flow.node()
            flow.arc(place, window, units, 0)
            for month in months:
                question = month, demand.place.excluded, units
                if question not in feasible:
                    feasible[question] = capacity.pairs(demand.place, month)
                if feasible[question]:
                    cost = (
                        month_points(demand, month, capacity) * costs.SCALE + noise[month - 1]
                    ) // units
                    cost += costs.waits(demand.place, month) * costs.SCALE // targets.visit_units
                    arc = flow.arc(window, month_nodes[month], units, cost)
                    arcs.append((arc, Seat(demand, index), month))
    carried = flow.solve()
    shares: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    seats = {seat.key: seat for seat in _seats(demands)}
    for arc, seat, month in arcs:
        if carried[arc]:
            shares[seat.key].append((carried[arc], month))
    return _whole_visits(seats, shares, capacity, room)


def _seats(demands: list[Demand]) -> list[Seat]:
    return [Seat(demand, index) for demand in demands for index in range(len(demand.windows))]


def _whole_visits(
    seats: dict[tuple[str, int], Seat],
    shares: dict[tuple[str, int], list[tuple[int, int]]],
    capacity: Capacity,
    room: dict[int, int],
) -> tuple[dict[tuple[str, int], int], list[Seat]]:
    assigned: dict[tuple[str, int], int] = {}
    divided: list[tuple[str, int]] = []
    left: list[Seat] = []
    for key, seat in seats.items():
        parts = shares.get(key, [])
        units = capacity.units(seat.demand.place)
        if len(parts) == 1 and parts[0][0] == units:
            assigned[key] = parts[0][1]
            room[parts[0][1]] -= units
        elif parts:
            divided.append(key)
        else:
            left.append(seat)
    for key in sorted(divided, key=lambda key: (-max(shares[key])[0], key)):
        units = capacity.units(seats[key].demand.place)
        parts = sorted(shares[key], key=lambda part: (-part[0], part[1]))
        month = next((month for _, month in parts if room[month] >= units), None)
        if month is None:
            left.append(seats[key])
        else:
            assigned[key] = month
            room[month] -= units
    return assigned, left


def month_points(demand: Demand, month: int, capacity: Capacity) -> int:
    """
    Return what a month costs an object beside the load it adds and the wait until it.

    A month in which the accountable officer has no hours costs, and so does leaving the month
    that the plan before had promised.
    """
    place = demand.place
    points = 0
    if place.officer and capacity.free.get((place.officer, month), 0) < capacity.units(place):
        points += costs.ACCOUNTABLE
    if demand.earlier and all(visit.month != month for visit in demand.earlier):
        points += costs.SAME_MONTH
    return points
