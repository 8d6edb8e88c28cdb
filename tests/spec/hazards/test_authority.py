"""What a station may order, and who can where it may not."""

from datetime import date

import pytest

from wanghuo.foundation.rulebook import book
from wanghuo.operations.hazards.domain import authority
from wanghuo.operations.hazards.domain.authority import MeasureNotAllowed
from wanghuo.operations.hazards.domain.terms import Grade, Measure
from wanghuo.registers.organization.domain.kinds import OrganizationKind

DAY = date(2026, 11, 23)
PLACE = "320902001001"
OPENED_WITHOUT_PERMISSION, NOT_ACCEPTED, EXIT_BLOCKED = "V01", "V03", "V08"


def allowed(violation: str, grade: Grade = Grade.GENERAL) -> set[Measure]:
    choices = authority.choices(
        violation=violation, grade=grade, rules=book.shipped(), on=DAY, place=PLACE
    )
    return {choice.measure for choice in choices if choice.is_allowed}


def check(measure: Measure, violation: str, grade: Grade = Grade.GENERAL) -> None:
    authority.check(
        measure, violation=violation, grade=grade, rules=book.shipped(), on=DAY, place=PLACE
    )


class TestGivenAViolationOfPermits:
    @pytest.mark.parametrize("violation", [OPENED_WITHOUT_PERMISSION, NOT_ACCEPTED])
    def test_then_a_station_may_only_transfer_it(self, violation):
        assert allowed(violation) == {Measure.TRANSFER}

    def test_when_a_station_wants_to_order_then_the_refusal_names_who_can_and_the_article(self):
        with pytest.raises(MeasureNotAllowed) as refused:
            check(Measure.BY_DATE, NOT_ACCEPTED)

        assert refused.value.facts["who_can"] == [
            OrganizationKind.HOUSING_AUTHORITY, OrganizationKind.BRIGADE,
        ]  # fmt: skip
        assert "消防监督检查规定" in refused.value.facts["citation"]
        assert refused.value.facts["possible"] == [Measure.TRANSFER]

    def test_then_the_housing_authority_receives_a_missing_acceptance_first(self):
        receivers = authority.receivers(NOT_ACCEPTED, rules=book.shipped(), on=DAY, place=PLACE)

        assert receivers[0] == OrganizationKind.HOUSING_AUTHORITY


class TestGivenAGeneralHazard:
    def test_then_it_may_be_fixed_on_the_spot_ordered_or_transferred_but_not_reported(self):
        assert allowed(EXIT_BLOCKED) == set(Measure) - {Measure.REPORT}

    def test_when_no_violation_is_named_then_there_is_nothing_to_transfer(self):
        with pytest.raises(MeasureNotAllowed) as refused:
            check(Measure.TRANSFER, violation="")

        assert refused.value.facts["why"] == authority.NOTHING_TO_TRANSFER


class TestGivenASevereHazard:
    def test_then_seeing_it_fixed_on_the_spot_is_not_enough(self):
        with pytest.raises(MeasureNotAllowed):
            check(Measure.FIXED_ON_SPOT, EXIT_BLOCKED, Grade.SEVERE)

    def test_then_ordering_and_reporting_is_offered(self):
        assert Measure.REPORT in allowed(EXIT_BLOCKED, Grade.SEVERE)
