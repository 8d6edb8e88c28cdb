"""Half-open spans of days: the first day counts, the last does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """The days from ``start`` up to, not including, ``end``; an ``end`` of None means open."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"a span must end after it starts: {self.start}..{self.end}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Span) -> bool:
        starts_before_end = other.end is None or self.start < other.end
        ends_after_start = self.end is None or other.start < self.end
        return starts_before_end and ends_after_start

    def days(self) -> Iterator[date]:
        """Iterate over the days of a closed span."""
        if self.end is None:
            raise ValueError("an open span has no last day")
        day = self.start
        while day < self.end:
            yield day
            day += timedelta(days=1)


def year(number: int) -> Span:
    return Span(date(number, 1, 1), date(number + 1, 1, 1))


def month(year_number: int, month_number: int) -> Span:
    start = date(year_number, month_number, 1)
    return Span(start, (start + timedelta(days=32)).replace(day=1))
