"""
Walking the product by its links, as each role: no link is dead, and one language is read.

A page is opened once per kind of address: ids and codes are the same kind, and so are the values
of a filter.
"""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from tests.factories.district import District
from tests.factories.lived import lived
from wanghuo.registers.access.models import Person
from wanghuo.registers.policy import selectors as policy

BACKEND = "django.contrib.auth.backends.ModelBackend"
ROLES = ("officer", "auxiliary", "chief", "brigade_officer", "bureau_leader", "administrator")
READING_ENGLISH = ("chief", "administrator")
ENOUGH = 160
CHINESE = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff〔〕《》\d]*")
ENGLISH = re.compile(r"[A-Za-z][a-z'’]+(?: [A-Za-z'’]+){3,}")
LAW_ITSELF = re.compile(r"^/legal-basis/texts/")
"""Statutes stand in the language they were passed in."""


class Text(HTMLParser):
    """What a reader reads of a page, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "style"):
            self._hidden += 1
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        for name in ("title", "placeholder", "aria-label", "data-label", "alt"):
            if given.get(name):
                self.words.append(str(given[name]))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden and data.strip():
            self.words.append(data.strip())


@dataclass
class Walk:
    """The pages somebody reached, and the addresses that failed them."""

    pages: dict[str, list[str]] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)


def kind_of(address: str) -> str:
    path, _, query = address.partition("?")
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", path)
    path = re.sub(r"\d{6,}", "CODE", path)
    path = re.sub(r"/legal-basis/texts/\w+/.+", "/legal-basis/texts/X/N", path)
    names = sorted({part.split("=")[0] for part in query.split("&") if part})
    return f"{path}?{','.join(names)}" if names else path


def walked(person: Person, language: str) -> Walk:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend=BACKEND)
    client.cookies["django_language"] = language
    found, waiting, met = Walk(), deque([("/", "")]), {"/"}
    while waiting and len(met) - len(waiting) <= ENOUGH:
        address, leading = waiting.popleft()
        answer = client.get(address)
        if answer.status_code >= 400:
            found.dead.append(f"{answer.status_code} {address} on {leading}")
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        text = Text()
        text.feed(answer.content.decode())
        found.pages[address] = text.words
        for link in text.links:
            onward = address.split("?")[0] + link if link.startswith("?") else link
            onward = html.unescape(onward).split("#")[0]
            if onward.startswith("/") and kind_of(onward) not in met:
                met.add(kind_of(onward))
                waiting.append((onward, address))
    return found


def written_by_people() -> str:
    """Return every text of the database, and the titles of laws: names, not the product's words."""

    def texts() -> Iterator[str]:
        for model in apps.get_models():
            columns = [
                column.name
                for column in model._meta.concrete_fields
                if isinstance(column, models.CharField | models.TextField | models.JSONField)
            ]
            for row in model._default_manager.values_list(*columns):
                yield from (str(value) for value in row)
        for instrument in policy.rulebook().instruments.values():
            yield str(instrument)

    return "\x00".join(texts())


@pytest.fixture
def worked(district: District) -> District:
    lived(
        district, officer=district.officer, partner=district.second_officer,
        community=district.north_community, prefix="北站", number=2,
    )  # fmt: skip
    return district


class TestGivenADistrictThatHasWorked:
    @pytest.mark.parametrize("role", ROLES)
    def test_when_every_link_is_followed_then_none_is_dead_and_all_is_chinese(
        self, worked: District, role: str
    ):
        walk, names = walked(worked.people[role], "zh-hans"), written_by_people()
        left = {
            f"{run} on {address}"
            for address, words in walk.pages.items()
            for word in words
            for run in ENGLISH.findall(word)
            if run not in names
        }

        assert walk.dead == []
        assert left == set()
        assert len(walk.pages) > 15

    @pytest.mark.parametrize("role", READING_ENGLISH)
    def test_when_the_pages_are_read_in_english_then_only_names_are_chinese(
        self, worked: District, role: str
    ):
        walk, names = walked(worked.people[role], "en"), written_by_people()
        left = {
            f"{run} on {address}"
            for address, words in walk.pages.items()
            if not LAW_ITSELF.match(address)
            for word in words
            for run in CHINESE.findall(word)
            if run not in names and run != "中文"
        }

        assert left == set()
