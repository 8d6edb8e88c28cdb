"""
Whatever is done to hazards, in whatever order: an open one always has step, person and day, a
closed one always has its proof, no state is reached past the table, and the journal accounts
for every row.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.factories.district import District
from tests.factories.hazards import morning, rules, shop
from wanghuo.foundation.journal.models import Entry
from wanghuo.foundation.journal.verification import verify
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.operations.hazards import selectors, services
from wanghuo.operations.hazards.domain import lifecycle
from wanghuo.operations.hazards.domain.terms import (
    Answer,
    Closing,
    Grade,
    Measure,
    NextStep,
    Outcome,
    Status,
)
from wanghuo.operations.hazards.models import Extension, Hazard, Transfer

days = st.integers(min_value=-3, max_value=40)
measures = st.sampled_from(Measure)
kinds = st.sampled_from(
    [
        (Measure.BY_DATE, Grade.GENERAL, "V08"),
        (Measure.AT_ONCE, Grade.GENERAL, ""),
        (Measure.BY_DATE, Grade.SEVERE, "V05"),
        (Measure.REPORT, Grade.SEVERE, "V08"),
        (Measure.TRANSFER, Grade.GENERAL, "V01"),
        (Measure.TRANSFER, Grade.SEVERE, "V03"),
    ]
)


def reachable() -> set[tuple[Status, Status]]:
    """Return every pair of states one act leads between, and staying where one is."""
    moves = {(start, move.status) for (start, _act), move in lifecycle.TABLE.items()}
    return moves | {(status, status) for status in Status}


class HazardLife(RuleBasedStateMachine):
    """One hazard, brought on by every verb with sensible and senseless arguments."""

    district: District

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.today = date(2026, 11, 23)
        self.hazard: Hazard | None = None
        self.status = Status.FOUND

    def teardown(self) -> None:
        """Every row must be as its last act left it."""
        found = [finding for finding in verify().findings if finding.label.startswith("hazards.")]
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)
        assert not found

    @initialize(kind=kinds, ahead=st.integers(min_value=1, max_value=40))
    def find(self, kind, ahead):
        measure, grade, violation = kind
        self.tried(
            services.find, premises=shop(self.district), visit_id=uuid7(), item_key="exits_clear",
            violation=violation, act_number=2, grade=grade, description="安全出口堵塞",
            measure=measure, deadline_on=self.day(ahead), officers=[self.district.officer],
            by=self.district.officer, **rules(),
        )  # fmt: skip
        self.hazard = Hazard.objects.get()
        self.status = self.hazard.lifecycle_status

    @rule(later=st.integers(min_value=0, max_value=15))
    def time_passes(self, later):
        self.today += timedelta(days=later)

    @precondition(lambda self: self.hazard is not None and self.hazard.is_open)
    @rule(measure=measures, ahead=days)
    def choose(self, measure, ahead):
        self.tried(
            services.choose_measure, hazard=self.hazard, measure=measure,
            deadline_on=self.day(ahead), by=self.district.officer, **rules(),
        )  # fmt: skip

    @precondition(lambda self: self.hazard is not None and self.hazard.is_open)
    @rule()
    def order(self):
        self.tried(
            services.issue_orders, visit_id=self.hazard.found_in, hazards=[self.hazard],
            by=self.district.officer, **rules(),
        )  # fmt: skip

    @precondition(lambda self: self.hazard is not None and self.hazard.is_open)
    @rule(outcome=st.sampled_from(Outcome), ahead=days, note=st.sampled_from(["", "余一处"]))
    def reinspect(self, outcome, ahead, note):
        self.tried(
            services.record_reinspection, hazard=self.hazard, visit_id=uuid7(), outcome=outcome,
            note=note, next_deadline_on=self.day(ahead), by=self.district.officer, **rules(),
        )  # fmt: skip

    @precondition(lambda self: self.hazard is not None and self.hazard.is_open)
    @rule(ahead=days)
    def ask_for_time(self, ahead):
        self.tried(
            services.request_extension, hazard=self.hazard, requested_by="赵经理", reason="缺配件",
            until=self.day(ahead), by=self.district.officer, **rules(),
        )  # fmt: skip

    @precondition(lambda self: Extension.objects.exists())
    @rule(is_granted=st.booleans())
    def decide(self, is_granted):
        self.tried(
            services.decide_extension, extension=Extension.objects.order_by("-id").first(),
            is_granted=is_granted, reason="已核实", by=self.district.chief, **rules(),
        )  # fmt: skip

    @precondition(lambda self: self.hazard is not None and self.hazard.is_open)
    @rule(receiver=st.sampled_from(["brigade", "housing"]))
    def transfer(self, receiver):
        self.tried(
            services.transfer, hazard=self.hazard, to=getattr(self.district, receiver),
            reason="逾期未改", by=self.district.officer, **rules(),
        )  # fmt: skip

    @precondition(lambda self: Transfer.objects.exists())
    @rule(answer=st.sampled_from(Answer), receives=st.booleans(), is_officer=st.booleans())
    def answer(self, answer, receives, is_officer):
        sent = Transfer.objects.order_by("-id").first()
        by = self.district.officer if is_officer else self.district.brigade_officer
        if receives:
            self.tried(services.record_receipt, transfer=sent, by=by, **rules())
        self.tried(
            services.record_reply, transfer=sent, answer=answer, note="已处理", by=by, **rules()
        )

    @precondition(lambda self: self.hazard is not None and self.hazard.is_open)
    @rule(chance=st.integers(min_value=0, max_value=8), ahead=st.integers(1, 20))
    def do_the_next_step(self, chance, ahead):
        """Do what the hazard says must follow, on a day on which it can be done."""
        step = NextStep(self.hazard.next_step)
        if step is NextStep.REINSPECT and chance % 3:
            self.today = max(self.today, self.hazard.deadline + timedelta(days=1))
        {
            NextStep.ISSUE_ORDER: self.order,
            NextStep.SEND_TRANSFER: lambda: self.transfer("brigade"),
            NextStep.REINSPECT: lambda: (
                self.ask_for_time((self.hazard.deadline - self.today).days + ahead)
                if chance % 3 == 0
                else self.reinspect(
                    Outcome.PARTLY if chance == 1 else Outcome.NOT_CORRECTED, ahead, "余一处"
                )
            ),
            NextStep.DECIDE_EXTENSION: lambda: self.decide(chance > 4),
            NextStep.CONFIRM_RECEIPT: lambda: self.answer(Answer.CASE_FILED, True, False),
            NextStep.REPLY: lambda: self.answer(Answer.CASE_FILED, False, False),
            NextStep.CLOSE_TRANSFER: lambda: self.another_act("close_transferred"),
        }[step]()

    @precondition(lambda self: self.hazard is not None)
    @rule(verb=st.sampled_from(["close_transferred", "report_severe", "reassign", "close"]))
    def another_act(self, verb):
        arguments = {
            "close_transferred": {"note": "", "by": self.district.officer},
            "report_severe": {
                "danger": "人员密集", "by": self.district.officer, "rules": rules()["rules"],
            },
            "reassign": {
                "to": self.district.fire_officer, "reason": "调离", "by": self.district.chief,
            },
            "close": {
                "closing": Closing.PREMISES_CLOSED, "proof": "已注销", "by": self.district.chief,
            },
        }  # fmt: skip
        self.tried(getattr(services, verb), hazard=self.hazard, **arguments[verb])

    @invariant()
    def open_has_step_person_and_day_and_closed_has_proof(self):
        if self.hazard is None:
            return
        hazard = self.hazard
        if hazard.status == Status.CLOSED:
            assert hazard.closed_at and hazard.closed_by and hazard.closing
            assert hazard.proof_visit or hazard.proof_note
            assert not hazard.next_step and not hazard.next_due_on and not hazard.next_person
            assert selectors.pending_extension(hazard) is None
        else:
            assert hazard.next_step and hazard.next_due_on and hazard.next_layer
            assert hazard.next_person.is_active
            assert hazard.next_due_explained["on"] == hazard.next_due_on.isoformat()

    @invariant()
    def a_severe_hazard_in_hand_is_reported(self):
        hazard = self.hazard
        if hazard is not None and hazard.grade == Grade.SEVERE and hazard.status != Status.FOUND:
            assert hazard.reported_at or hazard.status == Status.CLOSED

    def day(self, ahead: int) -> date:
        return self.today + timedelta(days=ahead)

    def tried(self, verb, **arguments) -> None:
        """Do it or be refused; a refusal changes nothing and writes nothing."""
        before, entries = self.row(), Entry.objects.count()
        try:
            with transaction.atomic():
                verb(**arguments, at=morning(self.today))
        except Refused:
            assert self.row() == before
            assert Entry.objects.count() == entries
        if self.hazard is not None:
            self.hazard = Hazard.objects.get(pk=self.hazard.pk)
            now = self.hazard.lifecycle_status
            assert (self.status, now) in reachable()
            self.status = now

    def row(self) -> dict[str, object] | None:
        return Hazard.objects.values().first()


@pytest.mark.slow
def test_an_open_hazard_is_always_accounted_for_and_a_closed_one_proven(district):
    HazardLife.district = district

    run_state_machine_as_test(
        HazardLife,
        settings=settings(
            max_examples=25, stateful_step_count=16, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
