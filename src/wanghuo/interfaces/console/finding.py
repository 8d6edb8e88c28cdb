"""The search box: every room's own search, asked together and shown by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

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
from wanghuo.registers.premises.models import Premises

SHOWN = 8
"""Hits shown of one kind; more are on that kind's own list."""

PLACES_ASKED = 50
"""Premises whose tasks and hazards are looked through."""


@dataclass(frozen=True, slots=True)
class Hit:
    title: str
    under: str
    address: str


@dataclass(frozen=True)
class Asking:
    """What somebody looks for; the register is searched once, whoever needs its answer."""

    text: str
    seen_by: Person

    @cached_property
    def places(self) -> list[Premises]:
        return premises.search(self.text, self.seen_by, limit=PLACES_ASKED)


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds rows of one kind that the asker may see; asks for one more than are shown."""

    label: object
    icon: str
    permission: str
    find: Callable[[Asking], Iterable[Hit]]
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
    asking = Asking(text, seen_by)
    answers = []
    for finder in FINDERS:
        if finder.permission and not access.may(seen_by, finder.permission):
            continue
        hits = list(finder.find(asking))
        if hits:
            more = finder.list_address(text) if finder.list_address and len(hits) > SHOWN else ""
            answers.append(Found(finder, hits[:SHOWN], more))
    return answers


def _people(asking: Asking) -> Iterable[Hit]:
    for person in access.search(asking.text, seen_by=asking.seen_by)[: SHOWN + 1]:
        yield Hit(
            person.label,
            person.organization.name,
            reverse("console:person", args=[person.pk]),
        )


def _premises(asking: Asking) -> Iterable[Hit]:
    for found in asking.places[: SHOWN + 1]:
        address = reverse("premises:record", args=[found.pk])
        yield Hit(found.name, found.address, address)


def _tasks(asking: Asking) -> Iterable[Hit]:
    rows = inspections.visible_tasks(asking.seen_by).filter(status=TaskStatus.OPEN)
    for task in rows.filter(premises__in=asking.places).order_by("due_on", "id")[: SHOWN + 1]:
        yield Hit(
            f"{task.get_purpose_display()} · {task.premises.name}",
            f"{task.due_on.isoformat()} · {task.accountable.name}",
            reverse("inspections:task", args=[task.pk]),
        )


def _hazards(asking: Asking) -> Iterable[Hit]:
    rows = hazards.still_open(hazards.visible(asking.seen_by)).filter(premises__in=asking.places)
    for hazard in rows.order_by("-found_on", "-id")[: SHOWN + 1]:
        yield Hit(
            hazard.description,
            f"{hazard.premises.name} · {hazard.get_status_display()}",
            reverse("hazards:record", args=[hazard.pk]),
        )


def _documents(asking: Asking) -> Iterable[Hit]:
    for document in documents.search(asking.text, seen_by=asking.seen_by)[: SHOWN + 1]:
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
