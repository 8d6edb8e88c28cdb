"""The form of a task by hand and the task's page, in a browser without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import inspections as made
from tests.factories.district import District
from tests.factories.hazards import MONDAY, morning, shop
from wanghuo.foundation.support import clock
from wanghuo.operations.inspections import services
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import Premises


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the edge's clock on the day the factories stand on."""
    monkeypatch.setattr(clock, "now", morning)
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


@pytest.fixture
def signed_in(client: Client) -> Callable[..., Client]:
    def sign_in(person: Person, language: str = "zh-hans") -> Client:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        client.cookies["django_language"] = language
        return client

    return sign_in


def form_of(premises: Premises) -> str:
    return reverse("inspections:open-task", args=[premises.pk])


def asked(browser: Client, premises: Premises, **facts: Any) -> Any:
    """Send the form for a complaint and return the page it leads to."""
    officer = premises.accountable_officer_id
    usual = {"purpose": "VERIFY", "accountable": str(officer), "description": "楼道堆物"}
    return browser.post(form_of(premises), usual | facts, follow=True)


class TestGivenTheFormOfATask:
    def test_when_it_opens_then_each_sort_of_complaint_shows_its_day_count_and_source(
        self, district: District, signed_in: Callable[..., Client]
    ):
        page = signed_in(district.chief).get(form_of(shop(district))).content.decode()

        assert "2026-11-26" in page
        assert "共3个工作日" in page
        assert "自受理时起连续计算24小时" in page
        assert "消防监督检查规定" in page
        assert page.count("本地政策，待确认") == 2

    def test_when_it_is_read_in_english_then_it_says_the_same(
        self, district: District, signed_in: Callable[..., Client]
    ):
        page = signed_in(district.chief, "en").get(form_of(shop(district))).content.decode()

        assert "3 working days: due Thu 2026-11-26" in page
        assert page.count("Local policy, to be confirmed") == 2

    def test_when_the_receipt_is_given_then_the_days_are_counted_from_it(
        self, district: District, signed_in: Callable[..., Client]
    ):
        address = form_of(shop(district)) + "?received_at=2026-11-20T16:00"

        page = signed_in(district.chief).get(address).content.decode()

        assert "2026-11-20（周五）起算" in page
        assert "2026-11-21 16:00到期" in page

    @pytest.mark.parametrize("typed", ["昨天", "2099-01-01T10:00", ""])
    def test_when_the_receipt_cannot_be_then_the_days_are_counted_from_now(
        self, district: District, signed_in: Callable[..., Client], typed: str
    ):
        page = signed_in(district.chief).get(form_of(shop(district)), {"received_at": typed})

        assert "2026-11-23（周一）起算" in page.content.decode()

    def test_when_the_day_is_left_empty_then_the_tasks_page_says_why_the_rules_day(
        self, district: District, signed_in: Callable[..., Client]
    ):
        answer = asked(
            signed_in(district.chief), shop(district), received_at="2026-11-20T16:00",
            complaint="OTHER",
        )  # fmt: skip

        page = answer.content.decode()
        assert Task.objects.get().due_on.isoformat() == "2026-11-25"
        assert "2026-11-20（周五）起算，当日不计" in page
        assert "2026-11-20 16:00 · 其他举报投诉" in page

    def test_when_another_day_is_typed_then_the_tasks_page_says_both(
        self, district: District, signed_in: Callable[..., Client]
    ):
        page = asked(signed_in(district.chief), shop(district), due_on="2026-12-04")

        assert "规则推算的期限不同" in page.content.decode()
        assert "2026-11-26（周四）到期" in page.content.decode()

    def test_when_the_receipt_is_still_to_come_then_the_field_says_so_and_nothing_is_opened(
        self, district: District, signed_in: Callable[..., Client]
    ):
        answer = asked(signed_in(district.chief), shop(district), received_at="2026-11-24T10:00")

        assert answer.status_code == 422
        assert "received_at" in answer.context["form"].errors
        assert not Task.objects.exists()

    def test_when_another_visit_has_no_day_then_the_field_says_what_to_give(
        self, district: District, signed_in: Callable[..., Client]
    ):
        answer = asked(signed_in(district.chief), shop(district), purpose="CAMPAIGN")

        assert answer.status_code == 422
        assert "请填写期限" in str(answer.context["form"].errors["due_on"])


class TestGivenThePageOfATask:
    @pytest.mark.parametrize(
        ("purpose", "business", "citation"),
        [
            ("VERIFY", "举报投诉核查", "《消防监督检查规定》第三十条第二款"),
            ("CAMPAIGN", "日常消防监督检查", "《中华人民共和国消防法》第五十三条第一款"),
        ],
    )
    def test_when_it_is_read_then_it_cites_what_makes_it_the_stations_business(
        self,
        district: District,
        signed_in: Callable[..., Client],
        purpose: str,
        business: str,
        citation: str,
    ):
        answer = asked(
            signed_in(district.chief), shop(district), purpose=purpose, due_on="2026-12-01"
        )

        page = answer.content.decode()
        assert f"{business} · " in page
        assert citation in page

    def test_when_a_rule_dated_it_then_that_rule_is_cited_with_its_certainty(
        self, district: District, signed_in: Callable[..., Client]
    ):
        page = asked(signed_in(district.chief, "en"), shop(district)).content.decode()

        assert "Verifying complaints · " in page
        assert "Verifying any other complaint · " in page
        assert "Provisions on Fire Supervision and Inspection, art. 18(2)" in page
        assert "to be confirmed locally" in page

    def test_when_it_is_over_then_it_still_says_what_it_rested_on(
        self, district: District, signed_in: Callable[..., Client]
    ):
        task = made.task(district)
        services.excuse_task(task=task, reason="停业", by=district.chief, at=morning())

        page = signed_in(district.chief).get(reverse("inspections:task", args=[task.pk]))

        assert "《中华人民共和国消防法》第五十三条第一款" in page.content.decode()
