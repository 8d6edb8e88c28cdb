"""From draft to tasks: what may be done with a plan, by whom, and what is refused."""

from datetime import UTC, datetime

import pytest

from tests.factories import planned
from tests.factories.planned import BEFORE_THE_YEAR, YEAR
from wanghuo.foundation.journal import verification
from wanghuo.foundation.kernel.refusals import NotFound, StaleVersion
from wanghuo.insight.planning import selectors, services
from wanghuo.insight.planning.domain.facts import Purpose, Standing
from wanghuo.insight.planning.domain.lifecycle import PlanStatus
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.insight.planning.services import adjusting, deciding, declaring, drafting
from wanghuo.operations.inspections.domain.terms import TaskStatus
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access.services import PostLacksPermission
from wanghuo.registers.premises.domain.terms import CompetenceBasis, PremisesStatus

pytestmark = pytest.mark.django_db
IN_JULY = datetime(2027, 7, 1, 2, 0, tzinfo=UTC)


def two_others(district, item):
    """Return two officers of the station who do not make the visit yet."""
    pair = {item.lead_id, item.partner_id}
    staff = [district.chief, district.deputy, district.fire_officer, district.officer,
             district.second_officer]  # fmt: skip
    return [person for person in staff if person.pk not in pair][:2]


class TestGivenAStationWithPremises:
    def test_when_a_plan_is_drafted_then_each_object_stands_in_it_at_least_as_often_as_it_must(
        self, district
    ):
        plan = planned.drafted(district, count=12)

        assert plan.status == PlanStatus.DRAFT
        assert (plan.objects_count, plan.objects_covered, plan.missing_visits) == (12, 12, 0)
        assert {item.lead for item in planned.lines(plan)} == {district.officer}

    def test_then_the_brigades_and_closed_premises_are_not_planned(self, district):
        planned.shop(district, "大队管", competence=CompetenceBasis.BRIGADE)
        planned.shop(district, "已关", status=PremisesStatus.CLOSED)
        planned.shop(district, "邻所", south=True)

        plan = planned.drafted(district, count=3)

        assert plan.objects_count == 3

    def test_when_drafted_twice_then_the_same_facts_give_the_same_plan(self, district):
        first = planned.drafted(district, count=20)

        again = planned.redrafted(district)

        visits = [[(i.premises_id, i.month, i.lead_id, i.partner_id) for i in planned.lines(p)]
                  for p in (first, again)]  # fmt: skip
        assert visits[0] == visits[1]
        assert [p.status for p in selectors.plans_of(district.north, YEAR)] == [
            PlanStatus.DRAFT, PlanStatus.SUPERSEDED,
        ]  # fmt: skip

    def test_then_every_line_is_explained_with_names(self, district):
        plan = planned.drafted(district, count=2)

        item = planned.lines(plan)[0]
        explanation = selectors.explanations([item])[item.pk]
        assert explanation.object[0].rule == "visits.yearly_floor"
        assert district.officer.name in explanation.officers[0].text
        assert explanation.month

    def test_then_the_journal_proves_every_line(self, district):
        planned.drafted(district, count=3)
        assert verification.verify().is_sound

        PlanItem.objects.update(month=12)

        assert not verification.verify().is_sound

    def test_when_there_is_nothing_to_plan_then_it_says_so(self, district):
        with pytest.raises(drafting.NothingToPlan):
            planned.redrafted(district)

    def test_when_the_organization_is_no_station_then_it_says_so(self, district):
        with pytest.raises(drafting.NotAStation):
            services.draft(station=district.bureau, year=YEAR, by=district.installation,
                           at=BEFORE_THE_YEAR)  # fmt: skip

    def test_when_the_year_is_over_then_it_says_so(self, district):
        planned.shops(district, 1)

        with pytest.raises(drafting.YearIsOver):
            services.draft(station=district.north, year=2025, by=district.deputy,
                           at=BEFORE_THE_YEAR)  # fmt: skip


