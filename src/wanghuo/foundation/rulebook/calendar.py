"""Which days are worked: the State Council's yearly notices, corrected by a local table."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chinese_calendar import constants

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook.bilingual import UNSAID, Words


class DayKind(Term):
    WORKDAY = "WORKDAY", gettext_noop("Working day")
    WEEKEND = "WEEKEND", gettext_noop("Weekend")
    HOLIDAY = "HOLIDAY", gettext_noop("Public holiday")
    MADE_UP = "MADE_UP", gettext_noop("Working day made up for a holiday")


WORKED = frozenset({DayKind.WORKDAY, DayKind.MADE_UP})

# Source: 全国年节及纪念日放假办法 (2024-11-10): the statutory days off whose date is solar.
# The lunar ones and all shifts are known only from the yearly notice.
SOLAR_HOLIDAYS = {
    (1, 1): Words("元旦", "New Year's Day"),
    (5, 1): Words("劳动节", "Labour Day"),
    (5, 2): Words("劳动节", "Labour Day"),
    (10, 1): Words("国庆节", "National Day"),
    (10, 2): Words("国庆节", "National Day"),
    (10, 3): Words("国庆节", "National Day"),
}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar and why it is worked or not."""

    on: date
    kind: DayKind
    name: Words = UNSAID
    is_confirmed: bool = True
    is_override: bool = False

    @property
    def is_worked(self) -> bool:
        return self.kind in WORKED


class WorkingCalendar:
    """
    Working days, year by year.

    A year is confirmed when its notice is known: published with the package chinesecalendar, or
    named in ``confirmed_years`` by whoever entered the notice as ``overrides``. Until then
    weekends and the solar statutory days are taken, and every answer that touches such a year
    is marked not confirmed.
    """

    def __init__(
        self,
        overrides: Mapping[date, Day] | None = None,
        confirmed_years: Collection[int] = (),
    ) -> None:
        self._overrides = dict(overrides or {})
        self._confirmed_years = frozenset(confirmed_years)
        self._years: dict[int, dict[date, Day]] = {}
        self._worked: dict[int, list[date]] = {}

    def day(self, on: date) -> Day:
        return self.year(on.year)[on]

    def year(self, number: int) -> dict[date, Day]:
        """Return every day of a year in order."""
        days = self._years.get(number)
        if days is None:
            days = {}
            on = date(number, 1, 1)
            is_confirmed = self.is_year_confirmed(number)
            while on.year == number:
                days[on] = self._overrides.get(on) or _official(on, is_confirmed)
                on += _ONE_DAY
            self._years[number] = days
        return days

    def is_year_confirmed(self, number: int) -> bool:
        return number in published_years() or number in self._confirmed_years

    def is_confirmed(self, on: date) -> bool:
        return self.day(on).is_confirmed

    def is_span_confirmed(self, start: date, end: date) -> bool:
        """Tell whether every day from ``start`` to ``end``, both included, is confirmed."""
        return all(
            self.is_confirmed(start + timedelta(days=n)) for n in range((end - start).days + 1)
        )

    def is_working_day(self, on: date) -> bool:
        return self.day(on).is_worked

    def first_working_day(self, on: date) -> date:
        """Return ``on`` itself if it is worked, else the first working day after it."""
        while not self.is_working_day(on):
            on += _ONE_DAY
        return on

    def add_working_days(self, start: date, days: int) -> date:
        """
        Return the ``days``-th working day after ``start`` (before it, when negative).

        ``start`` itself is not counted. Zero returns ``start``.
        """
        step = _ONE_DAY if days > 0 else -_ONE_DAY
        left, on = abs(days), start
        while left:
            on += step
            left -= self.is_working_day(on)
        return on

    def working_days_between(self, start: date, end: date) -> int:
        """Count working days after ``start`` up to and with ``end``; negative backwards."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(
            bisect_right(self._worked_days(year), min(end, date(year, 12, 31)))
            - bisect_right(self._worked_days(year), max(start, date(year - 1, 12, 31)))
            for year in range(start.year, end.year + 1)
        )

    def _worked_days(self, number: int) -> list[date]:
        worked = self._worked.get(number)
        if worked is None:
            worked = [on for on, day in self.year(number).items() if day.is_worked]
            self._worked[number] = worked
        return worked


@functools.lru_cache(maxsize=1)
def published_years() -> frozenset[int]:
    """Return the years whose notice comes with the package chinesecalendar."""
    return frozenset(day.year for day in constants.holidays)


@functools.lru_cache(maxsize=1)
def _festivals() -> dict[str, Words]:
    return {
        festival.value: Words(zh=festival.chinese, en=festival.value)
        for festival in constants.Holiday
    }


def _official(on: date, is_confirmed: bool) -> Day:
    is_weekend = on.weekday() >= 5
    if on.year in published_years():
        if on in constants.workdays:
            kind = DayKind.MADE_UP if is_weekend else DayKind.WORKDAY
            return Day(on, kind, _festivals().get(str(constants.workdays[on]), Words()))
        if on in constants.holidays:
            return Day(on, DayKind.HOLIDAY, _festivals().get(str(constants.holidays[on]), Words()))
    elif (on.month, on.day) in SOLAR_HOLIDAYS:
        return Day(on, DayKind.HOLIDAY, SOLAR_HOLIDAYS[on.month, on.day], is_confirmed)
    return Day(on, DayKind.WEEKEND if is_weekend else DayKind.WORKDAY, Words(), is_confirmed)
