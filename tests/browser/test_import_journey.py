"""A station's workbook comes into the register through the wizard, and is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Reader, _reader
from tests.factories.district import District
from tests.factories.premises import credit_code, premises
from tests.factories.workbooks import corrected, place, small_places
from wanghuo.foundation.journal import verification
from wanghuo.registers.premises.models import ImportBatch, Premises

FILES = Path(__file__).parents[1] / "unit" / "spreadsheets" / "files"


@pytest.fixture(params=[(DESK, "zh-hans"), (PHONE, "en")], ids=["desk-zh", "phone-en"])
def reader(request: pytest.FixtureRequest, browser, live_server, district: District):
    width, language = request.param
    reading = _reader(browser, live_server.url, width, language)
    yield reading
    reading.context.close()
    assert reading.complaints == []


def press(reader: Reader, chinese: str, english: str) -> None:
    name = reader.says(chinese, english)
    with reader.page.expect_navigation():
        reader.page.locator("main").get_by_role("button", name=name, exact=True).click()


def is_in_order(reader: Reader) -> None:
    assert reader.serious_findings() == []
    assert reader.overflow() == 0


def upload(reader: Reader, name: str, content: bytes) -> None:
    reader.open("/premises/imports/new/")
    kind = "application/octet-stream"
    reader.page.set_input_files(
        "input[type=file]", {"name": name, "mimeType": kind, "buffer": content}
    )
    press(reader, "读取文件", "Read the file")


class TestGivenAWorkbookWithAFaultyRow:
    def test_when_corrected_and_entered_then_all_of_it_can_be_taken_back(
        self, reader: Reader, district: District, tmp_path: Path
    ):
        premises(district, "第1号便利店", address="建军中路1号", staff=8)
        rows = [place(1), place(2), place(3, area="很大"), place(4, code="91320902MA0000001X")]
        book = small_places(tmp_path / "九小场所.xlsx", rows)
        page = reader.sign_in("fire_officer")

        upload(reader, book.name, book.read_bytes())
        expect(page.locator("fieldset.panel")).to_have_count(2)
        is_in_order(reader)

        press(reader, "与登记库比对", "Compare with the register")
        counts = page.locator("nav.tabs .count")
        expect(counts).to_have_text(["1", "1", "0", "2"])
        expect(page.locator("code").first).to_have_text("premises.unreadable-number")
        is_in_order(reader)
        with page.expect_download() as returned:
            page.get_by_role("link", name=reader.says("下载退回的行", "Download")).click()
        assert returned.value.suggested_filename.endswith(".xlsx")
        with page.expect_navigation():
            page.locator("nav.tabs a").nth(1).click()
        expect(page.locator("main del").first).to_have_text("8")
        is_in_order(reader)

        press(reader, "确认入库", "Enter into the register")
        expect(
            page.get_by_role("link", name=reader.says("查看新增对象", "See the new objects"))
        ).to_be_visible()
        is_in_order(reader)
        assert Premises.objects.count() == 2

        page.locator("details.panel summary").click()
        page.locator("[name=reason]").fill("导错了派出所")
        press(reader, "撤销", "Take back")
        expect(page.get_by_text("导错了派出所")).to_be_visible()
        is_in_order(reader)
        assert Premises.objects.get().staff == 8
        assert verification.verify().is_sound

    def test_when_the_returned_file_is_corrected_and_sent_then_its_rows_stand_in_the_register(
        self, reader: Reader, district: District, tmp_path: Path
    ):
        wrong = "91320902MA0000001X"
        rows = [place(2), place(3, area="很大"), place(4, code=wrong)]
        book = small_places(tmp_path / "九小场所.xlsx", rows)
        page = reader.sign_in("fire_officer")
        upload(reader, book.name, book.read_bytes())
        press(reader, "与登记库比对", "Compare with the register")
        counts = page.locator("nav.tabs .count")
        expect(counts).to_have_text(["1", "0", "0", "2"])
        with page.expect_download() as download:
            page.get_by_role("link", name=reader.says("下载退回的行", "Download")).click()
        returned = tmp_path / download.value.suggested_filename
        download.value.save_as(returned)
        press(reader, "确认入库", "Enter into the register")
        assert Premises.objects.count() == 1

        mended = corrected(returned, {"很大": "200", wrong: credit_code(4)})
        upload(reader, mended.name, mended.read_bytes())
        expect(page.locator("fieldset.panel")).to_have_count(1)
        is_in_order(reader)
        press(reader, "与登记库比对", "Compare with the register")
        expect(counts).to_have_text(["2", "0", "0", "0"])
        is_in_order(reader)
        press(reader, "确认入库", "Enter into the register")
        with page.expect_navigation():
            page.get_by_role(
                "link", name=reader.says("查看新增对象", "See the new objects")
            ).click()
        for name in ("第3号便利店", "第4号便利店"):
            expect(page.locator("main").get_by_text(name).first).to_be_visible()
        is_in_order(reader)

        stand = Premises.objects.get(name="第3号便利店"), Premises.objects.get(name="第4号便利店")
        assert (stand[0].floor_area_m2, stand[1].credit_code) == (200, credit_code(4))
        assert Premises.objects.count() == 3
        assert verification.verify().is_sound


class TestGivenAFileThatCannotBeRead:
    @pytest.mark.parametrize(
        ("content", "chinese", "english"),
        [
            (b"%PDF-1.7 ...", "PDF", "PDF"),
            ((FILES / "encrypted.xlsx").read_bytes(), "密码", "password"),
            (b"PK\x03\x04 broken", "损坏", "damaged"),
        ],
        ids=["pdf", "encrypted", "damaged"],
    )
    def test_the_page_says_what_is_wrong_and_what_to_do(
        self, reader: Reader, content: bytes, chinese: str, english: str
    ):
        page = reader.sign_in("fire_officer")
        reader.open("/premises/imports/new/")
        page.set_input_files(
            "input[type=file]",
            {"name": "登记表.xlsx", "mimeType": "application/octet-stream", "buffer": content},
        )
        press(reader, "读取文件", "Read the file")

        expect(
            page.locator("main").get_by_text(reader.says(chinese, english)).first
        ).to_be_visible()
        is_in_order(reader)
        assert not ImportBatch.objects.exists()


class TestGivenAnOldWorkbookWithFailedFormulas:
    @pytest.mark.parametrize("name", ["formula-errors.xls", "formula-errors.ods"])
    def test_each_is_named_with_row_and_remedy(self, reader: Reader, name: str):
        page = reader.sign_in("fire_officer")

        upload(reader, name, (FILES / name).read_bytes())
        page.locator("select[name=community]").select_option(index=1)
        press(reader, "与登记库比对", "Compare with the register")

        codes = page.locator("code")
        expect(codes.first).to_have_text("premises.formula-error")
        expect(page.locator("main")).to_contain_text("#REF!")
        expect(page.locator("main")).to_contain_text("#N/A")
        is_in_order(reader)
