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
from wanghuo.foundation.support import clock
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents.models import Document
from wanghuo.registers.organization import services as organizations

BACKEND = "django.contrib.auth.backends.ModelBackend"
OPEN_TO_ALL = re.compile(r"^(sign-in|static|help|legal-basis|jobs|preferences)")
"""Pages that hold nothing of a station."""
ID = re.compile(r"<uuid(?:str)?:\w+>")
LINK = re.compile(r'href="(/(?:premises|visits|tasks|hazards|documents)/[0-9a-f-]{36}/[^"]*)"')
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


class TestGivenPremisesThatPassedToTheSouthStation:
    @pytest.fixture
    def passed(self, district: District, north: Lived) -> Lived:
        organizations.cover(
            organization=district.south, territory=district.north_community,
            since=clock.today(), by=district.administrator, at=clock.now(),
        )  # fmt: skip
        return north

    @pytest.fixture
    def kept(self, passed: Lived) -> set[uuid.UUID]:
        """What the north station did there: its finished visits and its documents."""
        papers = set(Document.objects.values_list("pk", flat=True))
        assert papers
        return papers | {visit.pk for visit in passed.visits}

    @pytest.mark.parametrize("who", ["officer", "south_officer", "brigade_head", "bureau_leader"])
    def test_when_somebody_follows_the_links_of_its_records_then_none_is_dead(
        self, district: District, passed: Lived, kept: set[uuid.UUID], who: str
    ):
        browser = signed_in(getattr(district, who))
        read, dead = 0, []
        for address in ("/visits/{}/", "/documents/{}/", "/premises/{}/", "/hazards/{}/"):
            for identifier in passed.ids:
                page = browser.get(address.format(identifier))
                if page.status_code != 200:
                    continue
                read += 1
                for link in sorted(set(LINK.findall(body_of(page)))):
                    if browser.get(link).status_code >= 400:
                        dead.append(f"{address.format(identifier)} leads to {link}")

        assert read >= len(kept)
        assert not dead, "\n".join(dead)

    def test_when_the_south_officer_reads_the_premises_then_their_history_is_there(
        self, district: District, passed: Lived, kept: set[uuid.UUID]
    ):
        browser, program = signed_in(district.south_officer), Program(district.south_officer)
        place, visit = passed.premises[0], passed.visits[0]

        tab = body_of(browser.get(f"/premises/{place.pk}/?tab=visits"))

        assert f"/visits/{visit.pk}/" in tab
        for identifier in kept - {visit.pk}:
            assert browser.get(f"/documents/{identifier}/").status_code == 200
            assert browser.get(f"/documents/{identifier}/file/").status_code == 200
            assert program.get(f"/api/v1/documents/{identifier}/").status_code == 200
        assert program.get(f"/api/v1/visits/{visit.pk}/").status_code == 200
        listed = program.get("/api/v1/visits/").json()["items"]
        assert str(visit.pk) not in [row["id"] for row in listed]

    def test_when_the_north_officer_asks_then_only_what_the_north_did_is_there(
        self, district: District, passed: Lived, kept: set[uuid.UUID]
    ):
        browser = signed_in(district.officer)
        for address in ("/visits/{}/", "/documents/{}/", "/premises/{}/", "/hazards/{}/",
                        "/tasks/{}/"):  # fmt: skip
            for identifier in passed.ids - kept:
                assert browser.get(address.format(identifier)).status_code == 404
        for visit in passed.visits:
            assert browser.get(f"/visits/{visit.pk}/").status_code == 200


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
