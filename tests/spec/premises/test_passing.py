"""Premises that pass to another station take along everything that is open there."""

from datetime import date, timedelta

import pytest

from tests.factories import inspections as made
from tests.factories import planned
from tests.factories.district import District
from tests.factories.hazards import MONDAY, found, morning, ordered, rules
from tests.factories.premises import premises
from tests.factories.premises import rules as rulebook
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.journal.verification import verify
from wanghuo.insight.planning import services as plans
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.insight.planning.selectors import explanations
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards import services as hazard_services
from wanghuo.operations.hazards.domain.terms import Closing, Measure
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Assignment
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.premises import selectors, services
from wanghuo.registers.premises.models import Accountability, Premises

TUESDAY = MONDAY + timedelta(days=1)


def move(district: District, place: Premises, **facts) -> Premises:
    """Let premises move to the ground of the south station, or as ``facts`` say."""
    place.refresh_from_db()
    usual = {"territory": district.south_community, "address": "乙一村3组"}
    return services.move(
        premises=place, reason="搬迁", on=TUESDAY, version=None, by=district.officer,
        at=morning(TUESDAY), rules=rulebook(), **(usual | facts),
    )  # fmt: skip


def leave(district: District, *usernames: str) -> None:
    for username in usernames:
        access.end_assignment(
            assignment=Assignment.objects.get(person=district.people[username], is_current=True),
            until=TUESDAY, by=district.administrator, at=morning(TUESDAY),
        )  # fmt: skip


class TestGivenAnOpenHazard:
    def test_when_the_premises_move_then_it_has_step_person_and_day_at_the_new_station(
        self, district: District
    ):
        hazard = ordered(district, premises=premises(district))
        due_on = hazard.next_due_on

        move(district, hazard.premises)

        hazard.refresh_from_db()
        assert (hazard.station, hazard.territory) == (district.south, district.south_community)
        assert hazard.officer == hazard.next_person == district.south_officer
        assert hazard.next_due_on == due_on
        assert hazard in hazards.waiting_for(district.south_officer)
        assert verify().is_sound

    def test_when_the_premises_move_then_its_reinspection_goes_along(self, district: District):
        hazard = ordered(district, premises=premises(district))

        move(district, hazard.premises)

        task = inspections.open_task_of(hazard)
        assert (task.station, task.accountable) == (district.south, district.south_officer)
        assert task.partner is None

    def test_when_the_chief_has_to_decide_then_the_chief_there_has(self, district: District):
        hazard = ordered(district, premises=premises(district))
        hazard_services.request_extension(
            hazard=hazard, requested_by="赵经理", reason="缺配件", until=date(2026, 12, 10),
            by=district.officer, at=morning(), **rules(),
        )  # fmt: skip

        move(district, hazard.premises)

        hazard.refresh_from_db()
        assert (hazard.next_layer, hazard.next_person) == (Layer.CHIEF, district.south_chief)
        assert hazard.officer == district.south_officer

    def test_when_the_brigade_has_to_answer_then_it_still_has(self, district: District):
        hazard = found(
            district, premises=premises(district), measure=Measure.TRANSFER, violation="V01"
        )
        hazard_services.transfer(
            hazard=hazard, to=district.brigade, reason="未经许可", by=district.officer,
            at=morning(), **rules(),
        )  # fmt: skip

        move(district, hazard.premises)

        hazard.refresh_from_db()
        assert (hazard.station, hazard.officer) == (district.south, district.south_officer)
        assert hazard.next_person in (district.brigade_officer, district.brigade_head)

    def test_when_the_premises_move_then_the_former_station_no_longer_reaches_it(
        self, district: District
    ):
        hazard = ordered(district, premises=premises(district))

        move(district, hazard.premises)

        for stranger in (district.officer, district.chief):
            assert not hazards.visible(stranger).exists()
            assert not inspections.visible_tasks(stranger).exists()
            assert not selectors.visible(stranger).exists()
        for insider in (district.south_officer, district.south_chief):
            assert hazards.get(hazard.pk, insider) == hazard

    def test_when_the_premises_move_then_every_time_line_tells_it(self, district: District):
        hazard = ordered(district, premises=premises(district))

        move(district, hazard.premises)

        said = journal.timeline(hazard)[0].sentence
        assert "甲派出所" in said and "乙派出所" in said
        assert said in [moment.sentence for moment in journal.timeline(hazard.premises)]
        for station in (district.north, district.south):
            assert "搬迁" in journal.timeline(station)[0].sentence

    def test_when_a_hazard_was_closed_before_then_it_stays_where_it_was(self, district: District):
        hazard = ordered(district, premises=premises(district))
        hazard_services.close(
            hazard=hazard, closing=Closing.FOUND_IN_ERROR, proof="看错了", by=district.chief,
            at=morning(),
        )  # fmt: skip

        move(district, hazard.premises)

        hazard.refresh_from_db()
        assert hazard.station == district.north


