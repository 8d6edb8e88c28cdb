"""Nothing typed is lost, nothing is done twice, everything goes by keyboard."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.factories.district import PASSWORD
from wanghuo.registers.access.models import Person

FORM = "/people/new/"


def typed(reader: Reader) -> None:
    """Fill in half of a form, and wait until this device has kept it."""
    page = reader.open(FORM)
    page.fill("[name=name]", "新来的")
    page.fill("[name=username]", "newcomer")
    page.fill("[name=phone]", "13800000000")
    reader.until(
        "Object.entries(localStorage).some(([key, kept]) => "
        "key.startsWith('draft:') && kept.includes('13800000000'))"
    )


def complete(reader: Reader) -> None:
    reader.page.fill("[name=password]", "long-enough-7")
    reader.page.select_option("[name=organization]", index=1)


class TestGivenAFormHalfFilled:
    def test_when_the_tab_is_closed_then_a_new_one_puts_it_back(self, reader: Reader):
        reader.enter("administrator")
        typed(reader)
        reader.page.close()
        reader.page = reader.new_page()
        page = reader.open(FORM)

        expect(page.locator("[name=name]")).to_have_value("新来的")
        reader.sees("已放回您上次在此填写")

    def test_when_it_is_discarded_then_it_is_gone(self, reader: Reader):
        reader.enter("administrator")
        typed(reader)
        page = reader.open(FORM)
        page.click("text=丢弃")
        page = reader.open(FORM)

        expect(page.locator("[name=name]")).to_have_value("")

    def test_when_the_session_ends_then_it_comes_back_after_signing_in(self, reader: Reader):
        reader.sign_in("administrator")
        typed(reader)
        page = reader.page
        complete(reader)
        Session.objects.all().delete()
        reader.send("form[data-draft] .btn-primary")
        expect(page.locator("text=登录已过期")).to_be_visible()
        page.fill("[name=username]", "administrator")
        page.fill("[name=password]", PASSWORD)
        reader.leads(page.locator("[data-sign-in] .btn-primary"))

        assert page.url.endswith(FORM)
        expect(page.locator("[name=username]")).to_have_value("newcomer")

    def test_when_it_is_accepted_then_nothing_is_put_back(self, reader: Reader):
        reader.enter("administrator")
        typed(reader)
        complete(reader)
        reader.send("form[data-draft] .btn-primary")
        assert reader.page.url.endswith("/assign/")
        page = reader.open(FORM)

        expect(page.locator("[name=name]")).to_have_value("")

    def test_when_the_button_is_pressed_twice_then_one_person_is_added(self, reader: Reader):
        reader.enter("administrator")
        typed(reader)
        complete(reader)
        reader.page.dblclick("form[data-draft] .btn-primary")
        reader.page.wait_for_url("**/assign/")

        assert Person.objects.filter(username="newcomer").count() == 1

    def test_when_typing_begins_before_the_page_has_loaded_then_it_is_not_overwritten(
        self, reader: Reader
    ):
        reader.enter("administrator")
        typed(reader)
        page = reader.page
        page.route("**/drafts*.js", lambda route: (page.wait_for_timeout(1500), route.continue_()))
        page.goto(reader.address + FORM, wait_until="commit")
        page.locator("[name=name]").press_sequentially("另一个")
        page.wait_for_load_state("load")

        expect(page.locator("[name=name]")).to_have_value("另一个")
        expect(page.locator("[name=username]")).to_have_value("newcomer")


class TestGivenOnlyAKeyboard:
    def test_when_the_slash_is_pressed_then_the_search_box_has_the_cursor(self, reader: Reader):
        reader.enter("officer")
        page = reader.open("/")
        page.keyboard.press("/")
        expect(page.locator(".top-search input")).to_be_focused()
        page.keyboard.type("gesq")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=gesq")

        expect(page.locator("h1")).to_contain_text("搜索")

    def test_when_tab_is_pressed_first_then_the_menu_can_be_skipped(self, reader: Reader):
        reader.enter("officer")
        page = reader.open("/")
        page.keyboard.press("Tab")

        expect(page.locator(".skip-link")).to_be_focused()
        page.keyboard.press("Enter")
        reader.until("location.hash === '#content'")

    def test_when_the_personal_menu_is_open_then_escape_closes_it(self, reader: Reader):
        reader.enter("officer")
        page = reader.open("/")
        page.focus(".person-menu summary")
        page.keyboard.press("Enter")
        expect(page.locator("text=退出登录")).to_be_visible()
        page.keyboard.press("Escape")

        expect(page.locator("text=退出登录")).to_be_hidden()


class TestGivenAList:
    def test_when_something_is_typed_then_the_rows_follow_and_the_count_is_read_aloud(
        self, reader: Reader
    ):
        reader.enter("administrator")
        page = reader.open("/people/")
        page.locator("#filter-q").press_sequentially("社区")
        page.wait_for_url("**q=%E7%A4%BE%E5%8C%BA")

        expect(page.locator("table.grid tbody tr")).to_have_count(4)
        expect(page.locator("#status-line")).to_have_text("共 4 条")

    def test_when_a_phone_opens_the_menu_then_it_covers_the_page_and_closes_again(
        self, everywhere: Reader
    ):
        everywhere.enter("officer")
        page = everywhere.open("/")
        menu = page.locator(".side-menu")
        if everywhere.is_on_phone:
            page.click(".menu-opener")
            expect(menu).to_be_visible()
            page.click(".menu-closer")
            expect(menu).to_be_hidden()
        else:
            expect(menu).to_be_visible()
