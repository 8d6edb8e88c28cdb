"""The pages of plans, as the people of a small district use them."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.factories import planned
from wanghuo.foundation.jobs.models import Job
from wanghuo.insight.planning import selectors, services
from wanghuo.insight.planning.domain.lifecycle import PlanStatus
from wanghuo.insight.planning.models import Availability, ConflictOfInterest, Plan
from wanghuo.operations.inspections.models import Task

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(response) -> str:
    return response.content.decode()


@pytest.fixture
def plan(district) -> Plan:
    return planned.drafted(district, count=6)


class TestGivenTheChief:
    def test_then_a_plan_is_drafted_submitted_approved_and_published_from_its_page(self, district):
        planned.shops(district, 4)
        client = signed_in(district.chief)

        drafted = client.post(
            reverse("planning:draft"), {"station": district.north.pk, "year": 2027}
        )
        plan = Plan.objects.get()
        assert drafted.status_code == 302
        for step in ("submit", "approve", "publish"):
            plan.refresh_from_db()
            answer = client.post(
                reverse(f"planning:{step}", args=[plan.pk]), {"version": plan.version}
            )
            assert answer.status_code == 302, said(answer)

        plan.refresh_from_db()
        assert plan.status == PlanStatus.PUBLISHED
        assert Task.objects.count() == 4

    def test_then_the_plan_page_shows_months_officers_and_the_next_step(self, district, plan):
        page = said(signed_in(district.chief).get(reverse("planning:plan", args=[plan.pk])))

        assert "2027年度计划" in page
        assert "12月" in page
        assert district.officer.name in page
        assert "提交审批" in page

    def test_then_every_visit_is_explained_in_either_language(self, district, plan):
        client = signed_in(district.chief)
        address = reverse("planning:item", args=[planned.lines(plan)[0].pk])

        assert "全年至少1次" in said(client.get(address))
        client.cookies["django_language"] = "en"
        assert "Required: visit 1 of at least 1 this year." in said(client.get(address))

    def test_then_the_visits_can_be_filtered_and_exported(self, district, plan):
        client = signed_in(district.chief)
        month = planned.lines(plan)[0].month
        address = f"{reverse('planning:visits', args=[plan.pk])}?month={month}"

        shown = client.get(address)
        exported = client.get(f"{address}&export=xlsx")

        rows = sum(item.month == month for item in planned.lines(plan))
        book = CalamineWorkbook.from_filelike(BytesIO(b"".join(exported.streaming_content)))
        cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
        assert said(shown).count('href="/plans/visits/') == rows
        assert sum(str(cell).startswith("商店") for cell in cells) >= rows

    def test_when_a_shortage_is_approved_without_a_decision_then_the_form_says_why(self, district):
        planned.shop(district, "一年十三次", yearly_floor=13, yearly_ceiling=13)
        plan = services.submit(
            plan=planned.redrafted(district), by=district.deputy, at=planned.BEFORE_THE_YEAR
        )
        client = signed_in(district.chief)
        address = reverse("planning:approve", args=[plan.pk])

        refused = client.post(address, {"version": plan.version, "shortage_decision": ""})
        accepted = client.post(
            address, {"version": plan.version, "shortage_decision": "超出月份，由大队协助一次"}
        )

        assert refused.status_code == 422
        assert "写明" in said(refused)
        assert accepted.status_code == 302


class TestGivenAnOfficerOfAnotherStation:
    @pytest.mark.parametrize("page", ["plan", "visits", "add-visit", "approve", "send-back"])
    def test_then_no_page_of_the_plan_can_be_reached(self, district, plan, page):
        answer = signed_in(district.south_chief).get(reverse(f"planning:{page}", args=[plan.pk]))

        assert answer.status_code == 404

    @pytest.mark.parametrize("page", ["item", "adjust", "drop"])
    def test_then_no_visit_of_it_can_be_reached(self, district, plan, page):
        address = reverse(f"planning:{page}", args=[planned.lines(plan)[0].pk])

        assert signed_in(district.south_chief).get(address).status_code == 404

    @pytest.mark.parametrize("step", ["submit", "publish"])
    def test_then_no_step_of_it_can_be_taken(self, district, plan, step):
        address = reverse(f"planning:{step}", args=[plan.pk])

        assert signed_in(district.south_chief).post(address).status_code == 404

    def test_then_the_list_does_not_name_it(self, district, plan):
        page = said(signed_in(district.south_chief).get(reverse("planning:list")))

        assert reverse("planning:plan", args=[plan.pk]) not in page


class TestGivenAnAuxiliary:
    def test_then_plans_are_out_of_reach(self, district, plan):
        assert signed_in(district.auxiliary).get(reverse("planning:list")).status_code == 403


class TestGivenACommunityOfficer:
    def test_then_the_draft_form_is_refused_with_who_can(self, district):
        answer = signed_in(district.officer).get(reverse("planning:draft"))

        assert answer.status_code == 403

    def test_then_own_hours_are_declared_in_hours_and_kept_in_minutes(self, district):
        client = signed_in(district.officer)
        address = reverse("planning:declare-hours", args=[district.officer.pk, 2027])
        hours = {f"month_{month}": "12.5" for month in range(1, 13)} | {"month_2": "0"}

        answer = client.post(address, hours)

        assert answer.status_code == 302
        minutes = Availability.objects.filter(person=district.officer)
        assert dict(minutes.values_list("month", "minutes"))[1] == 750
        assert dict(minutes.values_list("month", "minutes"))[2] == 0

    def test_then_the_hours_of_others_are_refused_in_the_form(self, district):
        address = reverse("planning:declare-hours", args=[district.second_officer.pk, 2027])
        hours = {f"month_{month}": "1" for month in range(1, 13)}

        answer = signed_in(district.officer).post(address, hours)

        assert answer.status_code == 422
        assert "只能为本人" in said(answer)

    def test_then_a_conflict_is_declared_and_ended(self, district):
        shop = planned.shop(district, "亲戚店")
        client = signed_in(district.officer)

        client.post(
            reverse("planning:declare-conflict"),
            {"person": district.officer.pk, "premises": shop.pk, "reason": "亲属经营"},
        )
        conflict = ConflictOfInterest.objects.get()
        page = said(client.get(reverse("planning:conflicts")))
        client.post(reverse("planning:end-conflict", args=[conflict.pk]))

        assert "亲属经营" in page
        assert not ConflictOfInterest.objects.filter(until__isnull=True).exists()


class TestGivenAChangeByHand:
    def test_when_it_breaks_a_limit_then_the_form_keeps_what_was_typed_and_says_which(
        self, district, plan
    ):
        item = planned.lines(plan)[0]
        client = signed_in(district.deputy)

        answer = client.post(
            reverse("planning:adjust", args=[item.pk]),
            {"month": 3, "lead": item.lead.pk, "partner": item.lead.pk, "reason": "节前检查"},
        )

        assert answer.status_code == 422
        assert "两名不同" in said(answer)
        assert "节前检查" in said(answer)

    def test_when_accepted_then_the_visit_shows_it(self, district, plan):
        item = planned.lines(plan)[0]
        client = signed_in(district.deputy)

        client.post(
            reverse("planning:adjust", args=[item.pk]),
            {"month": 12, "lead": item.lead.pk, "partner": item.partner.pk, "reason": "年底检查"},
        )

        page = said(client.get(reverse("planning:item", args=[item.pk])))
        assert "年底检查" in page
        assert "人工调整" in page


class TestGivenTheBureau:
    def test_then_its_leader_sees_every_plan_and_drafts_none(self, district, plan):
        client = signed_in(district.bureau_leader)

        assert client.get(reverse("planning:plan", args=[plan.pk])).status_code == 200
        assert client.get(reverse("planning:draft")).status_code == 403


class TestGivenAllStationsOfAChief:
    def test_then_their_plans_are_drafted_as_a_job(
        self, district, django_capture_on_commit_callbacks
    ):
        planned.shops(district, 2)

        with django_capture_on_commit_callbacks(execute=True):
            answer = signed_in(district.chief).post(reverse("planning:draft-all"), {"year": 2027})

        job = Job.objects.get()
        assert answer.status_code == 302
        assert job.summary["visits"] == 2
        assert selectors.plans_of(district.north, 2027).count() == 1


def test_the_hours_page_lists_every_officer(district):
    page = said(signed_in(district.chief).get(f"{reverse('planning:hours')}?year=2027"))

    assert all(
        person.name in page for person in (district.officer, district.fire_officer, district.deputy)
    )
    assert district.auxiliary.name not in page


@pytest.mark.parametrize("page", ["planning:plan", "planning:visits"])
def test_pages_ask_the_database_no_more_for_a_long_plan(district, page):
    client = signed_in(district.chief)
    short = planned.drafted(district, count=60)
    client.get(reverse(page, args=[short.pk]))
    with CaptureQueriesContext(connection) as for_the_short:
        client.get(reverse(page, args=[short.pk]))
    for index in range(180):
        planned.shop(district, f"长计划{index:03}")
    long = planned.redrafted(district)
    with CaptureQueriesContext(connection) as for_the_long:
        client.get(reverse(page, args=[long.pk]))

    assert long.visits > 2 * short.visits
    assert len(for_the_long) <= len(for_the_short)
