"""
Every page of the product: readable by everybody, at a desk and on a phone, in both languages.

No list of pages is kept by hand: a census follows every link as each kind of user, over a
district in which everything has happened once, and what it cannot reach must be no page.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.browser import census
from tests.browser.reader import DESK, PHONE, Reader, reader_at
from tests.factories.district import District
from tests.factories.whole import whole

BACKEND = "django.contrib.auth.backends.ModelBackend"
OTHERWISE_SEEN = {
    "console:sign-in": "judged below, by somebody who is not signed in",
    "console:sign-out": "answers GET with 405, outside the pages a person signed in can open",
    "hazards:reinspection": "leads to the visit",
    "inspections:start": "a press begins the visit; looked at, it leads back to the task",
}
ANY = {"uuid": UUID(int=7), "slug": "head_phone", "str": "x", "int": 2026}


@pytest.fixture
def lived(district: District, tmp_path: Path) -> District:
    whole(district, tmp_path)
    return district


def takes_only_forms(name: str, browser: Client) -> bool:
    """Tell whether an address refuses to be looked at."""
    for values in ([], [ANY["uuid"]], [ANY["uuid"], ANY["uuid"]], [ANY["uuid"], "head_phone"],
                   [2026], [ANY["uuid"], "aliases", ANY["uuid"]]):  # fmt: skip
        try:
            return browser.get(reverse(name, args=values)).status_code == 405
        except NoReverseMatch:
            continue
    return False


class TestGivenADistrictInWhichEverythingHasHappened:
    def test_then_links_reach_every_page_and_none_is_refused(self, lived: District):
        taken = census.taken(lived)
        browser = Client()
        browser.force_login(lived.people["chief"], backend=BACKEND)

        assert taken.dead_ends == []
        unseen = set(census.page_names()) - taken.names - census.FILES - set(OTHERWISE_SEEN)
        assert {name for name in unseen if not takes_only_forms(name, browser)} == set()

    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_then_every_page_can_be_read_at_a_desk_and_on_a_phone(
        self, lived: District, browser, live_server, language: str
    ):
        """No serious finding, by day or in the dark, nothing too wide, no target a thumb misses."""
        found = []
        for who, paths in by_reader(census.taken(lived), language).items():
            reading = reader_at(browser, live_server.url, DESK, language)
            reading.enter(who)
            for path in paths:
                reading.open(path)
                found += [f"{who} {path} desk: {fault}" for fault in reading.faults()]
                found += [f"{who} {path} dark: {it}" for it in reading.unreadable_in_the_dark()]
                reading.resize(PHONE)
                found += [f"{who} {path} phone: {fault}" for fault in reading.faults()]
                reading.resize(DESK)
            found += [f"{who}: {complaint}" for complaint in reading.complaints]
            reading.context.close()

        assert not found, "\n".join(found)


def by_reader(taken: census.Census, language: str) -> dict[str, list[str]]:
    """
    Return one page of each kind, and the home of everybody.

    Where two records of a kind were met, Chinese looks at the first and English at the second.
    """
    order: dict[str, list[str]] = {}
    for kind, pages in taken.pages.items():
        one = pages[0] if language != "en" else pages[-1]
        for who, path in pages if kind == "console:home" else [one]:
            order.setdefault(who, []).append(path)
    return order


@pytest.mark.parametrize("path", ["/sign-in/", "/nowhere/"])
def test_pages_for_anybody_have_no_serious_finding(everywhere: Reader, path: str):
    everywhere.open(path)

    everywhere.is_fit()


def test_pages_have_no_serious_finding_in_the_dark(reader: Reader):
    reader.context.add_cookies([{"name": "theme", "value": "dark", "url": reader.address}])
    reader.enter("administrator")
    findings = []
    for path in ["/", "/people/", "/people/new/", "/journal/", "/nowhere/"]:
        reader.open(path)
        findings += [f"{path} {finding}" for finding in reader.serious_findings()]

    assert findings == []
