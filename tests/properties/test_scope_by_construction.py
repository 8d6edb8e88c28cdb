"""
Every address of the product that names a record, console and API alike, is walked: whoever works
there reaches the north's record, a chief of another station does not. A new address is walked
too; one that names a kind of record this test does not make fails it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories.bodies import NOTHING, body_of
from tests.factories.district import District
from tests.factories.everything import SECRET, everything
from tests.factories.lived import Lived
from tests.factories.programs import Program
from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.support import clock
from wanghuo.interfaces.api.v1.urls import api
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import services as organizations

BACKEND = "django.contrib.auth.backends.ModelBackend"
PART = re.compile(r"<(\w+):(\w+)>|\{(?:\w+:)?(\w+)\}")
VALUES = {
    "year": ["2027"], "number": ["0", "1"], "field": ["head_phone"], "what": ["facility"],
    "media": ["pdf"],
}  # fmt: skip
"""Parts of an address that name no record."""
FOR_EVERYBODY = {
    "edition_id": "local editions of rules bind everybody in the place and are read by all",
}
WHO_WORKS_THERE = (
    "officer", "chief", "administrator", "brigade_officer", "bureau_supervisor", "auxiliary",
)  # fmt: skip
QUERIES = {"/visits/<uuid:visit_id>/answer/": "?item=extinguishers"}
FORM = {"extinguishers.verdict": "PASS", "outcome": "CORRECTED"}
"""What an address must be sent before it looks for the record at all."""
ROWS = {"/remove-facility/": "row_id", "/remove-alias/": "alias_id", "/remove-estate/": "estate_id"}
"""Operations whose body names a row of the record by its id."""
FOR_ACTING = "/possible-partners/"
"""Read by who is about to act on the record."""
REFUSED = (401, 403, 404)


def console_addresses() -> Iterator[str]:
    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for pattern in patterns:
            text = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, text)
            else:
                yield "/" + text

    every = walk(get_resolver().url_patterns, "")
    return (address for address in every if not address.startswith("/api/"))


def api_operations(known: Mapping[str, object] = NOTHING) -> Iterator[tuple[str, str, Any]]:
    """Yield method, address and a body of every operation the API describes."""
    schema = api.get_openapi_schema()
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield method, path, body_of(operation, schema, known)


def names_a_record(address: str) -> bool:
    return any(part.endswith("_id") for part in parts_of(address))


def parts_of(address: str) -> list[str]:
    return [kept or braced for _conv, kept, braced in PART.findall(address)]


def filled(address: str, ids: dict[str, list[UUID]]) -> list[str]:
    """
    Put the north's ids into an address, every one that fits.

    Raises: KeyError, for a part nobody has said the meaning of.
    """
    parts = parts_of(address)
    choices = [ids[part] if part in ids else VALUES[part] for part in parts]

    def put(chosen: tuple[object, ...]) -> str:
        left = iter(chosen)
        return PART.sub(lambda _match: str(next(left)), address)

    return [put(chosen) for chosen in itertools.product(*choices)]


@pytest.fixture
def north(district: District, tmp_path: Path) -> tuple[Lived, dict[str, list[UUID]]]:
    return everything(district, tmp_path)


def signed_in(person: Person) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(Person.objects.get(pk=person.pk), backend=BACKEND)
    return browser


def undone(ask: Any) -> Any:
    """Ask, keep the answer, and take back whatever it changed."""
    with transaction.atomic():
        answer = ask()
        transaction.set_rollback(True)
    return answer


def told(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", errors="replace")


@pytest.mark.django_db
class TestGivenOneRecordOfEveryKindAtTheNorth:
    def test_when_the_south_opens_or_posts_to_its_pages_then_there_is_nothing(
        self, district: District, north: tuple[Lived, dict[str, list[UUID]]]
    ):
        _made, ids = north
        outsider = signed_in(district.south_chief)
        insiders = [signed_in(district.people[name]) for name in WHO_WORKS_THERE]
        reached, untested = [], []
        for address in console_addresses():
            if not names_a_record(address) or set(parts_of(address)) & set(FOR_EVERYBODY):
                continue
            paths = filled(address + QUERIES.get(address, ""), ids)
            for path, caller in itertools.product(paths, (outsider.get, outsider.post)):
                answer = undone(lambda path=path, caller=caller: caller(path, FORM))
                if answer.status_code not in (*REFUSED, 405) or SECRET in told(answer):
                    reached.append(f"{answer.status_code} {path}")
            if not any(_finds(insider, path) for path in paths for insider in insiders):
                untested.append(address)

        assert not reached, "\n".join(reached)
        assert not untested, "nobody reaches these, so they prove nothing:\n" + "\n".join(untested)

    def test_when_a_program_of_the_south_calls_an_operation_then_there_is_nothing(
        self, district: District, north: tuple[Lived, dict[str, list[UUID]]]
    ):
        made, ids = north
        outsider = Program(district.south_chief, raise_request_exception=False)
        insiders = [
            Program(district.people[name], raise_request_exception=False)
            for name in WHO_WORKS_THERE
        ]
        reached, untested, called = [], [], 0
        for method, address, body in api_operations(_named(district, made, ids)):
            if not names_a_record(address) or set(parts_of(address)) & set(FOR_EVERYBODY):
                continue
            paths = filled(address, ids)
            if address.endswith("/transfer/"):
                body = body | {"to": district.brigade.code}
            row = next((name for end, name in ROWS.items() if address.endswith(end)), None)
            if row:
                body = {"id": str(ids[row][0])}
            called += 1
            for path in paths:
                answer = _called(outsider, method, path, body)
                if answer.status_code not in REFUSED or SECRET in told(answer):
                    reached.append(f"{answer.status_code} {method} {path} {told(answer)[:200]}")
            if all(
                _called(insider, method, path, body).status_code in REFUSED
                for path, insider in itertools.product(paths, insiders)
            ):
                untested.append(f"{method} {address}")

        assert called > 40
        assert not reached, "\n".join(reached)
        assert not untested, "nobody reaches these, so they prove nothing:\n" + "\n".join(untested)

    def test_when_its_premises_pass_to_the_south_then_what_it_did_is_read_there_and_not_changed(
        self, district: District, north: tuple[Lived, dict[str, list[UUID]]]
    ):
        made, ids = north
        organizations.cover(
            organization=district.south, territory=district.north_community, since=clock.today(),
            by=district.administrator, at=clock.now(),
        )  # fmt: skip
        ids |= {"visit_id": [visit.pk for visit in made.visits]}
        newcomer = signed_in(district.south_chief)
        program = Program(district.south_chief, raise_request_exception=False)
        changed, unread = [], []
        for address in console_addresses():
            if {"visit_id", "document_id"} & set(parts_of(address)):
                for path in filled(address + QUERIES.get(address, ""), ids):
                    answer = undone(lambda path=path: newcomer.post(path, FORM))
                    if answer.status_code not in (*REFUSED, 405):
                        changed.append(f"{answer.status_code} {path}")
        for method, address, body in api_operations(_named(district, made, ids)):
            if {"visit_id", "document_id"} & set(parts_of(address)):
                for path in filled(address, ids):
                    answer = _called(program, method, path, body)
                    is_refused = answer.status_code in REFUSED
                    if method == "get" and is_refused and not address.endswith(FOR_ACTING):
                        unread.append(f"{answer.status_code} {path}")
                    elif method != "get" and not is_refused:
                        changed.append(f"{answer.status_code} {path}")

        assert not changed, "\n".join(changed)
        assert not unread, "\n".join(unread)


def _named(district: District, made: Lived, ids: dict[str, list[UUID]]) -> dict[str, object]:
    """Say whom and what the fields of a body name, so that only the address can be out of sight."""
    chief, deputy = district.chief.pk, district.deputy.pk
    people = {"person": chief, "to": chief, "lead": chief, "partner": deputy, "accountable": chief}
    return people | {
        "premises": made.premises[0].pk, "successor": made.premises[1].pk,
        "organization": district.north.code, "hazard": ids["hazard_id"][0], "month": 12,
        "visit": ids["visit_id"][0],
    }  # fmt: skip


def _called(program: Program, method: str, path: str, body: Any) -> Any:
    if method == "get":
        return undone(lambda: program.get(path))
    return undone(lambda: program.send(path, body))


def _finds(browser: Client, path: str) -> bool:
    """Say whether somebody's record is found there; what it then refuses is another matter."""
    for ask in (browser.get, browser.post):
        answer = undone(lambda ask=ask: ask(path, FORM))
        if answer.status_code not in (*REFUSED, 405):
            return True
    return False


