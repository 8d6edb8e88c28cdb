"""Decides what the simulated year brings: what a visit finds, and what people do about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from wanghuo.interfaces.simulation.domain.words import read

FAULTS_A_VISIT = 2.0
"""As documented for Tinghu in 2019: 28,354 hazards at 14,229 checks (AS-10)."""

MEAN_CARELESSNESS = 1 - 3.2 / (3.2 + 1.6)
"""One minus the mean of the distribution ``care`` is drawn from."""

USUAL_WEIGHT = 0.5
FIXED_ON_SPOT = {True: 0.62, False: 0.16}
"""Chance that a fault is put right during the visit: one to be corrected at once, any other."""
LEARNING = 0.55
"""What was found and put right before is rarely wrong again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An item found wrong, what the officer writes, and whether it was fixed on the spot."""

    item_key: str
    code: str
    note: str
    is_fixed_on_spot: bool


@cache
def sayings() -> Any:
    return read("findings.yaml")


def faults(
    items: Sequence[tuple[str, bool]], *, care: float, known: Collection[str], rng: Random
) -> list[Fault]:
    """
    Return what a visit finds wrong.

    ``items`` are keys with whether a fault there has to be put right at once;
    ``known`` are items found wrong at earlier visits.
    """
    table = sayings()["items"]
    weights = [table.get(key, {}).get("weight", USUAL_WEIGHT) for key, _ in items]
    expected = FAULTS_A_VISIT * (1 - care) / MEAN_CARELESSNESS
    scale = expected / (sum(weights) or 1)
    found = []
    for (key, is_simple), weight in zip(items, weights, strict=True):
        chance = min(0.6, weight * scale) * (LEARNING if key in known else 1)
        if rng.random() < chance:
            fixed = rng.random() < FIXED_ON_SPOT[is_simple]
            found.append(Fault(key, *saying(key, rng), fixed))
    return found


def saying(item_key: str, rng: Random) -> tuple[str, str]:
    """Return fault and sentence; empty where the check list's own words must do."""
    said = sayings()["items"].get(item_key, {}).get("say")
    if not said:
        return "", ""
    code, bar, words = rng.choice(said).partition("|")
    return (code if bar else ""), (words or code).format(where=rng.choice(sayings()["places"]))


def one_of(list_name: str, rng: Random) -> str:
    return str(rng.choice(sayings()[list_name]))


def outcome(care: float, times: int, rng: Random) -> str:
    """Return what a re-inspection finds; the careless leave more undone, warnings help."""
    done = 0.70 + 0.28 * care + 0.05 * times
    drawn = rng.random()
    if drawn < done:
        return "CORRECTED"
    return "PARTLY" if drawn < done + (1 - done) * 0.55 and times == 0 else "NOT_CORRECTED"


def visiting_day(first: date, last: date, rng: Random) -> date:
    """Draw a day of a task's window; most visits are made in its earlier two thirds."""
    span = max(0, (last - first).days)
    return first + timedelta(days=int(span * rng.betavariate(2.0, 2.6)))


def delay(mean_days: float, rng: Random, *, most: int = 30) -> int:
    """Draw a number of days until somebody acts; sometimes long."""
    return min(most, int(rng.expovariate(1 / mean_days)))
