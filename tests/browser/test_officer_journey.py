"""A community officer's main job, from the worklist to proven closure, by finger and by mouse."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from tests.browser.conftest import DESK, PHONE, Reader, _reader
from tests.factories.district import District
from tests.factories.lived import lived
from tests.factories.premises import premises
from wanghuo.foundation.journal import verification
from wanghuo.foundation.support import clock
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections.domain.terms import Origin, Purpose
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.documents.models import Document

SHOP = "串场河五金店"


@pytest.fixture(params=[(PHONE, "zh-hans"), (DESK, "en")], ids=["phone-zh", "desk-en"])
def reader(request: pytest.FixtureRequest, browser, live_server, district: District):
    width, language = request.param
    reading = _reader(browser, live_server.url, width, language)
    yield reading
    reading.context.close()
    assert reading.complaints == []


@pytest.fixture
def task(district: District) -> Task:
    shop = premises(
        district, SHOP, occupancy="MARKET", small_kind="SHOP", floor_area_m2="86",
        head_name="周掌柜",
    )  # fmt: skip
    return inspections.open_task(
        premises=shop, origin=Origin.MANUAL, purpose=Purpose.ROUTINE, due_on=clock.today(),
        by=district.officer, at=clock.now() - timedelta(hours=1), partner=district.second_officer,
        reason_facts={"description": "开业前检查", "by": "葛社区"},
    )  # fmt: skip


def picture() -> bytes:
    held = BytesIO()
    Image.new("RGB", (320, 240), "grey").save(held, "JPEG")
    return held.getvalue()


def press(reader: Reader, chinese: str, english: str) -> None:
    """Press the one act of that name and wait for the page it leads to."""
    name = re.compile(reader.says(chinese, english))
    main = reader.page.locator("main")
    target = main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name))
    with reader.page.expect_navigation():
        target.first.click()


def answer_first(reader: Reader, chinese: str, english: str) -> None:
    label = reader.page.get_by_text(reader.says(chinese, english), exact=True).first
    with reader.page.expect_response(lambda response: "/answer/" in response.url):
        label.click()
    reader.page.locator(".verdict.is-chosen").first.wait_for()
    reader.page.wait_for_function("!document.querySelector('.htmx-swapping, .htmx-settling')")


class TestGivenAVisitIsDueToday:
    def test_when_a_fault_is_found_ordered_and_put_right_then_it_is_closed_with_proof(
        self, reader: Reader, task: Task
    ):
        page = reader.sign_in("officer")
        assert SHOP in page.content()
        assert "开业前检查" in page.content()

        press(reader, "开始检查", "Begin")
        if "/identity/" not in page.url:
            press(reader, "开始检查", "Begin")
        press(reader, "已出示证件", "shown")
        assert reader.serious_findings() == [] and reader.overflow() == 0
        answer_first(reader, "不合格", "Not passed")
        page.locator("input[type=file]").first.set_input_files(
            {"name": "fault.jpg", "mimeType": "image/jpeg", "buffer": picture()}
        )
        page.locator("main img").first.wait_for()
        press(reader, "其余全部合格", "rest is right")
        press(reader, "去完成", "To the end|Finish|Go")
        assert reader.serious_findings() == [] and reader.overflow() == 0
        with page.expect_navigation(timeout=30_000):
            page.locator("main button.btn-primary.big").click()

        hazard = Hazard.objects.get()
        assert hazard.next_person.username == "officer"
        kinds = set(Document.objects.values_list("kind", flat=True))
        assert "INSPECTION_RECORD" in kinds
        reader.open(f"/hazards/{hazard.pk}/")
        assert reader.serious_findings() == [] and reader.overflow() == 0
        document = Document.objects.order_by("issued_at").last()
        reader.open(f"/documents/{document.pk}/")
        page.locator("main img").first.wait_for()
        assert verification.verify().is_sound


class TestGivenAnOrderWhoseTimeIsOver:
    def test_when_the_officer_finds_it_corrected_then_the_hazard_is_closed_with_proof(
        self, reader: Reader, district: District
    ):
        done = lived(
            district, officer=district.officer, partner=district.second_officer,
            community=district.north_community, prefix="串场",
        )  # fmt: skip
        hazard = Hazard.objects.get()
        asked = Task.objects.get(hazard=hazard)
        page = reader.sign_in("officer")
        reader.open(f"/tasks/{asked.pk}/")
        press(reader, "开始|复查", "Begin|Re-inspect")
        page.locator("select[name=partner]").select_option(str(district.second_officer.pk))
        page.locator("input[name=accompanied_by]").fill("周掌柜")
        press(reader, "已出示证件", "ID shown")
        with page.expect_response(lambda response: "/recheck/" in response.url):
            page.locator("button.verdict.for-corrected").first.click()
        press(reader, "去完成", "To the end")
        with page.expect_navigation(timeout=30_000):
            page.locator("main button.btn-primary.big").click()

        hazard.refresh_from_db()
        assert (hazard.status, hazard.closing) == ("CLOSED", "REINSPECTED")
        reader.open(f"/hazards/{hazard.pk}/")
        assert done.names[0] in page.content()
        assert reader.serious_findings() == []
        assert verification.verify().is_sound
