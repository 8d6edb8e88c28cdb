"""What a visit asks for, what it refuses, and what finishing it brings about."""

from datetime import timedelta

import pytest

from tests.factories import inspections as made
from tests.factories.district import District
from tests.factories.hazards import morning, rules, shop
from tests.factories.pictures import photograph
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.support.device_ids import IdTaken
from wanghuo.insight.planning import services as planning
from wanghuo.operations.hazards.domain.terms import Measure, Outcome, Status
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors, services
from wanghuo.operations.inspections.domain.findings import Chosen
from wanghuo.operations.inspections.domain.sheet import SheetIncomplete
from wanghuo.operations.inspections.domain.terms import Purpose, TaskStatus, Verdict, VisitStatus
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.operations.inspections.services import refusals
from wanghuo.registers.access.services import PostLacksPermission
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.policy import selectors as policy


class TestGivenNothingIsWrong:
    def test_when_all_the_rest_is_right_then_the_visit_finishes_with_a_record_and_its_task(
        self, district: District
    ):
        task = made.task(district)
        visit = made.visit(district, task=task)

        made.all_right(district, visit)

        visit.refresh_from_db()
        task.refresh_from_db()
        assert visit.status == VisitStatus.FINISHED
        assert task.status == TaskStatus.DONE
        assert [paper.kind for paper in documents.about(visit)] == ["INSPECTION_RECORD"]
        assert not Hazard.objects.exists()

    def test_when_it_is_finished_twice_then_there_is_one_record(self, district: District):
        visit = made.all_right(district, made.visit(district))

        made.finish(district, visit)

        assert documents.about(visit).count() == 1

    def test_when_it_starts_from_a_task_then_the_partner_is_known(self, district: District):
        visit = made.visit(district, task=made.task(district), partner=None)

        assert visit.partner == district.second_officer

    def test_when_it_is_finished_then_the_journal_tells_the_premises(self, district: District):
        visit = made.all_right(district, made.visit(district))

        kinds = [moment.entry.kind for moment in journal.timeline(visit.premises)]
        assert "inspections.visit_finished" in kinds


class TestGivenAFault:
    def test_when_an_item_fails_then_finishing_makes_a_hazard_with_its_order_and_its_task(
        self, district: District
    ):
        visit = made.visit(district)
        made.fail(district, visit, "wiring", note="配电箱私拉乱接")

        made.all_right(district, visit)

        hazard = Hazard.objects.get()
        task = Task.objects.get(hazard=hazard)
        assert hazard.description == "配电箱私拉乱接"
        assert hazard.status == Status.ORDERED
        assert (task.purpose, task.due_on) == (Purpose.REINSPECTION, hazard.next_due_on)
        assert task.accountable == district.officer

    def test_when_it_is_fixed_on_the_spot_then_the_hazard_is_closed_at_once(
        self, district: District
    ):
        visit = made.visit(district)
        made.fail(district, visit, "evacuation_routes", note="杂物", is_fixed_on_spot=True)

        made.all_right(district, visit)

        hazard = Hazard.objects.get()
        assert (hazard.status, hazard.closing) == ("CLOSED", "FIXED_ON_SPOT")
        assert not Task.objects.filter(hazard=hazard).exists()

    def test_when_the_officer_chooses_otherwise_then_the_choice_counts(self, district: District):
        visit = made.visit(district)
        made.fail(district, visit, "evacuation_routes", note="走道堆放桌椅")
        until = morning().date() + timedelta(days=3)

        made.all_right(
            district, visit,
            chosen={"evacuation_routes": Chosen(measure=Measure.BY_DATE, deadline_on=until)},
        )  # fmt: skip

        assert Hazard.objects.get().deadline_on == until

    def test_when_the_permit_is_missing_then_transfer_is_proposed_and_nothing_else_allowed(
        self, district: District
    ):
        visit = made.visit(district)
        made.fail(district, visit, "building_acceptance", note="无消防验收意见书")

        finding = selectors.findings_of(visit, **rules())[0]

        assert finding.measure is Measure.TRANSFER
        assert Measure.BY_DATE in [choice.measure for choice in finding.refused]

    def test_when_a_place_was_wrong_before_then_its_item_is_asked_first(self, district: District):
        premises = shop(district)
        first = made.visit(district, premises=premises)
        made.fail(district, first, "wiring", note="私拉电线")
        made.all_right(district, first)

        premises.yearly_ceiling = 3
        premises.save()
        second = made.visit(district, premises=premises, at=morning() + timedelta(days=9))
        lines = selectors.sheet_of(second, policy.rulebook()).lines

        assert lines[0].item.key == "wiring"
        assert lines[0].is_previous


