"""A community officer's main job, from the worklist to proven closure, by finger and by mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reader import PATIENCE_MS, Reader
from tests.factories.district import District
from tests.factories.due import SHOP, due_today
from tests.factories.lived import lived
from tests.factories.pictures import photograph
from wanghuo.foundation.journal import verification
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.documents.models import Document


@pytest.fixture
def task(district: District) -> Task:
    return due_today(district)


def begin(reader: Reader) -> None:
    """Go from the worklist to the check list of the visit that is due."""
    reader.open("/")
    reader.sees("开业前检查")
    line = reader.page.locator(".work-line", has_text=SHOP)
    reader.leads(line.locator(".work-act .btn"))
    reader.press("ID shown, begin the check")


def finish(reader: Reader) -> None:
    reader.press("To the end")
    reader.is_fit()
    reader.press("Finish and issue")
    reader.sees(reader.word("The visit is finished and its papers are issued."))


def answer_first(reader: Reader, verdict: str) -> None:
    with reader.page.expect_response(lambda response: "/answer/" in response.url):
        reader.control(verdict).click()
    expect(reader.page.locator(".verdict.is-chosen")).to_have_count(1)


class TestGivenAVisitIsDueToday:
    def test_when_nothing_is_wrong_then_five_presses_finish_it_and_nothing_is_typed(
        self, everywhere: Reader, task: Task
    ):
        everywhere.enter("officer")
        begin(everywhere)
        everywhere.press("All the rest is right")
        finish(everywhere)

        assert everywhere.presses == 5
        visit = Visit.objects.get()
        assert (visit.status, visit.failed, visit.accompanied_by) == ("FINISHED", 0, "周掌柜")
        assert list(Document.objects.values_list("kind", flat=True)) == ["INSPECTION_RECORD"]
        assert Task.objects.get().status == "DONE"
        assert verification.verify().is_sound

    def test_when_only_the_keyboard_is_used_then_it_is_finished_as_well(
        self, reader: Reader, task: Task
    ):
        reader.enter("officer")
        reader.open("/")
        by_keyboard(reader, reader.page.locator(".work-line", has_text=SHOP).locator(".btn"))
        for name in ("ID shown, begin the check", "All the rest is right",
                     "To the end", "Finish and issue"):  # fmt: skip
            by_keyboard(reader, reader.control(name))

        assert Visit.objects.get().status == "FINISHED"

    def test_when_a_fault_is_found_then_it_is_ordered_with_its_photograph(
        self, alternating: Reader, task: Task
    ):
        reader = alternating
        reader.enter("officer")
        begin(reader)
        reader.is_fit()
        answer_first(reader, "Not passed")
        reader.page.locator("input[type=file]").first.set_input_files(
            {"name": "fault.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
        )
        reader.page.locator(".photos img").first.wait_for()
        reader.is_fit()
        reader.press("All the rest is right")
        finish(reader)

        hazard = Hazard.objects.get()
        assert hazard.next_person is not None
        assert hazard.next_person.username == "officer"
        assert "INSPECTION_RECORD" in Document.objects.values_list("kind", flat=True)
        reader.open(f"/hazards/{hazard.pk}/")
        reader.sees(SHOP)
        reader.is_fit()
        document = Document.objects.order_by("issued_at").last()
        assert document is not None
        reader.open(f"/documents/{document.pk}/")
        drawn = reader.page.locator("main .document-pages img").first
        expect(drawn).to_have_js_property("complete", True)
        assert drawn.evaluate("picture => picture.naturalWidth") > 600
        assert verification.verify().is_sound

    def test_when_what_was_answered_is_left_and_come_back_to_then_it_is_there(
        self, crossing: Reader, task: Task
    ):
        reader = crossing
        reader.enter("officer")
        begin(reader)
        answer_first(reader, "Not passed")
        note = reader.page.locator(".fault-fields textarea")
        with reader.page.expect_response(lambda response: "/draft/" in response.url):
            note.fill("二楼灭火器压力不足")
        reader.page.close()
        reader.page = reader.new_page()
        visit = Visit.objects.get()
        reader.open(f"/visits/{visit.pk}/?show=all")

        expect(reader.page.locator("fieldset.is-fail textarea")).to_have_value("二楼灭火器压力不足")


def by_keyboard(reader: Reader, target) -> None:
    """Press a control as somebody without a mouse does: Tab until it has the focus, then Enter."""
    target.wait_for()
    held = target.element_handle()
    for _step in range(120):
        if held.evaluate("element => element === document.activeElement"):
            break
        reader.page.keyboard.press("Tab")
    else:
        raise AssertionError("the keyboard never reaches it")
    with reader.page.expect_navigation(timeout=PATIENCE_MS):
        reader.page.keyboard.press("Enter")


class TestGivenAnOrderWhoseTimeIsOver:
    def test_when_the_officer_finds_it_corrected_then_the_hazard_is_closed_with_proof(
        self, alternating: Reader, district: District
    ):
        reader = alternating
        done = lived(
            district, officer=district.officer, partner=district.second_officer,
            community=district.north_community, prefix="串场",
        )  # fmt: skip
        hazard = Hazard.objects.get()
        asked = Task.objects.get(hazard=hazard)
        reader.enter("officer")
        page = reader.open(f"/tasks/{asked.pk}/")
        reader.press("Begin the visit")
        page.locator("select[name=partner]").select_option(str(district.second_officer.pk))
        page.locator("input[name=accompanied_by]").fill("周掌柜")
        reader.press("ID shown, begin the check")
        with page.expect_response(lambda response: "/recheck/" in response.url):
            page.locator("button.verdict.for-corrected").first.click()
        finish(reader)

        hazard.refresh_from_db()
        assert (hazard.status, hazard.closing) == ("CLOSED", "REINSPECTED")
        reader.open(f"/hazards/{hazard.pk}/")
        reader.sees(done.names[0])
        reader.is_fit()
        assert verification.verify().is_sound