class TestGivenWhoMayDoWhat:
    def test_then_a_community_officer_drafts_nothing(self, district):
        planned.shops(district, 1)

        with pytest.raises(PostLacksPermission):
            services.draft(station=district.north, year=YEAR, by=district.officer,
                           at=BEFORE_THE_YEAR)  # fmt: skip

    def test_then_nobody_touches_the_plan_of_another_station(self, district):
        planned.shops(district, 1)

        with pytest.raises(NotFound):
            services.draft(station=district.north, year=YEAR, by=district.south_chief,
                           at=BEFORE_THE_YEAR)  # fmt: skip

    def test_then_nobody_sees_the_plan_of_another_station(self, district):
        plan = planned.drafted(district, count=1)

        with pytest.raises(NotFound):
            selectors.plan(plan.pk, seen_by=district.south_chief)
        with pytest.raises(NotFound):
            selectors.item(planned.lines(plan)[0].pk, seen_by=district.south_officer)
        assert selectors.plan(plan.pk, seen_by=district.bureau_leader) == plan
        assert selectors.plan(plan.pk, seen_by=district.brigade_officer) == plan

    def test_then_a_fire_officer_submits_and_only_the_chief_approves(self, district):
        plan = services.submit(
            plan=planned.drafted(district, count=1), by=district.fire_officer, at=BEFORE_THE_YEAR
        )

        with pytest.raises(PostLacksPermission):
            services.approve(plan=plan, by=district.fire_officer, at=BEFORE_THE_YEAR)


