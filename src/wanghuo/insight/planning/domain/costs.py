"""
What the planner prefers, in whole points, and how the seed breaks ties.

A point is the least difference that a person should be able to notice. Costs are whole numbers
so that the same facts give the same plan on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from wanghuo.insight.planning.domain.facts import PlaceFacts, Purpose
from wanghuo.registers.premises.domain.terms import Risk

SCALE = 1024
"""A tie-break is less than one point."""

# A required visit outweighs every additional visit that could take its place in the longest
# visit's time, and every preference; key and risky objects come first when hours run short.
FLOOR = 20_000
FLOOR_KEY = 2_000
FLOOR_RISK = {Risk.LOW: 0, Risk.NORMAL: 500, Risk.HIGH: 1_500}
# An additional visit outweighs the sum of what its officers and month can cost.
EXTRA = 500
EXTRA_KEY = 150
EXTRA_RISK = {Risk.LOW: 0, Risk.NORMAL: 50, Risk.HIGH: 100}

ACCOUNTABLE = 100
TERRITORY = 30
SAME_OFFICER = 60
SAME_MONTH = 60
EARLY = 2
"""Per month of the year that a key or high-risk object waits: key units first (SIR 6-7)."""

LOAD_STEP = 10
LOAD_BOUNDS = (0.5, 0.8, 0.9, 0.95, 1.0, 1.05, 1.1, 1.2, 1.5, 2.0)
"""Shares of an even load; each one passed makes the next visit dearer by ``LOAD_STEP``."""


def worth(place: PlaceFacts, purpose: Purpose) -> int:
    """Return the points a visit is worth."""
    if purpose == Purpose.FLOOR:
        return FLOOR + (FLOOR_KEY if place.is_key else 0) + FLOOR_RISK[place.risk]
    return EXTRA + (EXTRA_KEY if place.is_key else 0) + EXTRA_RISK[place.risk]


def waits(place: PlaceFacts, month: int) -> int:
    """Return the points it costs, per average visit, to leave the object until ``month``."""
    return EARLY * (month - 1) if place.is_key or place.risk == Risk.HIGH else 0


def ties(seed: str, name: str, count: int) -> list[int]:
    """Return ``count`` numbers below ``SCALE`` that depend on nothing but seed and name."""
    numbers: list[int] = []
    block = 0
    while len(numbers) < count:
        key = f"{seed}\x1f{name}\x1f{block}".encode()
        digest = hashlib.blake2b(key, digest_size=64).digest()
        numbers += [
            int.from_bytes(digest[at : at + 2], "big") % SCALE for at in range(0, len(digest), 2)
        ]
        block += 1
    return numbers[:count]


def steps(target: float, capacity: int) -> list[tuple[int, int]]:
    """
    Cut a capacity into pieces that grow dearer as the load passes its even share.

    Shapes: pairs of (width in units, points per visit).
    """
    pieces: list[tuple[int, int]] = []
    start = 0
    for index, bound in enumerate((*LOAD_BOUNDS, None)):
        end = capacity if bound is None else min(capacity, round(target * bound))
        if end > start:
            pieces.append((end - start, index * LOAD_STEP))
            start = end
    return pieces


def steps_after(load: int, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what is left of ``pieces`` once ``load`` units stand in the cheapest of them."""
    left: list[tuple[int, int]] = []
    for width, points in pieces:
        used = min(width, load)
        load -= used
        if width > used:
            left.append((width - used, points))
    return left
