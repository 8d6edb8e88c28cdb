"""Everything an old browser with its scripts switched off must still be able to do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reader import DESK, Reader, reader_at
from tests.factories.district import District
from tests.factories.due import SHOP, due_today
from tests.factories.pictures import photograph
from wanghuo.foundation.journal import verification
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.documents.models import Document


@pytest.fixture
def plain(browser: Browser, live_server: object, district: District) -> Iterator[Reader]:
    """Somebody at a desk whose browser runs no script."""
    address: str = live_server.url  # type: ignore[attr-defined]
    reading = reader_at(browser, address, DESK, "zh-hans", has_script=False)
    yield reading
    reading.context.close()


class TestGivenABrowserThatRunsNoScript:
    def test_when_a_list_is_filtered_then_it_holds_what_was_asked_for(self, plain: Reader):
        plain.sign_in("administrator")
        page = plain.open("/people/")
        page.fill("#filter-q", "康")
        plain.send(".filters button")

        expect(page.locator("table.grid tbody tr")).to_have_count(1)
        assert "q=%E5%BA%B7" in page.url

    def test_when_a_fault_is_found_then_it_is_ordered_and_signed_for(
        self, plain: Reader, district: District
    ):
        due_today(district)
        page = plain.sign_in("officer")
        plain.leads(page.locator(".work-line", has_text=SHOP).locator(".work-act .btn"))
        plain.press("ID shown, begin the check")
        plain.press("Not passed")
        page.locator(".fault-fields textarea").fill("二楼灭火器压力不足")
        page.locator("input[type=file]").first.set_input_files(
            {"name": "fault.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
        )
        plain.press("Save")
        expect(page.locator(".photos img")).to_have_count(1)
        plain.press("All the rest is right")
        plain.press("To the end")
        plain.press("Finish and issue")

        visit = Visit.objects.get()
        assert (visit.status, visit.failed) == ("FINISHED", 1)
        assert "二楼灭火器压力不足" in Hazard.objects.get().description
        assert Document.objects.filter(kind="INSPECTION_RECORD").exists()
        assert verification.verify().is_sound

    def test_when_the_whole_sheet_is_saved_then_every_answer_is_kept(
        self, plain: Reader, district: District
    ):
        due_today(district)
        page = plain.sign_in("officer")
        plain.leads(page.locator(".work-line", has_text=SHOP).locator(".work-act .btn"))
        plain.press("ID shown, begin the check")
        plain.press("Whole sheet")
        for passed in page.locator(".verdict.for-pass").all():
            passed.click()
        page.locator(".verdict.for-fail").first.click()
        page.locator(".fault-fields textarea").first.fill("通道堆放纸箱")
        plain.press("Save the sheet")

        visit = Visit.objects.get()
        answers = visit.answers.values_list("verdict", flat=True)
        assert sorted(set(answers)) == ["FAIL", "PASS"]
        assert list(visit.answers.filter(verdict="FAIL").values_list("note", flat=True)) == [
            "通道堆放纸箱"
        ]
        assert Task.objects.get().status == "OPEN"