class TestGivenADraft:
    def test_when_a_visit_is_moved_then_month_and_officers_change_and_the_reason_stays(
        self, district
    ):
        item = planned.lines(planned.drafted(district, count=2))[0]
        lead, partner = two_others(district, item)
        other = item.month % 12 + 1

        moved = services.adjust(item=item, month=other, lead=lead, partner=partner,
                                reason="节前", by=district.deputy, at=BEFORE_THE_YEAR)  # fmt: skip

        assert (moved.lead, moved.partner, moved.adjust_reason) == (lead, partner, "节前")
        explanation = selectors.explanations([moved])[moved.pk]
        for said in (explanation.month, explanation.officers):
            assert [sentence.code for sentence in said] == ["by-hand", "drafted"]
            assert "节前" in said[0].text
        assert [sentence.code for sentence in explanation.object] == ["floor"]
        assert verification.verify().is_sound

    def test_when_only_the_month_changes_then_hours_of_the_old_month_explain_nothing(
        self, district
    ):
        item = planned.lines(planned.drafted(district, count=2))[0]
        before = selectors.explanations([item])[item.pk].officers
        assert "hours" in {sentence.code for sentence in before}

        moved = services.adjust(
            item=item, month=item.month % 12 + 1, lead=item.lead, partner=item.partner,
            reason="店主歇业", by=district.deputy, at=BEFORE_THE_YEAR,
        )  # fmt: skip

        explanation = selectors.explanations([moved])[moved.pk]
        assert "店主歇业" in explanation.month[0].text
        assert explanation.officers == tuple(one for one in before if one.code != "hours")

    def test_when_moved_without_a_reason_then_it_is_refused_at_the_field(self, district):
        item = planned.lines(planned.drafted(district, count=1))[0]

        with pytest.raises(adjusting.ReasonMissing) as refused:
            services.adjust(item=item, month=5, lead=item.lead, partner=item.partner, reason=" ",
                            by=district.deputy, at=BEFORE_THE_YEAR)  # fmt: skip

        assert refused.value.field == "reason"

    def test_when_given_twice_the_same_officer_then_it_is_refused(self, district):
        item = planned.lines(planned.drafted(district, count=1))[0]

        with pytest.raises(adjusting.LimitBroken) as refused:
            services.adjust(item=item, month=item.month, lead=item.lead, partner=item.lead,
                            reason="试", by=district.deputy, at=BEFORE_THE_YEAR)  # fmt: skip

        assert refused.value.facts["limit"] == "SAME_OFFICER"

    def test_when_given_to_an_officer_with_a_conflict_then_it_is_refused_by_name(self, district):
        shop = planned.shop(district, "亲戚店")
        services.declare_conflict(person=district.second_officer, premises=shop, reason="亲属经营",
                                  by=district.second_officer, at=BEFORE_THE_YEAR)  # fmt: skip
        item = planned.lines(planned.redrafted(district))[0]

        with pytest.raises(adjusting.LimitBroken) as refused:
            services.adjust(item=item, month=item.month, lead=district.second_officer,
                            partner=district.officer, reason="试", by=district.deputy,
                            at=BEFORE_THE_YEAR)  # fmt: skip

        assert refused.value.facts["limit"] == "CONFLICT"
        assert district.second_officer.name in str(refused.value)

    def test_when_given_to_an_officer_of_another_station_then_it_is_refused(self, district):
        item = planned.lines(planned.drafted(district, count=1))[0]

        with pytest.raises(adjusting.LimitBroken) as refused:
            services.adjust(item=item, month=item.month, lead=district.south_officer,
                            partner=district.officer, reason="试", by=district.deputy,
                            at=BEFORE_THE_YEAR)  # fmt: skip

        assert refused.value.facts["limit"] == "STRANGER"

    def test_when_a_month_is_beyond_declared_hours_then_it_is_refused_with_numbers(self, district):
        item = planned.lines(planned.drafted(district, count=1))[0]
        other = item.month % 12 + 1
        services.declare_hours(person=district.officer, year=YEAR, minutes={other: 10},
                               by=district.officer, at=BEFORE_THE_YEAR)  # fmt: skip

        with pytest.raises(adjusting.LimitBroken) as refused:
            services.adjust(item=item, month=other, lead=item.lead, partner=item.partner,
                            reason="试", by=district.deputy, at=BEFORE_THE_YEAR)  # fmt: skip

        assert refused.value.facts["limit"] == "HOURS"
        assert refused.value.facts["declared"] == 10

    def test_when_a_visit_above_the_ceiling_is_added_then_it_is_refused(self, district):
        plan = planned.drafted(district, count=1, yearly_ceiling=1)
        item = planned.lines(plan)[0]

        with pytest.raises(adjusting.LimitBroken) as refused:
            services.add_visit(plan=plan, premises=item.premises, month=item.month % 12 + 1,
                               lead=item.lead, partner=item.partner, reason="再看一次",
                               by=district.deputy, at=BEFORE_THE_YEAR)  # fmt: skip

        assert refused.value.facts["limit"] == "CEILING"

    def test_when_an_additional_visit_is_added_then_it_stands_in_the_plan(self, district):
        plan = planned.drafted(district, count=1)
        item = planned.lines(plan)[0]

        month = (item.month + 5) % 12 + 1

        added = services.add_visit(plan=plan, premises=item.premises, month=month,
                                   lead=item.lead, partner=item.partner, reason="复工检查",
                                   by=district.deputy, at=BEFORE_THE_YEAR)  # fmt: skip

        plan.refresh_from_db()
        assert added.purpose == Purpose.EXTRA
        assert plan.visits == 2

    def test_when_the_chief_drops_a_required_visit_then_it_is_reported_with_his_reason(
        self, district
    ):
        plan = planned.drafted(district, count=2)
        item = planned.lines(plan)[0]

        services.drop(item=item, reason="已停业待注销", by=district.chief, at=BEFORE_THE_YEAR)

        plan.refresh_from_db()
        (unmet,) = selectors.described(plan.report).unmet
        assert plan.missing_visits == 1
        assert "已停业待注销" in unmet.why.text

    def test_when_a_fire_officer_drops_a_required_visit_then_it_is_refused_with_who_can(
        self, district
    ):
        item = planned.lines(planned.drafted(district, count=1))[0]

        with pytest.raises(adjusting.BelowTheFloor) as refused:
            services.drop(item=item, reason="忙", by=district.fire_officer, at=BEFORE_THE_YEAR)

        assert "CHIEF" in refused.value.facts["who_can"]

    def test_when_drafted_anew_then_what_was_changed_by_hand_stays(self, district):
        item = planned.lines(planned.drafted(district, count=5))[0]
        lead, partner = two_others(district, item)
        services.adjust(item=item, month=11, lead=lead, partner=partner, reason="请假",
                        by=district.deputy, at=BEFORE_THE_YEAR)  # fmt: skip

        again = planned.redrafted(district)

        kept = again.items.get(line=item.line)
        assert (kept.month, kept.lead, kept.partner) == (11, lead, partner)
        assert (kept.standing, kept.adjust_reason) == (Standing.FIXED, "请假")

    def test_when_submitted_then_it_can_no_longer_be_changed_by_hand(self, district):
        plan = planned.drafted(district, count=1)
        services.submit(plan=plan, by=district.deputy, at=BEFORE_THE_YEAR)
        item = planned.lines(plan)[0]

        with pytest.raises(adjusting.PlanIsClosed):
            services.drop(item=item, reason="忙", by=district.chief, at=BEFORE_THE_YEAR)


