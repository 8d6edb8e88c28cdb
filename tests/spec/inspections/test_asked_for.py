"""A task opened by hand: until when, and why until then."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.factories.district import District
from tests.factories.hazards import MONDAY, morning, rules, shop
from wanghuo.foundation.support import clock
from wanghuo.operations.inspections import selectors, services
from wanghuo.operations.inspections.domain.terms import Complaint, Origin, Purpose
from wanghuo.operations.inspections.models import Task
from wanghuo.operations.inspections.services import refusals
from wanghuo.registers.policy import services as policy

FRIDAY = MONDAY + timedelta(days=4)


def asked(district: District, *, at: datetime | None = None, **facts: Any) -> Task:
    """Return the task the deputy opens for a complaint, unless ``facts`` say otherwise."""
    usual = {"purpose": Purpose.VERIFY, "description": "群众举报楼道堆物"}
    return services.ask_for_visit(
        premises=facts.pop("premises", None) or shop(district), by=district.deputy,
        at=at or morning(), **rules(), **(usual | facts),
    )  # fmt: skip


class TestGivenAComplaint:
    def test_when_no_day_is_given_then_the_rules_third_working_day_stands(self, district: District):
        task = asked(district, at=morning(FRIDAY))

        assert (task.origin, task.due_on) == (Origin.COMPLAINT, date(2026, 12, 2))
        assert task.due_explained["rule"] == task.rule == "deadlines.complaint_other"
        assert "3个工作日" in task.due_explained["explanation"]["zh"]
        assert "周末不计" in task.due_explained["explanation"]["zh"]
        assert task.due_explained["is_confirmed"] is True

    def test_when_it_came_days_ago_then_the_count_runs_from_then(self, district: District):
        task = asked(district, received_at=morning(MONDAY - timedelta(days=4)))

        assert task.due_on == date(2026, 11, 24)
        assert task.due_explained["steps"][0]["on"] == "2026-11-19"
        assert task.reason_facts["received_at"].startswith("2026-11-19T10:00")

    def test_when_the_local_day_began_before_the_universal_one_then_the_local_day_counts(
        self, district: District
    ):
        early = datetime.fromisoformat("2026-11-22T17:30:00+00:00")

        task = asked(district, received_at=early)

        assert task.due_explained["steps"][0]["on"] == "2026-11-23"

    def test_when_evacuation_is_blocked_then_hours_count_through_the_weekend(
        self, district: District
    ):
        task = asked(district, at=morning(FRIDAY), complaint=Complaint.URGENT)

        assert (task.due_on, task.rule) == (date(2026, 11, 28), "deadlines.complaint_urgent")
        assert "24小时" in task.due_explained["explanation"]["zh"]
        assert "2026-11-28 10:00" in task.due_explained["explanation"]["zh"]

    def test_when_days_off_on_the_way_are_not_published_then_the_day_is_not_confirmed(
        self, district: District
    ):
        task = asked(district, at=morning(date(2026, 12, 30)))

        assert task.due_on.year == 2027
        assert task.due_explained["is_confirmed"] is False
        assert "not confirmed" in task.due_explained["explanation"]["en"]

    def test_when_a_day_on_the_way_is_entered_as_a_day_off_then_it_is_passed_over(
        self, district: District
    ):
        policy.set_day(
            day=date(2026, 11, 24), is_worked=False, name="地方放假", reason="县政府通知",
            by=district.administrator, at=morning(),
        )  # fmt: skip

        assert asked(district).due_on == date(2026, 11, 27)

    def test_when_the_officer_gives_another_day_then_it_stands_beside_the_rules_count(
        self, district: District
    ):
        task = asked(district, due_on=FRIDAY)

        assert task.due_on == FRIDAY
        assert task.rule == ""
        assert task.due_explained["instead_of"]["on"] == "2026-11-26"

    def test_when_the_officer_gives_the_rules_day_then_the_rule_dates_it(self, district: District):
        task = asked(district, due_on=date(2026, 11, 26))

        assert task.rule == "deadlines.complaint_other"
        assert selectors.count_tasks_dated_by(task.rule, district.chief) == 1

    def test_when_it_would_be_received_tomorrow_then_it_is_refused_at_its_field(
        self, district: District
    ):
        with pytest.raises(refusals.ReceivedLater) as refusal:
            asked(district, received_at=morning(MONDAY + timedelta(days=1)))

        assert refusal.value.field == "received_at"
        assert not Task.objects.exists()

    def test_when_it_is_proposed_then_each_sort_has_the_rulebooks_day(self, district: District):
        days = selectors.days_to_verify(
            shop(district), morning(FRIDAY), on=clock.day_of(morning(FRIDAY)), **rules()
        )

        assert {complaint: due.on for complaint, due in days} == {
            Complaint.OTHER: date(2026, 12, 2),
            Complaint.URGENT: date(2026, 11, 28),
        }
        assert all(due.deadline.is_to_be_confirmed for _complaint, due in days)


class TestGivenAnyOtherVisit:
    def test_when_no_day_is_given_then_it_is_refused_at_its_field(self, district: District):
        with pytest.raises(refusals.DueDayMissing) as refusal:
            asked(district, purpose=Purpose.CAMPAIGN)

        assert refusal.value.field == "due_on"

    def test_when_a_day_is_given_then_it_stands_and_no_complaint_is_kept(self, district: District):
        task = asked(
            district, purpose=Purpose.CAMPAIGN, due_on=FRIDAY, complaint=Complaint.URGENT,
            received_at=morning(),
        )  # fmt: skip

        assert (task.origin, task.due_on, task.due_explained) == (Origin.MANUAL, FRIDAY, {})
        assert set(task.reason_facts) == {"description", "by"}
