"""Works out what taking an import back will write, beside the register."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Self
from uuid import UUID

from django.db.models import Model

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.domain.terms import RowVerdict
from wanghuo.registers.premises.models import (
    Alias,
    Facility,
    ImportBatch,
    ImportRow,
    ManagedEstate,
    Premises,
)
from wanghuo.registers.premises.services.desk import CHILDREN, Sheaf, place_of
from wanghuo.registers.premises.services.importing.preparing import (
    CHUNK,
    Progress,
    codes_in_use,
    objects,
)
from wanghuo.registers.premises.services.importing.spool import Spool
from wanghuo.registers.premises.services.importing.workings import Workings
from wanghuo.registers.premises.services.particulars import FACTS, write_facts

MADE: tuple[tuple[type[Model], str], ...] = (
    (Alias, "premises__import_batch"),
    (Facility, "premises__import_batch"),
    (ManagedEstate, "company__import_batch"),
    (Premises, "import_batch"),
)
"""What an import makes, with the way to the import."""
MODELS = {model.__name__: model for model in CHILDREN}


@dataclass(slots=True)
class Step:
    """A chunk of changed objects as they were, and what the import had added to them."""

    sheaf: Sheaf
    added: dict[str, list[UUID]] = field(default_factory=dict)


class Restoration(Workings[Step]):
    """Changed objects as they were before, and the names of all that goes."""

    def __init__(self, batch: ImportBatch, *, by: Person, at: datetime, rules: Rulebook) -> None:
        codes = codes_in_use(batch, with_made=False)
        super().__init__(batch, by=by, at=at, rules=rules, codes=codes)
        self._removed: Spool[list[journal.Digested]] = self._files.enter_context(Spool())

    def work_out(self, progress: Progress) -> Self:
        """
        Raises: AlreadyRegistered, when somebody took a code the import had freed; OutsideStation,
        when the ground of before is another station's now.
        """
        total, done = self.batch.rows.filter(verdict=RowVerdict.CHANGED).count(), 0
        for rows in self._chunks():
            self._keep(self._step(rows))
            done += len(rows)
            progress(done, total)
        for model, of_batch in MADE:
            made = model._default_manager.filter(**{of_batch: self.batch.pk})
            ids = made.order_by("pk").values_list("pk", flat=True)
            self._note_removed(model, ids.iterator(chunk_size=CHUNK))
        return self

    def still_holds(self) -> bool:
        """Say whether nobody has taken a code or the ground that is to be given back."""
        return self._is_station_as_found(codes_in_use(self.batch, with_made=False))

    def write(self) -> None:
        for step in self._steps:
            for model, ids in step.added.items():
                MODELS[model]._default_manager.filter(pk__in=ids).delete()
            step.sheaf.write()

    def removed(self) -> Iterator[journal.Digested]:
        for removed in self._removed:
            yield from removed

    def _chunks(self) -> Iterator[list[ImportRow]]:
        """Yield the changed rows, the last one first: an earlier row may want what it took."""
        before: dict[str, int] = {}
        changed = self.batch.rows.filter(verdict=RowVerdict.CHANGED).order_by("-pk")
        while rows := list(changed.filter(**before)[:CHUNK]):
            before["pk__lt"] = rows[-1].pk
            yield rows

    def _step(self, rows: Sequence[ImportRow]) -> Step:
        current = objects(rows)
        added: dict[str, list[UUID]] = {name: [] for name in MODELS}
        for row in rows:
            for name, pk in row.data["made"]:
                added[name].append(UUID(pk))
            if row.premises_id:
                self._restore(current[row.premises_id], row, set(added["Alias"]))
        for name, ids in added.items():
            self._note_removed(MODELS[name], iter(ids))
        return Step(self._desk.sheaf(), added)

    def _restore(self, premises: Premises, row: ImportRow, gone: Container[UUID]) -> None:
        held, ground, facts = place_of(premises), premises.territory_id, {}
        for name, (old, _new) in row.differences.items():
            if name in FACTS:
                facts[name] = old
            elif name == "territory":
                premises.territory = self._territory(old)
            elif name == "is_key_unit":
                premises.key_unit_finding.pop("decision", None)
            elif name in ("name", "address", "kind"):
                setattr(premises, name, old)
        write_facts(premises, facts)
        premises.version += 1
        names = [alias.name for alias in premises.aliases.all() if alias.pk not in gone]
        is_moved = premises.territory_id != ground
        self._desk.amend(premises, held=held, aliases=names, is_moved=is_moved)

    def _note_removed(self, model: type[Model], ids: Iterator[UUID]) -> None:
        label = model._meta.label
        while some := [journal.Digested(label, pk) for pk in islice(ids, CHUNK)]:
            self._removed.add(some)
