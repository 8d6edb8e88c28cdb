"""Addresses opened without their form, and bad forms, answer in the reader's language."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from tests.factories.district import PASSWORD, District
from tests.properties.test_scope_everywhere import addresses, filled
from wanghuo.registers.access.models import Person

BACKEND = "django.contrib.auth.backends.ModelBackend"
ENGLISH = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")
WAY_ON = re.compile(r'class="btn btn-primary" href="([^"]+)"')


def browser(person: Person, language: str = "zh-hans") -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    client.cookies["django_language"] = language
    return client


class TestGivenAnAddressThatOnlyTakesForms:
    def test_when_any_of_them_is_opened_then_a_page_says_so_and_leads_on(self, district: District):
        client = browser(district.administrator)
        met = 0
        for address in addresses():
            path = filled(address, uuid.uuid4())
            if path is None or path.startswith("/api/"):
                continue
            answer = client.get(path)
            if answer.status_code != 405:
                continue
            met += 1
            page = answer.content.decode()
            assert "这个网址只接收表单提交" in page, path
            for way_on in WAY_ON.findall(page):
                assert path.startswith(way_on)
        assert met > 20

    def test_when_the_proof_of_the_journal_is_reloaded_then_the_way_leads_to_the_journal(
        self, district: District
    ):
        page = browser(district.administrator).get("/journal/verify/")

        assert page.status_code == 405
        assert WAY_ON.findall(page.content.decode()) == ["/journal/"]

    def test_when_the_reader_chose_english_then_it_is_said_in_english(self, district: District):
        page = browser(district.officer, "en").get("/journal/verify/").content.decode()

        assert "This address takes what a form sends" in page

    def test_when_nobody_is_signed_in_then_signing_out_again_is_no_blank_page(
        self, district: District, client: Client
    ):
        assert "这个网址只接收表单提交" in client.get("/sign-out/").content.decode()


class TestGivenFormsFilledInBadly:
    @pytest.mark.parametrize("new", ["short", "12345678901", "password"])
    def test_when_a_password_will_not_do_then_chinese_pages_say_why_in_chinese(
        self, district: District, new: str
    ):
        page = browser(district.officer).post(
            "/profile/password/", {"present": PASSWORD, "password": new, "again": new}
        )

        assert page.status_code == 422
        assert "密码" in page.content.decode()
        assert not ENGLISH.search(re.sub(r"<[^>]+>", " ", body_of(page.content.decode())))


def body_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]