class TestGivenARecheck:
    def ordered(self, district: District) -> Task:
        visit = made.visit(district)
        made.fail(district, visit, "wiring", note="私拉电线")
        made.all_right(district, visit)
        return Task.objects.get(hazard__isnull=False)

    def look_again(self, district: District, task: Task, outcome: Outcome, **facts) -> Visit:
        visit = made.visit(district, task=task, at=morning(task.due_on))
        services.recheck(
            visit=visit, hazard=task.hazard, outcome=outcome, by=district.officer,
            at=visit.started_at, **facts,
        )  # fmt: skip
        return made.finish(district, visit)

    def test_when_it_was_put_right_then_hazard_and_task_end_with_a_reinspection_record(
        self, district: District
    ):
        task = self.ordered(district)

        visit = self.look_again(district, task, Outcome.CORRECTED)

        task.refresh_from_db()
        assert task.status == TaskStatus.DONE
        assert Hazard.objects.get().proof_visit == visit.pk
        assert [paper.kind for paper in documents.about(visit)] == ["REINSPECTION_RECORD"]

    def test_when_it_was_partly_put_right_then_a_new_task_waits_for_the_rest(
        self, district: District
    ):
        task = self.ordered(district)
        rest_by = task.due_on + timedelta(days=7)

        self.look_again(district, task, Outcome.PARTLY, note="二楼未改", next_deadline_on=rest_by)

        again = Task.objects.get(status=TaskStatus.OPEN)
        assert again.hazard == task.hazard
        assert again.due_on >= rest_by

    def test_when_it_was_partly_put_right_then_the_record_says_what_is_ordered_until_when(
        self, district: District
    ):
        task = self.ordered(district)
        rest_by = task.due_on + timedelta(days=7)

        visit = self.look_again(
            district, task, Outcome.PARTLY, note="二楼未改", next_deadline_on=rest_by
        )

        record = documents.about(visit).get().contents
        day = f"{rest_by.year}年{rest_by.month}月{rest_by.day}日"
        assert record.opinion == f"第1项部分改正，其余责令于{day}前改正"
        assert record.outcomes[0].finding.citations
        assert not record.is_at_request

    def test_when_it_was_not_put_right_in_time_then_it_waits_for_transfer_not_for_a_visit(
        self, district: District
    ):
        task = self.ordered(district)

        self.look_again(district, task, Outcome.NOT_CORRECTED, note="未动")

        assert Hazard.objects.get().next_step == "SEND_TRANSFER"
        assert not Task.objects.filter(status=TaskStatus.OPEN).exists()

    def test_when_nothing_is_said_of_the_hazard_then_it_does_not_finish(self, district: District):
        visit = made.visit(district, task=self.ordered(district))

        with pytest.raises(refusals.RechecksMissing):
            made.finish(district, visit)


