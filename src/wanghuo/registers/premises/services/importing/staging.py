"""Reads every row of an import, finds what it means on the register, and stages the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.spreadsheets import reading, shape
from wanghuo.foundation.spreadsheets.shape import Header
from wanghuo.foundation.support.speech import plain as said_plainly
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.premises.domain.candidates import (
    Candidate,
    Communities,
    NoCommunity,
    Problem,
    UnknownCommunity,
    read_row,
)
from wanghuo.registers.premises.domain.columns import Column
from wanghuo.registers.premises.domain.normal import address_key, name_key
from wanghuo.registers.premises.domain.terms import BatchState, PremisesStatus, RowVerdict
from wanghuo.registers.premises.models import ImportBatch, ImportRow, Premises
from wanghuo.registers.premises.selectors.records import within
from wanghuo.registers.premises.services.importing.batches import TABLE, expect, path_of

CHUNK = 500
Progress = Callable[[int, int], None]


class DuplicateInFile(Invalid):
    code = "premises.duplicate-in-file"
    says = gettext_noop("The object already stands in row {first} of the sheet “{sheet}”.")
    remedy = gettext_noop("Keep one of the two rows.")


@dataclass(slots=True)
class Read:
    """A row as it was read, with the sheet it stands on."""

    sheet: str
    names: Sequence[str]
    candidate: Candidate
    cells: list[str]


def compare(batch: ImportBatch, *, progress: Progress = lambda done, total: None) -> ImportBatch:
    """
    Stage each row with what entering it would do; nothing of the register changes.

    Can be repeated; what an earlier run staged goes first. Memory: the sheet, and one key for
    each object of the station. Raises: WrongMoment, and refusals of reading.
    """
    expect(batch, BatchState.PREVIEWING, BatchState.PREVIEWED)
    ImportRow.objects.filter(batch=batch).delete()
    comparison = _Comparison(batch)
    total = sum(sheet["rows"] for sheet in batch.sheets if sheet["state"] == TABLE)
    done = 0
    rows = comparison.rows()
    while chunk := list(islice(rows, CHUNK)):
        ImportRow.objects.bulk_create(comparison.staged(chunk))
        done += len(chunk)
        progress(min(done, total), total)
    batch.counts = comparison.counts()
    batch.state = BatchState.PREVIEWED
    batch.save(update_fields=["counts", "state"])
    return batch


class _Comparison:
    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.within = within(batch.station)
        ground = list(organizations.communities_of(batch.station))
        self.communities = Communities((str(one.pk), one.name) for one in ground)
        self.known = _Known(batch)
        self.seen: dict[tuple[str, ...], tuple[str, int]] = {}
        self.verdicts: Counter[str] = Counter()
        self.passed: Counter[str] = Counter()

    def counts(self) -> dict[str, Any]:
        return {verdict.value: self.verdicts[verdict] for verdict in RowVerdict} | {
            "passed_over": dict(self.passed)
        }

    def rows(self) -> Iterator[Read]:
        """Yield the rows of every confirmed table, those of one company taken together."""
        source = self.batch.source
        book = reading.open_workbook(path_of(self.batch), Path(source).stem)
        for info in self.batch.sheets:
            if info["state"] != TABLE:
                continue
            pending: Read | None = None
            for read in self._of_sheet(book.sheet(info["name"]), info):
                if pending and _continues(read.candidate, pending.candidate):
                    pending.candidate.estates += read.candidate.estates
                    continue
                if pending:
                    yield pending
                pending = read
            if pending:
                yield pending

    def _of_sheet(self, sheet: reading.Sheet, info: dict[str, Any]) -> Iterator[Read]:
        header = Header(info["first"], info["last"], tuple(info["names"]), 0)
        columns = [Column(column) if column else None for column in info["columns"]]
        last_community = ""
        for number, cells, reason in shape.data_rows(sheet.rows(), header):
            if reason:
                self.passed[reason] += 1
                continue
            candidate = read_row(number, cells, columns, sheet=sheet.name)
            if candidate.is_blank:
                self.passed[shape.PassedOver.BLANK] += 1
                continue
            # Desks name a community once and leave the cells below it empty.
            candidate.community = candidate.community or last_community
            last_community = candidate.community
            yield Read(sheet.name, info["names"], candidate, cells)

    def staged(self, reads: Sequence[Read]) -> list[ImportRow]:
        prepared = [(read, self._prepared(read)) for read in reads]
        wanted = {pk for _, (_, pk) in prepared if pk}
        known = Premises.objects.prefetch_related("aliases", "facilities", "estates").in_bulk(
            list(wanted)
        )
        rows = []
        for read, (data, pk) in prepared:
            row = ImportRow(
                batch=self.batch, sheet=read.sheet, number=read.candidate.number + 1,
                name=read.candidate.name[:200], data=data,
            )  # fmt: skip
            if read.candidate.problems:
                row.verdict, row.cells, row.data = RowVerdict.REJECTED, read.cells, {}
                row.problems = [as_data(one, read.names) for one in read.candidate.problems]
            elif pk is None:
                # The id is given now, so that entering need not write each row again.
                row.verdict, row.premises_id, row.version = RowVerdict.NEW, uuid7(), 1
            else:
                row.premises_id, row.version = pk, known[pk].version
                row.differences = differences(known[pk], data)
                row.verdict = RowVerdict.CHANGED if row.differences else RowVerdict.SAME
            self.verdicts[row.verdict] += 1
            rows.append(row)
        return rows

    def _prepared(self, read: Read) -> tuple[dict[str, Any], UUID | None]:
        candidate = read.candidate
        territory = self._territory(candidate)
        place, name = address_key(candidate.address, self.within), name_key(candidate.name)
        code = candidate.facts.get("credit_code", "")
        self._refuse_double(candidate, read.sheet, code, name, place)
        data = {
            "name": candidate.name,
            "address": candidate.address,
            "territory": territory,
            "kind": candidate.kind,
            "facts": {key: _stored(value) for key, value in candidate.facts.items()},
            "aliases": list(dict.fromkeys(candidate.aliases)),
            "facilities": candidate.facilities,
            "estates": candidate.estates,
            "is_key_unit": candidate.is_key_unit,
        }
        if candidate.problems:
            return data, None
        return data, self.known.match(code, name, place)

    def _territory(self, candidate: Candidate) -> str | None:
        said = candidate.community
        found = self.communities.named(said) if said else None
        if said and not found and not self._is_own_ground(said):
            refusal = UnknownCommunity(
                value=said, station=self.batch.station.name,
                example=self.communities.names[0] if self.communities.names else "—",
            )  # fmt: skip
            candidate.problems.append(Problem(refusal, None, said))
            return None
        found = found or self.communities.in_address(candidate.address)
        if found is None and self.batch.community_id:
            found = str(self.batch.community_id)
        if found is None:
            candidate.problems.append(Problem(NoCommunity()))
        return found

    def _is_own_ground(self, said: str) -> bool:
        """A column 辖区 may name the township or the station itself, which tells no community."""
        return said in {self.batch.station.name, self.batch.station.territory.name}

    def _refuse_double(
        self, candidate: Candidate, sheet: str, code: str, name: str, place: str
    ) -> None:
        keys = [("name", name, place)] + ([("code", code, place)] if code else [])
        for key in keys:
            first = self.seen.get(key)
            if first:
                refusal = DuplicateInFile(sheet=first[0], first=first[1])
                candidate.problems.append(Problem(refusal, None, candidate.name))
                return
        for key in keys if name and place else ():
            self.seen[key] = (sheet, candidate.number + 1)


class _Known:
    """Keys of a station's objects in use, by which rows of a file are recognised."""

    def __init__(self, batch: ImportBatch) -> None:
        self._by_code: dict[str, list[tuple[UUID, str, str]]] = {}
        self._by_place: dict[tuple[str, str], UUID] = {}
        rows = Premises.objects.filter(station=batch.station, status=PremisesStatus.ACTIVE)
        columns = rows.values_list("pk", "credit_code", "name_key", "address_key")
        for pk, code, name, place in columns.iterator(chunk_size=5000):
            if code:
                self._by_code.setdefault(code, []).append((pk, name, place))
            self._by_place[name, place] = pk

    def match(self, code: str, name: str, place: str) -> UUID | None:
        """
        Return the object a row means: by code (of several the one so named or at that place),
        else by name and address together.
        """
        of_code = self._by_code.get(code, [])
        for pk, its_name, its_place in of_code:
            if place == its_place or name == its_name:
                return pk
        if len(of_code) == 1:
            return of_code[0][0]
        return self._by_place.get((name, place))


