"""What is still to come in the simulated year, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))

Happening = Callable[[datetime], None]


def moment(on: date, minutes: int) -> datetime:
    """Return an instant of a day. Units: ``minutes`` after midnight in Beijing."""
    return datetime.combine(on, time(), BEIJING) + timedelta(minutes=minutes)


class Agenda:
    """Happenings by time; those of one instant keep the order in which they were written down."""

    def __init__(self) -> None:
        self._entries: list[tuple[datetime, int, Happening]] = []
        self._number = 0

    def write(self, at: datetime, happening: Happening) -> None:
        heapq.heappush(self._entries, (at, self._number, happening))
        self._number += 1

    def live(self, *, until: datetime) -> Iterator[datetime]:
        """Let everything up to ``until`` happen, yielding each instant afterwards."""
        while self._entries and self._entries[0][0] <= until:
            at, _, happening = heapq.heappop(self._entries)
            happening(at)
            yield at
