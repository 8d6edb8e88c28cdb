"""Questions about the journal."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.translation import gettext

from wanghuo.foundation.journal.models import Entry, Subject
from wanghuo.foundation.kernel.refusals import filled
from wanghuo.foundation.support.speech import plain


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a record's time line."""

    entry: Entry
    sentence: str


def entries_about(row: Model) -> QuerySet[Entry]:
    """Entries that changed or concerned ``row``, newest first."""
    about = Subject.objects.filter(object_id=row.pk, label=row._meta.label)
    return Entry.objects.filter(pk__in=about.values("entry")).order_by("-at", "-number")


def timeline(row: Model, *, limit: int = 100) -> list[Moment]:
    """Return the newest acts on ``row`` as sentences in the reader's language."""
    return [Moment(entry, sentence(entry)) for entry in entries_about(row)[:limit]]


def sentence(entry: Entry) -> str:
    """Say an entry in the reader's language; an unknown kind is shown as its code."""
    pattern = acts().get(entry.kind)
    facts = {name: plain(value) for name, value in entry.facts.items()}
    facts.setdefault("by", entry.by_label)
    return filled(gettext(pattern), facts) if pattern else f"{entry.kind} · {entry.by_label}"


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