class TestGivenAMoveWithinTheStation:
    def test_when_another_community_then_what_is_open_lies_there_and_its_people_stay(
        self, district: District
    ):
        hazard = ordered(district, premises=premises(district))
        other = district.territories["320902001002"]

        move(district, hazard.premises, territory=other, address="甲二路1号")

        hazard.refresh_from_db()
        task = inspections.open_task_of(hazard)
        assert hazard.territory == task.territory == other
        assert (hazard.station, hazard.officer) == (district.north, district.officer)
        assert task.partner == district.second_officer

    def test_when_the_record_is_corrected_then_what_is_open_follows_too(self, district: District):
        hazard = ordered(district, premises=premises(district))
        other = district.territories["320902001002"]

        services.change(
            premises=hazard.premises, changes={"territory": other}, version=None,
            by=district.officer, at=morning(TUESDAY), rules=rulebook(),
        )  # fmt: skip

        hazard.refresh_from_db()
        assert hazard.territory == other
        assert verify().is_sound


class TestGivenATask:
    def test_when_the_premises_move_then_the_officer_there_has_it(self, district: District):
        task = made.task(district, premises=premises(district))

        move(district, task.premises)

        task.refresh_from_db()
        assert (task.station, task.territory) == (district.south, district.south_community)
        assert (task.accountable, task.partner) == (district.south_officer, None)
        listed = inspections.worklist(district.south_officer, on=TUESDAY)
        assert task in listed.overdue
        assert inspections.worklist(district.officer, on=TUESDAY).is_empty


class TestGivenAnUnfinishedVisit:
    def test_when_the_premises_move_then_the_heir_shows_the_id_anew(self, district: District):
        visit = made.visit(district, premises=premises(district))

        move(district, visit.premises)

        visit.refresh_from_db()
        assert (visit.station, visit.lead, visit.partner) == (
            district.south, district.south_officer, None,
        )  # fmt: skip
        assert (visit.id_shown_at, visit.accompanied_by) == (None, "")

    def test_when_a_visit_was_finished_before_then_it_stays_where_it_was(self, district: District):
        visit = made.all_right(district, made.visit(district, premises=premises(district)))

        move(district, visit.premises)

        visit.refresh_from_db()
        assert (visit.station, visit.lead) == (district.north, district.officer)


class TestGivenAPaperToServe:
    def test_when_the_premises_move_then_the_station_that_issued_it_still_serves_it(
        self, district: District
    ):
        hazard = ordered(district, premises=premises(district))

        move(district, hazard.premises)

        assert hazard.order in documents.to_serve(district.officer)
        assert hazard.order in documents.visible(district.chief)


class TestGivenSomebodyNamedByHand:
    def test_when_the_premises_move_then_the_rule_of_the_new_station_names_them(
        self, district: District
    ):
        place = premises(district)
        services.assign_officer(
            premises=place, person=district.second_officer, reason="熟悉", by=district.chief,
            at=morning(),
        )  # fmt: skip

        move(district, place)

        place.refresh_from_db()
        assert place.accountable_officer == district.south_officer
        assert not Accountability.objects.filter(until__isnull=True).exists()
        assert verify().is_sound

    def test_when_the_brigade_guides_it_by_hand_then_it_goes_on(self, district: District):
        place = premises(district)
        services.assign_officer(
            premises=place, person=district.brigade_head, reason="重点", by=district.chief,
            at=morning(), layer=Layer.BRIGADE,
        )  # fmt: skip

        move(district, place)

        place.refresh_from_db()
        assert place.guiding_officer == district.brigade_head
        assert Accountability.objects.filter(until__isnull=True).exists()


class TestGivenNobodyAtTheNewStation:
    def test_when_premises_would_move_there_then_it_is_refused_and_nothing_changes(
        self, district: District
    ):
        hazard = ordered(district, premises=premises(district))
        leave(district, "south_officer", "south_second", "south_chief")

        with pytest.raises(access.NobodyTakesOver) as refused:
            move(district, hazard.premises)

        assert refused.value.facts["organization"] == district.south.name
        place = Premises.objects.get(pk=hazard.premises_id)
        assert (place.station, place.accountable_officer) == (district.north, district.officer)
        assert Hazard.objects.get(pk=hazard.pk).station == district.north
        assert verify().is_sound


