"""The legal basis is searched and read; the table of working days is edited."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from tests.browser.reader import Reader
from wanghuo.foundation.support import clock
from wanghuo.registers.policy.models import DayOverride


class TestGivenAnOfficerAsksWhy:
    def test_when_a_word_is_searched_then_the_rule_opens_with_its_source_and_how_sure_it_is(
        self, alternating: Reader
    ):
        reader = alternating
        reader.enter("officer")
        page = reader.open("/legal-basis/")
        all_of_them = page.locator("#rows tbody tr").count()
        page.locator("#q").press_sequentially(reader.says("灭火器", "extinguisher"))
        page.wait_for_url(lambda url: "q=" in url)
        reader.until(
            "most => document.querySelectorAll('#rows tbody tr').length < most", all_of_them
        )
        assert page.locator("#rows tbody tr").count() > 0
        reader.is_fit()
        reader.leads(page.locator("#rows tbody a").first)

        expect(page.locator("h1")).not_to_be_empty()
        reader.sees(reader.word("Source"))
        reader.is_fit()


class TestGivenTheNoticeOfTheComingYear:
    def test_when_a_day_off_is_entered_then_the_table_shows_it_with_its_source(
        self, crossing: Reader
    ):
        reader = crossing
        day = date(clock.today().year + 1, 5, 6)
        reader.enter("bureau_supervisor")
        page = reader.open(f"/policy/working-days/{day.year}/")
        reader.sees(reader.word("not confirmed"))
        reader.leads(page.locator(f"main a[href='/policy/working-days/{day.isoformat()}/']"))
        page.locator("[name=kind][value=OFF]").check()
        page.fill("[name=name]", "劳动节调休")
        page.fill("[name=reason]", "国务院办公厅通知")
        reader.is_fit()
        reader.send()

        expect(page.locator("td.is-override")).to_have_count(1)
        reader.is_fit()
        assert DayOverride.objects.get().day == day
