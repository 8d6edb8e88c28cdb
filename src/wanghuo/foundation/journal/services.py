"""The journal's one verb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from wanghuo.foundation.journal.archive import Kept
from wanghuo.foundation.journal.domain import canonical, links
from wanghuo.foundation.journal.domain.links import Role
from wanghuo.foundation.journal.models import Chain, Entry, Subject
from wanghuo.foundation.journal.rows import row_digest
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.ids import uuid7

BATCH = 2000


def record(
    kind: str,
    *,
    about: Model | Iterable[Model],
    by: Actor,
    at: datetime,
    facts: dict[str, Any] | None = None,
    evidence: Sequence[Kept] = (),
    concerning: Iterable[Model] = (),
    removed: Iterable[Model] = (),
) -> Entry:
    """
    Append one act to the chain of the actor's organization.

    ``about`` are the rows the act made or changed, already saved; ``concerning`` are rows whose
    time line should show it; ``removed`` are rows the act deleted. Call it inside the
    transaction of the rows, after them.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("journal.record must run in the transaction of its rows")
    chain = _locked_chain(by.chain)
    changed = [about] if isinstance(about, Model) else about
    lines = [_line(Role.CHANGED, row, row_digest(row, chain.algorithm)) for row in changed]
    lines += [_line(Role.REMOVED, row) for row in removed]
    lines += [_line(Role.CONCERNED, row) for row in concerning]
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
    entry.hash = links.entry_hash(
        chain.algorithm, chain=chain.key, number=entry.number, previous_hash=entry.previous_hash,
        kind=kind, at=at, by_id=entry.by_id, by_label=entry.by_label, facts=entry.facts,
        evidence=entry.evidence, subjects=links.subjects_digest(chain.algorithm, lines),
    )  # fmt: skip
    entry.save(force_insert=True)
    rows = (
        Subject(entry=entry, role=role, label=label, object_id=object_id, digest=digest)
        for role, label, object_id, digest in lines
    )
    while batch := list(islice(rows, BATCH)):
        Subject.objects.bulk_create(batch)
    chain.length, chain.head_hash = entry.number, entry.hash
    chain.save(update_fields=["length", "head_hash"])
    return entry


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
