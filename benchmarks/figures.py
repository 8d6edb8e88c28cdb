"""A measured figure, how to take one, and the machine it was taken on."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """
    One measured figure beside its floor.

    ``ratio`` is value over floor: 1.0 means as fast as the floor allows when both are times, and
    as much as the floor gives when both are rates.
    """

    name: str
    value: float
    unit: str
    floor_name: str
    floor: float
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.value / self.floor if self.floor else float("inf")

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name, "value": round(self.value, 6), "unit": self.unit,
            "floor_name": self.floor_name, "floor": round(self.floor, 6),
            "ratio": round(self.ratio, 4), "note": self.note,
        }  # fmt: skip

    def __str__(self) -> str:
        note = f"  [{self.note}]" if self.note else ""
        return (
            f"{self.name:<58} {self.value:>12,.4g} {self.unit:<10} "
            f"floor {self.floor:,.4g} ({self.floor_name}), ratio {self.ratio:.3g}{note}"
        )


@dataclass(frozen=True)
class Timing:
    """Seconds of repeated calls."""

    median: float
    p95: float
    calls: int


def timed(
    call: Callable[[], object], *, repeat: int = 30, warm_up: int = 2, patience: float = 30
) -> Timing:
    """
    Call repeatedly and return median and 95th percentile.

    No more is asked once ``patience`` is over, but three times in any case. Units: seconds.
    """
    for _ in range(warm_up):
        call()
    seconds: list[float] = []
    while len(seconds) < 3 or (len(seconds) < repeat and sum(seconds) < patience):
        seconds.append(elapsed(call))
    seconds.sort()
    return Timing(statistics.median(seconds), seconds[int(len(seconds) * 0.95)], len(seconds))


def elapsed(call: Callable[[], object]) -> float:
    """Return the seconds one call took."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def machine() -> str:
    """Name the processor, cores, memory and Python of this machine."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = names[0].split(":", 1)[1].strip() if names else model
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (ValueError, OSError):
        memory = 0
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"
