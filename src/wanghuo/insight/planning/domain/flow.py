"""A minimum-cost flow built arc by arc and solved exactly by OR-Tools."""

from __future__ import annotations

import numpy
from ortools.graph.python import min_cost_flow


class Flow:
    """
    Whole units carried from supplies to one sink at the least cost.

    Node 0 is the sink. Add an arc of enough capacity from every supply to the sink, and an
    answer always exists.
    """

    def __init__(self) -> None:
        self._supplies = [0]
        self._tails: list[int] = []
        self._heads: list[int] = []
        self._capacities: list[int] = []
        self._costs: list[int] = []

    def node(self, supply: int = 0) -> int:
        self._supplies.append(supply)
        self._supplies[0] -= supply
        return len(self._supplies) - 1

    def arc(self, tail: int, head: int, capacity: int, cost: int) -> int:
        """Add an arc and return its number; ``cost`` counts per unit."""
        self._tails.append(tail)
        self._heads.append(head)
        self._capacities.append(capacity)
        self._costs.append(cost)
        return len(self._tails) - 1

    def solve(self) -> list[int]:
        """Return the flow of each arc, in the order they were added."""
        if not self._tails:
            return []
        solver = min_cost_flow.SimpleMinCostFlow()
        arcs = solver.add_arcs_with_capacity_and_unit_cost(
            numpy.array(self._tails, dtype=numpy.int32),
            numpy.array(self._heads, dtype=numpy.int32),
            numpy.array(self._capacities, dtype=numpy.int64),
            numpy.array(self._costs, dtype=numpy.int64),
        )
        nodes = numpy.arange(len(self._supplies), dtype=numpy.int32)
        solver.set_nodes_supplies(nodes, numpy.array(self._supplies, dtype=numpy.int64))
        status = solver.solve()
        if status != solver.OPTIMAL:
            raise RuntimeError(f"a minimum-cost flow that always has an answer ended as {status}")
        return [int(units) for units in solver.flows(arcs)]
