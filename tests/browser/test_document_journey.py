"""A legal document: looked at before it is issued, signed on glass, served, taken along, voided."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.factories import hazards as hazard
from tests.factories.district import District
from wanghuo.foundation.journal import verification
from wanghuo.foundation.support import clock
from wanghuo.registers.documents.models import Document


class TestGivenAFaultToBeOrderedCorrected:
    def test_when_the_order_is_previewed_and_issued_then_it_is_what_was_shown(
        self, crossing: Reader, district: District
    ):
        reader = crossing
        found = hazard.found(district, at=clock.now() - timedelta(hours=1))
        reader.enter("officer")
        reader.open(f"/hazards/{found.pk}/order/")
        shown = reader.page.locator("main img").first
        expect(shown).to_have_js_property("complete", True)
        assert shown.evaluate("picture => picture.naturalWidth") > 600
        reader.is_fit()
        assert not Document.objects.exists()

        reader.press("Issue the documents")
        assert Document.objects.get().kind == "ORDER_BY_DATE"
        reader.sees(Document.objects.get().number_text)


class TestGivenAnOrderThatWasIssued:
    def test_when_it_is_signed_on_glass_and_served_then_nothing_is_left_to_do(
        self, alternating: Reader, district: District
    ):
        reader = alternating
        hazard.ordered(district, at=clock.now() - timedelta(hours=1))
        order = Document.objects.get()
        reader.enter("officer")
        reader.open(f"/documents/{order.pk}/")
        reader.press("Sign on glass")
        reader.press("Keep the signature")
        reader.sees(reader.word("Sign on the white field first."))
        reader.draw(reader.page.locator(".glass canvas"))
        expect(reader.page.locator("#glass-state")).to_contain_text("2")
        reader.is_fit()
        reader.press("Keep the signature")

        reader.press("Record service")
        reader.page.fill("[name=recipient]", "赵经理")
        reader.is_fit()
        reader.press("Record the service")
        reader.sees(reader.word("Nothing is left to do with this document."))
        order.refresh_from_db()
        assert order.is_signed
        assert order.served_on == clock.today()
        assert verification.verify().is_sound

    def test_when_it_is_downloaded_then_it_is_a_real_pdf_and_a_real_word_file(
        self, reader: Reader, district: District
    ):
        hazard.ordered(district, at=clock.now() - timedelta(hours=1))
        reader.enter("officer")
        reader.open(f"/documents/{Document.objects.get().pk}/")

        assert reader.saves(reader.control("Download PDF").click).startswith(b"%PDF-")
        word = ZipFile(BytesIO(reader.saves(reader.control("Word copy").click)))
        assert "北侧安全出口" in word.read("word/document.xml").decode()

    def test_when_the_chief_voids_it_then_it_stays_with_its_number_and_reason(
        self, alternating: Reader, district: District
    ):
        reader = alternating
        hazard.ordered(district, at=clock.now() - timedelta(hours=1))
        order = Document.objects.get()
        reader.enter("chief")
        reader.open(f"/documents/{order.pk}/")
        reader.press("Void")
        reader.page.fill("[name=reason]", "当事人名称写错")
        reader.is_fit()
        reader.leads(reader.page.locator("main form .btn-danger"))
        reader.sees("当事人名称写错")
        reader.sees(order.number_text)
        reader.is_fit()

        order.refresh_from_db()
        assert order.is_void
        assert verification.verify().is_sound
