"""The search box: every room's own search, asked together and shown by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person

SHOWN = 8
"""Hits shown of one kind; more are on that kind's own list."""


@dataclass(frozen=True, slots=True)
class Hit:
    title: str
    under: str
    address: str


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds rows of one kind that ``seen_by`` may see; asks for one more than are shown."""

    label: object
    icon: str
    permission: str
    find: Callable[[str, Person], Iterable[Hit]]
    list_address: Callable[[str], str] | None = None


@dataclass(slots=True)
class Found:
    finder: Finder
    hits: list[Hit] = field(default_factory=list)
    more_address: str = ""


def everything(text: str, *, seen_by: Person) -> list[Found]:
    """Return the kinds in which something was found."""
    text = text.strip()
    if not text:
        return []
    answers = []
    for finder in FINDERS:
        if finder.permission and not access.may(seen_by, finder.permission):
            continue
        hits = list(finder.find(text, seen_by))
        if hits:
            more = finder.list_address(text) if finder.list_address and len(hits) > SHOWN else ""
            answers.append(Found(finder, hits[:SHOWN], more))
    return answers


def _people(text: str, seen_by: Person) -> Iterable[Hit]:
    for person in access.search(text, seen_by=seen_by)[: SHOWN + 1]:
        yield Hit(
            person.label,
            person.organization.name,
            reverse("console:person", args=[person.pk]),
        )


FINDERS: list[Finder] = [
    Finder(_("People"), "users", "", _people),
]
