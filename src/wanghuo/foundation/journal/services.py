"""The journal's one verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from wanghuo.foundation.journal.archive import Kept
from wanghuo.foundation.journal.domain import canonical, links
from wanghuo.foundation.journal.domain.links import Role
from wanghuo.foundation.journal.models import Chain, Entry, Subject
from wanghuo.foundation.journal.rows import Digested, Digester, row_digest
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.support import bulk

BATCH = 2000

__all__ = ["Digested", "Digester", "record"]


def record(
    kind: str,
    *,
    about: Model | Iterable[Model | Digested],
    by: Actor,
    at: datetime,
    facts: dict[str, Any] | None = None,
    evidence: Sequence[Kept] = (),
    concerning: Iterable[Model] = (),
    removed: Iterable[Model | Digested] = (),
) -> Entry:
    """
    Append one act to the chain of the actor's organization.

    ``about`` are the rows the act made or changed, already saved; ``concerning`` are rows whose
    time line should show it; ``removed`` are rows the act deleted. Call it inside the
    transaction of the rows, after them. Memory: constant, however many rows there are.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("journal.record must run in the transaction of its rows")
    chain = _locked_chain(by.chain)
    changed = [about] if isinstance(about, Model) else about
    entry = Entry(
        id=uuid7(),
        chain=chain,
        number=chain.length + 1,
        kind=kind,
        at=at,
        by_id=by.id,
        by_label=by.label,
        facts=canonical.plain(facts or {}),
        evidence=[canonical.plain(kept.as_evidence()) for kept in evidence],
        previous_hash=chain.head_hash,
    )
    # The subjects go first: what they name is checked when the transaction ends.
    lines = _lines(changed, removed, concerning, chain.algorithm)
    subjects = links.subjects_digest(chain.algorithm, _written(lines, entry.pk))
    entry.hash = links.entry_hash(
        chain.algorithm, chain=chain.key, number=entry.number, previous_hash=entry.previous_hash,
        kind=kind, at=at, by_id=entry.by_id, by_label=entry.by_label, facts=entry.facts,
        evidence=entry.evidence, subjects=subjects,
    )  # fmt: skip
    entry.save(force_insert=True)
    chain.length, chain.head_hash = entry.number, entry.hash
    chain.save(update_fields=["length", "head_hash"])
    return entry


def _lines(
    changed: Iterable[Model | Digested],
    removed: Iterable[Model | Digested],
    concerning: Iterable[Model],
    algorithm: str,
) -> Iterator[links.SubjectLine]:
    for row in changed:
        if isinstance(row, Digested):
            yield Role.CHANGED.value, *row
        else:
            yield _line(Role.CHANGED, row, row_digest(row, algorithm))
    for gone in removed:
        if isinstance(gone, Digested):
            yield Role.REMOVED.value, *gone
        else:
            yield _line(Role.REMOVED, gone)
    yield from (_line(Role.CONCERNED, row) for row in concerning)


def _written(lines: Iterator[links.SubjectLine], entry: UUID) -> Iterator[links.SubjectLine]:
    """Pass lines on, writing them as subjects of an entry a batch at a time."""
    table = bulk.table(Subject)
    while batch := list(islice(lines, BATCH)):
        table.insert([table.adapted((entry, *line)) for line in batch])
        yield from batch


def _locked_chain(key: str) -> Chain:
    chains = Chain.objects.all()
    if connection.features.has_select_for_update:
        chains = chains.select_for_update()
    chain = chains.filter(key=key).first()
    if chain is None:
        with transaction.atomic():
            Chain.objects.get_or_create(key=key, defaults={"algorithm": settings.JOURNAL_HASH})
        chain = chains.get(key=key)
    return chain


def _line(role: Role, row: Model, digest: str = "") -> links.SubjectLine:
    return role.value, row._meta.label, row.pk, digest
