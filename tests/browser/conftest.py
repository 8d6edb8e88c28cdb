"""
A reader at a browser: at a desk or with a phone, in Chinese or in English.

``reader`` opens pages of a live server as somebody of the small district. ``everywhere`` is the
same at both widths and in both languages.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.factories.district import PASSWORD, District, small_district

# Playwright's loop runs in the thread of the test, where Django would refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
DESK, PHONE = 1280, 390
IGNORED = ("net::ERR_ABORTED", "status of 4")
"""What a browser reports about answers a test asks for on purpose."""


class Reader:
    """Somebody in front of a browser."""

    def __init__(self, context: BrowserContext, address: str, width: int, language: str) -> None:
        self.context, self.address, self.width, self.language = context, address, width, language
        self.complaints: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(part in message.text for part in IGNORED):
            self.complaints.append(message.text)

    @property
    def is_on_phone(self) -> bool:
        return self.width == PHONE

    def sign_in(self, username: str, password: str = PASSWORD) -> Page:
        self.open("/sign-in/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.click("[data-sign-in] .btn-primary")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        return self.page

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def says(self, chinese: str, english: str) -> str:
        return english if self.language == "en" else chinese

    def serious_findings(self) -> list[str]:
        """Return what axe finds serious or critical on the page as it stands."""
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
        )
        return [
            f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes']][:4]}"
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth")
        return max(0, width - self.width)

    def small_targets(self) -> list[str]:
        """Return buttons and fields lower than a thumb needs (44 px) on a phone."""
        found: list[str] = self.page.evaluate(
            """[...document.querySelectorAll(`main .btn, main select, .top-bar .top-button,
            main input:not([type=checkbox], [type=radio], [type=hidden])`)]
            .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)
            .map(e => e.outerHTML.slice(0, 120))"""
        )
        return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium on the path")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found)
        yield launched
        launched.close()


@pytest.fixture
def district(transactional_db: None) -> District:
    cache.clear()
    return small_district()


def _reader(browser: Browser, address: str, width: int, language: str) -> Reader:
    context = browser.new_context(
        viewport={"width": width, "height": 844 if width == PHONE else 900},
        has_touch=width == PHONE,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(8000)
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    return Reader(context, address, width, language)


@pytest.fixture
def reader(browser: Browser, live_server: object, district: District) -> Iterator[Reader]:
    """Somebody at a desk, reading Chinese."""
    reading = _reader(browser, live_server.url, DESK, "zh-hans")  # type: ignore[attr-defined]
    yield reading
    reading.context.close()
    assert reading.complaints == []


@pytest.fixture(
    params=[(DESK, "zh-hans"), (DESK, "en"), (PHONE, "zh-hans"), (PHONE, "en")],
    ids=["desk-zh", "desk-en", "phone-zh", "phone-en"],
)
def everywhere(
    request: pytest.FixtureRequest, browser: Browser, live_server: object, district: District
) -> Iterator[Reader]:
    """Somebody at both widths, in both languages."""
    width, language = request.param
    reading = _reader(browser, live_server.url, width, language)  # type: ignore[attr-defined]
    yield reading
    reading.context.close()
    assert reading.complaints == []
