"""What a re-inspection and a request for more time do."""

from datetime import date

import pytest

from tests.factories.hazards import found, morning, ordered, rules
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.operations.hazards import selectors, services
from wanghuo.operations.hazards.domain.extensions import TooLateToExtend, TooManyExtensions
from wanghuo.operations.hazards.domain.lifecycle import IllegalTransition
from wanghuo.operations.hazards.domain.terms import (
    Closing,
    Decision,
    Measure,
    NextStep,
    Outcome,
    Status,
)
from wanghuo.operations.hazards.models import Extension, Hazard
from wanghuo.operations.hazards.services.extending import NoPendingExtension
from wanghuo.operations.hazards.services.reinspecting import RemainderMissing
from wanghuo.registers.access.services import PostLacksPermission

DEADLINE, AFTER_IT = date(2026, 11, 30), date(2026, 12, 2)


def reinspect(district, hazard, outcome, *, on=AFTER_IT, note="", **others) -> Hazard:
    services.record_reinspection(
        hazard=hazard, outcome=outcome, note=note, by=district.officer, at=morning(on),
        **({"visit_id": uuid7()} | others), **rules(),
    )  # fmt: skip
    return Hazard.objects.get(pk=hazard.pk)


def ask(
    district, hazard, *, until=date(2026, 12, 10), on=date(2026, 11, 25), **others
) -> Extension:
    return services.request_extension(
        hazard=hazard, requested_by="赵经理", reason="设备到货延迟", until=until,
        by=district.officer, at=morning(on), **others, **rules(),
    )  # fmt: skip


def decide(district, extension, *, is_granted, reason="", on=date(2026, 11, 26)) -> Hazard:
    services.decide_extension(
        extension=extension, is_granted=is_granted, reason=reason, by=district.chief,
        at=morning(on), **rules(),
    )  # fmt: skip
    return Hazard.objects.get(pk=extension.hazard_id)


class TestGivenAnOrderedHazard:
    def test_when_it_is_found_corrected_then_it_is_closed_with_the_visit_as_proof(self, district):
        visit = uuid7()

        hazard = reinspect(district, ordered(district), Outcome.CORRECTED, visit_id=visit)

        assert hazard.status == Status.CLOSED
        assert hazard.closing == Closing.REINSPECTED
        assert hazard.proof_visit == visit

    def test_when_it_is_found_partly_corrected_then_the_rest_gets_a_new_deadline(self, district):
        hazard = reinspect(
            district, ordered(district), Outcome.PARTLY, note="尚余一处未清理",
            next_deadline_on=date(2026, 12, 9),
        )  # fmt: skip

        assert hazard.status == Status.PARTLY_CORRECTED
        assert hazard.deadline_on == date(2026, 12, 9)
        assert hazard.next_step == NextStep.REINSPECT
        assert hazard.next_due_on == date(2026, 12, 14)

    def test_when_partial_correction_does_not_say_what_is_left_then_it_is_refused(self, district):
        with pytest.raises(RemainderMissing):
            reinspect(
                district, ordered(district), Outcome.PARTLY, next_deadline_on=date(2026, 12, 9)
            )

    def test_when_nothing_was_done_after_the_deadline_then_it_has_to_be_transferred(self, district):
        hazard = reinspect(district, ordered(district), Outcome.NOT_CORRECTED)

        assert hazard.status == Status.NOT_CORRECTED
        assert hazard.next_step == NextStep.SEND_TRANSFER
        assert hazard.next_person == district.officer
        assert hazard.next_due_on == date(2026, 12, 9)

    def test_when_nothing_was_done_yet_before_the_deadline_then_the_time_allowed_still_runs(
        self, district
    ):
        hazard = reinspect(
            district, ordered(district), Outcome.NOT_CORRECTED, on=date(2026, 11, 27)
        )

        assert hazard.status == Status.ORDERED
        assert hazard.deadline_on == DEADLINE
        assert hazard.reinspections.count() == 1

    def test_when_what_was_ordered_at_once_was_not_done_then_there_is_no_time_left(self, district):
        hazard = ordered(district, measure=Measure.AT_ONCE)

        assert reinspect(district, hazard, Outcome.NOT_CORRECTED).status == Status.NOT_CORRECTED

    def test_when_the_same_visit_is_sent_twice_then_it_counts_once(self, district):
        hazard, visit = ordered(district), uuid7()

        reinspect(district, hazard, Outcome.NOT_CORRECTED, visit_id=visit)
        again = reinspect(district, hazard, Outcome.NOT_CORRECTED, visit_id=visit)

        assert again.reinspections.count() == 1


