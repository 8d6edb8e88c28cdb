"""Takes a whole import back, as long as nobody has used what it brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model, ProtectedError

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.journal.models import Subject
from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Territory
from wanghuo.registers.premises.domain.terms import BatchState, Verdict
from wanghuo.registers.premises.models import (
    ImportBatch,
    ImportRow,
    Premises,
)
from wanghuo.registers.premises.services.accountability import ReasonMissing
from wanghuo.registers.premises.services.gate import pass_through
from wanghuo.registers.premises.services.importing.applying import CHILDREN, LINKS, locked
from wanghuo.registers.premises.services.importing.batches import expect
from wanghuo.registers.premises.services.registering import FACTS, settle, write_facts

CHUNK = 500
NAMED = 5


class UsedSince(Conflict):
    code = "premises.import-used-since"
    says = gettext_noop("{count} objects of this import have been used since: {names}.")
    remedy = gettext_noop("Correct or close single objects instead of taking the import back.")


@transaction.atomic
def undo(
    batch: ImportBatch, *, reason: str, by: Person, at: datetime, rules: Rulebook
) -> ImportBatch:
    """
    Delete what an import made and restore what it changed.

    Raises: ReasonMissing, WrongMoment, UsedSince.
    """
    pass_through(by, "premises.import", station=batch.station_id)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    batch = locked(batch)
    expect(batch, BatchState.APPLIED)
    _refuse_used(batch)
    removed = list(_removed(batch))
    for rows in _chunks(batch):
        current = Premises.objects.select_related("station__territory", "territory").in_bulk(
            [row.premises_id for row in rows]
        )
        for row in rows:
            _restore(current[row.premises_id], row, rules, at)
    try:
        new = Premises.objects.filter(import_batch=batch.pk)
        while ids := list(new.values_list("pk", flat=True)[:CHUNK]):
            Premises.objects.filter(pk__in=ids).delete()
    except ProtectedError as error:
        names = sorted({str(getattr(row, "premises", row)) for row in error.protected_objects})
        raise UsedSince(count=len(names), names=names[:NAMED]) from error
    batch.state, batch.undone_at, batch.undo_reason = BatchState.UNDONE, at, reason.strip()[:300]
    batch.save()
    journal.record(
        "premises.import_undone",
        about=_restored(batch),
        removed=removed,
        by=by,
        at=at,
        facts={"file": batch.source, "reason": reason.strip()},
    )
    return batch


def _chunks(batch: ImportBatch) -> Iterator[list[ImportRow]]:
    last = 0
    changed = batch.rows.filter(verdict=Verdict.CHANGED)
    while rows := list(changed.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        yield rows


def _refuse_used(batch: ImportBatch) -> None:
    """Raises: UsedSince, for objects that any later act changed or concerned."""
    entered = batch.rows.filter(verdict__in=[Verdict.NEW, Verdict.CHANGED])
    used: list[str] = []
    last = 0
    while rows := list(
        entered.filter(pk__gt=last).order_by("pk").values_list("pk", "premises_id", "name")[:CHUNK]
    ):
        last = rows[-1][0]
        names = {premises_id: name for _, premises_id, name in rows}
        later = Subject.objects.filter(
            object_id__in=list(names), label=Premises._meta.label, entry__gt=batch.entry_id
        )
        used += [names[pk] for pk in later.values_list("object_id", flat=True).distinct()]
    if used:
        raise UsedSince(count=len(used), names=sorted(used)[:NAMED])


def _removed(batch: ImportBatch) -> Iterator[Model]:
    """Yield stand-ins for every row that will be deleted."""
    for model, link in LINKS:
        made = model._default_manager.filter(**{f"{link}__import_batch": batch.pk})
        yield from (model(pk=pk) for pk in made.values_list("pk", flat=True))
    for rows in _chunks(batch):
        for row in rows:
            yield from (_model(label)(pk=UUID(pk)) for label, pk in row.data["made"])
    new = Premises.objects.filter(import_batch=batch.pk)
    yield from (Premises(pk=pk) for pk in new.values_list("pk", flat=True))


def _model(label: str) -> type[Model]:
    return next(model for model in CHILDREN if model.__name__ == label)


def _restore(premises: Premises, row: ImportRow, rules: Rulebook, at: datetime) -> None:
    for label, pk in row.data["made"]:
        _model(label)._default_manager.filter(pk=pk).delete()
    facts = {}
    for name, (old, _new) in row.differences.items():
        if name in FACTS:
            facts[name] = old
        elif name == "territory":
            premises.territory = Territory.objects.get(pk=old)
        elif name == "is_key_unit":
            premises.key_unit_finding.pop("decision", None)
        elif name in ("name", "address", "kind"):
            setattr(premises, name, old)
    write_facts(premises, facts)
    premises.version += 1
    settle(premises, rules, day_of(at), is_moved="territory" in row.differences)


def _restored(batch: ImportBatch) -> Iterator[Model]:
    yield batch
    for rows in _chunks(batch):
        yield from Premises.objects.in_bulk([row.premises_id for row in rows]).values()
