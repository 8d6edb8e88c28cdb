"""A station's chief: the year's plan from draft to tasks, and a request for more time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.factories import hazards as hazard
from tests.factories import planned
from tests.factories.district import District
from wanghuo.foundation.support import clock
from wanghuo.insight.planning import services as planning
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Assignment
from wanghuo.registers.access.selectors import officers_of

DECISION = "由副所长带队补齐，不足数报分局"


@pytest.fixture
def year(district: District) -> int:
    """Six shops to visit next year, and officers who have hours for some of them."""
    planned.shops(district, 6)
    coming = clock.today().year + 1
    pair = {district.officer.pk, district.second_officer.pk}
    for person in officers_of(district.north):
        hours = {month: 150 if person.pk in pair and month < 3 else 0 for month in range(1, 13)}
        planning.declare_hours(
            person=person, year=coming, minutes=hours, by=district.deputy, at=clock.now()
        )
    return coming


def draft(reader: Reader, year: int) -> Plan:
    reader.enter("chief")
    reader.open("/plans/")
    reader.press("Draft a plan")
    reader.page.fill("[name=year]", str(year))
    reader.press("Draft it")
    reader.sees(reader.word("The plan is drafted. Look at it, change it, submit it."))
    reader.is_fit()
    return Plan.objects.latest("made_at")


def put_in_force(reader: Reader, *, decision: str = "") -> None:
    reader.press("Submit for approval")
    reader.press("Approve")
    if decision:
        reader.page.fill("[name=shortage_decision]", decision)
    reader.is_fit()
    reader.send()
    reader.press("Publish")
    reader.sees(reader.word("The plan is in force; its visits are tasks now."))


class TestGivenAYearToPlanWithTooFewHours:
    def test_when_the_chief_plans_it_then_the_shortage_is_decided_openly_and_tasks_are_there(
        self, alternating: Reader, district: District, year: int
    ):
        reader = alternating
        plan = draft(reader, year)
        assert 0 < plan.missing_visits < 6
        reader.sees(reader.word("Required visits that cannot be made"))

        reader.open(f"/plans/{plan.pk}/visits/")
        reader.is_fit()
        reader.leads(reader.page.locator("main table tbody a").first)
        reader.sees(reader.word("Why these officers"))
        reader.press("Change the visit")
        reader.page.select_option("[name=month]", "2")
        reader.page.fill("[name=reason]", "一月场所停业")
        reader.press("Change the visit")
        reader.sees(reader.word("The visit is changed."))
        assert PlanItem.objects.get(plan=plan, adjusted_at__isnull=False).month == 2

        reader.open(f"/plans/{plan.pk}/")
        reader.press("Submit for approval")
        reader.press("Approve")
        reader.page.locator("[name=shortage_decision]").evaluate("field => field.required = false")
        reader.send()
        reader.sees(
            reader.word("Write the decision: more hours, help from others, or why it is accepted.")
        )
        reader.page.fill("[name=shortage_decision]", DECISION)
        reader.send()
        reader.sees(DECISION)
        reader.press("Publish")
        reader.is_fit()

        tasks = Task.objects.filter(origin="PLAN", status="OPEN")
        assert tasks.count() == 6 - plan.missing_visits
        reader.enter("officer")
        reader.open("/tasks/")
        for task in tasks.select_related("premises"):
            reader.sees(task.premises.name)
        reader.is_fit()


class TestGivenAPlanInForce:
    def test_when_an_officer_leaves_then_the_new_edition_gives_their_visits_to_others(
        self, crossing: Reader, district: District
    ):
        reader = crossing
        planned.shops(district, 4)
        year = clock.today().year + 1
        draft(reader, year)
        put_in_force(reader)
        held = Assignment.objects.get(person=district.second_officer)
        access.end_assignment(
            assignment=held, until=clock.today(), by=district.administrator, at=clock.now()
        )

        reader.enter("chief")
        reader.press("Draft anew")
        reader.page.fill("[name=reason]", "韩社区调离")
        reader.press("Draft it")
        put_in_force(reader)

        assert Plan.objects.filter(year=year, status="SUPERSEDED").count() == 1
        open_tasks = Task.objects.filter(origin="PLAN", status="OPEN")
        assert open_tasks.count() == 4
        for task in open_tasks:
            assert district.second_officer.pk not in (task.accountable_id, task.partner_id)


class TestGivenTheShopkeeperNeedsMoreTime:
    def test_when_the_officer_asks_and_the_chief_grants_then_the_new_day_counts(
        self, crossing: Reader, district: District
    ):
        reader = crossing
        today = clock.today()
        asked = hazard.ordered(
            district, at=clock.now() - timedelta(days=2), deadline_on=today + timedelta(days=5)
        )
        until = today + timedelta(days=9)
        reader.enter("officer")
        reader.open(f"/hazards/{asked.pk}/")
        reader.press("Record a request for an extension")
        reader.page.fill("[name=requested_by]", "赵经理")
        reader.page.fill("[name=until]", until.isoformat())
        reader.page.fill("[name=reason]", "消防门到货推迟")
        reader.is_fit()
        reader.press("Record the request")
        reader.sees("消防门到货推迟")

        reader.enter("chief")
        reader.open("/")
        reader.leads(reader.page.locator(f"main a[href='/hazards/{asked.pk}/']").first)
        reader.press("Decide on the extension")
        reader.page.locator("[name=is_granted][value=yes]").check()
        reader.is_fit()
        reader.press("Decide")
        reader.sees(reader.word("The decision was recorded."))

        decided = Hazard.objects.get()
        assert (decided.status, decided.deadline_on) == ("ORDERED", until)
        assert Task.objects.get(hazard=decided, status="OPEN").due_on >= until


class TestGivenSomebodyComplains:
    def test_when_the_chief_says_when_it_came_then_the_rules_day_is_shown_and_taken(
        self, crossing: Reader, district: District
    ):
        reader = crossing
        place, received_on = hazard.shop(district), clock.today() - timedelta(days=3)
        reader.enter("chief")
        reader.open(f"/premises/{place.pk}/")
        reader.press("New task")
        page = reader.page
        received, days = page.locator("[name=received_at]"), page.locator("#days-to-verify")
        expect(received).to_be_hidden()
        expect(days).to_be_hidden()

        page.select_option("[name=purpose]", "VERIFY")
        expect(days).to_be_visible()
        received.fill(f"{received_on}T16:00")
        received.blur()
        expect(days).to_contain_text(f"{received_on}")
        reader.is_fit()
        page.fill("[name=description]", "楼道堆物")
        reader.send()

        task = Task.objects.get()
        assert task.due_explained["rule"] == "deadlines.complaint_other"
        assert task.due_explained["steps"][0]["on"] == f"{received_on}"
        reader.sees(f"{task.due_on}")
        reader.sees(reader.says("第十八条第二款", "art. 18(2)"))
        reader.is_fit()

    def test_when_it_is_no_complaint_then_the_day_counts_among_the_fields_left(
        self, crossing: Reader, district: District
    ):
        reader, page = crossing, crossing.page
        left = reader.word("Fields left to fill in: {count}")
        reader.enter("chief")
        reader.open(f"/premises/{hazard.shop(district).pk}/")
        reader.press("New task")
        page.select_option("[name=purpose]", "CAMPAIGN")
        reader.sees(left.format(count=2))

        page.select_option("[name=purpose]", "VERIFY")
        reader.sees(left.format(count=1))
        page.select_option("[name=purpose]", "CAMPAIGN")
        page.fill("[name=due_on]", f"{clock.today() + timedelta(days=3)}")
        reader.sees(left.format(count=1))
        page.fill("[name=description]", "专项治理")

        reader.sees(reader.word("Nothing is left to fill in."))
