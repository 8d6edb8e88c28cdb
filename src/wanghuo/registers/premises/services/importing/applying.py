"""
Enters a compared import into the register, whole or not at all.

What is to be written is worked out first, while everybody goes on working; the one transaction
then only writes it. Should somebody meanwhile have changed what it rests on, it is worked out
again, and at last within the transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.domain.terms import BatchState, RowVerdict
from wanghuo.registers.premises.models import ImportBatch, Premises
from wanghuo.registers.premises.services.accountability import resolve_station
from wanghuo.registers.premises.services.gate import pass_through
from wanghuo.registers.premises.services.importing.batches import expect
from wanghuo.registers.premises.services.importing.preparing import Preparation, Progress
from wanghuo.registers.premises.signals import registered

TRIES = 2
"""Times the work is done beside the register before the register is held for it."""


def apply(
    batch: ImportBatch,
    *,
    by: Person,
    at: datetime,
    rules: Rulebook,
    progress: Progress = lambda done, total: None,
    on_writing: Callable[[], None] = lambda: None,
) -> ImportBatch:
    """
    Enter the new rows and the changes of an import in one transaction and one journal entry.

    A row that has become impossible since it was compared is rejected then, with its reason.
    What is open at objects whose community it corrects goes along, as with :func:`change`.
    ``on_writing`` is called before the transaction, in which ``progress`` would be seen by
    nobody. On SQLite others cannot write until it has ended.

    Raises: WrongMoment, access.NobodyTakesOver.
    """
    pass_through(by, "premises.import", station=batch.station_id)
    expect(batch, BatchState.PREVIEWED)
    for _ in range(TRIES):
        with Preparation(batch, by=by, at=at, rules=rules) as prepared:
            prepared.work_out(progress)
            on_writing()
            with transaction.atomic():
                batch = locked(batch)
                expect(batch, BatchState.PREVIEWED)
                if prepared.still_holds():
                    return _written(batch, prepared)
    with transaction.atomic():
        batch = locked(batch)
        expect(batch, BatchState.PREVIEWED)
        with Preparation(batch, by=by, at=at, rules=rules) as prepared:
            return _written(batch, prepared.work_out(progress))


def locked(batch: ImportBatch) -> ImportBatch:
    """Read a batch anew, held against a second click until the transaction ends."""
    rows = ImportBatch.objects.select_related("station__territory", "community", "by")
    return rows.select_for_update(of=("self",)).get(pk=batch.pk)


def _written(batch: ImportBatch, prepared: Preparation) -> ImportBatch:
    by, at = prepared.by, prepared.at
    prepared.write()
    batch.counts = prepared.counts()
    batch.state, batch.applied_at = BatchState.APPLIED, at
    batch.save()
    if prepared.is_roster_changed:
        resolve_station(batch.station, by=by, at=at)
    prepared.carry_along()
    # The entry comes last: whatever touches these objects after it has used the import.
    entry = journal.record(
        "premises.imported",
        about=_about(batch, prepared),
        by=by,
        at=at,
        evidence=[archive.Kept(**batch.file)],
        facts={
            "file": batch.source,
            "new": batch.counts[RowVerdict.NEW],
            "changed": batch.counts[RowVerdict.CHANGED],
            "rejected": batch.counts[RowVerdict.REJECTED],
        },
    )
    ImportBatch.objects.filter(pk=batch.pk).update(entry=entry)
    batch.entry = entry
    new = Premises.objects.filter(import_batch=batch.pk)
    registered.send(sender=Premises, premises=new, by=by, at=at)
    return batch


def _about(batch: ImportBatch, prepared: Preparation) -> Iterator[Model | journal.Digested]:
    yield batch
    yield from prepared.digests()
