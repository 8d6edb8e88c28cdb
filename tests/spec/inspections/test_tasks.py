"""How tasks come, change hands and end."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import inspections as made
from tests.factories.district import District
from tests.factories.hazards import MONDAY, morning, ordered, rules, shop
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.support import clock
from wanghuo.operations.hazards import services as hazards
from wanghuo.operations.inspections import selectors, services
from wanghuo.operations.inspections.domain.lifecycle import ReasonMissing, TaskEnded
from wanghuo.operations.inspections.domain.terms import Origin, Purpose, TaskStatus
from wanghuo.operations.inspections.models import Task
from wanghuo.operations.inspections.services import NewTask, refusals
from wanghuo.registers.access.services import PostLacksPermission


class TestGivenAPlan:
    def new(self, district: District, count: int) -> list[NewTask]:
        return [
            NewTask(
                premises=shop(district, name=f"商店{number}"), origin=Origin.PLAN,
                purpose=Purpose.ROUTINE, window_start=date(2026, 12, 1),
                due_on=date(2026, 12, 31), partner=district.second_officer, plan_item=uuid7(),
                reason_code="plan-floor", reason_facts={"floor": 1},
            )
            for number in range(count)
        ]  # fmt: skip

    def test_when_it_is_published_twice_then_each_line_has_one_task(self, district: District):
        new = self.new(district, 3)

        first = services.open_tasks(tasks=new, by=district.chief, at=morning())
        again = services.open_tasks(tasks=new, by=district.chief, at=morning())

        assert first == again
        assert Task.objects.count() == 3

    def test_when_its_year_is_over_then_what_was_never_done_is_missed(
        self, district: District, monkeypatch: pytest.MonkeyPatch
    ):
        services.open_tasks(tasks=self.new(district, 2), by=district.chief, at=morning())
        monkeypatch.setattr(clock, "today", lambda: date(2027, 1, 2))
        monkeypatch.setattr(clock, "now", lambda: morning(date(2027, 1, 2)))

        call_command("close_overdue_tasks")

        assert set(Task.objects.values_list("status", flat=True)) == {"MISSED"}

    def test_when_the_command_runs_dry_then_nothing_changes(
        self, district: District, monkeypatch: pytest.MonkeyPatch
    ):
        services.open_tasks(tasks=self.new(district, 1), by=district.chief, at=morning())
        monkeypatch.setattr(clock, "today", lambda: date(2027, 1, 2))

        call_command("close_overdue_tasks", "--dry-run", "--json")

        assert Task.objects.get().is_open


class TestGivenATask:
    def test_when_the_chief_excuses_it_with_a_reason_then_it_ends(self, district: District):
        task = made.task(district)

        services.excuse_task(task=task, reason="停业装修", by=district.chief, at=morning())

        task.refresh_from_db()
        assert (task.status, task.end_reason) == (TaskStatus.EXCUSED, "停业装修")

    def test_when_the_reason_is_blank_then_it_is_refused_at_its_field(self, district: District):
        with pytest.raises(ReasonMissing) as refusal:
            services.excuse_task(
                task=made.task(district), reason=" ", by=district.chief, at=morning()
            )
        assert refusal.value.field == "reason"

    def test_when_an_officer_would_excuse_it_then_the_posts_that_can_are_named(
        self, district: District
    ):
        with pytest.raises(PostLacksPermission):
            services.excuse_task(
                task=made.task(district), reason="忙", by=district.officer, at=morning()
            )

    def test_when_it_is_done_then_it_cannot_be_excused(self, district: District):
        task = made.task(district)
        made.all_right(district, made.visit(district, task=task))

        with pytest.raises(TaskEnded):
            services.excuse_task(task=task, reason="停业", by=district.chief, at=morning())

    def test_when_it_was_excused_and_an_offline_visit_arrives_then_the_visit_counts(
        self, district: District
    ):
        task = made.task(district)
        visit = made.visit(district, task=task)
        services.excuse_task(task=task, reason="停业", by=district.chief, at=morning())

        made.all_right(district, visit)

        task.refresh_from_db()
        assert task.status == TaskStatus.DONE

    def test_when_somebody_of_another_station_shall_have_it_then_it_is_refused(
        self, district: District
    ):
        with pytest.raises(refusals.NotAnOfficer):
            services.reassign_task(
                task=made.task(district), to=district.south_officer, reason="调剂",
                by=district.chief, at=morning(),
            )  # fmt: skip

    def test_when_the_partner_would_be_the_same_person_then_the_database_refuses_too(
        self, district: District
    ):
        task = made.task(district)

        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=task.pk).update(partner=task.accountable_id)


class TestGivenSeveralTasks:
    def test_when_one_has_ended_then_none_is_given_away(self, district: District):
        first, ended = made.task(district), made.task(district)
        services.cancel_task(task=ended, reason="停业", by=district.chief, at=morning())

        with pytest.raises(TaskEnded):
            services.reassign_all(
                tasks=[first, ended], to=district.second_officer, reason="休假",
                by=district.chief, at=morning(),
            )  # fmt: skip

        first.refresh_from_db()
        assert first.accountable == district.officer


class TestGivenAHazardThatWaitsForReinspection:
    def test_when_an_extension_is_granted_then_its_task_moves_with_it(self, district: District):
        hazard = ordered(district)
        before = Task.objects.get(hazard=hazard)
        until = hazard.deadline_on + timedelta(days=5)
        request = hazards.request_extension(
            hazard=hazard, requested_by="赵经理", reason="配件未到", until=until,
            by=district.officer, at=morning(), **rules(),
        )  # fmt: skip
        hazards.decide_extension(
            extension=request, is_granted=True, reason="情况属实", by=district.chief,
            at=morning(), **rules(),
        )  # fmt: skip

        after = Task.objects.get(hazard=hazard)
        assert after.is_open
        assert after.due_on > before.due_on

    def test_when_the_hazard_is_transferred_then_its_task_is_released(self, district: District):
        hazard = ordered(district)
        to = district.brigade

        hazards.transfer(
            hazard=hazard, to=to, reason="逾期不改", by=district.officer, at=morning(), **rules()
        )

        task = Task.objects.get(hazard=hazard)
        assert task.status == TaskStatus.CANCELLED
        assert task.end_reason


class TestGivenAWorklist:
    def test_when_tasks_are_of_different_days_then_each_stands_in_its_part(
        self, district: District
    ):
        for days in (-3, 0, 2, 40):
            made.task(district, due_on=MONDAY + timedelta(days=days))

        found = selectors.worklist(district.officer, MONDAY)

        parts = [found.overdue, found.today, found.week, found.later]
        assert [len(part) for part in parts] == [1, 1, 1, 1]

    def test_when_the_second_officer_looks_then_the_task_is_theirs_too(self, district: District):
        task = made.task(district)

        assert selectors.worklist(district.second_officer, MONDAY).today == [task]

    @pytest.mark.parametrize("count", [1, 12])
    def test_when_the_list_is_long_then_it_takes_no_more_queries(
        self, district: District, count: int
    ):
        premises = shop(district)
        for _ in range(count):
            made.task(district, premises=premises)

        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = selectors.worklist(district.officer, MONDAY)
            assert all(task.premises.name and task.accountable.name for task in found.today)

        assert len(asked) <= 4
