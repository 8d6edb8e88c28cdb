"""The lines of the first page: what they say of whose work it is, and what their button does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import inspections as made
from tests.factories.district import District
from tests.factories.hazards import MONDAY, found, shop
from wanghuo.foundation.support import clock
from wanghuo.insight.worklists import selectors as worklists
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.operations.inspections.domain.terms import Purpose, origin_of
from wanghuo.operations.inspections.models import Visit


class TestGivenATaskOnTheFirstPage:
    def test_when_its_button_is_pressed_then_the_visit_is_begun_at_once(
        self, district: District, client: Client
    ):
        task = made.task(district, due_on=clock.today())
        client.force_login(district.officer)
        begin = reverse("inspections:start", args=[task.pk])
        page = client.get("/").content.decode()

        assert f'<form method="post" action="{begin}">' in page
        assert page.count("csrfmiddlewaretoken") > 1
        answer = client.post(begin)
        visit = Visit.objects.get()
        assert answer.url == reverse("inspections:visit", args=[visit.pk])

    def test_when_its_address_is_only_looked_at_then_nothing_is_begun(
        self, district: District, client: Client
    ):
        task = made.task(district, due_on=clock.today())
        client.force_login(district.officer)
        client.get(reverse("inspections:start", args=[task.pk]))

        assert not Visit.objects.exists()

    def test_when_a_page_elsewhere_sends_the_press_then_it_is_refused(self, district: District):
        task = made.task(district, due_on=clock.today())
        client = Client(enforce_csrf_checks=True)
        client.force_login(district.officer)
        client.post(reverse("inspections:start", args=[task.pk]))

        assert not Visit.objects.exists()


class TestGivenAnAuxiliary:
    def test_when_the_station_has_tasks_this_week_then_they_stand_on_the_first_page(
        self, district: District, client: Client
    ):
        task = made.task(district, due_on=clock.today())
        client.force_login(district.auxiliary)
        page = client.get("/").content.decode()

        assert task.premises.name in page
        assert f"所里的任务，由{district.officer.name}负责" in page
        assert reverse("inspections:start", args=[task.pk]) in page

    def test_when_tasks_are_of_different_days_then_only_later_weeks_are_left_out(
        self, district: District
    ):
        for days in (-30, 0, 6, 7):
            made.task(district, due_on=MONDAY + timedelta(days=days))
        groups = {group.key: group.count for group in worklists.groups(
            district.auxiliary, on=MONDAY
        )}  # fmt: skip

        assert groups == {"overdue": 1, "today": 1, "week": 1, "later": 0, "waiting": 0}

    def test_when_somebody_has_begun_the_visit_then_the_task_is_gone(self, district: District):
        task = made.task(district)
        made.visit(district, task=task)

        assert inspections.up_for_reporting(district.auxiliary, MONDAY) == []

    def test_when_the_task_is_another_stations_then_it_is_not_shown(self, district: District):
        elsewhere = shop(district, station=district.south, territory=district.south_community)
        made.task(district, premises=elsewhere, accountable=district.south_officer, partner=None)

        assert inspections.up_for_reporting(district.auxiliary, MONDAY) == []

    def test_when_an_officer_asks_then_only_their_own_tasks_are_their_work(
        self, district: District
    ):
        made.task(district)

        assert inspections.up_for_reporting(district.fire_officer, MONDAY) == []

    @pytest.mark.parametrize("count", [1, 12])
    def test_when_there_are_many_then_it_takes_no_more_queries(
        self, district: District, count: int
    ):
        place = shop(district)
        for _ in range(count):
            made.task(district, premises=place)
        inspections.up_for_reporting(district.auxiliary, MONDAY)
        with CaptureQueriesContext(connection) as asked:
            tasks = inspections.up_for_reporting(district.auxiliary, MONDAY)
            assert all(task.premises.name and task.accountable.name for task in tasks)

        assert len(tasks) == count
        assert len(asked) == 1


class TestGivenALineThatARuleAsksFor:
    def test_when_the_plan_asks_for_a_visit_then_the_line_cites_the_article(
        self, district: District, client: Client
    ):
        made.task(
            district, due_on=clock.today(), reason_code="plan-floor",
            reason_facts={"floor": 1, "rule": "visits.yearly_floor"},
        )  # fmt: skip
        client.force_login(district.officer)

        assert "依据《消防监督检查规定》第三十条第一款" in client.get("/").content.decode()

    def test_when_a_hazard_has_a_next_step_then_the_line_cites_the_rule_that_counted_it(
        self, district: District
    ):
        found(district)
        lines = [line for group in worklists.groups(district.officer, on=MONDAY)
                 for line in group.lines]  # fmt: skip

        assert lines
        assert all(line.rule.startswith("deadlines.") and line.basis for line in lines)

    def test_when_a_rule_is_to_be_confirmed_then_the_line_says_so(self, district: District):
        made.task(district, reason_facts={"ceiling": 2, "rule": "planning.additional_visits"})
        groups = worklists.groups(district.officer, on=MONDAY)

        assert [line.basis for group in groups for line in group.lines] == [
            "依据通行做法（非法规） · 本地政策，待确认"
        ]

    @pytest.mark.parametrize(("purpose", "basis"), [
        (Purpose.ROUTINE, "依据《中华人民共和国消防法》第五十三条第一款"),
        (Purpose.CAMPAIGN, "依据《中华人民共和国消防法》第五十三条第一款"),
        (Purpose.VERIFY, "依据《消防监督检查规定》第三十条第二款"),
    ])  # fmt: skip
    def test_when_somebody_asked_by_hand_then_the_line_cites_why_it_is_the_stations_business(
        self, district: District, purpose: Purpose, basis: str
    ):
        made.task(
            district, origin=origin_of(purpose), purpose=purpose,
            reason_facts={"by": "葛所", "description": "看"},
        )  # fmt: skip
        groups = worklists.groups(district.officer, on=MONDAY)

        assert [line.basis for group in groups for line in group.lines] == [basis]

    def test_when_there_are_many_lines_then_citing_them_asks_nothing_more(self, district: District):
        place, asked = shop(district), []
        for more in (1, 8):
            for _ in range(more):
                made.task(district, premises=place, reason_facts={"rule": "visits.yearly_floor"})
            worklists.groups(district.officer, on=MONDAY)
            with CaptureQueriesContext(connection) as queries:
                worklists.groups(district.officer, on=MONDAY)
            asked.append(len(queries))

        assert asked[0] == asked[1]
