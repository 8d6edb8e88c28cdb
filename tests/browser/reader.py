"""Somebody in front of a browser: reads, presses, types, and notices what is wrong with a page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.factories.district import PASSWORD
from wanghuo.registers.access.models import Person

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
DESK, PHONE = 1280, 390
PATIENCE_MS = 30_000
"""How long a slow machine may take for one answer; nothing here measures speed."""

IGNORED = ("net::ERR_ABORTED", "status of 4")
"""What a browser reports about answers a test asks for on purpose."""

expect.set_options(timeout=PATIENCE_MS)


class Reader:
    """Somebody in front of a browser, at one width, reading one language."""

    def __init__(self, context: BrowserContext, address: str, width: int, language: str) -> None:
        self.context, self.address, self.width, self.language = context, address, width, language
        self.complaints: list[str] = []
        self.presses = 0
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

    def resize(self, width: int) -> None:
        """Turn the desk into a phone or back, with the page as it is."""
        self.width = width
        self.page.set_viewport_size({"width": width, "height": 844 if width == PHONE else 900})

    # Coming in

    def sign_in(self, username: str, password: str = PASSWORD) -> Page:
        """Sign in as people do, through the page."""
        self.open("/sign-in/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.click("[data-sign-in] .btn-primary")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        return self.page

    def enter(self, username: str) -> Page:
        """Be ``username`` from now on, without the way through the sign-in page."""
        person = Person.objects.get(username=username)
        visitor = Client()
        visitor.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies(
            [{"name": name, "value": visitor.cookies[name].value, "url": self.address}]
        )
        return self.page

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    # Reading

    def says(self, chinese: str, english: str) -> str:
        return english if self.language == "en" else chinese

    def word(self, english: str, context: str = "") -> str:
        """Return what the product calls ``english`` in the reader's language."""
        with translation.override(self.language):
            return pgettext(context, english) if context else gettext(english)

    def sees(self, text: str) -> None:
        """Wait until ``text`` stands in the page's own part."""
        expect(self.page.locator("main")).to_contain_text(text)

    def misses(self, text: str) -> None:
        expect(self.page.locator("main")).not_to_contain_text(text)

    def until(self, question: str, given: object = None) -> None:
        """Wait until a question put to the page's script is answered with yes."""
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while not self.page.evaluate(question, given):
            # Playwright's own waiting evaluates text, which the pages' policy forbids.
            assert time.monotonic() < deadline, f"never came true: {question}"
            self.page.wait_for_timeout(50)

    # Acting

    def control(self, name: str | re.Pattern[str], context: str = "") -> Locator:
        """Return the button or link of that name in the page's own part."""
        main = self.page.locator("main")
        wanted = name if isinstance(name, re.Pattern) else self.word(name, context)
        exact = isinstance(wanted, str)
        button = main.get_by_role("button", name=wanted, exact=exact)
        return button.or_(main.get_by_role("link", name=wanted, exact=exact)).first

    def press(self, name: str | re.Pattern[str], context: str = "") -> Page:
        """Press the control of that name and wait for the page it leads to."""
        return self.leads(self.control(name, context))

    def leads(self, target: Locator) -> Page:
        """Press ``target`` and wait for the page it leads to."""
        self.presses += 1
        with self.page.expect_navigation(timeout=PATIENCE_MS):
            target.click()
        return self.page

    def send(self, selector: str = "main form .btn-primary") -> Page:
        """Press the one button of the form and wait for the answer."""
        return self.leads(self.page.locator(selector).first)

    def draw(self, canvas: Locator) -> None:
        """Write something on the glass with the mouse or a finger."""
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box is not None
        mouse, left, top = self.page.mouse, box["x"], box["y"]
        for share in (0.2, 0.5):
            mouse.move(left + box["width"] * share, top + box["height"] * 0.3)
            mouse.down()
            mouse.move(left + box["width"] * (share + 0.2), top + box["height"] * 0.7, steps=5)
            mouse.up()

    def saves(self, act: Callable[[], object]) -> bytes:
        """Do what starts a download and return the file."""
        with self.page.expect_download(timeout=PATIENCE_MS) as coming:
            act()
        path = coming.value.path()
        return Path(path).read_bytes()

    # Judging

    def is_fit(self) -> None:
        """Refuse a page with a serious finding, too wide, or with targets a thumb misses."""
        found = self.faults()
        assert not found, f"{self.page.url} {self.width} px, {self.language}: {found}"

    def faults(self) -> list[str]:
        found = self.serious_findings()
        if wide := self.overflow():
            found.append(f"{wide} px too wide")
        if self.is_on_phone:
            found += [f"too low: {target}" for target in self.small_targets()]
        return found

    def serious_findings(self) -> list[str]:
        """Return what axe finds serious or critical on the page as it stands."""
        self.page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
        found: Any = self.page.evaluate(
            """axe.run({
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
              resultTypes: ['violations'],
            })"""
        )
        return [
            f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes']][:4]}"
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]

    def unreadable_in_the_dark(self) -> list[str]:
        """Return what stands out too little from its ground once the page is dark."""
        self._light("dark")
        found: Any = self.page.evaluate("axe.run({runOnly: ['color-contrast']})")
        self._light("light")
        return [str(node["target"]) for v in found["violations"] for node in v["nodes"]][:4]

    def _light(self, theme: str) -> None:
        self.page.evaluate(
            "theme => Object.assign(document.documentElement.dataset, {theme, bsTheme: theme})",
            theme,
        )

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth")
        return max(0, width - self.width)

    def small_targets(self) -> list[str]:
        """Return buttons and fields lower than a thumb needs (44 px) on a phone."""
        found: list[str] = self.page.evaluate(
            """[...document.querySelectorAll(`main .btn, main select, .top-bar .top-button,
            main input:not([type=checkbox], [type=radio], [type=hidden])`)]
            .filter(e => e.offsetParent && !e.closest('.visually-hidden')
              && e.getBoundingClientRect().height < 43.5)
            .map(e => e.outerHTML.slice(0, 120))"""
        )
        return found


def reader_at(
    browser: Browser, address: str, width: int, language: str, *, has_script: bool = True
) -> Reader:
    """Sit somebody down at a screen of ``width``, reading ``language``."""
    context = browser.new_context(
        java_script_enabled=has_script,
        viewport={"width": width, "height": 844 if width == PHONE else 900},
        has_touch=width == PHONE,
        reduced_motion="reduce",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    return Reader(context, address, width, language)
