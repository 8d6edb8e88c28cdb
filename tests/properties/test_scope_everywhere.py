"""A person of one station reaches nothing of another, through any page, export, API or search."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories.district import District
from tests.factories.lived import Lived, lived
from tests.factories.programs import Program
from wanghuo.registers.access.models import Person

BACKEND = "django.contrib.auth.backends.ModelBackend"
OPEN_TO_ALL = re.compile(r"^(sign-in|static|help|legal-basis|jobs|preferences)")
"""Pages that hold nothing of a station."""
ID = re.compile(r"<uuid(?:str)?:\w+>")
OTHER = {"<int:year>": "2026", "<int:month>": "3", "<slug:key>": "premises", "<str:code>": "x"}


def addresses() -> Iterator[str]:
    """Walk every URL pattern of the product as text."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for pattern in patterns:
            text = before + str(pattern.pattern).lstrip("^").rstrip("$")
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, text)
            else:
                yield text

    yield from walk(get_resolver().url_patterns, "")


def filled(address: str, identifier: uuid.UUID) -> str | None:
    """Put an id, and plausible other values, into an address; None when something is left."""
    text = ID.sub(str(identifier), address)
    for part, value in OTHER.items():
        text = text.replace(part, value)
    return None if "<" in text or "(" in text else "/" + text


@pytest.fixture
def north(district: District) -> Lived:
    return lived(
        district, officer=district.officer, partner=district.second_officer,
        community=district.north_community, prefix="北站秘密",
    )  # fmt: skip


def signed_in(person: Person) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(person, backend=BACKEND)
    return browser


def body_of(answer: object) -> str:
    streaming = getattr(answer, "streaming", False)
    content = b"".join(answer.streaming_content) if streaming else answer.content  # type: ignore[attr-defined]
    return content.decode("utf-8", errors="replace")


class TestGivenTheNorthStationHasLived:
    def test_when_the_south_officer_opens_its_records_by_id_then_there_are_none(
        self, district: District, north: Lived
    ):
        browser, program = signed_in(district.south_officer), Program(district.south_officer)
        reached, tried = [], 0
        for address in addresses():
            if not ID.search(address) or OPEN_TO_ALL.match(address):
                continue
            for identifier in north.ids:
                path = filled(address, identifier)
                if path is None:
                    continue
                tried += 1
                caller = program if path.startswith("/api/") else browser
                sends = caller.send if caller is program else caller.post
                for answer in (caller.get(path), sends(path)):
                    if answer.status_code < 400 or "北站秘密" in body_of(answer):
                        asked = answer.request["REQUEST_METHOD"]
                        reached.append(f"{answer.status_code} {asked} {path}")

        assert tried > 100
        assert not reached, "\n".join(sorted(set(reached)))

    def test_when_the_south_officer_reads_every_list_then_the_north_is_not_in_it(
        self, district: District, north: Lived
    ):
        browser, program = signed_in(district.south_officer), Program(district.south_officer)
        leaks, broken, read = [], [], 0
        for address in addresses():
            path = None if ID.search(address) else filled(address, uuid.UUID(int=0))
            if path is None:
                continue
            for query in ("", "?export=xlsx", "?print=1", "?q=北站秘密"):
                for caller in (browser, program) if path.startswith("/api/") else (browser,):
                    answer = caller.get(path + query)
                    read += 1
                    body = body_of(answer)
                    if answer.status_code >= 500:
                        broken.append(f"{answer.status_code} {path}{query}")
                    asked = body.replace("?q=北站秘密", "").replace('value="北站秘密"', "")
                    if any(name in asked for name in north.names):
                        leaks.append(path + query)

        assert read > 50
        assert not broken, "\n".join(broken)
        assert not leaks, "\n".join(leaks)

    @pytest.mark.parametrize("who", ["bureau_leader", "brigade_head", "chief"])
    def test_when_those_above_read_every_list_then_no_page_breaks(
        self, district: District, north: Lived, who: str
    ):
        browser = signed_in(getattr(district, who))
        broken = []
        for address in addresses():
            path = None if ID.search(address) else filled(address, uuid.UUID(int=0))
            if path and browser.get(path).status_code >= 500:
                broken.append(path)

        assert not broken, "\n".join(broken)


def test_nobody_who_is_not_signed_in_reads_anything(district: District):
    stranger = Client(raise_request_exception=False)
    read = []
    for address in addresses():
        path = filled(address, uuid.UUID(int=7))
        if path is None or OPEN_TO_ALL.match(address) or path.endswith("openapi.json"):
            continue
        answer = stranger.get(path)
        if answer.status_code == 200:
            read.append(path)

    assert not read, "\n".join(read)
