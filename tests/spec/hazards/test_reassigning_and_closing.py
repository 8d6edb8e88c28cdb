"""Another officer, and an end without correction."""

from datetime import date

import pytest

from tests.factories.hazards import found, morning, ordered, rules
from wanghuo.operations.hazards import services, signals
from wanghuo.operations.hazards.domain.lifecycle import IllegalTransition
from wanghuo.operations.hazards.domain.terms import Closing, Measure, Status
from wanghuo.operations.hazards.services.assigning import NotOfThisStation
from wanghuo.operations.hazards.services.closing import NotAClosingOfTheChief, ProofMissing
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Assignment
from wanghuo.registers.access.services import PostLacksPermission


def close(district, hazard, *, closing=Closing.PREMISES_CLOSED, proof="营业执照已注销", by=None):
    return services.close(
        hazard=hazard, closing=closing, proof=proof, by=by or district.chief, at=morning()
    )


class TestGivenAnOfficerWhoLeaves:
    def test_when_the_hazard_is_given_to_another_then_that_one_has_the_next_step(self, district):
        hazard = services.reassign(
            hazard=ordered(district), to=district.fire_officer, reason="调离",
            by=district.chief, at=morning(),
        )  # fmt: skip

        assert hazard.officer == hazard.next_person == district.fire_officer

    def test_when_it_is_given_to_somebody_of_another_station_then_it_is_refused(self, district):
        with pytest.raises(NotOfThisStation):
            services.reassign(
                hazard=ordered(district), to=district.south_officer, reason="调离",
                by=district.chief, at=morning(),
            )  # fmt: skip


class TestGivenAPostThatIsLeft:
    def leave(self, district, username: str) -> None:
        (held,) = Assignment.objects.filter(person=district.people[username], is_current=True)
        access.end_assignment(
            assignment=held, until=date(2026, 11, 24), by=district.administrator,
            at=morning(date(2026, 11, 24)),
        )  # fmt: skip

    def test_when_the_officer_leaves_then_the_hazards_go_to_whom_the_rule_names(self, district):
        hazard = ordered(district)

        self.leave(district, "officer")

        hazard.refresh_from_db()
        assert hazard.officer == hazard.next_person == district.fire_officer

    def test_when_an_account_is_closed_then_the_hazards_go_on_too(self, district):
        hazard = ordered(district)

        access.deactivate(
            person=district.officer, reason="停职", by=district.administrator, at=morning()
        )

        hazard.refresh_from_db()
        assert hazard.next_person == district.fire_officer

    def test_when_the_chief_leaves_then_what_waits_for_a_decision_goes_to_the_deputy(
        self, district
    ):
        hazard = ordered(district)
        services.request_extension(
            hazard=hazard, requested_by="赵经理", reason="缺配件", until=date(2026, 12, 10),
            by=district.officer, at=morning(), **rules(),
        )  # fmt: skip

        self.leave(district, "chief")

        hazard.refresh_from_db()
        assert hazard.next_person == district.deputy
        assert hazard.officer == district.officer

    def test_when_the_brigade_head_leaves_then_transfers_go_to_who_is_there(self, district):
        hazard = found(district, measure=Measure.TRANSFER, violation="V01")
        services.transfer(
            hazard=hazard, to=district.brigade, reason="未经许可", by=district.officer,
            at=morning(), **rules(),
        )  # fmt: skip

        self.leave(district, "brigade_head")

        hazard.refresh_from_db()
        assert hazard.next_person == district.brigade_officer


class TestGivenPremisesThatClosedDown:
    def test_when_the_chief_says_what_proves_it_then_the_hazard_is_closed(self, district):
        hazard = close(district, ordered(district))

        assert hazard.status == Status.CLOSED
        assert hazard.proof_note == "营业执照已注销"

    def test_when_there_is_no_proof_then_it_is_refused(self, district):
        with pytest.raises(ProofMissing):
            close(district, ordered(district), proof=" ")

    def test_when_an_officer_wants_to_close_it_then_it_is_refused(self, district):
        with pytest.raises(PostLacksPermission):
            close(district, ordered(district), by=district.officer)

    def test_when_the_reason_is_one_of_the_life_cycle_then_it_cannot_be_chosen(self, district):
        with pytest.raises(NotAClosingOfTheChief):
            close(district, ordered(district), closing=Closing.REINSPECTED)

    def test_when_it_is_closed_already_then_it_is_refused(self, district):
        with pytest.raises(IllegalTransition):
            close(district, found(district, measure=Measure.FIXED_ON_SPOT))


class TestGivenRoomsAbove:
    def test_then_they_hear_of_every_next_step_and_of_the_closure(self, district):
        heard = []

        def steps(hazard, **_):
            heard.append(("step", hazard.next_step))

        def ends(hazard, **_):
            heard.append(("closed", hazard.closing))

        signals.next_step_set.connect(steps)
        signals.closed.connect(ends)

        close(district, ordered(district))

        assert heard == [
            ("step", "ISSUE_ORDER"), ("step", "REINSPECT"), ("closed", "PREMISES_CLOSED"),
        ]  # fmt: skip
