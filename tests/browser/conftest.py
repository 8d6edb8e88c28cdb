"""
A reader at a browser: at a desk or with a phone, in Chinese or in English.

``reader`` opens pages of a live server as somebody of the small district. ``everywhere`` is the
same at both widths and in both languages. Long journeys are made twice: ``alternating`` with a
phone in Chinese and at a desk in English, ``crossing`` the other way about.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, connections
from playwright.sync_api import Browser, sync_playwright

from tests.browser.reader import DESK, PHONE, Reader, reader_at
from tests.factories.district import District, small_district

__all__ = ["DESK", "PHONE", "Reader", "_reader"]

# Playwright's loop runs in the thread of the test, where Django would refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PLACES = {
    "desk-zh": (DESK, "zh-hans"),
    "desk-en": (DESK, "en"),
    "phone-zh": (PHONE, "zh-hans"),
    "phone-en": (PHONE, "en"),
}
_reader = reader_at


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """
    Keep SQLite in a file, as every installation does.

    In memory, the threads of the live server would share one connection, and one request's
    transaction would swallow another's.
    """
    if connection.vendor == "sqlite":
        place = tmp_path_factory.mktemp("database") / "browser.sqlite3"
        connections["default"].settings_dict["TEST"]["NAME"] = str(place)


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


def seated(browser: Browser, live_server: object, place: str) -> Iterator[Reader]:
    """Yield a reader; afterwards nothing may have gone wrong in the page's own script."""
    reading = reader_at(browser, live_server.url, *PLACES[place])  # type: ignore[attr-defined]
    yield reading
    reading.context.close()
    assert reading.complaints == []


@pytest.fixture
def reader(browser: Browser, live_server: object, district: District) -> Iterator[Reader]:
    """Somebody at a desk, reading Chinese."""
    yield from seated(browser, live_server, "desk-zh")


@pytest.fixture(params=list(PLACES))
def everywhere(
    request: pytest.FixtureRequest, browser: Browser, live_server: object, district: District
) -> Iterator[Reader]:
    """Somebody at both widths, in both languages."""
    yield from seated(browser, live_server, request.param)


@pytest.fixture(params=["phone-zh", "desk-en"])
def alternating(
    request: pytest.FixtureRequest, browser: Browser, live_server: object, district: District
) -> Iterator[Reader]:
    """Somebody with a phone in Chinese, and somebody at a desk in English."""
    yield from seated(browser, live_server, request.param)


@pytest.fixture(params=["phone-en", "desk-zh"])
def crossing(
    request: pytest.FixtureRequest, browser: Browser, live_server: object, district: District
) -> Iterator[Reader]:
    """Somebody with a phone in English, and somebody at a desk in Chinese."""
    yield from seated(browser, live_server, request.param)
