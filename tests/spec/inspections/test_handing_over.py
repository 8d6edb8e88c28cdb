"""Whoever leaves a station leaves no task, visit, order or plan behind."""

from datetime import timedelta

import pytest

from tests.factories import inspections as made
from tests.factories import planned
from tests.factories.district import District
from tests.factories.hazards import MONDAY, morning, ordered
from tests.factories.premises import premises
from wanghuo.foundation.journal import selectors as journal
from wanghuo.insight.planning import selectors as planning
from wanghuo.insight.planning import services as plans
from wanghuo.insight.worklists import selectors as worklists
from wanghuo.operations.inspections import services
from wanghuo.operations.inspections.domain.terms import Origin, Purpose
from wanghuo.operations.inspections.services.refusals import NotAnOfficer
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Assignment
from wanghuo.registers.documents import selectors as documents

LATER = MONDAY + timedelta(days=1)


def leave(district: District, *usernames: str) -> None:
    for username in usernames:
        access.end_assignment(
            assignment=Assignment.objects.get(person=district.people[username], is_current=True),
            until=LATER, by=district.administrator, at=morning(LATER),
        )  # fmt: skip


class TestGivenATaskByHand:
    def test_when_the_officer_leaves_then_whoever_answers_for_the_place_takes_over(
        self, district: District
    ):
        task = made.task(district, premises=premises(district), origin=Origin.MANUAL,
                         reason_facts={"description": "回访"})  # fmt: skip

        leave(district, "officer")

        task.refresh_from_db()
        assert task.accountable == district.fire_officer
        assert task.partner == district.second_officer
        line = journal.timeline(task)[0].sentence
        assert "方专职接办葛社区的任务" in line
        assert line == journal.timeline(task.premises)[0].sentence

    def test_when_the_second_officer_leaves_then_somebody_else_can_go_along(
        self, district: District
    ):
        task = made.task(district, premises=premises(district))

        leave(district, "second_officer")

        task.refresh_from_db()
        assert (task.accountable, task.partner) == (district.officer, None)
        assert "韩社区不再担任第二名检查民警" in journal.timeline(task)[0].sentence

    def test_when_the_next_in_line_has_a_conflict_of_interest_then_it_goes_past_them(
        self, district: District
    ):
        place = premises(district)
        task = made.task(district, premises=place)
        plans.declare_conflict(
            person=district.fire_officer, premises=place, reason="亲属经营", by=district.chief,
            at=morning(),
        )  # fmt: skip

        leave(district, "officer")

        task.refresh_from_db()
        assert task.accountable == district.deputy

    def test_when_it_is_opened_for_somebody_of_another_station_then_it_is_refused(
        self, district: District
    ):
        with pytest.raises(NotAnOfficer):
            services.open_task(
                premises=premises(district), origin=Origin.MANUAL, purpose=Purpose.ROUTINE,
                due_on=LATER, accountable=district.south_officer, by=district.chief,
                at=morning(), reason_facts={"description": "回访"},
            )  # fmt: skip


class TestGivenAVisitUnderWay:
    def test_when_the_first_officer_leaves_then_the_second_who_was_there_goes_on(
        self, district: District
    ):
        visit = made.visit(district, premises=premises(district))

        leave(district, "officer")

        visit.refresh_from_db()
        assert (visit.lead, visit.partner) == (district.second_officer, district.officer)
        assert visit.id_shown_at is not None

    def test_when_both_leave_then_the_heir_has_to_show_the_id_anew(self, district: District):
        visit = made.visit(district, premises=premises(district))

        leave(district, "officer", "second_officer")

        visit.refresh_from_db()
        assert visit.lead == district.fire_officer
        assert (visit.id_shown_at, visit.accompanied_by) == (None, "")
        assert "方专职接办韩社区的本次检查" in journal.timeline(visit)[0].sentence


class TestGivenAnOrderToServe:
    def test_when_its_issuer_leaves_then_it_stands_on_the_heirs_worklist(self, district: District):
        hazard = ordered(district, premises=premises(district))
        assert hazard.order in documents.to_serve(district.officer)

        leave(district, "officer")

        (line,) = [
            line
            for group in worklists.groups(district.fire_officer, on=LATER)
            for line in group.lines
            if line.why == hazard.order.number_text
        ]
        assert "送达" in line.what
        assert "待送达的文书由方专职送达" in journal.timeline(hazard.order)[0].sentence


class TestGivenAPlanBeingMade:
    def test_when_its_drafter_leaves_then_the_chief_has_it_on_the_worklist(
        self, district: District
    ):
        planned.shops(district, 3)
        plan = plans.draft(
            station=district.north, year=planned.YEAR, by=district.fire_officer, at=morning()
        )  # fmt: skip
        assert planning.answering(plan) == district.fire_officer

        leave(district, "fire_officer")

        assert planning.answering(plan) == district.chief
        lines = [line for group in worklists.groups(district.chief, on=LATER)
                 for line in group.lines]  # fmt: skip
        assert any("年度计划" in line.what for line in lines)
