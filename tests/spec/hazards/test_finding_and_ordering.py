"""From finding to order."""

from datetime import date

import pytest

from tests.factories.hazards import MONDAY, found, morning, ordered, rules, shop
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.support.device_ids import IdTaken
from wanghuo.operations.hazards import selectors, services
from wanghuo.operations.hazards.domain.deadlines import DeadlineMissing
from wanghuo.operations.hazards.domain.terms import (
    Closing,
    Grade,
    Measure,
    NextStep,
    Status,
)
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.hazards.services.finding import DescriptionMissing
from wanghuo.operations.hazards.services.ordering import NotOfOneVisit
from wanghuo.registers.access.services import PostLacksPermission
from wanghuo.registers.documents.domain.kinds import DocumentKind

FRIDAY, NEXT_MONDAY = date(2026, 11, 27), date(2026, 11, 30)


class TestGivenAFaultThatNeedsTime:
    def test_when_it_is_found_then_the_officer_has_to_issue_the_order_in_three_working_days(
        self, district
    ):
        hazard = found(district, measure=Measure.BY_DATE, deadline_on=NEXT_MONDAY)

        assert hazard.status == Status.FOUND
        assert hazard.next_step == NextStep.ISSUE_ORDER
        assert hazard.next_person == district.officer
        assert hazard.next_due_on == date(2026, 11, 26)
        assert hazard.next_due_explained["rule"] == "deadlines.serve_order_by_date"

    def test_when_no_date_is_given_then_it_is_refused(self, district):
        with pytest.raises(DeadlineMissing):
            services.find(
                premises=shop(district), visit_id=uuid7(), item_key="exits_clear",
                violation="V08", act_number=2, grade=Grade.GENERAL, description="堵塞",
                measure=Measure.BY_DATE, deadline_on=None, officers=[district.officer],
                by=district.officer, at=morning(), **rules(),
            )  # fmt: skip

    def test_when_nothing_is_said_about_it_then_it_is_refused(self, district):
        with pytest.raises(DescriptionMissing):
            found(district, description="  ")

    def test_when_a_phone_sends_it_twice_then_it_is_there_once(self, district):
        sent = {"id": uuid7(), "visit_id": uuid7(), "premises": shop(district)}

        first, second = found(district, **sent), found(district, **sent)

        assert first.pk == second.pk
        assert Hazard.objects.count() == 1

    def test_when_another_fault_comes_with_the_same_id_then_it_is_refused(self, district):
        sent = {"id": uuid7(), "visit_id": uuid7(), "premises": shop(district)}
        found(district, **sent)

        with pytest.raises(IdTaken):
            found(district, **sent, item_key="fire_lane")

    def test_then_the_premises_show_it_in_their_time_line(self, district):
        hazard = found(district)

        told = [moment.entry.kind for moment in journal.timeline(hazard.premises)]
        assert told == ["hazards.found"]


class TestGivenAFaultFixedOnTheSpot:
    def test_then_it_is_closed_with_the_visit_as_its_proof(self, district):
        hazard = found(district, measure=Measure.FIXED_ON_SPOT)

        assert hazard.status == Status.CLOSED
        assert hazard.closing == Closing.FIXED_ON_SPOT
        assert hazard.proof_visit == hazard.found_in
        assert hazard.next_step == "" and hazard.next_person is None


