"""
Takes a whole import back, as long as nobody has used what it brought.

As with entering, what is to be written is worked out beside the register first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CASCADE, PROTECT, ForeignObject, Model
from django.db.models.fields.reverse_related import ForeignObjectRel

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.journal.models import Subject
from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.domain.terms import BatchState, RowVerdict
from wanghuo.registers.premises.models import ImportBatch, Premises
from wanghuo.registers.premises.services.accountability import ReasonMissing
from wanghuo.registers.premises.services.gate import pass_through
from wanghuo.registers.premises.services.importing.applying import locked
from wanghuo.registers.premises.services.importing.batches import expect
from wanghuo.registers.premises.services.importing.preparing import Progress
from wanghuo.registers.premises.services.importing.restoring import Restoration

NAMED = 5


class UsedSince(Conflict):
    code = "premises.import-used-since"
    says = gettext_noop("{count} objects of this import have been used since: {names}.")
    remedy = gettext_noop("Correct or close single objects instead of taking the import back.")


def undo(
    batch: ImportBatch,
    *,
    reason: str,
    by: Person,
    at: datetime,
    rules: Rulebook,
    progress: Progress = lambda done, total: None,
    on_writing: Callable[[], None] = lambda: None,
) -> ImportBatch:
    """
    Delete what an import made and restore what it changed, with all that had gone along.

    Raises: ReasonMissing, WrongMoment, UsedSince, AlreadyRegistered, OutsideStation,
    access.NobodyTakesOver.
    """
    pass_through(by, "premises.import", station=batch.station_id)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    expect(batch, BatchState.APPLIED)
    _refuse_used(batch)
    with ExitStack() as works:
        restored = works.enter_context(Restoration(batch, by=by, at=at, rules=rules))
        restored.work_out(progress)
        on_writing()
        with transaction.atomic():
            batch = locked(batch)
            expect(batch, BatchState.APPLIED)
            _refuse_used(batch)
            _refuse_kept(batch)
            if not restored.still_holds():
                restored = works.enter_context(Restoration(batch, by=by, at=at, rules=rules))
                restored.work_out(progress)
            _delete_made(batch)
            restored.write()
            restored.carry_along()
            batch.state, batch.undone_at = BatchState.UNDONE, at
            batch.undo_reason = reason.strip()[:300]
            batch.save()
            journal.record(
                "premises.import_undone",
                about=_about(batch, restored),
                removed=restored.removed(),
                by=by,
                at=at,
                facts={"file": batch.source, "reason": reason.strip()},
            )
    return batch


def _about(batch: ImportBatch, restored: Restoration) -> Iterator[Model | journal.Digested]:
    yield batch
    yield from restored.digests()


def _refuse_used(batch: ImportBatch) -> None:
    """Raises: UsedSince, for objects that any later act changed or concerned."""
    later = Subject.objects.filter(label=Premises._meta.label, entry__gt=batch.entry_id)
    entered = batch.rows.filter(verdict__in=[RowVerdict.NEW, RowVerdict.CHANGED])
    used = later.filter(object_id__in=entered.values("premises_id"))
    ids = list(used.values_list("object_id", flat=True).distinct())
    if ids:
        names = entered.filter(premises_id__in=ids[:NAMED]).values_list("name", flat=True)
        raise UsedSince(count=len(ids), names=sorted(names))


def _refuse_kept(batch: ImportBatch) -> None:
    """Raises: UsedSince, for new objects that rows of other rooms rest on."""
    for link in _links(PROTECT):
        rows = link.model._base_manager.filter(**{f"{link.name}__import_batch": batch.pk})
        ids = rows.values_list(link.attname, flat=True).distinct()
        names = list(Premises.objects.filter(pk__in=ids).values_list("name", flat=True))
        if names:
            raise UsedSince(count=len(names), names=sorted(names)[:NAMED])


def _delete_made(batch: ImportBatch) -> None:
    """Delete the new objects and what hangs on them, a statement for each table."""
    new = Premises.objects.filter(import_batch=batch.pk)
    for link in _links(CASCADE):
        rows = link.model._base_manager.filter(**{f"{link.name}__in": new.values("pk")})
        rows._raw_delete(rows.db)
    new._raw_delete(new.db)


def _links(on_delete: object) -> Iterator[ForeignObject[Any, Any]]:
    """Yield every column, of any room, that names an object and gives it such a hold."""
    for relation in Premises._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.on_delete is on_delete:
            yield relation.field