class TestGivenWhatTheLawAsks:
    def test_when_the_second_officer_is_missing_then_the_visit_does_not_finish(
        self, district: District
    ):
        visit = made.visit(district, partner=None)

        with pytest.raises(refusals.TwoOfficersNeeded):
            made.all_right(district, visit)

    def test_when_both_officers_are_the_same_then_the_visit_does_not_begin(
        self, district: District
    ):
        with pytest.raises(refusals.SameOfficer):
            made.visit(district, partner=district.officer)

    def test_when_the_id_was_not_shown_then_the_visit_does_not_finish(self, district: District):
        visit = made.visit(district, is_id_shown=False)

        with pytest.raises(refusals.IdNotShown):
            made.all_right(district, visit)

    def test_when_an_item_is_open_then_the_refusal_counts_and_names_it(self, district: District):
        visit = made.visit(district)
        made.fail(district, visit, "wiring", note="私拉电线")

        with pytest.raises(SheetIncomplete) as refusal:
            made.finish(district, visit)

        lines = selectors.sheet_of(visit, policy.rulebook()).lines
        assert refusal.value.facts["count"] == len(lines) - 1

    def test_when_the_ceiling_is_reached_then_only_a_reason_opens_the_door(
        self, district: District
    ):
        premises = shop(district)
        made.all_right(district, made.visit(district, premises=premises))

        with pytest.raises(refusals.CeilingReached):
            made.visit(district, premises=premises)
        campaign = made.visit(
            district, premises=premises, purpose=Purpose.CAMPAIGN, reason="冬春火灾防控"
        )
        assert campaign.status == VisitStatus.DRAFT

    def test_when_the_brigade_is_in_charge_then_the_station_does_not_inspect(
        self, district: District
    ):
        premises = shop(district)
        premises.competence = "BRIGADE"
        premises.save()

        with pytest.raises(refusals.InTheBrigadesCharge):
            made.visit(district, premises=premises)

    def test_when_somebody_of_another_station_comes_then_they_are_refused(self, district: District):
        with pytest.raises(refusals.OutsideYourGround):
            services.start_visit(
                premises=shop(district), by=district.south_officer, at=morning(),
                rules=policy.rulebook(),
            )  # fmt: skip

    def test_when_the_second_officer_declared_a_conflict_then_the_visit_does_not_begin(
        self, district: District
    ):
        premises = shop(district)
        planning.declare_conflict(
            person=district.second_officer, premises=premises, reason="店主是其亲属",
            by=district.second_officer, at=morning(),
        )  # fmt: skip

        with pytest.raises(services.OfficerExcluded) as refusal:
            made.visit(district, premises=premises)
        assert refusal.value.facts["reason"] == "店主是其亲属"

    def test_when_colleagues_are_there_already_then_the_refusal_names_them(
        self, district: District
    ):
        premises = shop(district)
        made.visit(district, premises=premises)

        with pytest.raises(refusals.VisitUnderWay) as refusal:
            services.start_visit(
                premises=premises, by=district.chief, at=morning(), rules=policy.rulebook()
            )
        assert "葛社区" in refusal.value.facts["officers"]


class TestGivenAnAuxiliary:
    def report(self, district: District) -> Visit:
        visit = services.start_visit(
            task=made.task(district), by=district.auxiliary, at=morning(), rules=policy.rulebook()
        )
        services.answer_rest(
            visit=visit, by=district.auxiliary, at=morning(), rules=policy.rulebook()
        )
        return services.report_visit(
            visit=visit, by=district.auxiliary, at=morning(), rules=policy.rulebook()
        )

    def test_when_they_end_it_then_it_waits_for_the_accountable_officer(self, district: District):
        visit = self.report(district)

        assert (visit.status, visit.lead) == (VisitStatus.REPORTED, district.officer)
        assert selectors.worklist(district.officer, morning().date()).waiting == [visit]

    def test_when_the_officer_confirms_then_it_is_finished_and_says_who_looked_first(
        self, district: District
    ):
        visit = self.report(district)
        services.confirm_identity(
            visit=visit, accompanied_by="赵经理", by=district.officer, at=morning()
        )

        finished = made.finish(district, visit)

        assert finished.status == VisitStatus.FINISHED
        assert "季辅警" in documents.about(finished).get().payload["remarks"]

    def test_when_they_try_to_finish_alone_then_the_posts_that_can_are_named(
        self, district: District
    ):
        visit = self.report(district)

        with pytest.raises(PostLacksPermission):
            services.finish_visit(visit=visit, by=district.auxiliary, at=morning(), **rules())


