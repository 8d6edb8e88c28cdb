"""Enters a compared import into the register, whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support.clock import day_of
from wanghuo.foundation.support.speech import plain as said_plainly
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Territory
from wanghuo.registers.premises.domain.terms import (
    BatchState,
    PremisesKind,
    PremisesStatus,
    Verdict,
)
from wanghuo.registers.premises.models import (
    Alias,
    Facility,
    ImportBatch,
    ImportRow,
    ManagedEstate,
    Premises,
)
from wanghuo.registers.premises.services.gate import pass_through
from wanghuo.registers.premises.services.importing.batches import expect
from wanghuo.registers.premises.services.registering import (
    FACTS,
    Desk,
    Registration,
    settle,
    write_facts,
)
from wanghuo.registers.premises.signals import registered

CHUNK = 1000
Progress = Callable[[int, int], None]
LINKS: tuple[tuple[type[Model], str], ...] = (
    (Alias, "premises"),
    (Facility, "premises"),
    (ManagedEstate, "company"),
)
"""What hangs on an object, with the column that names it."""
CHILDREN = tuple(model for model, _ in LINKS)


@transaction.atomic
def apply(
    batch: ImportBatch,
    *,
    by: Person,
    at: datetime,
    rules: Rulebook,
    progress: Progress = lambda done, total: None,
) -> ImportBatch:
    """
    Enter the new rows and the changes of an import in one transaction and one journal entry.

    A row that has become impossible since it was compared is rejected then, with its reason.

    Raises: WrongMoment.
    """
    pass_through(by, "premises.import", station=batch.station_id)
    batch = locked(batch)
    expect(batch, BatchState.PREVIEWED)
    entering = _Entering(batch, by=by, at=at, rules=rules)
    todo = batch.rows.filter(verdict__in=[Verdict.NEW, Verdict.CHANGED]).count()
    done = 0
    for rows in _chunks(batch):
        entering.enter(rows)
        done += len(rows)
        progress(done, todo)
    batch.counts = batch.counts | entering.counts(batch.counts)
    batch.state, batch.applied_at = BatchState.APPLIED, at
    batch.save()
    entry = journal.record(
        "premises.imported",
        about=_changed_rows(batch),
        by=by,
        at=at,
        evidence=[archive.Kept(**batch.file)],
        facts={
            "file": batch.source,
            "new": batch.counts[Verdict.NEW],
            "changed": batch.counts[Verdict.CHANGED],
            "rejected": batch.counts[Verdict.REJECTED],
        },
    )
    ImportBatch.objects.filter(pk=batch.pk).update(entry=entry)
    batch.entry = entry
    new = Premises.objects.filter(import_batch=batch.pk)
    registered.send(sender=Premises, premises=new, by=by, at=at)
    return batch


def locked(batch: ImportBatch) -> ImportBatch:
    """Read a batch anew, held against a second click until the transaction ends."""
    rows = ImportBatch.objects.select_related("station__territory", "community", "by")
    return rows.select_for_update(of=("self",)).get(pk=batch.pk)


def _chunks(batch: ImportBatch) -> Iterator[list[ImportRow]]:
    last = 0
    wanted = batch.rows.filter(verdict__in=[Verdict.NEW, Verdict.CHANGED])
    while rows := list(wanted.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        yield rows


def _changed_rows(batch: ImportBatch) -> Iterator[Model]:
    """Yield everything the import made or changed, read from the database a chunk at a time."""
    yield batch
    yield from Premises.objects.filter(import_batch=batch.pk).iterator(chunk_size=CHUNK)
    for model, link in LINKS:
        of_new = model._default_manager.filter(**{f"{link}__import_batch": batch.pk})
        yield from of_new.iterator(chunk_size=CHUNK)
    for rows in _chunks(batch):
        changed = [row for row in rows if row.verdict == Verdict.CHANGED]
        yield from Premises.objects.in_bulk([row.premises_id for row in changed]).values()
        for model in CHILDREN:
            made = [pair for row in changed for pair in row.data["made"]]
            ids = [pk for label, pk in made if label == model.__name__]
            yield from model._default_manager.in_bulk(ids).values()


class _Entering:
    def __init__(self, batch: ImportBatch, *, by: Person, at: datetime, rules: Rulebook) -> None:
        self.batch, self.by, self.at, self.rules = batch, by, at, rules
        in_use = Premises.objects.filter(station=batch.station, status=PremisesStatus.ACTIVE)
        with_code = in_use.exclude(credit_code="")
        columns = with_code.values_list("credit_code", "address_key", "name")
        known = {(code, place): name for code, place, name in columns.iterator(chunk_size=5000)}
        self.desk = Desk(rules=rules, at=at, station=batch.station, known=known)
        self.territories: dict[str, Territory] = {}
        self.turned: Counter[str] = Counter()

    def counts(self, before: dict[str, Any]) -> dict[str, Any]:
        rejected = sum(self.turned.values())
        return {
            verdict: before[verdict] - self.turned[verdict]
            for verdict in (Verdict.NEW, Verdict.CHANGED)
        } | {Verdict.REJECTED: before[Verdict.REJECTED] + rejected}

    def enter(self, rows: list[ImportRow]) -> None:
        changed = [row.premises_id for row in rows if row.verdict == Verdict.CHANGED]
        rows_of = Premises.objects.select_related("station__territory", "territory")
        current = rows_of.in_bulk(changed)
        for row in rows:
            try:
                if row.verdict == Verdict.NEW:
                    self.desk.enter(self._registration(row), import_batch=self.batch.pk)
                    continue
                self._change(current[row.premises_id], row)
            except Refused as refusal:
                self._reject(row, refusal)
            row.save()
        self.desk.save()
        self.desk.clear()

    def _registration(self, row: ImportRow) -> Registration:
        data = row.data
        return Registration(
            id=row.premises_id,
            name=data["name"],
            address=data["address"],
            territory=self._territory(data["territory"]),
            kind=PremisesKind(data["kind"]),
            facts=data["facts"],
            aliases=data["aliases"],
            facilities=[
                Facility(kind=kind, count=count) for kind, count in data["facilities"].items()
            ],
            estates=[ManagedEstate(**estate) for estate in _once(data["estates"])],
            key_unit_decision=self._decision() if data["is_key_unit"] else None,
        )

    def _decision(self) -> dict[str, Any]:
        return {
            "is_key": True,
            "reason": self.batch.source,
            "by": self.by.label,
            "on": day_of(self.at).isoformat(),
        }

    def _change(self, premises: Premises, row: ImportRow) -> None:
        """Write what the row says differently; what stood there is kept for taking it back."""
        data, fields = row.data, dict(row.differences)
        facts: dict[str, Any] = {}
        for name in list(fields):
            if name in ("aliases", "facilities", "estates"):
                continue
            now = premises.territory_id if name == "territory" else getattr(premises, name)
            fields[name] = [stored_value(now), fields[name][1]]
            if name == "territory":
                premises.territory = self._territory(fields[name][1])
            elif name in FACTS:
                facts[name] = fields[name][1]
            elif name == "is_key_unit":
                premises.key_unit_finding = premises.key_unit_finding | {
                    "decision": self._decision()
                }
            else:
                setattr(premises, name, fields[name][1])
        write_facts(premises, facts)
        premises.version += 1
        made = _children(premises, data, fields)
        with transaction.atomic():
            settle(premises, self.rules, day_of(self.at), is_moved="territory" in fields)
            for child in made:
                child.save(force_insert=True)
        row.version, row.differences = premises.version, fields
        row.data = data | {"made": [[type(child).__name__, str(child.pk)] for child in made]}

    def _reject(self, row: ImportRow, refusal: Refused) -> None:
        self.turned[row.verdict] += 1
        row.verdict = Verdict.REJECTED
        facts = {key: said_plainly(value) for key, value in refusal.facts.items()}
        row.problems = [
            {
                "code": refusal.code, "says": refusal.says, "remedy": refusal.remedy,
                "facts": facts, "column": "", "at": None, "value": row.name,
            }
        ]  # fmt: skip

    def _territory(self, pk: str) -> Territory:
        known = self.territories.get(pk)
        if known is None:
            known = self.territories[pk] = Territory.objects.get(pk=pk)
        return known


def stored_value(value: Any) -> Any:
    """Return a column's value as the staged row can hold it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def _once(estates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({estate["name"]: estate for estate in estates}.values())


def _children(
    premises: Premises, data: dict[str, Any], fields: dict[str, Any]
) -> list[Alias | Facility | ManagedEstate]:
    """Return what a row adds beside the object itself."""

    def added(name: str) -> list[str]:
        return fields[name][1] if name in fields else []

    estates = [one for one in _once(data["estates"]) if one["name"] in added("estates")]
    return [
        *(Alias(premises=premises, name=name) for name in added("aliases")),
        *(
            Facility(premises=premises, kind=kind, count=data["facilities"][kind])
            for kind in added("facilities")
        ),
        *(ManagedEstate(company=premises, **estate) for estate in estates),
    ]
