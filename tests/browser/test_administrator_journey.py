"""An administrator adds somebody, assigns a post, and takes both away again."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.reader import Reader, reader_at
from tests.factories import hazards as hazard
from tests.factories.district import District
from wanghuo.registers.access.models import Person

FIRST, OWN = "first-word-19", "own-word-2026"


class TestGivenSomebodyJoinsTheStation:
    def test_when_a_post_is_assigned_then_the_newcomer_signs_in_and_sees_the_station(
        self, alternating: Reader, district: District, browser
    ):
        reader = alternating
        reader.enter("administrator")
        page = reader.open("/people/")
        reader.press("Add a person")
        page.fill("[name=name]", "新民警")
        page.select_option("[name=organization]", str(district.north.pk))
        page.fill("[name=username]", "newcomer")
        page.fill("[name=password]", FIRST)
        page.check("[name=is_certified]")
        reader.is_fit()
        reader.send("form[data-draft] .btn-primary")
        page.select_option("[name=kind]", "COMMUNITY_OFFICER")
        reader.is_fit()
        reader.press("Assign")
        reader.sees(reader.word("The post was assigned."))
        reader.is_fit()

        theirs = reader_at(browser, reader.address, reader.width, reader.language)
        theirs.sign_in("newcomer", FIRST)
        assert theirs.page.url.endswith("/profile/password/")
        theirs.page.fill("[name=present]", FIRST)
        theirs.page.fill("[name=password]", OWN)
        theirs.page.fill("[name=again]", OWN)
        theirs.is_fit()
        theirs.send()
        theirs.sees(theirs.word("The new password is in force."))
        shop = hazard.shop(district)
        theirs.open(f"/premises/{shop.pk}/")
        theirs.sees(shop.name)
        theirs.context.close()


class TestGivenAnOfficerAtWork:
    def test_when_the_post_ends_then_the_next_page_shows_nothing_of_the_station(
        self, reader: Reader, district: District, browser
    ):
        shop = hazard.shop(district)
        theirs = reader_at(browser, reader.address, reader.width, reader.language)
        theirs.enter("second_officer")
        theirs.open(f"/premises/{shop.pk}/")
        theirs.sees(shop.name)

        reader.enter("administrator")
        reader.open(f"/people/{district.second_officer.pk}/")
        reader.press("End this assignment")
        reader.press("End it")
        reader.sees(reader.word("The assignment was ended."))

        theirs.open(f"/premises/{shop.pk}/")
        theirs.misses(shop.name)
        theirs.open("/")
        expect(theirs.page.locator(".person-lines")).to_contain_text(
            theirs.word("No post at present")
        )
        theirs.is_fit()
        theirs.context.close()

    def test_when_the_account_is_closed_then_what_is_sent_next_is_refused_with_a_clear_page(
        self, crossing: Reader, district: District, browser
    ):
        reader = crossing
        theirs = reader_at(browser, reader.address, reader.width, reader.language)
        theirs.sign_in("officer")
        theirs.open("/premises/new/")
        theirs.page.fill("[name=name]", "尚未登记的店")

        reader.enter("administrator")
        reader.open(f"/people/{district.officer.pk}/")
        reader.press("Close the account")
        reader.page.fill("[name=reason]", "停职")
        reader.is_fit()
        reader.send()
        reader.sees(reader.word("The account was closed; it no longer signs in."))
        assert not Person.objects.get(username="officer").is_active

        theirs.page.locator("form[data-draft]").evaluate("form => form.noValidate = true")
        theirs.leads(theirs.page.locator("form[data-draft] .btn-primary").first)
        assert "/sign-in/" in theirs.page.url
        theirs.page.fill("[name=username]", "officer")
        theirs.page.fill("[name=password]", "wanghuo-test-1")
        theirs.page.click("[data-sign-in] .btn-primary")
        said = theirs.page.get_by_role("alert").first
        expect(said).to_contain_text("账号已经停用" if crossing.language != "en" else "is closed")
        expect(said).to_contain_text(district.administrator.name)
        theirs.is_fit()
        theirs.context.close()
