"""Every page of the product, found by following links as each of its users."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.factories.district import District

READERS = (
    "officer", "chief", "fire_officer", "auxiliary", "brigade_officer", "bureau_supervisor",
    "administrator", "deputy", "brigade_head", "bureau_leader",
)  # fmt: skip
"""Who reads, in the order in which a page is counted as theirs."""

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)', re.S)
SHOWN, TRIED, TRIED_AGAIN = 2, 12, 2
"""
So many pages of one kind are shown. So many are tried from one kind of page by the first reader
who reaches the kind, and by those after: records offer other pages in other states.
"""

TABS, CHOICES = ("tab=", "show="), ("item=", "organization=", "premises=")
"""Queries that make another kind of page, and those that fill one in."""

FILES = frozenset(
    {
        "documents:file",
        "documents:one-file",
        "documents:page",
        "documents:word",
        "hazards:preview",
        "inspections:preview",
        "inspections:photograph",
        "premises:import-rejected",
        "console:job-result",
    }
)
"""Addresses of pictures, documents and spreadsheets: they are no pages."""


def page_names() -> Iterator[str]:
    """Yield the name of every address of the console; the API is no page."""

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                if not str(pattern.pattern).startswith("api/"):
                    yield from walk(pattern.url_patterns, pattern.namespace or space)
            else:
                yield f"{space}:{pattern.name}"

    yield from walk(get_resolver().url_patterns, "")


@dataclass
class Census:
    """What the readers reached."""

    pages: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By kind of page: who reads which."""

    passed_through: set[str] = field(default_factory=set)
    """Names of addresses that only lead on to another page."""

    dead_ends: list[str] = field(default_factory=list)
    """Links the product shows to a reader and then refuses."""

    @property
    def names(self) -> set[str]:
        return {kind.split("?")[0] for kind in self.pages} | self.passed_through

    def note(self, reader: str, path: str) -> None:
        known = self.pages.setdefault(kind_of(path), [])
        if path == "/" or (len(known) < SHOWN and all(path != other for _who, other in known)):
            known.append((reader, path))


def taken(district: District) -> Census:
    """Walk all links from the home page of each reader, a few of each kind of page."""
    census = Census()
    for reader in READERS:
        browser = Client(raise_request_exception=False)
        browser.force_login(
            district.people[reader], backend="django.contrib.auth.backends.ModelBackend"
        )
        _walk(browser, reader, census)
    return census


def kind_of(path: str) -> str:
    """Return the name of a page's address, with the tab it shows."""
    plain, _question, query = path.partition("?")
    name: str = resolve(plain).view_name
    return f"{name}?{query}" if query.startswith(TABS) else name


def _walk(browser: Client, reader: str, census: Census) -> None:
    waiting, seen, of_kind = deque([("/", "")]), {"/"}, Counter[tuple[str, str]]()
    known = set(census.pages)
    while waiting:
        path, came_from = waiting.popleft()
        answer = browser.get(path)
        if answer.status_code >= 400:
            census.dead_ends.append(f"{answer.status_code} {path} on {came_from} for {reader}")
            continue
        links = []
        if answer.status_code == 302:
            census.passed_through.add(kind_of(path))
            links = [answer.headers["Location"]]
        elif "html" in answer.headers.get("Content-Type", ""):
            census.note(reader, path)
            links = LINK.findall(answer.content.decode())
        for link in links:
            target = _absolute(unescape(link), path)
            if target is None or target in seen:
                continue
            kind = kind_of(target)
            most = TRIED_AGAIN if kind in known else TRIED
            if kind not in FILES and of_kind[kind, kind_of(path)] < most:
                seen.add(target)
                of_kind[kind, kind_of(path)] += 1
                waiting.append((target, path))


def _absolute(link: str, page: str) -> str | None:
    """Return the page of ours a link leads to; filters and sorting lead to the same list."""
    if link.startswith("?"):
        link = page.split("?")[0] + link
    if not link.startswith("/") or link.startswith("/static/"):
        return None
    path, _question, query = link.partition("?")
    try:
        resolve(path)
    except Resolver404:
        return None
    return link if query.startswith((*TABS, *CHOICES)) else path
