"""
How far a plan stays below the best that any plan of the same facts could reach.

The bound is the linear relaxation of month and officers chosen together, which the two flows
choose one after the other. Objects that differ in nothing the planner weighs share one set of
variables: their sum can be shared out evenly among them without changing the value.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from ortools.linear_solver import pywraplp

from wanghuo.insight.planning.domain import costs, engine
from wanghuo.insight.planning.domain.demand import Capacity, Demand, Targets, worth_of
from wanghuo.insight.planning.domain.facts import PlanRules, Purpose, StationYear
from wanghuo.insight.planning.domain.officers import officer_points
from wanghuo.insight.planning.domain.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Measure:
    """Units: points as in ``costs``; ``ratio`` is value by bound, 1.0 when none could do better."""

    value: float
    bound: float

    @property
    def ratio(self) -> float:
        return self.value / self.bound if self.bound > 0 else 1.0


def measure(year: StationYear, rules: PlanRules, seed: str) -> Measure:
    """Make the plan again and set its value against the bound; takes seconds, not for every day."""
    outcome = engine.decide(year, rules, seed)
    capacity = Capacity(outcome.year, rules)
    return Measure(
        value=_value(outcome, capacity),
        bound=_Relaxation(outcome.demands, capacity, outcome.targets).solve(),
    )


def _value(outcome: Outcome, capacity: Capacity) -> float:
    """Return the plan's points: worth of its visits less what months, officers and load cost."""
    points = 0.0
    loads: Counter[tuple[str, int]] = Counter()
    officers = {officer.id: officer for officer in outcome.year.officers}
    for seat, (month, pair) in outcome.placed.items():
        demand = seat.demand
        points += worth_of(demand, outcome.purposes[seat])
        points -= _month_cost(demand, month, capacity, outcome.targets)
        for officer in pair:
            points -= officer_points(demand, officers[officer], month)
            loads[officer, month] += capacity.units(demand.place)
    for (officer, month), units in loads.items():
        points -= _load_cost(
            outcome.targets.officer_steps(capacity, officer, month), units, outcome
        )
    return points


def _load_cost(steps: list[tuple[int, int]], units: int, outcome: Outcome) -> float:
    cost = 0.0
    for width, points in steps:
        used = min(width, units)
        units -= used
        cost += used * points / outcome.targets.visit_units
    return cost


def _month_cost(demand: Demand, month: int, capacity: Capacity, targets: Targets) -> float:
    place = demand.place
    early = costs.waits(place, month) * capacity.units(place) / targets.visit_units
    left = demand.earlier and all(visit.month != month for visit in demand.earlier)
    return early + (costs.SAME_MONTH if left else 0)


class _Relaxation:
    """The joint problem with fractions allowed, maximized by GLOP."""

    def __init__(self, demands: list[Demand], capacity: Capacity, targets: Targets) -> None:
        self.capacity, self.targets = capacity, targets
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.groups: dict[object, list[Demand]] = defaultdict(list)
        for demand in demands:
            if demand.windows:
                self.groups[self._likeness(demand)].append(demand)
        self.loads: dict[tuple[str, int], list[tuple[object, int]]] = defaultdict(list)

    def _likeness(self, demand: Demand) -> tuple[object, ...]:
        """Return all that the planner weighs in an object except its name."""
        place = demand.place
        near = tuple(place.territory in officer.territories for officer in self.capacity.officers)
        return (
            place.minutes,
            *(demand.floor, demand.extra, demand.months, demand.gap),
            *(place.is_key, place.risk, place.officer, place.excluded, near),
            tuple((visit.month, visit.officers) for visit in demand.earlier),
        )

    def solve(self) -> float:
        objective = self.solver.Objective()
        objective.SetMaximization()
        for members in self.groups.values():
            self._add_group(members[0], len(members), objective)
        for (officer, month), uses in self.loads.items():
            load = self.solver.Constraint(-self.solver.infinity(), 0)
            for variable, units in uses:
                load.SetCoefficient(variable, units)
            for width, points in self.targets.officer_steps(self.capacity, officer, month):
                step = self.solver.NumVar(0, width, "")
                load.SetCoefficient(step, -1)
                objective.SetCoefficient(step, -points / self.targets.visit_units)
        status = self.solver.Solve()
        if status != pywraplp.Solver.OPTIMAL:
            raise RuntimeError(f"the linear bound of a plan that always exists ended as {status}")
        return float(objective.Value())

    def _add_group(self, demand: Demand, count: int, objective: pywraplp.Objective) -> None:
        solver, units = self.solver, self.capacity.units(demand.place)
        floor = solver.NumVar(0, count * demand.floor, "")
        extra = solver.NumVar(0, count * demand.extra, "")
        objective.SetCoefficient(floor, worth_of(demand, Purpose.FLOOR))
        objective.SetCoefficient(extra, worth_of(demand, Purpose.EXTRA))
        total = solver.Constraint(0, 0)
        total.SetCoefficient(floor, -1)
        total.SetCoefficient(extra, -1)
        visits = {}
        for month in demand.months:
            visit = visits[month] = solver.NumVar(0, count, "")
            total.SetCoefficient(visit, 1)
            cost = _month_cost(demand, month, self.capacity, self.targets)
            objective.SetCoefficient(visit, -cost)
            self._add_officers(demand, month, visit, units, objective)
        for month in demand.months:
            near = [other for other in demand.months if month <= other < month + demand.gap]
            if len(near) > 1:
                apart = solver.Constraint(0, count)
                for other in near:
                    apart.SetCoefficient(visits[other], 1)

    def _add_officers(
        self,
        demand: Demand,
        month: int,
        visit: pywraplp.Variable,
        units: int,
        objective: pywraplp.Objective,
    ) -> None:
        solver, certified_needed = self.solver, self.capacity.certified_per_visit
        two = solver.Constraint(0, 0)
        two.SetCoefficient(visit, -2)
        certified = solver.Constraint(0, solver.infinity())
        certified.SetCoefficient(visit, -certified_needed)
        for officer in self.capacity.officers:
            if officer.id in demand.place.excluded:
                continue
            part = solver.NumVar(0, solver.infinity(), "")
            two.SetCoefficient(part, 1)
            if officer.is_certified:
                certified.SetCoefficient(part, 1)
            at_most = solver.Constraint(-solver.infinity(), 0)
            at_most.SetCoefficient(part, 1)
            at_most.SetCoefficient(visit, -1)
            objective.SetCoefficient(part, -officer_points(demand, officer, month))
            self.loads[officer.id, month].append((part, units))
