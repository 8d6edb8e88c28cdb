"""What goes wrong at work: a session ends, a button is pressed twice, two edit at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser.reader import Reader, reader_at
from tests.factories import hazards as hazard
from tests.factories.district import PASSWORD, District
from tests.factories.premises import premises
from wanghuo.foundation.support import clock
from wanghuo.operations.hazards.models import Extension
from wanghuo.registers.documents.models import Document
from wanghuo.registers.premises.models import Premises


@pytest.fixture
def shop(district: District) -> Premises:
    return premises(district, "串场河五金店", head_name="周掌柜", at=clock.now())


class TestGivenTheSessionEndsWhileAFormIsFilled:
    def test_when_it_is_sent_then_signing_in_again_brings_back_what_was_typed(
        self, alternating: Reader, shop: Premises
    ):
        reader = alternating
        reader.sign_in("officer")
        page = reader.open(f"/premises/{shop.pk}/change/")
        page.fill("[name=name]", "串场河五金机电店")
        Session.objects.all().delete()
        reader.send("form[data-draft] .btn-primary")
        expect(page.locator("[data-was-interrupted]")).to_be_visible()
        reader.is_fit()
        page.fill("[name=username]", "officer")
        page.fill("[name=password]", PASSWORD)
        reader.leads(page.locator("[data-sign-in] .btn-primary"))

        expect(page.locator("[name=name]")).to_have_value("串场河五金机电店")
        reader.send("form[data-draft] .btn-primary")
        assert Premises.objects.get().name == "串场河五金机电店"


class TestGivenTwoPeopleEditOneRecord:
    def test_when_the_second_saves_then_both_versions_are_shown_and_nothing_typed_is_lost(
        self, crossing: Reader, shop: Premises, browser
    ):
        reader = crossing
        other = reader_at(browser, reader.address, reader.width, reader.language)
        reader.enter("officer")
        other.enter("fire_officer")
        for one in (reader, other):
            one.open(f"/premises/{shop.pk}/change/")
        other.page.fill("[name=head_name]", "赵新任")
        other.send("form[data-draft] .btn-primary")
        other.context.close()

        reader.page.fill("[name=head_name]", "周少东")
        reader.send("form[data-draft] .btn-primary")
        reader.sees(reader.word("Somebody else changed this record while you were editing it."))
        reader.sees("赵新任")
        expect(reader.page.locator("[name=head_name]")).to_have_value("周少东")
        reader.is_fit()
        assert Premises.objects.get().head_name == "赵新任"
        reader.send("form[data-draft] .btn-primary")
        assert Premises.objects.get().head_name == "周少东"


class TestGivenAButtonIsPressedTwice:
    def test_when_an_order_is_issued_then_there_is_one(self, crossing: Reader, district: District):
        reader = crossing
        found = hazard.found(district, at=clock.now() - timedelta(hours=1))
        reader.enter("officer")
        page = reader.open(f"/hazards/{found.pk}/order/")
        with page.expect_navigation():
            reader.control("Issue the documents").dblclick()
        reader.sees(Document.objects.get().number_text)

        assert Document.objects.count() == 1

    def test_when_it_is_sent_again_from_the_page_before_then_it_is_done_once(
        self, reader: Reader, district: District
    ):
        found = hazard.ordered(
            district, at=clock.now() - timedelta(days=1),
            deadline_on=clock.today() + timedelta(days=5),
        )  # fmt: skip
        reader.enter("officer")
        page = reader.open(f"/hazards/{found.pk}/extension/")
        sent = page.locator("form[data-draft]").evaluate(
            """async (form, until) => {
                const values = new FormData(form);
                values.set('requested_by', '赵经理');
                values.set('until', until);
                values.set('reason', '到货推迟');
                const send = () => fetch(location.href, {method: 'POST', body: values});
                const answers = await Promise.all([send(), send()]);
                return answers.map(answer => [answer.status, new URL(answer.url).pathname]);
            }""",
            (clock.today() + timedelta(days=8)).isoformat(),
        )

        assert sent == [[200, f"/hazards/{found.pk}/"]] * 2
        assert Extension.objects.count() == 1


class TestGivenSomethingCannotBeRead:
    @pytest.mark.parametrize(
        "path",
        ["/hazards/not-an-id/", "/premises/?after=damaged", "/plans/?year=two",
         "/dashboard/?year=x", "/policy/working-days/2026-13-45/", "/legal-basis/?on=yesterday"],
    )  # fmt: skip
    def test_when_it_is_opened_then_a_page_in_the_frame_says_so(
        self, alternating: Reader, path: str
    ):
        alternating.enter("chief")
        answer = alternating.page.goto(alternating.address + path)

        assert answer is not None
        assert answer.status < 500
        expect(alternating.page.locator("h1")).not_to_be_empty()
        alternating.is_fit()