TOKENS = re.compile(
    r'(csrfmiddlewaretoken" value="|name="_once" value="|nonce=")[^"]+'
    r"|hx-headers='[^']*'|\b\d\d:\d\d(:\d\d)?\b"
)


@pytest.mark.django_db
def test_given_the_south_when_the_north_lives_then_no_page_list_or_count_of_the_south_changes(
    district: District, tmp_path: Path
):
    """Whatever leaks, a name, a figure, a notification or a suggestion, changes a page."""
    outsider = signed_in(district.south_chief)
    program = Program(district.south_chief, raise_request_exception=False)

    def read() -> dict[str, str]:
        pages = {}
        for address in console_addresses():
            if not parts_of(address) and "(" not in address and "static" not in address:
                for query in ("", f"?q={SECRET}", "?print=1"):
                    answer = outsider.get(address + query)
                    pages[address + query] = TOKENS.sub("", told(answer))
        for method, path, _body in api_operations():
            if method == "get" and not parts_of(path):
                pages[path] = told(program.get(path))
        return pages

    jobs.start("planning.draft", by=district.south_chief, at=clock.now(), parameters={})
    read()
    before = read()
    everything(district, tmp_path)
    after = read()

    changed = [address for address, page in before.items() if after[address] != page]
    assert len(before) > 100
    assert not changed, "\n".join(_difference(before[at], after[at], at) for at in changed)


def _difference(before: str, after: str, address: str) -> str:
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return "\n".join([address, *list(lines)[2:6]])
