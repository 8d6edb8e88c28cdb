"""The search box: every room's own search, asked together and shown by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.operations.inspections.domain.terms import TaskStatus
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.premises import selectors as premises

SHOWN = 8
"""Hits shown of one kind; more are on that kind's own list."""

PLACES_ASKED = 50
"""Premises whose tasks and hazards are looked through."""


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


def _premises(text: str, seen_by: Person) -> Iterable[Hit]:
    for found in premises.search(text, seen_by, limit=SHOWN + 1):
        address = reverse("premises:record", args=[found.pk])
        yield Hit(found.name, found.address, address)


def _tasks(text: str, seen_by: Person) -> Iterable[Hit]:
    rows = inspections.visible_tasks(seen_by).filter(status=TaskStatus.OPEN)
    places = premises.search(text, seen_by, limit=PLACES_ASKED)
    for task in rows.filter(premises__in=places).order_by("due_on", "id")[: SHOWN + 1]:
        yield Hit(
            f"{task.get_purpose_display()} · {task.premises.name}",
            f"{task.due_on.isoformat()} · {task.accountable.name}",
            reverse("inspections:task", args=[task.pk]),
        )


def _hazards(text: str, seen_by: Person) -> Iterable[Hit]:
    places = premises.search(text, seen_by, limit=PLACES_ASKED)
    rows = hazards.still_open(hazards.visible(seen_by)).filter(premises__in=places)
    for hazard in rows.order_by("-found_on", "-id")[: SHOWN + 1]:
        yield Hit(
            hazard.description,
            f"{hazard.premises.name} · {hazard.get_status_display()}",
            reverse("hazards:record", args=[hazard.pk]),
        )


def _documents(text: str, seen_by: Person) -> Iterable[Hit]:
    for document in documents.search(text, seen_by=seen_by)[: SHOWN + 1]:
        yield Hit(
            f"{document.get_kind_display()} {document.number_text}",
            document.title_for,
            reverse("documents:record", args=[document.pk]),
        )


def _list_of(name: str) -> Callable[[str], str]:
    return lambda text: f"{reverse(name)}?{urlencode({'q': text})}"


FINDERS: list[Finder] = [
    Finder(_("Premises"), "building-store", "premises.view", _premises, _list_of("premises:list")),
    Finder(_("People"), "users", "", _people),
    Finder(_("Open tasks"), "checklist", "inspections.view", _tasks),
    Finder(_("Open hazards"), "alert-triangle", "hazards.view", _hazards),
    Finder(_("Documents"), "files", "documents.view", _documents, _list_of("documents:list")),
]
