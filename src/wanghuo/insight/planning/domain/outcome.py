"""What the flows decided: the ground on which visits are explained and a plan is measured."""

from __future__ import annotations

from dataclasses import dataclass

from wanghuo.insight.planning.domain.demand import Capacity, Demand, Targets
from wanghuo.insight.planning.domain.facts import Purpose, StationYear
from wanghuo.insight.planning.domain.months import Seat
from wanghuo.insight.planning.domain.second_chance import Placed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the flows decided, before anyone asks why."""

    year: StationYear
    demands: list[Demand]
    placed: Placed
    purposes: dict[Seat, Purpose]
    left: list[Seat]
    capacity: Capacity
    targets: Targets
