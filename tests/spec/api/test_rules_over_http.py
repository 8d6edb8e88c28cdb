"""Rules over HTTP: found, read, decided locally, and refused to whom they are not open."""

from __future__ import annotations

import pytest

from tests.factories.district import District
from tests.factories.programs import Program

pytestmark = pytest.mark.django_db
EDITIONS = "/api/v1/local-editions/"
FIVE_DAYS = {
    "key": "deadlines.reinspection",
    "place": "320902",
    "since": "2026-06-01",
    "value": {"amount": 5, "unit": "WORKING_DAY", "from": "PERIOD_OVER_OR_REQUEST"},
    "reason": "分局会议纪要第3号",
}


@pytest.fixture
def officer(district: District) -> Program:
    return Program(district.officer)


@pytest.fixture
def administrator(district: District) -> Program:
    return Program(district.administrator)


def test_rules_are_found_by_words_and_certainty(officer):
    found = officer.get("/api/v1/rules/?q=复查&family=deadlines").json()["items"]

    assert [rule["key"] for rule in found] == ["deadlines.reinspection"]
    assert found[0]["edition"]["source"]["code"] == "SIR 20"
    assert officer.get("/api/v1/rules/?certainty=Z").status_code == 422


def test_a_rule_is_read_as_of_a_day(officer):
    address = "/api/v1/rules/deadlines.reinspection/"

    assert officer.get(address).json()["value"]["amount"] == 3
    assert officer.get(f"{address}?on=2001-01-01").json()["code"] == "rulebook.no-rule-in-force"
    assert officer.get("/api/v1/rules/deadlines.nothing/").status_code == 404


def test_a_check_list_comes_with_everything_an_officer_needs(officer):
    found = officer.get("/api/v1/check-lists/small_restaurant/").json()

    hood = next(item for item in found["items"] if item["key"] == "kitchen_hood")
    assert hood["how"]["zh"] and hood["how"]["en"]
    assert hood["citations"][0]["words"]["zh"] == "《中华人民共和国消防法》第十六条第一款第五项"


def test_duties_are_those_of_the_callers_posts(officer):
    found = officer.get("/api/v1/my-duties/").json()["items"]

    assert {duty["post"] for duty in found} == {"COMMUNITY_OFFICER"}


class TestGivenAnAdministratorsProgram:
    def test_then_a_local_edition_is_entered_confirmed_ended_and_listed(self, administrator):
        made = administrator.send(EDITIONS, FIVE_DAYS)
        assert made.status_code == 201, made.content
        address = f"{EDITIONS}{made.json()['id']}/"

        confirmed = administrator.send(f"{address}confirm/", {"version": 1, "reason": "批复"})
        ended = administrator.send(
            f"{address}end/", {"version": 2, "reason": "废止", "until": "2026-09-01"}
        )

        assert confirmed.json()["is_confirmed"]
        assert ended.json()["until"] == "2026-09-01"
        assert len(administrator.get(EDITIONS).json()["items"]) == 1
        read = administrator.get("/api/v1/rules/deadlines.reinspection/?on=2026-08-01").json()
        assert read["value"]["amount"] == 5
        assert read["edition"]["certainty"] == "LOCAL"

    def test_then_a_stale_version_is_a_conflict(self, administrator):
        made = administrator.send(EDITIONS, FIVE_DAYS).json()

        answer = administrator.send(
            f"{EDITIONS}{made['id']}/withdraw/", {"version": 7, "reason": "录错"}
        )

        assert answer.status_code == 409

    def test_then_an_unreadable_value_is_not_valid(self, administrator):
        answer = administrator.send(EDITIONS, FIVE_DAYS | {"value": {"amount": "soon"}})

        assert answer.status_code == 422
        assert answer.json()["code"] == "rulebook.unreadable-value"

    def test_then_a_day_is_entered_and_a_year_confirmed(self, administrator):
        administrator.send(
            "/api/v1/working-days/enter/",
            {"day": "2027-02-05", "is_worked": False, "name": "春节", "reason": "国办通知"},
        )
        administrator.send("/api/v1/working-days/2027/confirm/", {"reason": "国办通知"})

        year = administrator.get("/api/v1/working-days/2027/").json()
        day = next(day for day in year["days"] if day["on"] == "2027-02-05")
        assert year["is_confirmed"]
        assert (day["is_worked"], day["is_override"]) == (False, True)

    def test_then_a_year_out_of_reach_is_refused(self, administrator):
        assert administrator.get("/api/v1/working-days/1066/").status_code == 422


def test_a_community_officer_may_not_decide_rules(officer):
    assert officer.send(EDITIONS, FIVE_DAYS).status_code == 403
