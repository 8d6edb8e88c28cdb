"""Time-ordered identifiers (UUID version 7), so a phone can make records offline."""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from random import Random

_given: ContextVar[Callable[[], uuid.UUID] | None] = ContextVar("maker of ids", default=None)
_lock = threading.Lock()
_last = 0


def uuid7_from(milliseconds: int, randomness: bytes) -> uuid.UUID:
    """
    Return the UUID version 7 of a Unix time and 10 random bytes.

    Units: ``milliseconds`` since 1970-01-01 UTC.
    Source: RFC 9562, section 5.7.
    """
    value = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(randomness[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def uuid7() -> uuid.UUID:
    """
    Return a new id, later than every one this process made before.

    Reads clock and chance on purpose: an id names a row and decides nothing.
    The 12 bits after the version count within a millisecond (RFC 9562, method 1).
    """
    given = _given.get()
    if given is not None:
        return given()
    global _last
    with _lock:
        now = time.time_ns() // 1_000_000 << 12
        _last = now if now > _last else _last + 1
        ticks = _last
    randomness = (ticks & 0xFFF).to_bytes(2, "big") + os.urandom(8)
    return uuid7_from(ticks >> 12, randomness)


@contextmanager
def seeded(seed: str, since: datetime) -> Iterator[None]:
    """
    Let ``uuid7`` make ids from a seed, one a millisecond from ``since`` on.

    Orders fall back on ids where everything else is equal, and plans break ties by them: a
    simulation that is to be lived twice alike needs the same ids twice.
    """
    rng, milliseconds = Random(seed), int(since.timestamp() * 1000)

    def make() -> uuid.UUID:
        nonlocal milliseconds
        milliseconds += 1
        return uuid7_from(milliseconds, rng.randbytes(10))

    before = _given.set(make)
    try:
        yield
    finally:
        _given.reset(before)
