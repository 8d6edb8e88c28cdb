"""Nothing typed is lost, nothing is done twice, everything goes by keyboard."""

from __future__ import annotations

from django.contrib.sessions.models import Session

from tests.browser.conftest import Reader
from wanghuo.registers.access.models import Person

FORM = "/people/new/"


def typed(reader: Reader) -> None:
    page = reader.open(FORM)
    page.fill("[name=name]", "新来的")
    page.fill("[name=username]", "newcomer")
    page.fill("[name=phone]", "13800000000")
    page.wait_for_timeout(400)


class TestGivenAFormHalfFilled:
    def test_when_the_tab_is_closed_then_a_new_one_puts_it_back(self, reader: Reader):
        reader.sign_in("administrator")
        typed(reader)
        reader.page.close()
        reader.page = reader.new_page()
        page = reader.open(FORM)

        assert page.input_value("[name=name]") == "新来的"
        assert page.locator("text=已放回您上次在此填写").is_visible()

    def test_when_it_is_discarded_then_it_is_gone(self, reader: Reader):
        reader.sign_in("administrator")
        typed(reader)
        page = reader.open(FORM)
        page.click("text=丢弃")
        page = reader.open(FORM)

        assert page.input_value("[name=name]") == ""

    def test_when_the_session_ends_then_it_comes_back_after_signing_in(self, reader: Reader):
        reader.sign_in("administrator")
        typed(reader)
        page = reader.page
        page.fill("[name=password]", "long-enough-7")
        page.select_option("[name=organization]", index=1)
        Session.objects.all().delete()
        page.click("text=添加 >> nth=-1")
        page.wait_for_url("**/sign-in/**")
        assert page.locator("text=登录已过期").is_visible()
        page.fill("[name=username]", "administrator")
        page.fill("[name=password]", "wanghuo-test-1")
        page.click("[data-sign-in] .btn-primary")
        page.wait_for_url(f"**{FORM}")

        assert page.input_value("[name=username]") == "newcomer"

    def test_when_it_is_accepted_then_nothing_is_put_back(self, reader: Reader):
        reader.sign_in("administrator")
        typed(reader)
        page = reader.page
        page.fill("[name=password]", "long-enough-7")
        page.select_option("[name=organization]", index=1)
        page.click("form[data-draft] .btn-primary")
        page.wait_for_url("**/assign/")
        page = reader.open(FORM)

        assert page.input_value("[name=name]") == ""

    def test_when_the_button_is_pressed_twice_then_one_person_is_added(self, reader: Reader):
        reader.sign_in("administrator")
        typed(reader)
        page = reader.page
        page.fill("[name=password]", "long-enough-7")
        page.select_option("[name=organization]", index=1)
        page.dblclick("form[data-draft] .btn-primary")
        page.wait_for_url("**/assign/")

        assert Person.objects.filter(username="newcomer").count() == 1


class TestGivenOnlyAKeyboard:
    def test_when_the_slash_is_pressed_then_the_search_box_has_the_cursor(self, reader: Reader):
        page = reader.sign_in("officer")
        page.keyboard.press("/")
        page.keyboard.type("gesq")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=gesq")

        assert page.locator("h1").inner_text().startswith("搜索")

    def test_when_tab_is_pressed_first_then_the_menu_can_be_skipped(self, reader: Reader):
        page = reader.sign_in("officer")
        page.wait_for_url(f"{reader.address}/")
        page.keyboard.press("Tab")

        assert page.evaluate("document.activeElement.className") == "skip-link"
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#content"

    def test_when_the_personal_menu_is_open_then_escape_closes_it(self, reader: Reader):
        page = reader.sign_in("officer")
        page.focus(".person-menu summary")
        page.keyboard.press("Enter")
        assert page.locator("text=退出登录").is_visible()
        page.keyboard.press("Escape")

        assert not page.locator("text=退出登录").is_visible()


class TestGivenAList:
    def test_when_something_is_typed_then_the_rows_follow_and_the_count_is_read_aloud(
        self, reader: Reader
    ):
        page = reader.sign_in("administrator")
        page = reader.open("/people/")
        page.locator("#filter-q").press_sequentially("社区")
        page.wait_for_url("**q=%E7%A4%BE%E5%8C%BA")

        assert page.locator("table.grid tbody tr").count() == 4
        assert page.locator("#status-line").inner_text() == "共 4 条"

    def test_when_a_phone_opens_the_menu_then_it_covers_the_page_and_closes_again(
        self, everywhere: Reader
    ):
        page = everywhere.sign_in("officer")
        if everywhere.is_on_phone:
            page.click(".menu-opener")
            assert page.locator(".side-menu").is_visible()
            page.click(".menu-closer")
            assert not page.locator(".side-menu").is_visible()
        else:
            assert page.locator(".side-menu").is_visible()
