"""What holds for every day and every length of deadline."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from wanghuo.foundation.rulebook import deadlines
from wanghuo.foundation.rulebook.calendar import Day, DayKind, WorkingCalendar
from wanghuo.foundation.rulebook.deadlines import Deadline, StepKind, Unit

SHIPPED = WorkingCalendar()
days = st.dates(date(2019, 1, 1), date(2029, 12, 31))
lengths = st.integers(0, 40)
overrides = st.dictionaries(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(list(DayKind)), max_size=30
)


def lasting(amount: int, unit: Unit) -> Deadline:
    return Deadline(key="deadlines.example", amount=amount, unit=unit, starts="X")


def with_table(table: dict[date, DayKind]) -> WorkingCalendar:
    return WorkingCalendar({on: Day(on, kind) for on, kind in table.items()})


@given(days, st.integers(1, 60))
def test_adding_working_days_lands_on_a_working_day_that_many_away(start, number):
    end = SHIPPED.add_working_days(start, number)

    assert SHIPPED.is_working_day(end)
    assert SHIPPED.working_days_between(start, end) == number


@given(days, days, days)
def test_working_days_between_add_up(first, second, third):
    between = SHIPPED.working_days_between

    assert between(first, third) == between(first, second) + between(second, third)


@given(overrides, st.dates(date(2026, 1, 1), date(2027, 10, 1)), st.integers(0, 60))
def test_counting_in_bulk_equals_counting_day_by_day(table, start, length):
    calendar = with_table(table)
    end = start + timedelta(days=length)
    one_by_one = sum(calendar.is_working_day(start + timedelta(days=n + 1)) for n in range(length))

    assert calendar.working_days_between(start, end) == one_by_one


@given(overrides, st.dates(date(2026, 1, 1), date(2027, 6, 1)), st.integers(1, 40))
def test_a_deadline_in_working_days_counts_exactly_its_days(table, start, amount):
    found = deadlines.due(lasting(amount, Unit.WORKING_DAY), start, with_table(table))

    counted = [step for step in found.steps if step.kind is StepKind.COUNTED]
    assert [step.number for step in counted] == list(range(1, amount + 1))
    assert counted[-1].on == found.on
    assert found.on > start
    assert found.working_days == amount


@given(days, lengths, st.sampled_from([Unit.CALENDAR_DAY, Unit.MONTH]))
def test_a_deadline_by_the_calendar_never_ends_early_nor_on_a_day_off(start, amount, unit):
    found = deadlines.due(lasting(amount, unit), start, SHIPPED)

    if unit is Unit.CALENDAR_DAY:
        assert found.on >= start + timedelta(days=amount)
    assert not amount or SHIPPED.is_working_day(found.on)


@given(days, st.integers(1, 40))
def test_a_longer_deadline_is_never_due_earlier(start, amount):
    for unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH):
        shorter = deadlines.due(lasting(amount, unit), start, SHIPPED)
        longer = deadlines.due(lasting(amount + 1, unit), start, SHIPPED)
        assert longer.on >= shorter.on


@given(
    days,
    st.times(),
    st.integers(1, 200),
)
def test_hours_are_never_prolonged(day, hour, amount):
    start = datetime.combine(day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))
    found = deadlines.due(lasting(amount, Unit.HOUR), start, SHIPPED)

    assert found.at - start == timedelta(hours=amount)


@given(days)
def test_a_date_is_confirmed_only_when_its_year_is_published(on):
    assert SHIPPED.is_confirmed(on) == (on.year <= 2026)