class TestGivenADraft:
    def test_when_it_is_discarded_then_its_task_stays_open(self, district: District):
        task = made.task(district)
        visit = made.visit(district, task=task)

        services.discard_visit(
            visit=visit, reason="单位临时停业", by=district.officer, at=morning()
        )

        task.refresh_from_db()
        assert task.is_open
        assert Visit.objects.get().status == VisitStatus.DISCARDED

    def test_when_a_later_answer_arrived_first_then_the_earlier_one_changes_nothing(
        self, district: District
    ):
        visit = made.visit(district)
        facts = {"visit": visit, "item_key": "wiring", "by": district.officer}
        facts["rules"] = policy.rulebook()

        later = morning() + timedelta(minutes=3)
        services.answer(verdict=Verdict.PASS, at=later, **facts)
        services.answer(verdict=Verdict.FAIL, at=morning(), **facts)

        assert visit.answers.get().verdict == Verdict.PASS

    def test_when_the_choice_is_typed_then_it_survives_until_finishing(self, district: District):
        visit = made.visit(district)
        made.fail(district, visit, "wiring", note="私拉电线")
        visit = services.save_draft(
            visit=visit, changes={"wiring.description": "一楼收银台私拉电线"}, by=district.officer
        )

        made.all_right(district, visit)

        assert Hazard.objects.get().description == "一楼收银台私拉电线"


class TestGivenAPhoneThatWasOffline:
    """Its acts carry ids it made itself and arrive late, twice, or in another order."""

    def test_when_an_answer_arrives_after_it_was_taken_back_then_it_stays_taken_back(
        self, district: District
    ):
        visit = made.visit(district)
        facts = {"visit": visit, "by": district.officer}
        services.withdraw_answer(item_key="wiring", at=morning() + timedelta(minutes=3), **facts)

        with pytest.raises(refusals.AnswerWithdrawn):
            services.answer(
                item_key="wiring", verdict=Verdict.PASS, at=morning(), rules=policy.rulebook(),
                **facts,
            )  # fmt: skip
        assert not visit.answers.exists()

    def test_when_an_item_is_answered_anew_after_that_then_the_new_answer_counts(
        self, district: District
    ):
        visit = made.visit(district)
        facts = {"visit": visit, "by": district.officer, "item_key": "wiring"}
        services.withdraw_answer(at=morning(), **facts)

        services.answer(
            verdict=Verdict.PASS, at=morning() + timedelta(minutes=1), rules=policy.rulebook(),
            **facts,
        )  # fmt: skip

        assert visit.answers.get().verdict == Verdict.PASS

    def test_when_every_act_is_sent_twice_then_each_is_there_once(self, district: District):
        ids = {name: uuid7() for name in ("visit", "answer", "rest", "photograph")}
        facts = {"by": district.officer, "at": morning()}
        ruled = facts | {"rules": policy.rulebook()}
        premises = shop(district)
        for _ in range(2):
            visit = services.start_visit(
                premises=premises, partner=district.second_officer, id=ids["visit"], **ruled
            )
            services.confirm_identity(visit=visit, accompanied_by="赵经理", **facts)
            services.answer(
                visit=visit, item_key="wiring", verdict=Verdict.FAIL, faults=["STRUNG"],
                id=ids["answer"], **ruled,
            )  # fmt: skip
            services.answer_rest(visit=visit, id=ids["rest"], **ruled)
            services.attach_photograph(
                visit=visit, item_key="wiring", content=photograph(), id=ids["photograph"], **facts
            )
            services.finish_visit(visit=visit, **facts, **rules())

        assert Visit.objects.get().pk == ids["visit"]
        assert {answer.pk for answer in visit.answers.all()} == {ids["answer"], ids["rest"]}
        assert visit.photographs.get().pk == ids["photograph"]
        assert Hazard.objects.get().pk == ids["answer"]
        assert documents.about(visit).filter(kind="INSPECTION_RECORD").count() == 1
        kinds = [moment.entry.kind for moment in journal.timeline(visit)]
        assert len(kinds) == len(set(kinds))

    def test_when_an_id_belongs_to_another_answer_then_it_is_refused(self, district: District):
        visit, used = made.visit(district), uuid7()
        made.fail(district, visit, "wiring", id=used)

        with pytest.raises(IdTaken):
            made.fail(district, visit, "hot_work", id=used)
