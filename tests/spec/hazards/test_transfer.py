"""Handing a hazard over, and the answer."""

from datetime import date

import pytest

from tests.factories.hazards import found, morning, ordered, rules, shop
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.operations.hazards import selectors, services
from wanghuo.operations.hazards.domain.terms import (
    Answer,
    Closing,
    Measure,
    NextStep,
    Outcome,
    Status,
)
from wanghuo.operations.hazards.models import Hazard, Transfer
from wanghuo.operations.hazards.services.transferring import (
    AlreadyAnswered,
    CannotDecide,
    NotTheReceiver,
)

TUESDAY = date(2026, 11, 24)


def sent(district, hazard, *, to=None, on=TUESDAY, **others) -> Transfer:
    return services.transfer(
        hazard=hazard, to=to or district.brigade, reason="逾期未改正", by=district.officer,
        at=morning(on), **others, **rules(),
    )  # fmt: skip


def received(district, transfer, *, by=None) -> Hazard:
    services.record_receipt(
        transfer=transfer, by=by or district.brigade_officer, at=morning(TUESDAY), **rules()
    )
    return Hazard.objects.get(pk=transfer.hazard_id)


def answered(district, transfer, answer, *, by=None) -> Hazard:
    services.record_reply(
        transfer=transfer, answer=answer, note="已立案查处", number="亭消立字〔2026〕第5号",
        by=by or district.brigade_officer, at=morning(TUESDAY), **rules(),
    )  # fmt: skip
    return Hazard.objects.get(pk=transfer.hazard_id)


class TestGivenAPlaceOpenedWithoutPermission:
    def opened(self, district) -> Hazard:
        return found(district, measure=Measure.TRANSFER, violation="V01")

    def test_when_it_is_found_then_the_letter_is_due_in_five_working_days(self, district):
        hazard = self.opened(district)

        assert hazard.next_step == NextStep.SEND_TRANSFER
        assert hazard.next_due_on == date(2026, 11, 30)

    def test_when_it_is_transferred_then_the_brigade_has_to_confirm_receipt(self, district):
        transfer = sent(district, self.opened(district))

        hazard = Hazard.objects.get(pk=transfer.hazard_id)
        assert hazard.status == Status.TRANSFERRED
        assert hazard.next_step == NextStep.CONFIRM_RECEIPT
        assert hazard.next_person == district.brigade_head
        assert transfer.letter.payload["recipient"] == "亭湖区消防救援大队"
        assert not transfer.is_late

    def test_when_it_is_sent_after_the_five_days_then_it_is_marked_late(self, district):
        assert sent(district, self.opened(district), on=date(2026, 12, 1)).is_late

    def test_when_it_is_sent_to_somebody_who_cannot_decide_then_it_is_refused(self, district):
        with pytest.raises(CannotDecide):
            sent(district, self.opened(district), to=district.housing)

    def test_when_a_phone_sends_it_twice_then_one_letter_is_issued(self, district):
        hazard, id = self.opened(district), uuid7()

        assert sent(district, hazard, id=id) == sent(district, hazard, id=id)


class TestGivenATransferToTheBrigade:
    def transferred(self, district) -> Transfer:
        return sent(district, ordered(district))

    def test_when_it_confirms_receipt_then_it_has_to_answer(self, district):
        hazard = received(district, self.transferred(district))

        assert hazard.next_step == NextStep.REPLY
        assert hazard.next_person == district.brigade_head

    def test_when_a_case_was_filed_then_the_officer_reads_the_answer_and_closes(self, district):
        transfer = self.transferred(district)
        received(district, transfer)
        hazard = answered(district, transfer, Answer.CASE_FILED)
        assert hazard.next_step == NextStep.CLOSE_TRANSFER
        assert hazard.next_person == district.officer

        closed = services.close_transferred(
            hazard=hazard, note="已核实", by=district.officer, at=morning(TUESDAY)
        )

        assert closed.closing == Closing.TRANSFERRED
        assert "亭消立字〔2026〕第5号" in closed.proof_note

    def test_when_it_is_returned_then_the_chief_has_to_pass_it_on(self, district):
        hazard = answered(district, self.transferred(district), Answer.RETURNED)

        assert hazard.status == Status.RETURNED
        assert hazard.next_person == district.chief
        assert selectors.open_transfer(hazard) is None
        assert sent(district, hazard).pk

    def test_when_somebody_of_the_station_answers_for_it_then_it_is_refused(self, district):
        with pytest.raises(NotTheReceiver):
            received(district, self.transferred(district), by=district.officer)

    def test_when_it_is_answered_twice_differently_then_the_second_is_refused(self, district):
        transfer = self.transferred(district)
        received(district, transfer)
        answered(district, transfer, Answer.CASE_FILED)

        with pytest.raises(AlreadyAnswered):
            answered(district, transfer, Answer.CORRECTED)


class TestGivenAnAuthorityThatDoesNotWorkInTheProduct:
    def test_then_the_officer_asks_after_the_transfer_and_records_the_answer(self, district):
        hazard = found(district, measure=Measure.TRANSFER, violation="V03")
        transfer = sent(district, hazard, to=district.housing)
        assert Hazard.objects.get(pk=hazard.pk).next_person == district.officer

        received(district, transfer, by=district.officer)
        hazard = answered(district, transfer, Answer.CORRECTED, by=district.officer)

        assert hazard.status == Status.REPLIED


class TestGivenAHazardNotCorrectedInTime:
    def test_then_the_letter_lists_the_order_and_the_transfer_clock_ran_from_the_reinspection(
        self, district
    ):
        hazard = ordered(district)
        services.record_reinspection(
            hazard=hazard, visit_id=uuid7(), outcome=Outcome.NOT_CORRECTED, note="",
            by=district.officer, at=morning(date(2026, 12, 2)), **rules(),
        )  # fmt: skip

        transfer = sent(district, hazard, on=date(2026, 12, 3))

        assert transfer.due_on == date(2026, 12, 9)
        (order,) = transfer.letter.payload["attachments"]
        assert order == f"责令限期改正通知书（{hazard.order.number_text}）"


class TestGivenPremisesWithTheirOwnAccountablePeople:
    def test_then_the_chief_and_the_guiding_officer_of_the_premises_have_the_steps(self, district):
        premises = shop(district)
        premises.accountable_chief = district.deputy
        premises.guiding_officer = district.brigade_officer
        premises.save()
        hazard = ordered(district, premises=premises)

        transfer = sent(district, hazard)
        assert Hazard.objects.get(pk=hazard.pk).next_person == district.brigade_officer
        returned = answered(district, transfer, Answer.RETURNED)

        assert returned.next_person == district.deputy
