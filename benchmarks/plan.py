"""
The annual plan: one station of 800 objects and 5 officers, then 500 such stations.

Floor of the time: the same flows solved by OR-Tools with nothing around them. Floor of the
quality: the linear bound of month and officers chosen together.
"""

from __future__ import annotations

import json as json_format
import platform
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

from wanghuo.insight.planning.domain import bound, engine, flow
from wanghuo.insight.planning.domain.facts import (
    OfficerFacts,
    PlaceFacts,
    PlanRules,
    Risk,
    StationYear,
)

OBJECTS, OFFICERS, STATIONS, REPEATS = 800, 5, 500, 9
HOURS_A_MONTH = {"ample": 60, "tight": 40, "short": 25}


def chance(name: str, of: int) -> int:
    """Return a number below ``of`` that depends on the name alone."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") % of


def station(number: int, hours_a_month: int, minutes: tuple[int, ...]) -> StationYear:
    officers = tuple(
        OfficerFacts(
            id=f"officer-{index}",
            minutes=(hours_a_month * 60,) * 12,
            is_certified=index != OFFICERS - 1,
            territories=frozenset({f"community-{index}"}),
        )
        for index in range(OFFICERS)
    )

    def place(index: int) -> PlaceFacts:
        name = f"station-{number}/place-{index:04}"
        is_key = chance(f"{name}/key", 20) == 0
        home = chance(f"{name}/home", OFFICERS)
        has_conflict = chance(f"{name}/conflict", 25) == 0
        return PlaceFacts(
            id=name,
            kind="UNIT",
            minutes=minutes[chance(f"{name}/minutes", len(minutes))],
            floor=2 if is_key else 1,
            ceiling=4 if is_key else 2,
            is_key=is_key,
            risk=list(Risk)[chance(f"{name}/risk", len(Risk))],
            officer=f"officer-{home}",
            territory=f"community-{home}",
            excluded=frozenset({f"officer-{home}"}) if has_conflict else frozenset(),
        )

    return StationYear(2027, tuple(place(index) for index in range(OBJECTS)), officers)


@contextmanager
def solver_clock() -> Iterator[list[float]]:
    """Collect the seconds spent inside OR-Tools."""
    spent: list[float] = []
    whole = flow.Flow.solve

    def timed(self: flow.Flow) -> list[int]:
        started = time.perf_counter()
        try:
            return whole(self)
        finally:
            spent.append(time.perf_counter() - started)

    flow.Flow.solve = timed  # type: ignore[method-assign]
    try:
        yield spent
    finally:
        flow.Flow.solve = whole  # type: ignore[method-assign]


def one_station(hours: int, minutes: tuple[int, ...]) -> dict[str, object]:
    year, rules, seconds, solver = station(0, hours, minutes), PlanRules(), [], []
    for _ in range(REPEATS):
        with solver_clock() as spent:
            started = time.perf_counter()
            plan = engine.draft(year, rules, "benchmark")
            seconds.append(time.perf_counter() - started)
            solver.append(sum(spent))
    started = time.perf_counter()
    measure = bound.measure(year, rules, "benchmark")
    return {
        "seconds": round(statistics.median(seconds), 4),
        "solver_seconds": round(statistics.median(solver), 4),
        "ratio_to_solver": round(statistics.median(seconds) / statistics.median(solver), 2),
        "ratio_to_bound": round(measure.ratio, 5),
        "bound_seconds": round(time.perf_counter() - started, 2),
        "visits": len(plan.visits),
        "unmet": len(plan.report.unmet),
    }


def many_stations() -> dict[str, object]:
    years = [station(number, HOURS_A_MONTH["tight"], (60,)) for number in range(STATIONS)]
    started = time.perf_counter()
    visits = sum(len(engine.draft(year, PlanRules(), "benchmark").visits) for year in years)
    seconds = time.perf_counter() - started
    return {
        "stations": STATIONS,
        "seconds": round(seconds, 1),
        "stations_per_second": round(STATIONS / seconds, 2),
        "visits": visits,
    }


def run(json: bool = False) -> None:
    """Print seconds and quality of the plan; with ``json`` as one object."""
    cases = {
        f"{name}, {'/'.join(map(str, minutes))} minutes": one_station(hours, minutes)
        for name, hours in HOURS_A_MONTH.items()
        for minutes in ((60,), (30, 60, 90))
    }
    figures: dict[str, object] = {
        "benchmark": "plan",
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "objects": OBJECTS,
        "officers": OFFICERS,
        "one_station": cases,
        "many_stations": many_stations(),
    }
    if json:
        print(json_format.dumps(figures, ensure_ascii=False))
        return
    print(f"plan: {OBJECTS} objects, {OFFICERS} officers ({figures['machine']})")
    for name, case in cases.items():
        print(
            f"  {name}: {case['seconds']} s, {case['ratio_to_solver']} x bare solver;"
            f" {case['ratio_to_bound']} of the linear bound; {case['visits']} visits,"
            f" {case['unmet']} objects short"
        )
    print(f"  500 stations: {figures['many_stations']}")


if __name__ == "__main__":
    run(json="--json" in sys.argv)