def _continues(candidate: Candidate, before: Candidate) -> bool:
    """Say whether a row only names another estate of the company in the row before it."""
    if not candidate.estates or not before.estates:
        return False
    return not candidate.name or name_key(candidate.name) == name_key(before.name)


def _stored(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def as_data(problem: Problem, names: Sequence[str]) -> dict[str, Any]:
    """Return a problem as it is staged: code, English sentence and remedy, facts, place."""
    refusal = problem.refusal
    is_named = problem.column is not None and problem.column < len(names)
    return {
        "code": refusal.code,
        "says": refusal.says,
        "remedy": refusal.remedy,
        "facts": {key: said_plainly(value) for key, value in refusal.facts.items()},
        "column": names[problem.column or 0] if is_named else "",
        "at": problem.column,
        "value": problem.value[:200],
    }


def differences(premises: Premises, data: dict[str, Any]) -> dict[str, list[Any]]:
    """
    Return what a row would change: field to old and new. What the row leaves empty stays.
    """
    said = {name: data[name] for name in ("name", "address")} | data["facts"]
    said["territory"] = data["territory"]
    found: dict[str, list[Any]] = {}
    for name, new in said.items():
        old = str(premises.territory_id) if name == "territory" else getattr(premises, name)
        stored = _stored(old)
        if (Decimal(new) if isinstance(old, Decimal) else new) != old:
            found[name] = [stored, new]
    if data["kind"] != premises.kind:
        found["kind"] = [premises.kind, data["kind"]]
    if data["is_key_unit"] and not premises.is_key_unit:
        found["is_key_unit"] = [False, True]
    present = {
        "aliases": {alias.name for alias in premises.aliases.all()} | {premises.name},
        "facilities": {facility.kind for facility in premises.facilities.all()},
        "estates": {estate.name for estate in premises.estates.all()},
    }
    added = {
        "aliases": [name for name in data["aliases"] if name not in present["aliases"]],
        "facilities": [kind for kind in data["facilities"] if kind not in present["facilities"]],
        "estates": [e["name"] for e in data["estates"] if e["name"] not in present["estates"]],
    }
    return found | {name: [None, names] for name, names in added.items() if names}


def summary(batch: ImportBatch, at: datetime) -> dict[str, Any]:
    """Return the figures of an import for programs."""
    return {
        "batch": str(batch.pk),
        "source": batch.source,
        "station": batch.station.code,
        "state": batch.state,
        "at": at.isoformat(),
        "counts": batch.counts,
        "sheets": [
            {key: sheet.get(key) for key in ("name", "state", "reason", "rows")}
            for sheet in batch.sheets
        ],
    }