class TestGivenPlans:
    """The plan of the north station is in force; an object moves to the south."""

    AT = planned.BEFORE_THE_YEAR + timedelta(days=60)

    def publish_south(self, district: District) -> Plan:
        planned.shop(district, "乙店", south=True)
        plan = plans.draft(
            station=district.south, year=planned.YEAR, by=district.installation,
            at=planned.BEFORE_THE_YEAR,
        )  # fmt: skip
        plan = plans.submit(plan=plan, by=district.south_chief, at=planned.BEFORE_THE_YEAR)
        plan = plans.approve(
            plan=plan, by=district.south_chief, at=planned.BEFORE_THE_YEAR,
            shortage_decision="人手不足",
        )  # fmt: skip
        return plans.publish(plan=plan, by=district.south_chief, at=planned.BEFORE_THE_YEAR)

    def move(self, district: District, place: Premises) -> None:
        services.move(
            premises=place, reason="搬迁", on=self.AT.date(), version=None, by=district.officer,
            at=self.AT, rules=rulebook(), territory=district.south_community, address="乙一村3组",
        )  # fmt: skip

    def test_when_an_object_moves_then_its_planned_visit_stands_in_the_plan_there(
        self, district: District
    ):
        north = planned.published(district, planned.drafted(district, 4, yearly_ceiling=1))
        south = self.publish_south(district)
        line = north.items.order_by("-month", "pk").first()

        self.move(district, line.premises)

        line.refresh_from_db()
        task = Task.objects.get(plan_item=line.line)
        assert line.plan == south
        assert (task.status, task.station) == ("OPEN", district.south)
        assert (line.lead, line.partner) == (task.accountable, task.partner)
        north.refresh_from_db()
        south.refresh_from_db()
        assert (north.objects_count, north.missing_visits) == (3, 0)
        assert (south.objects_count, south.missing_visits) == (2, 0)
        wrong = {finding.label for finding in verify().findings}
        assert wrong <= {"premises.Premises"}, "the factory's shops were never registered"

    def test_when_its_month_was_changed_by_hand_then_each_change_explains_its_own_part(
        self, district: District
    ):
        draft = planned.drafted(district, 4, yearly_ceiling=1)
        line = planned.lines(draft)[0]
        plans.adjust(
            item=line, month=12 if line.month != 12 else 11, lead=line.lead, partner=line.partner,
            reason="店主歇业", by=district.deputy, at=planned.BEFORE_THE_YEAR,
        )  # fmt: skip
        planned.published(district, draft)
        self.publish_south(district)

        self.move(district, line.premises)

        line.refresh_from_db()
        explanation = explanations([line])[line.pk]
        assert [one.code for one in explanation.month] == ["by-hand", "drafted"]
        assert [one.code for one in explanation.officers] == ["came-along"]

    def test_when_the_station_there_has_no_plan_then_the_task_goes_along_alone(
        self, district: District
    ):
        north = planned.published(district, planned.drafted(district, 4, yearly_ceiling=1))
        line = north.items.order_by("-month", "pk").first()

        self.move(district, line.premises)

        assert not PlanItem.objects.filter(pk=line.pk).exists()
        task = Task.objects.get(plan_item=line.line)
        assert (task.status, task.station) == ("OPEN", district.south)
        north.refresh_from_db()
        assert (north.objects_count, north.missing_visits) == (3, 0)

    def test_when_the_station_there_publishes_a_plan_then_its_own_visit_replaces_the_task(
        self, district: District
    ):
        north = planned.published(district, planned.drafted(district, 4, yearly_ceiling=1))
        line = north.items.order_by("-month", "pk").first()
        self.move(district, line.premises)

        self.publish_south(district)

        open_tasks = Task.objects.filter(premises=line.premises_id, status="OPEN")
        assert [task.station for task in open_tasks] == [district.south]
        assert open_tasks.get().plan_item != line.line

    def test_when_the_former_station_plans_anew_then_the_task_is_left_alone(
        self, district: District
    ):
        north = planned.published(district, planned.drafted(district, 4, yearly_ceiling=1))
        line = north.items.order_by("-month", "pk").first()
        self.move(district, line.premises)

        planned.published(district, planned.redrafted(district, at=self.AT), at=self.AT)

        assert Task.objects.get(plan_item=line.line).status == "OPEN"

    def test_when_it_stood_in_no_plan_then_the_new_stations_plan_shows_it_unmet(
        self, district: District
    ):
        south = self.publish_south(district)
        place = planned.shop(district, "新店")

        self.move(district, place)

        south.refresh_from_db()
        assert south.missing_visits == 1
        assert [entry["place"] for entry in south.report["unmet"]] == [str(place.pk)]

    def test_when_it_was_visited_in_the_year_then_that_visit_counts_at_the_new_station(
        self, district: District
    ):
        place = premises(district)
        made.all_right(district, made.visit(district, premises=place))
        move(district, place)

        plan = plans.draft(
            station=district.south, year=MONDAY.year, by=district.installation,
            at=morning(TUESDAY),
        )  # fmt: skip

        assert [line.standing for line in plan.items.all()] == ["DONE"]
