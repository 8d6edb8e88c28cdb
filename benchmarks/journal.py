"""
Appending to the journal and proving it.

Floors: for appending, one bare INSERT per act into a table of the same shape on the same database;
for proving, hashing the same number of bytes.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from django.db import transaction

from benchmarks.figures import Figure, elapsed
from wanghuo.foundation.journal import services, verification
from wanghuo.foundation.journal.domain import canonical, hashing, links
from wanghuo.foundation.journal.domain.links import Role
from wanghuo.foundation.journal.models import Chain, Entry, Subject
from wanghuo.registers.organization import services as organization
from wanghuo.registers.organization.models import Installation

DATABASES = ["sqlite", "postgresql"]
AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
ENTRIES = 1_000_000
BATCH = 5000
FACTS = {"premises": "串场河五金店", "grade": "GENERAL", "deadline": "2026-01-15"}


def run(scale: float) -> list[Figure]:
    return [appending(scale), proving(int(ENTRIES * scale))]


def appending(scale: float) -> Figure:
    acts = max(200, int(2000 * scale))
    by = organization.set_up_installation(name="benchmark", at=AT)

    def append() -> None:
        for _ in range(acts):
            with transaction.atomic():
                services.record("benchmark.act", about=by, by=by, at=AT, facts=FACTS)

    def insert() -> None:
        chain = Chain.objects.create(key="floor", algorithm="sm3")
        for number in range(1, acts + 1):
            with transaction.atomic():
                Entry.objects.create(
                    chain=chain, number=number, kind="benchmark.act", at=AT, by_id=by.id,
                    by_label=by.label, facts=FACTS, previous_hash="", hash="",
                )  # fmt: skip

    rate, floor = acts / elapsed(append), acts / elapsed(insert)
    Entry.objects.filter(chain="floor").delete()
    Chain.objects.filter(key="floor").delete()
    return Figure(
        "acts appended, each in its own transaction", rate, "acts/s",
        "bare INSERT of an entry", floor,
    )  # fmt: skip


def proving(entries: int) -> Figure:
    """Grow the chain to ``entries`` in large transactions, then prove it whole."""
    by = organization.set_up_installation(name="benchmark", at=AT)
    grow(by, entries)
    started = time.perf_counter()
    result = verification.verify()
    rate = result.entries / (time.perf_counter() - started)
    if not result.is_sound:
        raise RuntimeError(f"the journal is not sound: {result.findings[:3]}")
    sample = canonical.packed({"facts": FACTS, "at": AT, "by": [by.id, by.label]}) * 2
    hashed = elapsed(lambda: [hashing.digest("sm3", sample) for _ in range(20_000)])
    return Figure(
        f"entries proved of {result.entries:,}", rate, "entries/s",
        "hashing as many bytes, nothing read", 20_000 / hashed,
    )  # fmt: skip


def grow(by: Installation, entries: int) -> None:
    """Append entries by the service's own links, unmeasured."""
    chain = Chain.objects.get(key=by.chain)
    while chain.length < entries:
        made, subjects = [], []
        for _ in range(min(BATCH, entries - chain.length)):
            line = (Role.CONCERNED.value, by._meta.label, by.pk, "")
            entry = Entry(
                chain=chain, number=chain.length + 1, kind="benchmark.act", at=AT, by_id=by.id,
                by_label=by.label, facts=FACTS, previous_hash=chain.head_hash,
            )  # fmt: skip
            entry.hash = links.entry_hash(
                chain.algorithm, chain=chain.key, number=entry.number, kind=entry.kind, at=AT,
                previous_hash=entry.previous_hash, by_id=by.id, by_label=by.label, facts=FACTS,
                evidence=[], subjects=links.subjects_digest(chain.algorithm, [line]),
            )  # fmt: skip
            chain.length, chain.head_hash = entry.number, entry.hash
            made.append(entry)
            subjects.append(Subject(entry=entry, role=line[0], label=line[1], object_id=line[2]))
        with transaction.atomic():
            Entry.objects.bulk_create(made)
            Subject.objects.bulk_create(subjects)
            chain.save()
