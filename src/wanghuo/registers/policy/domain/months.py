"""A year as months of weeks, Monday first, for drawing the working calendar."""

from __future__ import annotations

from dataclasses import dataclass

from wanghuo.foundation.kernel.spans import month
from wanghuo.foundation.rulebook.calendar import Day, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Month:
    """One month: weeks of seven places, None where another month's day would stand."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]
    working_days: int


def months(calendar: WorkingCalendar, year: int) -> list[Month]:
    return [_month(calendar, year, number) for number in range(1, 13)]


def _month(calendar: WorkingCalendar, year: int, number: int) -> Month:
    days = [calendar.day(on) for on in month(year, number).days()]
    places: list[Day | None] = [None] * days[0].on.weekday() + list(days)
    places += [None] * (-len(places) % 7)
    weeks = tuple(tuple(places[start : start + 7]) for start in range(0, len(places), 7))
    return Month(number, weeks, sum(day.is_worked for day in days))
