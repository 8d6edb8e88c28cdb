"""A plan from draft to tasks with nothing but HTTP, and what a stranger gets."""

import pytest

from tests.factories import planned
from tests.factories.programs import Program
from wanghuo.operations.inspections.models import Task

pytestmark = pytest.mark.django_db
PLANS = "/api/v1/plans/"


@pytest.fixture
def chief(district) -> Program:
    planned.shops(district, 5)
    return Program(district.chief)


def drafted(chief: Program) -> dict:
    answer = chief.send(PLANS, {"station": "320902001", "year": 2027})
    assert answer.status_code == 201, answer.content
    return answer.json()


class TestGivenTheChiefsProgram:
    def test_then_a_plan_goes_from_draft_to_tasks(self, chief):
        plan = drafted(chief)

        for verb in ("submit", "approve", "publish"):
            answer = chief.send(f"{PLANS}{plan['id']}/{verb}/", {"version": plan["version"]})
            assert answer.status_code == 200, answer.content
            plan = answer.json()

        assert (plan["status"], plan["visits"], Task.objects.count()) == ("PUBLISHED", 5, 5)

    def test_then_the_report_adds_up_and_every_visit_says_why(self, chief):
        plan = drafted(chief)

        report = chief.get(f"{PLANS}{plan['id']}/report/").json()
        visits = chief.get(f"{PLANS}{plan['id']}/visits/").json()["items"]
        why = chief.get(f"/api/v1/planned-visits/{visits[0]['id']}/why/").json()

        assert sum(report["visits_by_month"]) == len(visits) == 5
        assert why["object"][0]["code"] == "floor"
        assert why["object"][0]["rule"] == "visits.yearly_floor"

    def test_then_a_visit_is_moved_added_and_dropped(self, chief, district):
        plan = drafted(chief)
        visit = chief.get(f"{PLANS}{plan['id']}/visits/").json()["items"][0]
        pair = {"lead": str(district.officer.pk), "partner": str(district.deputy.pk)}
        address = f"/api/v1/planned-visits/{visit['id']}/"

        moved = chief.send(f"{address}adjust/", {"month": 12, "reason": "年底", **pair})
        added = chief.send(
            f"{PLANS}{plan['id']}/add-visit/",
            {"premises": visit["premises"], "month": 5, "reason": "复工", **pair},
        )
        dropped = chief.send(f"{address}drop/", {"reason": "停业"})

        assert (moved.status_code, added.status_code, dropped.status_code) == (200, 201, 200)
        assert moved.json()["month"] == 12
        assert dropped.json()["is_dropped"] is True

    def test_when_a_limit_is_broken_then_the_problem_names_it(self, chief, district):
        plan = drafted(chief)
        visit = chief.get(f"{PLANS}{plan['id']}/visits/").json()["items"][0]
        same = {"lead": str(district.officer.pk), "partner": str(district.officer.pk)}

        refused = chief.send(
            f"/api/v1/planned-visits/{visit['id']}/adjust/", {"month": 6, "reason": "试", **same}
        )

        assert refused.status_code == 409
        assert refused.json()["code"] == "planning.limit-broken"

    def test_when_sent_twice_with_one_key_then_one_plan_is_drafted(self, chief):
        body = {"station": "320902001", "year": 2027}

        first = chief.send(PLANS, body, key="plan-2027").json()
        again = chief.send(PLANS, body, key="plan-2027").json()

        assert first["id"] == again["id"]
        assert len(chief.get(PLANS).json()["items"]) == 1

    def test_then_hours_and_conflicts_are_declared(self, chief, district):
        officer = str(district.officer.pk)
        shop = planned.shop(district, "亲戚店")

        hours = chief.send(
            "/api/v1/officers-hours/", {"person": officer, "year": 2027, "minutes": {"1": 600}}
        )
        declared = chief.send(
            "/api/v1/conflicts-of-interest/",
            {"person": officer, "premises": str(shop.pk), "reason": "亲属经营"},
        )
        ended = chief.send(f"/api/v1/conflicts-of-interest/{declared.json()['id']}/end/")

        assert hours.json()["minutes"] == {"1": 600}
        assert (declared.status_code, ended.status_code) == (201, 200)

    def test_when_a_month_does_not_exist_then_it_is_refused(self, chief, district):
        answer = chief.send(
            "/api/v1/officers-hours/",
            {"person": str(district.officer.pk), "year": 2027, "minutes": {"13": 600}},
        )

        assert answer.status_code == 422
        assert answer.json()["code"] == "planning.no-such-month"


class TestGivenAProgramOfAnotherStation:
    def test_then_it_reaches_nothing(self, chief, district):
        plan = drafted(chief)
        visit = chief.get(f"{PLANS}{plan['id']}/visits/").json()["items"][0]
        stranger = Program(district.south_chief)

        reads = [f"{PLANS}{plan['id']}/", f"{PLANS}{plan['id']}/report/",
                 f"{PLANS}{plan['id']}/visits/",
                 f"/api/v1/planned-visits/{visit['id']}/why/"]  # fmt: skip
        verbs = [f"{PLANS}{plan['id']}/submit/", f"{PLANS}{plan['id']}/approve/",
                 f"{PLANS}{plan['id']}/publish/"]  # fmt: skip
        assert {stranger.get(address).status_code for address in reads} == {404}
        assert {stranger.send(address).status_code for address in verbs} == {404}
        assert stranger.get(PLANS).json()["items"] == []

    def test_then_an_auxiliary_sees_no_plan(self, chief, district):
        assert Program(district.auxiliary).get(PLANS).status_code == 403
