"""Counting deadlines: what is due when, and how that was counted."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from wanghuo.foundation.rulebook import book, deadlines
from wanghuo.foundation.rulebook.calendar import Day, DayKind, WorkingCalendar
from wanghuo.foundation.rulebook.deadlines import Deadline, StepKind, Unit

RULES = book.shipped()
CALENDAR = WorkingCalendar()
SHANGHAI = ZoneInfo("Asia/Shanghai")


def of(amount: int, unit: Unit) -> Deadline:
    return Deadline(key="deadlines.example", amount=amount, unit=unit, starts="INSPECTION")


class TestGivenWorkingDays:
    def test_the_reference_example_is_counted_over_the_mid_autumn_holiday(self):
        three = deadlines.deadline(RULES, "serve_order_by_date", on=date(2026, 9, 24))

        found = deadlines.due(three, date(2026, 9, 24), CALENDAR)

        assert found.on == date(2026, 9, 30)
        counted = [step.on.day for step in found.steps if step.kind is StepKind.COUNTED]
        assert counted == [28, 29, 30]

    def test_a_made_up_working_saturday_counts(self):
        found = deadlines.due(of(1, Unit.WORKING_DAY), date(2026, 10, 9), CALENDAR)

        assert found.on == date(2026, 10, 10)

    def test_the_starting_day_is_not_counted(self):
        found = deadlines.due(of(1, Unit.WORKING_DAY), date(2026, 11, 23), CALENDAR)

        assert found.on == date(2026, 11, 24)

    def test_the_explanation_names_the_days_left_out_in_both_languages(self):
        found = deadlines.due(of(3, Unit.WORKING_DAY), date(2026, 9, 24), CALENDAR)

        assert "09-25至09-27中秋放假不计" in found.explanation.zh
        assert "2026-09-30（周三）到期" in found.explanation.zh
        assert "due Wed 2026-09-30" in found.explanation.en


class TestGivenCalendarDays:
    def test_when_the_last_day_is_a_holiday_then_the_first_day_after_it_is_due(self):
        found = deadlines.due(of(15, Unit.CALENDAR_DAY), date(2026, 9, 19), CALENDAR)

        assert found.on == date(2026, 10, 8)
        assert [step.on.day for step in found.steps if step.kind is StepKind.MOVED] == [4, 5, 6, 7]

    def test_days_off_on_the_way_do_not_prolong_it(self):
        found = deadlines.due(of(10, Unit.CALENDAR_DAY), date(2026, 9, 28), CALENDAR)

        assert found.on == date(2026, 10, 8)

    def test_something_due_on_the_same_day_stays_there_on_a_sunday(self):
        found = deadlines.due(of(0, Unit.CALENDAR_DAY), date(2026, 11, 22), CALENDAR)

        assert found.on == date(2026, 11, 22)


class TestGivenHours:
    def test_they_run_through_the_night_and_a_holiday(self):
        start = datetime(2026, 10, 1, 22, 30, tzinfo=SHANGHAI)

        found = deadlines.due(of(24, Unit.HOUR), start, CALENDAR)

        assert found.at == datetime(2026, 10, 2, 22, 30, tzinfo=SHANGHAI)
        assert found.on == date(2026, 10, 2)


class TestGivenMonthsAndYears:
    def test_a_month_that_lacks_the_day_ends_on_its_last(self):
        found = deadlines.due(of(1, Unit.MONTH), date(2026, 3, 31), CALENDAR)

        assert found.on == date(2026, 4, 30)

    def test_two_years_from_a_leap_day_end_on_the_last_of_february(self):
        found = deadlines.due(of(2, Unit.YEAR), date(2024, 2, 29), CALENDAR)

        assert found.on == date(2026, 2, 28)


class TestGivenAYearWithoutItsNotice:
    def test_a_date_that_depends_on_it_is_not_confirmed(self):
        found = deadlines.due(of(5, Unit.WORKING_DAY), date(2026, 12, 28), CALENDAR)

        assert not found.is_confirmed
        assert "待确认" in found.explanation.zh
        assert "not confirmed" in found.explanation.en

    def test_new_years_day_is_off_all_the_same(self):
        assert not CALENDAR.is_working_day(date(2027, 1, 1))

    def test_once_its_notice_is_entered_the_date_is_confirmed(self):
        overrides = {date(2027, 1, 4): Day(date(2027, 1, 4), DayKind.HOLIDAY)}
        entered = WorkingCalendar(overrides, confirmed_years={2027})

        found = deadlines.due(of(3, Unit.WORKING_DAY), date(2026, 12, 30), entered)

        assert found.on == date(2027, 1, 6)
        assert found.is_confirmed


def test_a_kept_count_can_be_told_again_without_the_rule():
    found = deadlines.due(of(3, Unit.WORKING_DAY), date(2026, 9, 24), CALENDAR)

    assert deadlines.kept_explanation(found.as_data()) == found.explanation
    assert deadlines.kept_length(found.as_data()) == found.deadline.length
