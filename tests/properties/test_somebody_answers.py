"""
Whoever comes, goes, moves or is shut out, in whatever order: at no time is anything open with
nobody, or with somebody who no longer holds a post that may answer for it.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.factories import inspections, planned
from tests.factories.district import District
from tests.factories.hazards import MONDAY, found, morning, ordered, rules
from tests.factories.premises import premises as registered
from wanghuo.foundation.journal.verification import verify
from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.insight.planning import selectors as planning
from wanghuo.insight.planning import services as plans
from wanghuo.insight.planning.models import Plan
from wanghuo.operations.hazards import services as hazards
from wanghuo.operations.hazards.domain.terms import Measure
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as posts
from wanghuo.registers.access.models import Assignment, Person
from wanghuo.registers.documents.models import Document
from wanghuo.registers.documents.selectors import left_unserved
from wanghuo.registers.organization import services as organizations
from wanghuo.registers.organization.domain.kinds import Layer, PostKind
from wanghuo.registers.premises import services as register
from wanghuo.registers.premises.models import Accountability, Premises

WHO = st.sampled_from(
    ["chief", "deputy", "fire_officer", "officer", "second_officer", "auxiliary", "south_chief",
     "south_officer", "brigade_head", "brigade_officer"]
)  # fmt: skip
POSTS = st.sampled_from(
    [PostKind.CHIEF, PostKind.DEPUTY_CHIEF, PostKind.FIRE_OFFICER, PostKind.COMMUNITY_OFFICER,
     PostKind.AUXILIARY, PostKind.BRIGADE_OFFICER]
)  # fmt: skip
WHERE = st.sampled_from(["north", "south", "brigade"])


class ComingAndGoing(RuleBasedStateMachine):
    """A station with everything open that can be, and the people who come and go."""

    district: District

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.today = MONDAY

    def teardown(self) -> None:
        """Every row must be as its last act left it."""
        found_wrong = verify().findings
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)
        assert not found_wrong

    @initialize()
    def live(self) -> None:
        here = self.district
        ordered(here, premises=registered(here, name="乙店"))
        waiting = ordered(here, premises=registered(here, name="丙店"))
        hazards.request_extension(
            hazard=waiting, requested_by="赵经理", reason="缺配件", until=date(2026, 12, 10),
            by=here.officer, at=morning(), **rules(),
        )  # fmt: skip
        sent = found(here, premises=registered(here, name="丁店"), measure=Measure.TRANSFER,
                     violation="V01")  # fmt: skip
        hazards.transfer(
            hazard=sent, to=here.brigade, reason="未经许可", by=here.officer, at=morning(),
            **rules(),
        )  # fmt: skip
        own = registered(here, name="戊店")
        register.assign_officer(
            premises=own, person=here.second_officer, reason="熟悉", by=here.chief,
            at=morning(MONDAY - timedelta(days=3)),
        )  # fmt: skip
        inspections.task(here, premises=own, accountable=here.officer)
        inspections.task(here, premises=registered(here, name="庚店"))
        inspections.visit(here, premises=registered(here, name="己店"))
        plans.draft(
            station=here.north, year=planned.YEAR, by=here.fire_officer, at=morning()
        )  # fmt: skip

    def at(self):
        return morning(self.today)

    def person(self, who: str) -> Person:
        return Person.objects.get(pk=self.district.people[who].pk)

    def tried(self, act, **arguments) -> None:
        """Do it, or learn that it is refused; either way nothing may be left half done."""
        try:
            with transaction.atomic():
                act(**arguments, by=self.district.administrator, at=self.at())
        except Refused:
            pass

    @rule(who=WHO, days=st.integers(min_value=0, max_value=3))
    def leave(self, who: str, days: int) -> None:
        held = Assignment.objects.filter(person=self.person(who), until__isnull=True).first()
        if held is not None:
            self.tried(
                posts.end_assignment, assignment=held, until=self.today + timedelta(days=days)
            )

    @rule(who=WHO)
    def shut_out(self, who: str) -> None:
        self.tried(posts.deactivate, person=self.person(who), reason="停职")

    @rule(who=WHO)
    def let_in(self, who: str) -> None:
        self.tried(posts.reactivate, person=self.person(who))

    @rule(who=WHO, kind=POSTS, where=WHERE, days=st.integers(min_value=0, max_value=3))
    def take_up(self, who: str, kind: PostKind, where: str, days: int) -> None:
        home = getattr(self.district, where)
        try:
            post = organizations.post_in(home, kind)
        except organizations.PostDoesNotFit:
            return
        self.tried(
            posts.assign, person=self.person(who), post=post, since=self.today + timedelta(days)
        )

    @rule(days=st.integers(min_value=1, max_value=4))
    def sleep(self, days: int) -> None:
        self.today += timedelta(days=days)
        posts.turn_assignments(on=self.today, by=self.district.installation, at=self.at())

    @invariant()
    def every_premises_has_one_person_on_every_layer(self) -> None:
        north = set(access.officers_of(self.district.north))
        brigade = set(
            access.holders(self.district.brigade, [PostKind.BRIGADE_HEAD, PostKind.BRIGADE_OFFICER])
        )
        for premises in Premises.objects.all():
            assert premises.accountable_officer in north
            assert premises.accountable_deputy in north
            assert premises.accountable_chief in north
            assert premises.guiding_officer in brigade
        for named in Accountability.objects.filter(until__isnull=True):
            assert named.person in (brigade if named.layer == Layer.BRIGADE else north)

    @invariant()
    def every_hazard_task_visit_and_paper_has_somebody_who_may_act(self) -> None:
        north = set(access.officers_of(self.district.north))
        for hazard in Hazard.objects.filter(closed_at__isnull=True):
            assert hazard.officer in north
            assert hazard.next_person in access_of(hazard, self.district)
        for task in Task.objects.filter(status="OPEN"):
            assert task.accountable in north
            assert task.partner is None or task.partner in north
        for visit in Visit.objects.filter(status__in=["DRAFT", "REPORTED"]):
            assert visit.lead in north
        assert not left_unserved(self.district.north).exists()
        assert all(document.server in north for document in Document.objects.filter(
            status="ISSUED", kind__in=["ORDER_AT_ONCE", "ORDER_BY_DATE", "TRANSFER_LETTER"]
        ))  # fmt: skip

    @invariant()
    def every_plan_being_made_has_somebody(self) -> None:
        north = set(access.officers_of(self.district.north))
        for plan in Plan.objects.filter(status__in=["DRAFT", "SUBMITTED", "APPROVED"]):
            assert planning.answering(plan) in north


def access_of(hazard: Hazard, district: District) -> set[Person]:
    """Return who may take the hazard's next step."""
    if hazard.next_layer == Layer.CHIEF:
        return set(access.holders(district.north, [PostKind.CHIEF, PostKind.DEPUTY_CHIEF]))
    if hazard.next_layer == Layer.BRIGADE:
        return set(
            access.holders(district.brigade, [PostKind.BRIGADE_HEAD, PostKind.BRIGADE_OFFICER])
        )
    return set(access.officers_of(district.north))


@pytest.mark.django_db
def test_nothing_open_is_ever_without_somebody_who_holds_a_post_for_it(district: District):
    machine = type("Machine", (ComingAndGoing,), {"district": district})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25, stateful_step_count=12, deadline=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
        ),
    )  # fmt: skip
