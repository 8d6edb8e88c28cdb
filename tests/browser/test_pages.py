"""Every page kind of the console: readable by everybody, at a desk and on a phone."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Reader

PAGES = {
    "officer": ["/", "/search/?q=ge", "/notifications/", "/profile/", "/profile/password/",
                "/jobs/", "/help/", "/help/keyboard/", "/people/", "/nowhere/"],
    "chief": ["/"],
    "brigade_head": ["/"],
    "bureau_leader": ["/", "/journal/"],
    "administrator": ["/people/", "/people/new/", "/people/?q=nobody", "/organizations/",
                      "/organizations/320902001/", "/organizations/320902001/change/",
                      "/territories/", "/territories/320902001000/", "/journal/"],
}  # fmt: skip


@pytest.mark.parametrize("username", PAGES)
def test_no_page_has_a_serious_finding_or_runs_over_the_edge(everywhere: Reader, username: str):
    everywhere.sign_in(username)
    findings = []
    for path in PAGES[username]:
        everywhere.open(path)
        findings += [f"{path} {finding}" for finding in everywhere.serious_findings()]
        if everywhere.overflow():
            findings.append(f"{path} is {everywhere.overflow()} px too wide")
        if everywhere.is_on_phone:
            findings += [f"{path} too low: {target}" for target in everywhere.small_targets()]

    assert findings == []


def test_the_sign_in_page_has_no_serious_finding(everywhere: Reader):
    everywhere.open("/sign-in/")

    assert everywhere.serious_findings() == []
    assert everywhere.overflow() == 0


def test_pages_have_no_serious_finding_in_the_dark(reader: Reader):
    reader.context.add_cookies([{"name": "theme", "value": "dark", "url": reader.address}])
    reader.sign_in("administrator")
    findings = []
    for path in ["/", "/people/", "/people/new/", "/journal/", "/nowhere/"]:
        reader.open(path)
        findings += [f"{path} {finding}" for finding in reader.serious_findings()]

    assert findings == []


def test_a_list_works_without_javascript(reader: Reader, browser: object):
    cookies = reader.sign_in("administrator").context.cookies()
    plain = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    plain.add_cookies(cookies)
    page = plain.new_page()
    page.goto(f"{reader.address}/people/")
    page.fill("#filter-q", "康")
    page.click(".filters button")

    assert "q=%E5%BA%B7" in page.url
    assert page.locator("table.grid tbody tr").count() == 1
    plain.close()
