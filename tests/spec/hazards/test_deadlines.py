"""Until when the next step of a hazard must be done."""

from datetime import date

import pytest

from wanghuo.foundation.rulebook import book
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.operations.hazards.domain import deadlines, extensions, lifecycle
from wanghuo.operations.hazards.domain.deadlines import DeadlineTooEarly, DeadlineTooLate
from wanghuo.operations.hazards.domain.extensions import TooLateToExtend, TooManyExtensions

PLACE = "320902001001"


def due(onward: lifecycle.Onward, **days: date) -> date:
    given = {"found_on": date(2026, 9, 24), "deadline_on": None, "act_on": date(2026, 9, 24)}
    return deadlines.step_due(
        onward.clock, **(given | days), rules=book.shipped(), calendar=WorkingCalendar(),
        place=PLACE,
    ).on  # fmt: skip


class TestGivenAnInspectionOnTheThursdayBeforeTheMidAutumnHoliday:
    def test_then_an_order_by_date_must_be_served_within_three_working_days(self):
        assert due(lifecycle.ORDER_BY_DATE) == date(2026, 9, 30)

    def test_then_an_order_at_once_must_be_served_the_same_day(self):
        assert due(lifecycle.ORDER_AT_ONCE) == date(2026, 9, 24)

    def test_then_a_severe_hazard_must_be_ordered_and_reported_the_same_day(self):
        assert due(lifecycle.ORDER_AND_REPORT) == date(2026, 9, 24)

    def test_then_a_violation_of_permits_must_be_transferred_within_five_working_days(self):
        assert due(lifecycle.SEND) == date(2026, 10, 9)


class TestGivenADeadlineForTheCorrection:
    def test_then_the_reinspection_is_due_three_working_days_after_it(self):
        assert due(lifecycle.REINSPECT, deadline_on=date(2026, 11, 20)) == date(2026, 11, 25)


class TestGivenAnOrderByDate:
    def allowance(self) -> deadlines.Allowance:
        return deadlines.allowance(
            on=date(2026, 11, 23), violation="V05", rules=book.shipped(),
            calendar=WorkingCalendar(), place=PLACE,
        )  # fmt: skip

    def test_then_the_days_of_the_violation_are_proposed(self):
        assert self.allowance().proposed_on == date(2026, 11, 30)

    def test_when_the_day_is_not_after_the_inspection_then_it_is_refused(self):
        with pytest.raises(DeadlineTooEarly):
            deadlines.check_deadline(
                date(2026, 11, 23), after=date(2026, 11, 23), latest_on=self.allowance().latest_on
            )

    def test_when_the_day_is_later_than_the_rules_allow_then_the_last_day_is_named(self):
        with pytest.raises(DeadlineTooLate) as refused:
            deadlines.check_deadline(
                date(2027, 6, 1), after=date(2026, 11, 23), latest_on=self.allowance().latest_on
            )

        assert refused.value.facts["limit"] == date(2027, 1, 22)


class TestGivenARequestForMoreTime:
    def check(self, until: date, *, on: date = date(2026, 11, 23), granted: int = 0) -> None:
        extensions.check(
            until, deadline_on=date(2026, 11, 30), on=on, granted=granted, rules=book.shipped(),
            place=PLACE,
        )  # fmt: skip

    def test_when_the_deadline_is_over_then_it_comes_too_late(self):
        with pytest.raises(TooLateToExtend):
            self.check(date(2026, 12, 10), on=date(2026, 12, 1))

    def test_when_it_was_extended_as_often_as_allowed_then_no_more(self):
        with pytest.raises(TooManyExtensions):
            self.check(date(2026, 12, 10), granted=2)

    def test_when_it_asks_for_more_than_the_rules_allow_then_the_last_day_is_named(self):
        with pytest.raises(DeadlineTooLate) as refused:
            self.check(date(2027, 3, 1))

        assert refused.value.facts["limit"] == date(2026, 12, 30)

    def test_when_it_asks_for_a_few_more_days_then_it_may_be_decided(self):
        self.check(date(2026, 12, 10))