class TestGivenAPlanThatFallsShort:
    @pytest.fixture
    def plan(self, district):
        people = ("chief", "deputy", "fire_officer", "officer", "second_officer")
        for name in people:
            services.declare_hours(person=district.people[name], year=YEAR,
                                   minutes={month: 100 for month in range(1, 13)},
                                   by=district.people[name], at=BEFORE_THE_YEAR)  # fmt: skip
        return services.submit(plan=planned.drafted(district, count=40), by=district.deputy,
                               at=BEFORE_THE_YEAR)  # fmt: skip

    def test_then_it_says_how_many_which_and_why(self, district, plan):
        unmet = selectors.described(plan.report).unmet

        assert len(unmet) == plan.missing_visits > 0
        assert plan.objects_covered + len(unmet) == 40
        assert {line.why.code for line in unmet} == {"unmet-hours"}

    def test_when_approved_without_a_decision_then_it_is_refused(self, district, plan):
        with pytest.raises(deciding.ShortageUndecided) as refused:
            services.approve(plan=plan, by=district.chief, at=BEFORE_THE_YEAR)

        assert refused.value.facts["missing"] == plan.missing_visits

    def test_when_the_chief_writes_the_decision_then_it_is_kept(self, district, plan):
        plan = services.approve(plan=plan, by=district.chief, at=BEFORE_THE_YEAR,
                                shortage_decision="请分局增派两名民警")  # fmt: skip

        assert plan.shortage_decision == "请分局增派两名民警"
        assert plan.approved_by == district.chief


class TestGivenTwoPeopleDecideAtOnce:
    def test_then_the_second_one_is_told(self, district):
        plan = planned.drafted(district, count=1)
        services.submit(plan=plan, by=district.deputy, at=BEFORE_THE_YEAR, version=plan.version)

        with pytest.raises(StaleVersion):
            services.submit(
                plan=plan, by=district.fire_officer, at=BEFORE_THE_YEAR, version=plan.version
            )

    def test_when_a_draft_is_published_without_approval_then_it_is_refused(self, district):
        with pytest.raises(deciding.NotInThisState):
            services.publish(plan=planned.drafted(district, count=1), by=district.chief,
                             at=BEFORE_THE_YEAR)  # fmt: skip

    def test_when_sent_back_then_it_is_a_draft_again(self, district):
        plan = planned.approved(district, planned.drafted(district, count=1))

        back = services.send_back(plan=plan, reason="调整三月", by=district.chief,
                                  at=BEFORE_THE_YEAR)  # fmt: skip

        assert (back.status, back.approved_by) == (PlanStatus.DRAFT, None)


class TestGivenAnApprovedPlan:
    def test_when_published_then_each_visit_opens_its_task_in_its_month(self, district):
        plan = planned.published(district, planned.drafted(district, count=6))

        tasks = {task.plan_item: task for task in Task.objects.all()}
        for item in planned.lines(plan):
            task = tasks[item.line]
            assert (task.window_start.month, task.due_on.month) == (item.month, item.month)
            assert (task.accountable, task.partner) == (item.lead, item.partner)
        assert len(tasks) == 6
        assert verification.verify().is_sound

    def test_when_published_twice_then_it_is_refused_and_no_task_is_doubled(self, district):
        plan = planned.published(district, planned.drafted(district, count=2))

        with pytest.raises(deciding.NotInThisState):
            services.publish(plan=plan, by=district.chief, at=BEFORE_THE_YEAR)
        assert Task.objects.count() == 2


