"""Figures open the records they were counted from; ledgers leave as Excel and on paper."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.browser.reader import Reader
from tests.factories.district import District
from tests.factories.whole import whole


@pytest.fixture
def lived(district: District, tmp_path: Path) -> District:
    whole(district, tmp_path)
    return district


def counted(text: str) -> int:
    """Return the first number that stands in a sentence."""
    found = re.search(r"\d+", text.replace(",", ""))
    assert found, text
    return int(found[0])


class TestGivenADistrictInWhichEverythingHasHappened:
    def test_when_a_figure_is_pressed_then_as_many_records_are_there(
        self, alternating: Reader, lived: District
    ):
        reader = alternating
        reader.enter("chief")
        page = reader.open("/dashboard/")
        expect(page.locator(".chart canvas, .chart svg").first).to_be_visible()
        reader.is_fit()
        links = page.locator(".figures .figure b a")
        told = [
            (links.nth(at).inner_text(), links.nth(at).get_attribute("href"))
            for at in range(links.count())
        ]
        wrong = []
        for said, address in told:
            assert address
            reader.open(address)
            there = counted(page.locator(".row-count").inner_text())
            if there != counted(said):
                wrong.append(f"{said} said, {there} found at {address}")

        assert len(told) >= 9
        assert wrong == []
        assert any(counted(said) for said, _address in told)

    def test_when_a_ledger_is_exported_and_printed_then_both_hold_what_the_page_counts(
        self, crossing: Reader, lived: District
    ):
        reader = crossing
        reader.enter("chief")
        page = reader.open("/ledgers/")
        reader.is_fit()
        reader.leads(page.locator("main a[href='/ledgers/premises/']").first)
        rows = counted(page.locator(".row-count").inner_text())
        reader.is_fit()

        held = reader.saves(reader.control("Export to Excel").click)
        sheet = CalamineWorkbook.from_filelike(BytesIO(held)).get_sheet_by_index(0)
        text = ["".join(str(cell) for cell in row) for row in sheet.to_python()]
        assert sum("店" in line or "公司" in line for line in text) >= rows

        address = reader.control("Print").get_attribute("href")
        assert address
        page.goto(f"{reader.address}/ledgers/premises/{address}" if address[0] == "?"
                  else reader.address + address)  # fmt: skip
        expect(page.locator("table.official tbody tr")).to_have_count(rows)
        assert page.pdf().startswith(b"%PDF-")
        assert reader.serious_findings() == []
