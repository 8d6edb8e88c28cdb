"""Works out what entering an import will write, beside the register and without holding it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Count, Max

from wanghuo.foundation.kernel.refusals import Conflict, Refused
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support import bulk
from wanghuo.foundation.support.clock import day_of
from wanghuo.foundation.support.speech import plain as said_plainly
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.domain.terms import PremisesKind, PremisesStatus, RowVerdict
from wanghuo.registers.premises.models import (
    Alias,
    Facility,
    ImportBatch,
    ImportRow,
    ManagedEstate,
    Premises,
)
from wanghuo.registers.premises.selectors.people import Roster
from wanghuo.registers.premises.services.desk import (
    Child,
    Holder,
    Place,
    Registration,
    Sheaf,
    place_of,
)
from wanghuo.registers.premises.services.importing.workings import Workings
from wanghuo.registers.premises.services.particulars import FACTS, write_facts

CHUNK = 1000
Progress = Callable[[int, int], None]
WRITTEN_BACK = ("verdict", "version", "data", "differences", "problems", "id")
"""Columns of a staged row that entering settles."""


class RecordGone(Conflict):
    code = "premises.record-gone"
    says = gettext_noop("The object this row would change is no longer on the register.")
    remedy = gettext_noop("Import the file again: the row will then count as new.")


@dataclass(slots=True)
class Step:
    """
    A chunk of rows worked out.

    ``versions`` are those of the objects it changes, as they were found.
    """

    sheaf: Sheaf
    rows: list[bulk.Stored] = field(default_factory=list)
    versions: dict[UUID, int] = field(default_factory=dict)


class Preparation(Workings[Step]):
    """
    Everything entering an import will write, ready outside the database.

    Memory: a code for each object of the station; the rows lie in files.
    """

    def __init__(self, batch: ImportBatch, *, by: Person, at: datetime, rules: Rulebook) -> None:
        super().__init__(batch, by=by, at=at, rules=rules, codes=codes_in_use(batch))
        self.turned: Counter[str] = Counter()
        self._holders = Roster(batch.station).holders
        self._extent = _extent(batch)

    def work_out(self, progress: Progress) -> Self:
        total, done = self._extent[0], 0
        for rows in chunks(self.batch):
            self._keep(self._step(rows))
            done += len(rows)
            progress(done, total)
        return self

    def still_holds(self) -> bool:
        """Say whether nothing it rests on has changed; call it in the transaction of writing."""
        if _extent(self.batch) != self._extent:
            return False
        if not self._is_station_as_found(codes_in_use(self.batch)):
            return False
        return all(versions_of(step.versions) == step.versions for step in self._steps)

    def write(self) -> None:
        rows = bulk.table(ImportRow)
        for step in self._steps:
            step.sheaf.write()
            rows.update(step.rows, WRITTEN_BACK)

    @property
    def is_roster_changed(self) -> bool:
        return Roster(self.batch.station).holders != self._holders

    def counts(self) -> dict[str, Any]:
        before = self.batch.counts
        rejected = before[RowVerdict.REJECTED] + sum(self.turned.values())
        entered = (RowVerdict.NEW, RowVerdict.CHANGED)
        settled = {verdict: before[verdict] - self.turned[verdict] for verdict in entered}
        return before | settled | {RowVerdict.REJECTED: rejected}

    def _step(self, rows: list[ImportRow]) -> Step:
        current = objects([row for row in rows if row.verdict == RowVerdict.CHANGED])
        versions = {pk: one.version for pk, one in current.items()}
        settled = []
        for row in rows:
            is_new = row.verdict == RowVerdict.NEW
            try:
                if is_new:
                    self._desk.enter(self._registration(row), import_batch=self.batch.pk)
                    continue
                self._change(row, current)
            except Refused as refusal:
                self._reject(row, refusal)
            settled.append(row)
        table = bulk.table(ImportRow)
        return Step(
            sheaf=self._desk.sheaf(),
            rows=[table.stored(row, WRITTEN_BACK) for row in settled],
            versions=versions,
        )

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

    def _change(self, row: ImportRow, current: Mapping[UUID, Premises]) -> None:
        """Set what the row says differently; what stood there is kept for taking it back."""
        premises = current.get(row.premises_id) if row.premises_id else None
        if premises is None or premises.station_id != self.batch.station_id:
            raise RecordGone()
        held, ground = place_of(premises), premises.territory_id
        fields = self._changed(premises, row)
        premises.version += 1
        added = _children(premises, row.data, fields)
        names = [alias.name for alias in premises.aliases.all()]
        names += [child.name for child in added if isinstance(child, Alias)]
        is_moved = premises.territory_id != ground
        self._desk.amend(premises, held=held, aliases=names, added=added, is_moved=is_moved)
        row.version, row.differences = premises.version, fields
        row.data = row.data | {"made": [[type(child).__name__, str(child.pk)] for child in added]}

    def _changed(self, premises: Premises, row: ImportRow) -> dict[str, Any]:
        fields, facts = dict(row.differences), {}
        for name in fields.keys() - {"aliases", "facilities", "estates"}:
            now = premises.territory_id if name == "territory" else getattr(premises, name)
            fields[name] = [stored_value(now), fields[name][1]]
            if name == "territory":
                premises.territory = self._territory(fields[name][1])
            elif name in FACTS:
                facts[name] = fields[name][1]
            elif name == "is_key_unit":
                finding = premises.key_unit_finding
                premises.key_unit_finding = finding | {"decision": self._decision()}
            else:
                setattr(premises, name, fields[name][1])
        write_facts(premises, facts)
        return fields

    def _reject(self, row: ImportRow, refusal: Refused) -> None:
        self.turned[row.verdict] += 1
        row.verdict = RowVerdict.REJECTED
        facts = {key: said_plainly(value) for key, value in refusal.facts.items()}
        row.problems = [
            {
                "code": refusal.code, "says": refusal.says, "remedy": refusal.remedy,
                "facts": facts, "column": "", "at": None, "value": row.name,
            }
        ]  # fmt: skip


def chunks(batch: ImportBatch) -> Iterator[list[ImportRow]]:
    """Yield the rows that change the register, a chunk at a time."""
    last = 0
    wanted = _entering(batch)
    while rows := list(wanted.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        yield rows


def _entering(batch: ImportBatch) -> Any:
    return batch.rows.filter(verdict__in=[RowVerdict.NEW, RowVerdict.CHANGED])


def _extent(batch: ImportBatch) -> tuple[int, int]:
    """Return how many rows enter and the last of them: comparing anew makes other rows."""
    found = _entering(batch).aggregate(count=Count("pk"), last=Max("pk"))
    return found["count"], found["last"] or 0


def objects(rows: Iterable[ImportRow]) -> dict[UUID, Premises]:
    """Return the objects that rows mean, with what changing them needs."""
    wanted = [row.premises_id for row in rows]
    if not wanted:
        return {}
    found = Premises.objects.select_related("station__territory", "territory", "search_entry")
    return found.prefetch_related("aliases").in_bulk(wanted)


def versions_of(versions: Iterable[UUID]) -> dict[UUID, int]:
    """Return the present versions of objects, those that are gone left out."""
    wanted = list(versions)
    rows = Premises.objects.filter(pk__in=wanted).values_list("pk", "version")
    return dict(rows) if wanted else {}


def codes_in_use(batch: ImportBatch, *, with_made: bool = True) -> dict[Place, Holder]:
    """
    Return what the objects of a station take for themselves, and which of them does.

    Without ``with_made`` those that the import made do not count.
    """
    station = batch.station_id
    in_use = Premises.objects.filter(station=station, status=PremisesStatus.ACTIVE)
    if not with_made:
        in_use = in_use.exclude(import_batch=batch.pk)
    columns = in_use.exclude(credit_code="").values_list("credit_code", "address_key", "pk", "name")
    return {
        (station, code, place): Holder(pk, name)
        for code, place, pk, name in columns.iterator(chunk_size=5000)
    }


def stored_value(value: Any) -> Any:
    """Return a column's value as the staged row can hold it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def _once(estates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({estate["name"]: estate for estate in estates}.values())


def _children(premises: Premises, data: dict[str, Any], fields: dict[str, Any]) -> list[Child]:
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
