"""What a place decides for itself counts from its day on, and can be proved later."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.factories.district import District
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.kernel.refusals import Invalid, NotAllowed, StaleVersion
from wanghuo.foundation.rulebook import deadlines
from wanghuo.foundation.rulebook.calendar import DayKind
from wanghuo.foundation.rulebook.editions import Certainty, EditionStatus
from wanghuo.registers.policy import selectors, services

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
TINGHU = "320902"


def five_days(district: District, **changes: object) -> object:
    given = {
        "key": "deadlines.reinspection",
        "place": TINGHU,
        "since": date(2026, 6, 1),
        "until": None,
        "value": {"amount": 5, "unit": "WORKING_DAY", "from": "PERIOD_OVER_OR_REQUEST"},
        "reason": "分局会议纪要第3号",
        "by": district.bureau_supervisor,
        "at": AT,
    }
    return services.add_local_edition(**(given | changes))


def reinspection(on: date = TODAY, place: str = "320902001001") -> deadlines.Deadline:
    return deadlines.deadline(selectors.rulebook(), "reinspection", on=on, place=place)


class TestGivenALocalEdition:
    def test_when_its_day_has_come_then_it_counts_there(self, district: District):
        five_days(district)

        assert reinspection().amount == 5
        assert reinspection().edition.certainty is Certainty.LOCAL

    def test_when_asked_for_a_day_before_it_then_the_shipped_edition_counts(self, district):
        five_days(district)

        assert reinspection(on=date(2026, 5, 31)).amount == 3

    def test_when_asked_for_another_county_then_the_shipped_edition_counts(self, district):
        five_days(district)

        assert reinspection(place="320903").amount == 3

    def test_until_it_is_confirmed_it_is_shown_as_to_be_confirmed(self, district):
        edition = five_days(district)
        assert reinspection().is_to_be_confirmed

        services.confirm_local_edition(
            edition=edition, version=1, reason="支队批复", by=district.administrator, at=AT
        )

        assert reinspection().edition.status is EditionStatus.CONFIRMED

    def test_when_it_ends_then_what_it_governed_before_stays(self, district):
        edition = five_days(district)
        services.end_local_edition(
            edition=edition, version=1, until=date(2026, 9, 1), reason="文件废止",
            by=district.administrator, at=AT,
        )  # fmt: skip

        assert reinspection(on=date(2026, 8, 31)).amount == 5
        assert reinspection(on=date(2026, 9, 1)).amount == 3

    def test_when_it_is_withdrawn_then_it_never_counted(self, district):
        edition = five_days(district)
        services.withdraw_local_edition(
            edition=edition, version=1, reason="录错", by=district.administrator, at=AT
        )

        assert reinspection(on=date(2026, 8, 31)).amount == 3
        assert selectors.local_edition(edition.pk).is_withdrawn

    def test_every_change_stands_in_the_journal_with_its_reason(self, district):
        edition = five_days(district)
        services.confirm_local_edition(
            edition=edition, version=1, reason="支队批复", by=district.administrator, at=AT
        )

        kinds = [entry.kind for entry in journal.entries_about(edition)]
        assert kinds == ["policy.edition_confirmed", "policy.edition_added"]

    def test_when_two_people_change_it_then_the_second_is_told(self, district):
        edition = five_days(district)
        services.confirm_local_edition(
            edition=edition, version=1, reason="支队批复", by=district.administrator, at=AT
        )

        with pytest.raises(StaleVersion):
            services.withdraw_local_edition(
                edition=edition, version=1, reason="录错", by=district.administrator, at=AT
            )


class TestALocalEditionIsRefused:
    def test_to_a_community_officer(self, district):
        with pytest.raises(NotAllowed):
            five_days(district, by=district.officer)

    def test_without_a_reason(self, district):
        with pytest.raises(services.ReasonMissing):
            five_days(district, reason=" ")

    def test_when_its_value_cannot_be_read_as_that_rule(self, district):
        with pytest.raises(Invalid):
            five_days(district, value={"amount": "soon"})

    def test_when_another_counts_on_the_same_days(self, district):
        five_days(district)

        with pytest.raises(services.EditionsOverlap):
            five_days(district, since=date(2026, 8, 1))

    def test_when_the_place_is_no_division_code(self, district):
        with pytest.raises(services.NoSuchPlace):
            five_days(district, place="亭湖")

    def test_and_then_nothing_has_changed(self, district):
        with pytest.raises(Invalid):
            five_days(district, value={"amount": "soon"})

        assert not selectors.local_editions().exists()
        assert reinspection().amount == 3


class TestGivenTheWorkingDayTable:
    def test_when_a_day_is_entered_then_deadlines_follow_it(self, district):
        services.set_day(
            day=date(2026, 11, 24), is_worked=False, reason="防台风停工通知", name="停工",
            by=district.administrator, at=AT,
        )  # fmt: skip

        calendar = selectors.calendar()
        assert not calendar.is_working_day(date(2026, 11, 24))
        assert calendar.day(date(2026, 11, 24)).kind is DayKind.HOLIDAY

    def test_when_the_entry_is_taken_back_then_the_shipped_calendar_counts(self, district):
        services.set_day(
            day=date(2026, 11, 24), is_worked=False, reason="通知", by=district.administrator, at=AT
        )
        services.clear_day(day=date(2026, 11, 24), reason="取消", by=district.administrator, at=AT)

        assert selectors.calendar().is_working_day(date(2026, 11, 24))

    def test_a_year_is_not_confirmed_until_its_notice_is_entered(self, district):
        assert not selectors.calendar().is_confirmed(date(2027, 3, 1))

        services.confirm_year(
            year=2027, reason="国办发明电〔2026〕7号", by=district.administrator, at=AT
        )

        assert selectors.calendar().is_confirmed(date(2027, 3, 1))