class TestGivenAHazardNothingWasOrderedFor:
    def test_when_somebody_records_a_reinspection_then_it_is_refused(self, district):
        with pytest.raises(IllegalTransition):
            reinspect(district, found(district), Outcome.CORRECTED)


class TestGivenARequestForMoreTime:
    def test_then_the_chief_has_to_decide_in_three_working_days(self, district):
        ask(district, hazard := ordered(district))

        hazard = Hazard.objects.get(pk=hazard.pk)
        assert hazard.status == Status.EXTENSION_REQUESTED
        assert hazard.next_step == NextStep.DECIDE_EXTENSION
        assert hazard.next_person == district.chief
        assert hazard.next_due_on == date(2026, 11, 30)

    def test_when_the_chief_grants_it_then_the_deadline_moves(self, district):
        hazard = decide(district, ask(district, ordered(district)), is_granted=True)

        assert hazard.status == Status.ORDERED
        assert hazard.deadline_on == date(2026, 12, 10)
        assert hazard.next_due_on == date(2026, 12, 15)

    def test_when_the_chief_refuses_it_then_the_old_deadline_stands(self, district):
        extension = ask(district, ordered(district))

        hazard = decide(district, extension, is_granted=False, reason="理由不充分")

        assert hazard.deadline_on == DEADLINE
        assert hazard.next_step == NextStep.REINSPECT
        assert Extension.objects.get().decision == Decision.REFUSED

    def test_when_an_officer_wants_to_decide_then_the_refusal_names_who_can(self, district):
        extension = ask(district, ordered(district))

        with pytest.raises(PostLacksPermission):
            services.decide_extension(
                extension=extension, is_granted=True, reason="", by=district.officer,
                at=morning(), **rules(),
            )  # fmt: skip

    def test_when_it_is_decided_twice_differently_then_the_second_is_refused(self, district):
        extension = ask(district, ordered(district))
        decide(district, extension, is_granted=True)

        with pytest.raises(NoPendingExtension):
            decide(district, extension, is_granted=False, reason="改主意")

    def test_when_a_phone_sends_it_twice_then_it_is_there_once(self, district):
        hazard, sent = ordered(district), uuid7()

        ask(district, hazard, id=sent)
        ask(district, hazard, id=sent)

        assert Extension.objects.count() == 1

    def test_when_the_deadline_is_over_then_it_is_refused(self, district):
        with pytest.raises(TooLateToExtend):
            ask(district, ordered(district), on=date(2026, 12, 1))

    def test_when_it_was_granted_as_often_as_allowed_then_no_more(self, district):
        hazard = ordered(district)
        decide(district, ask(district, hazard), is_granted=True)
        decide(district, ask(district, hazard, until=date(2026, 12, 20)), is_granted=True)

        with pytest.raises(TooManyExtensions):
            ask(district, hazard, until=date(2026, 12, 25))

    def test_when_the_fault_is_found_corrected_meanwhile_then_the_request_lapses(self, district):
        hazard = ordered(district)
        extension = ask(district, hazard)

        reinspect(district, hazard, Outcome.CORRECTED, on=date(2026, 11, 26))

        assert selectors.pending_extension(hazard) is None
        assert Extension.objects.get(pk=extension.pk).decision == Decision.LAPSED


class TestGivenSomebodyWhoMayNotInspect:
    def test_when_they_record_a_reinspection_then_it_is_refused(self, district):
        with pytest.raises(PostLacksPermission):
            services.record_reinspection(
                hazard=ordered(district), visit_id=uuid7(), outcome=Outcome.CORRECTED, note="",
                by=district.brigade_head, at=morning(), **rules(),
            )  # fmt: skip