class TestGivenTheFaultsOfOneVisit:
    def test_when_orders_are_issued_then_each_deadline_has_its_own_document(self, district):
        visit = {"visit_id": uuid7(), "premises": shop(district)}
        hazards = [
            found(district, **visit, measure=Measure.AT_ONCE, item_key="a"),
            found(district, **visit, deadline_on=FRIDAY, item_key="b"),
            found(district, **visit, deadline_on=NEXT_MONDAY, item_key="c"),
            found(district, **visit, deadline_on=NEXT_MONDAY, item_key="d"),
            found(district, **visit, measure=Measure.FIXED_ON_SPOT, item_key="e"),
            found(district, **visit, measure=Measure.TRANSFER, violation="V01", item_key="f"),
        ]

        issued = services.issue_orders(
            visit_id=visit["visit_id"],
            hazards=hazards,
            by=district.officer,
            at=morning(),
            **rules(),
        )

        assert [document.kind for document in issued] == [
            DocumentKind.ORDER_AT_ONCE, DocumentKind.ORDER_BY_DATE, DocumentKind.ORDER_BY_DATE,
        ]  # fmt: skip
        assert [len(document.payload["findings"]) for document in issued] == [1, 1, 2]
        assert issued[1].payload["deadline_on"] == "2026-11-27"

    def test_when_orders_are_issued_then_the_officer_has_to_reinspect_after_the_deadline(
        self, district
    ):
        hazard = ordered(district, deadline_on=FRIDAY)

        assert hazard.status == Status.ORDERED
        assert hazard.next_step == NextStep.REINSPECT
        assert hazard.next_due_on == date(2026, 12, 2)

    def test_when_orders_are_issued_twice_then_the_same_documents_come_back(self, district):
        hazard = found(district)
        again = {"visit_id": hazard.found_in, "hazards": [hazard], "by": district.officer}

        first = services.issue_orders(**again, at=morning(), **rules())
        second = services.issue_orders(**again, at=morning(), **rules())

        assert [document.pk for document in first] == [document.pk for document in second]

    def test_when_hazards_of_two_visits_are_mixed_then_it_is_refused(self, district):
        one, other = found(district), found(district)

        with pytest.raises(NotOfOneVisit):
            services.issue_orders(
                visit_id=one.found_in, hazards=[one, other], by=district.officer, at=morning(),
                **rules(),
            )  # fmt: skip

    def test_when_an_auxiliary_wants_to_issue_them_then_the_refusal_names_who_can(self, district):
        hazard = found(district)

        with pytest.raises(PostLacksPermission):
            services.issue_orders(
                visit_id=hazard.found_in, hazards=[hazard], by=district.auxiliary, at=morning(),
                **rules(),
            )  # fmt: skip

    def test_then_the_order_cites_the_article_the_violation_breaks(self, district):
        hazard = ordered(district)

        (finding,) = hazard.order.payload["findings"]
        assert finding["citations"] == [
            {"instrument": "中华人民共和国消防法", "article": "第二十八条"}
        ]

    def test_when_another_measure_is_chosen_first_then_that_is_ordered(self, district):
        hazard = found(district, measure=Measure.BY_DATE)

        changed = services.choose_measure(
            hazard=hazard, measure=Measure.AT_ONCE, deadline_on=None, by=district.officer,
            at=morning(), **rules(),
        )  # fmt: skip

        assert changed.deadline_on == MONDAY
        assert changed.next_due_on == MONDAY


class TestGivenASevereHazard:
    def test_when_it_is_ordered_then_it_is_reported_to_township_and_brigade_in_the_same_act(
        self, district
    ):
        hazard = found(district, grade=Grade.SEVERE, measure=Measure.REPORT)

        issued = services.issue_orders(
            visit_id=hazard.found_in, hazards=[hazard], by=district.officer, at=morning(),
            danger="营业时人员众多，唯一出口锁闭", **rules(),
        )  # fmt: skip

        assert [document.kind for document in issued] == [
            DocumentKind.ORDER_AT_ONCE, DocumentKind.SEVERE_HAZARD_REPORT,
        ]  # fmt: skip
        hazard = Hazard.objects.get(pk=hazard.pk)
        assert hazard.reported_at == morning()
        assert hazard.severe_report.township == district.north_government
        assert hazard.severe_report.brigade == district.brigade
        assert issued[1].payload["recipients"] == ["甲街道办事处", "亭湖区消防救援大队"]

    def test_when_an_ordered_hazard_turns_out_severe_then_it_can_be_reported_later(self, district):
        hazard = ordered(district)

        services.report_severe(
            hazard=hazard, danger="夜间多人住宿", by=district.officer, at=morning(),
            rules=rules()["rules"],
        )  # fmt: skip

        hazard = Hazard.objects.get(pk=hazard.pk)
        assert hazard.grade == Grade.SEVERE
        assert hazard.next_step == NextStep.REINSPECT


class TestGivenAFaultFoundBefore:
    def test_when_it_is_found_again_within_a_year_then_it_is_linked_to_its_predecessor(
        self, district
    ):
        premises = shop(district)
        first = found(district, premises=premises, at=morning(date(2026, 3, 2)))

        second = found(district, premises=premises)

        assert second.predecessor == first
        assert second.occurrence == 2
        assert selectors.repeats_of(first) == [first, second]

    def test_when_another_item_shows_the_same_violation_then_it_is_linked_too(self, district):
        premises = shop(district)
        first = found(district, premises=premises, at=morning(date(2026, 3, 2)))

        second = found(district, premises=premises, item_key="evacuation_routes")

        assert second.predecessor == first

    def test_when_more_than_a_year_has_passed_then_it_counts_as_new(self, district):
        premises = shop(district)
        found(district, premises=premises, at=morning(date(2025, 3, 3)))

        assert found(district, premises=premises).predecessor is None


class TestGivenAHazardThatTurnsOutSevereBeforeItIsOrdered:
    def test_when_the_officer_grades_it_so_then_order_and_report_become_due_the_same_day(
        self, district
    ):
        hazard = services.choose_measure(
            hazard=found(district), measure=Measure.REPORT, deadline_on=None, grade=Grade.SEVERE,
            by=district.officer, at=morning(), **rules(),
        )  # fmt: skip

        assert hazard.grade == Grade.SEVERE
        assert hazard.next_due_on == MONDAY
        assert hazard.next_due_explained["rule"] == "deadlines.severe_hazard_report"