class TestGivenAPublishedPlan:
    def test_when_objects_appear_then_the_new_edition_adds_their_tasks_and_keeps_the_others(
        self, district
    ):
        planned.published(district, planned.drafted(district, count=10))
        before = set(Task.objects.values_list("pk", flat=True))
        planned.shop(district, "新开超市")

        second = planned.published(district, planned.redrafted(district))

        tasks = Task.objects.filter(status=TaskStatus.OPEN)
        assert second.edition == 2
        assert tasks.filter(premises__name="新开超市").count() == 1
        assert len(before & set(tasks.values_list("pk", flat=True))) >= 9
        assert Task.objects.exclude(status=TaskStatus.OPEN).count() <= 1

    def test_when_an_officer_leaves_then_the_tasks_change_hands(self, district):
        planned.published(district, planned.drafted(district, count=10))
        services.declare_hours(person=district.officer, year=YEAR,
                               minutes={month: 0 for month in range(1, 13)},
                               by=district.chief, at=BEFORE_THE_YEAR)  # fmt: skip

        planned.published(district, planned.redrafted(district, reason="葛警官调离"))

        tasks = Task.objects.filter(status=TaskStatus.OPEN)
        assert tasks.count() == 10
        assert not tasks.filter(accountable=district.officer).exists()
        assert not tasks.filter(partner=district.officer).exists()
        assert verification.verify().is_sound

    def test_when_replanned_in_summer_then_the_first_half_is_left_alone(self, district):
        planned.published(district, planned.drafted(district, count=24))

        again = planned.redrafted(district, at=IN_JULY)

        assert again.first_month == 7
        assert min(item.month for item in planned.lines(again)) == 7

    def test_until_the_new_edition_is_published_the_old_one_counts(self, district):
        first = planned.published(district, planned.drafted(district, count=2))

        planned.redrafted(district)

        assert selectors.published(district.north, YEAR) == first


class TestGivenHoursAndConflicts:
    def test_then_an_officer_declares_for_himself_and_not_for_others(self, district):
        with pytest.raises(declaring.ForAnother):
            services.declare_hours(person=district.second_officer, year=YEAR, minutes={1: 60},
                                   by=district.officer, at=BEFORE_THE_YEAR)  # fmt: skip

    def test_then_a_month_has_no_more_hours_than_it_has(self, district):
        with pytest.raises(declaring.ImpossibleHours) as refused:
            services.declare_hours(person=district.officer, year=YEAR, minutes={2: 60_000},
                                   by=district.officer, at=BEFORE_THE_YEAR)  # fmt: skip

        assert refused.value.field == "month_2"

    def test_then_a_conflict_is_declared_once_and_ends(self, district):
        shop = planned.shop(district, "亲戚店")

        def declare():
            return services.declare_conflict(
                person=district.officer, premises=shop, reason="亲属经营", by=district.officer,
                at=BEFORE_THE_YEAR,
            )  # fmt: skip

        conflict = declare()
        with pytest.raises(declaring.ConflictKnown):
            declare()
        services.end_conflict(conflict=conflict, by=district.officer, at=IN_JULY)

        assert declare().pk != conflict.pk
        assert verification.verify().is_sound

    def test_then_the_hours_of_who_declared_nothing_come_from_the_post(self, district):
        officers = {
            officer.id: officer
            for officer in selectors.officers_of(district.north, YEAR, on=BEFORE_THE_YEAR.date())
        }

        assert officers[str(district.officer.pk)].minutes[0] == 240 * 60 // 12
        assert str(district.auxiliary.pk) not in officers


class TestGivenWorkThatIsKilled:
    def test_when_the_plan_breaks_off_halfway_then_nothing_of_it_is_written(
        self, district, monkeypatch
    ):
        planned.shops(district, 5)

        def killed(*_args, **_kwargs):
            raise KeyboardInterrupt

        monkeypatch.setattr(drafting.journal, "record", killed)
        with pytest.raises(KeyboardInterrupt):
            planned.redrafted(district)

        assert not Plan.objects.exists()
        assert not PlanItem.objects.exists()

    def test_when_publishing_breaks_off_then_no_task_is_open(self, district, monkeypatch):
        plan = planned.approved(district, planned.drafted(district, count=5))

        def killed(*_args, **_kwargs):
            raise KeyboardInterrupt

        monkeypatch.setattr(
            "wanghuo.insight.planning.services.publishing._end_what_is_gone", killed
        )
        with pytest.raises(KeyboardInterrupt):
            services.publish(plan=plan, by=district.chief, at=BEFORE_THE_YEAR)

        plan.refresh_from_db()
        assert plan.status == PlanStatus.APPROVED
        assert not Task.objects.exists()
