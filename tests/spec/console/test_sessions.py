"""Signing in and out, languages, passwords somebody else set."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories.district import FOUNDED_AT, PASSWORD, District
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person

SIGN_IN = "/sign-in/"


def signed_in(client: Client, username: str, password: str = PASSWORD, **extra: str):
    return client.post(SIGN_IN, {"username": username, "password": password, **extra})


def closed(district: District) -> None:
    access.deactivate(
        person=district.officer, reason="调离", by=district.administrator, at=FOUNDED_AT
    )


class TestGivenSomebodyWhoSignsIn:
    def test_when_the_password_is_right_then_the_page_they_wanted_opens(
        self, district: District, client: Client
    ):
        response = signed_in(client, "officer", next="/profile/")

        assert response.status_code == 302
        assert response.url == "/profile/"

    def test_when_the_wanted_page_is_on_another_host_then_their_work_opens(
        self, district: District, client: Client
    ):
        assert signed_in(client, "officer", next="https://example.org/").url == "/"

    def test_when_the_password_is_wrong_then_a_sentence_says_so(
        self, district: District, client: Client
    ):
        response = signed_in(client, "officer", "wrong")

        assert response.status_code == 422
        assert "用户名或者密码不对" in response.content.decode()

    def test_when_it_is_wrong_too_often_then_sign_in_is_locked(
        self, district: District, client: Client
    ):
        for _ in range(settings.AXES_FAILURE_LIMIT):
            response = signed_in(client, "officer", "wrong")

        assert "登录暂时锁定" in response.content.decode()
        assert "登录暂时锁定" in signed_in(client, "officer").content.decode()

    def test_when_the_account_is_closed_then_it_is_said_with_who_can_open_it(
        self, district: District, client: Client
    ):
        closed(district)
        page = signed_in(client, "officer")

        assert page.status_code == 422
        assert "这个账号已经停用" in page.content.decode()
        assert district.administrator.name in page.content.decode()
        assert "_auth_user_id" not in client.session

    def test_when_it_is_closed_and_the_password_wrong_then_nothing_is_given_away(
        self, district: District, client: Client
    ):
        closed(district)
        page = signed_in(client, "officer", "wrong").content.decode()

        assert "用户名或者密码不对" in page
        assert "停用" not in page

    def test_when_a_closed_account_is_tried_too_often_then_it_is_locked_as_any_other(
        self, district: District, client: Client
    ):
        closed(district)
        for _ in range(settings.AXES_FAILURE_LIMIT):
            response = signed_in(client, "officer")

        assert "登录暂时锁定" in response.content.decode()

    def test_when_the_account_is_closed_then_one_password_is_hashed_as_for_any_other(
        self, district: District, client: Client, monkeypatch: pytest.MonkeyPatch
    ):
        closed(district)
        asked: list[str] = []
        monkeypatch.setattr(
            Person, "check_password", lambda person, given: bool(asked.append(given))
        )
        signed_in(client, "officer", "wrong")

        assert asked == ["wrong"]

    def test_when_the_account_is_closed_then_open_sessions_end(
        self, district: District, client: Client
    ):
        client.force_login(district.officer)
        closed(district)

        assert client.get("/").status_code == 302


class TestGivenAPasswordSomebodyElseSet:
    @pytest.fixture(autouse=True)
    def reset(self, district: District, client: Client) -> None:
        access.reset_password(
            person=district.officer, password="chosen-for-you-1", by=district.administrator,
            at=FOUNDED_AT,
        )  # fmt: skip
        signed_in(client, "officer", "chosen-for-you-1")

    def test_when_any_page_is_opened_then_a_new_password_is_asked_for(self, client: Client):
        assert client.get("/people/").url == "/profile/password/"

    def test_when_a_new_one_is_chosen_then_the_pages_open(self, client: Client):
        client.post(
            "/profile/password/",
            {"present": "chosen-for-you-1", "password": "my-own-9-word", "again": "my-own-9-word"},
        )

        assert client.get("/profile/").status_code == 200

    def test_when_the_two_differ_then_the_error_stands_at_the_field(self, client: Client):
        response = client.post(
            "/profile/password/",
            {"present": "chosen-for-you-1", "password": "my-own-9-word", "again": "another-9-word"},
        )

        assert response.status_code == 422
        assert "两次输入的新密码不一致" in response.content.decode()


class TestGivenAReaderOfEnglish:
    def test_when_the_language_is_switched_then_it_is_kept_with_the_person(
        self, district: District, client: Client
    ):
        client.force_login(district.officer)
        client.post("/preferences/", {"language": "en", "next": "/profile/"})
        district.officer.refresh_from_db()

        assert district.officer.language == "en"
        assert "Profile" in client.get("/profile/").content.decode()

    def test_when_they_sign_in_elsewhere_then_their_language_is_used(
        self, district: District, client: Client
    ):
        access.choose_language(person=district.officer, language="en")

        assert signed_in(client, "officer").cookies["django_language"].value == "en"


def test_given_an_ended_session_when_a_fragment_is_asked_for_then_the_whole_page_signs_in(
    district: District, client: Client
):
    response = client.get(
        "/people/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/people/"}
    )

    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == f"{SIGN_IN}?next=/people/"


def test_given_an_unknown_address_when_it_is_opened_then_the_page_says_what_to_do(
    district: District, client: Client
):
    client.force_login(district.officer)
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "请检查网址" in response.content.decode()


def test_given_a_post_without_permission_when_the_page_is_opened_then_it_says_who_can(
    district: District, client: Client
):
    client.force_login(district.officer)
    response = client.get(reverse("console:people"))

    assert response.status_code == 403
    assert "系统管理员" in response.content.decode()
    assert "access.post-lacks-permission" in response.content.decode()
