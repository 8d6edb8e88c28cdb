"""Questions about the journal."""

from __future__ import annotations

import importlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext

from wanghuo.foundation.journal.models import Chain, Entry, Subject
from wanghuo.foundation.kernel.refusals import NotFound, filled
from wanghuo.foundation.kernel.words import Term
from wanghuo.foundation.support.speech import plain

SUBJECTS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a record's time line."""

    entry: Entry
    sentence: str


def entries_about(row: Model) -> QuerySet[Entry]:
    """Entries that changed or concerned ``row``, newest first."""
    about = Subject.objects.filter(object_id=row.pk, label=row._meta.label)
    return Entry.objects.filter(pk__in=about.values("entry")).order_by("-at", "-number")


def entries_of(chains: Collection[str] | None) -> QuerySet[Entry]:
    """Return the entries of some chains; None means every chain."""
    rows = Entry.objects.all()
    return rows if chains is None else rows.filter(chain__in=chains)


def entry(entry_id: UUID, *, chains: Collection[str] | None) -> Entry:
    """Raises: NotFound."""
    found = entries_of(chains).filter(pk=entry_id).first()
    if found is None:
        raise NotFound()
    return found


def found(rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """Narrow entries to those by a person or of a kind."""
    return rows.filter(Q(by_label__icontains=text) | Q(kind__istartswith=text))


def subjects_of(entry: Entry) -> list[Subject]:
    """Return the first rows an entry is about; a bulk act may be about very many."""
    return list(Subject.objects.filter(entry=entry).order_by("id")[:SUBJECTS_SHOWN])


def chain_count() -> int:
    return Chain.objects.count()


def timeline(row: Model, *, limit: int = 100) -> list[Moment]:
    """Return the newest acts on ``row`` as sentences in the reader's language."""
    return [Moment(entry, sentence(entry)) for entry in entries_about(row)[:limit]]


def sentence(entry: Entry) -> str:
    """Say an entry in the reader's language; an unknown kind is shown as its code."""
    pattern = acts().get(entry.kind)
    facts = {name: plain(_as_term(value)) for name, value in entry.facts.items()}
    facts.setdefault("by", entry.by_label)
    return filled(gettext(pattern), facts) if pattern else f"{entry.kind} · {entry.by_label}"


def _as_term(value: object) -> object:
    """Return the term a kept code stands for, when it can stand for one label only."""
    return _terms().get(value, value) if isinstance(value, str) else value


@cache
def _terms() -> dict[str, Term]:
    found: dict[str, list[Term]] = {}
    for kind in Term.__subclasses__():
        for term in kind:
            found.setdefault(term.value, []).append(term)
    return {code: terms[0] for code, terms in found.items() if len({t.english for t in terms}) == 1}


@cache
def acts() -> dict[str, str]:
    """Collect every room's ``domain.acts.ACTS``: kind of entry to English sentence."""
    found: dict[str, str] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.domain.acts"
        has_domain = config.name.startswith("wanghuo.") and find_spec(f"{config.name}.domain")
        if has_domain and find_spec(name):
            found |= importlib.import_module(name).ACTS
    return found
