"""Callers of the API, what they see, and how failures are said."""

import re
from typing import Any, ClassVar

from django.test import Client

from tests.factories.district import District
from tests.factories.programs import Program
from wanghuo.registers.access import selectors, services
from wanghuo.registers.access.models import ApiToken


class TestGivenAProgramWithAToken:
    def test_when_it_asks_who_it_is_then_it_is_the_person(self, district: District):
        me = Program(district.officer).get("/api/v1/me/").json()

        assert me["username"] == "officer"
        assert me["posts"] == [{"kind": "COMMUNITY_OFFICER", "organization": "320902001"}]

    def test_when_it_lists_stations_then_only_those_in_scope_come(self, district: District):
        own = Program(district.officer).get("/api/v1/stations/").json()["items"]
        every = Program(district.bureau_leader).get("/api/v1/stations/").json()["items"]

        assert [station["code"] for station in own] == ["320902001"]
        assert [station["code"] for station in every] == ["320902001", "320902100"]

    def test_when_pages_are_small_then_the_next_page_goes_on_where_this_ended(
        self, district: District
    ):
        program = Program(district.bureau_leader)
        first = program.get("/api/v1/stations/?size=1").json()
        second = program.get(f"/api/v1/stations/?size=1&after={first['next']}").json()

        assert [row["code"] for row in first["items"] + second["items"]] == [
            "320902001", "320902100",
        ]  # fmt: skip
        assert second["next"] is None

    def test_when_the_token_is_revoked_then_the_next_request_is_refused(self, district: District):
        program = Program(district.officer)
        token = ApiToken.objects.get()
        services.revoke_token(token=token, by=district.officer, at=token.created_at)

        answer = program.get("/api/v1/me/")

        assert answer.status_code == 401
        assert answer["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "api.not-signed-in"

    def test_when_the_account_is_closed_then_its_tokens_open_nothing(self, district: District):
        program = Program(district.officer)
        services.deactivate(
            person=district.officer, reason="调离", by=district.administrator,
            at=ApiToken.objects.get().created_at,
        )  # fmt: skip

        assert program.get("/api/v1/me/").status_code == 401
        assert not selectors.permissions_of(district.officer)


class TestGivenABrowserThatIsSignedIn:
    def test_when_it_reads_then_its_session_is_enough(self, district: District):
        browser = Client()
        browser.force_login(district.officer, backend="django.contrib.auth.backends.ModelBackend")

        assert browser.get("/api/v1/me/").json()["name"] == district.officer.name


class TestGivenADamagedRequest:
    def test_when_the_page_token_is_garbage_then_the_code_says_so_in_both_languages(
        self, district: District
    ):
        program = Program(district.officer)
        chinese = program.get("/api/v1/stations/?after=%21%21", headers={"accept-language": "zh"})
        english = program.get("/api/v1/stations/?after=%21%21", headers={"accept-language": "en"})

        assert chinese.status_code == english.status_code == 422
        assert chinese.json()["code"] == english.json()["code"] == "pages.unreadable-place"
        assert english.json()["detail"] == "This link to a page of a list is damaged."

    def test_when_a_parameter_is_out_of_range_then_the_pointer_names_it(self, district: District):
        problem = Program(district.officer).get("/api/v1/stations/?size=9999").json()

        assert problem["code"] == "api.not-valid"
        assert problem["errors"][0]["pointer"].endswith("size")


def test_nobody_sees_anything_without_signing_in(db: None):
    assert Client().get("/api/v1/me/").status_code == 401
    assert Client().get("/api/v1/openapi.json").status_code == 200


class TestGivenValuesOfTheWrongShape:
    BODY: ClassVar = {"kind": "NONSENSE", "facts": {"floor_area_m2": "wide"}}

    def problem(self, district: District, language: str) -> dict[str, Any]:
        program = Program(district.officer, HTTP_ACCEPT_LANGUAGE=language)
        answer = program.send("/api/v1/premises/", self.BODY)
        assert answer.status_code == 422
        body: dict[str, Any] = answer.json()
        return body

    def test_when_a_chinese_program_sends_them_then_no_sentence_is_english(
        self, district: District
    ):
        problem = self.problem(district, "zh-CN,zh;q=0.9")

        assert problem["detail"] == "部分数据无法接受。"
        said = {place["pointer"]: place["detail"] for place in problem["errors"]}
        assert said["/name"] == "缺少这个值。"
        assert "之一" in said["/kind"]
        assert all(re.search("[\u4e00-\u9fff]", sentence) for sentence in said.values())

    def test_when_an_english_program_sends_them_then_every_sentence_is_english(
        self, district: District
    ):
        problem = self.problem(district, "en")

        sentences = [problem["detail"], *(place["detail"] for place in problem["errors"])]
        assert not any(re.search("[\u4e00-\u9fff]", sentence) for sentence in sentences)

    def test_when_the_body_is_no_json_then_that_is_said_in_chinese(self, district: District):
        answer = Program(district.officer).post(
            "/api/v1/premises/", "{not json", content_type="application/json"
        )

        assert answer.status_code == 400
        assert answer.json()["detail"] == "这个请求无法读取。"
