"""
The annual plan: one station of 800 objects and 5 officers, then 500 such stations.

Floor of the time: the same flows solved by OR-Tools with nothing around them. Floor of the
quality: the linear bound of month and officers chosen together.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

from benchmarks.figures import Figure
from wanghuo.insight.planning.domain import bound, engine, flow
from wanghuo.insight.planning.domain.facts import (
    OfficerFacts,
    PlaceFacts,
    PlanRules,
    StationYear,
)
from wanghuo.registers.premises.domain.terms import Risk

DATABASES = []
OBJECTS, OFFICERS, STATIONS, REPEATS = 800, 5, 500, 9
HOURS_A_MONTH = {"ample": 60, "tight": 40, "short": 25}
EQUAL, MIXED = (60,), (30, 60, 90)


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


def drafting(year: StationYear) -> tuple[float, float, int]:
    """Return the median seconds of a plan and of the solver in it, and the visits planned."""
    seconds, solver, visits = [], [], 0
    for _ in range(REPEATS):
        with solver_clock() as spent:
            started = time.perf_counter()
            visits = len(engine.draft(year, PlanRules(), "benchmark").visits)
            seconds.append(time.perf_counter() - started)
        solver.append(sum(spent))
    return statistics.median(seconds), statistics.median(solver), visits


def run(scale: float) -> list[Figure]:
    figures = []
    for name, hours in HOURS_A_MONTH.items():
        for minutes in EQUAL, MIXED:
            year = station(0, hours, minutes)
            case = f"{name} hours, visits of {'/'.join(map(str, minutes))} min"
            seconds, solver, visits = drafting(year)
            note = f"{OBJECTS} objects, {OFFICERS} officers, {visits} visits"
            figures.append(Figure(case, seconds, "s", "bare OR-Tools flows", solver, note))
            measure = bound.measure(year, PlanRules(), "benchmark")
            value, best = measure.value, measure.bound
            figures.append(Figure(f"value: {case}", value, "points", "joint linear bound", best))
    return [*figures, many_stations(max(2, round(STATIONS * scale)))]


def many_stations(count: int) -> Figure:
    years = [station(number, HOURS_A_MONTH["tight"], MIXED) for number in range(count)]
    with solver_clock() as spent:
        started = time.perf_counter()
        for year in years:
            engine.draft(year, PlanRules(), "benchmark")
        seconds = time.perf_counter() - started
    return Figure(
        f"{count} stations of {OBJECTS} objects", seconds, "s", "bare OR-Tools flows", sum(spent)
    )
