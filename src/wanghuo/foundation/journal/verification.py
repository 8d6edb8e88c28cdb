"""
Proves the journal: chains unbroken, rows unchanged, archived files whole.

Cost: linear in entries and rows; memory holds a chunk of them and the names of archived files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, Model, OuterRef

from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal.domain import hashing, links
from wanghuo.foundation.journal.domain.hashing import GENESIS
from wanghuo.foundation.journal.domain.links import Role
from wanghuo.foundation.journal.models import Chain, Entry, Subject
from wanghuo.foundation.journal.rows import row_digest
from wanghuo.foundation.kernel.words import Term, gettext_noop

CHUNK = 2000
Progress = Callable[[int], None]


class Discrepancy(Term):
    """What a verification found wrong."""

    NUMBER_MISSING = "NUMBER_MISSING", gettext_noop("An entry is missing from the chain")
    LINK_BROKEN = "LINK_BROKEN", gettext_noop("The entry does not follow the one before it")
    CONTENT_CHANGED = "CONTENT_CHANGED", gettext_noop("The entry was changed after it was written")
    HEAD_CHANGED = "HEAD_CHANGED", gettext_noop("The end of the chain was cut off")
    ROW_CHANGED = "ROW_CHANGED", gettext_noop("The row was changed without an act")
    ROW_MISSING = "ROW_MISSING", gettext_noop("The row was deleted without an act")
    ROW_UNKNOWN = "ROW_UNKNOWN", gettext_noop("The row appeared without an act")
    FILE_MISSING = "FILE_MISSING", gettext_noop("The archived file is missing")
    FILE_CHANGED = "FILE_CHANGED", gettext_noop("The archived file was changed")


Where = tuple[str, str, int]
"""Hash of a file, and chain and number of an entry that rests on it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One discrepancy and where it is: a chain and number, a row, or a file.

    Of a file, ``label`` is the name it was filed under, by the entry that rests on it.
    """

    discrepancy: Discrepancy
    chain: str = ""
    number: int = 0
    label: str = ""
    object_id: str = ""
    file: str = ""


@dataclass(slots=True)
class Verification:
    """
    What was checked and what was found.

    ``heads`` is the last hash of each sound chain: kept elsewhere, it proves later that nothing
    was cut off or rewritten.
    """

    chains: int = 0
    entries: int = 0
    rows: int = 0
    files: int = 0
    heads: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.findings


def verify(*, progress: Progress = lambda entries: None, with_rows: bool = True) -> Verification:
    """Check every chain, then every row an act made or changed, then every archived file."""
    result = Verification()
    files: dict[str, Where] = {}
    for chain in Chain.objects.order_by("key"):
        result.chains += 1
        _verify_chain(chain, result, files, progress)
    if with_rows:
        _verify_rows(result)
    _verify_files(files, result)
    return result


def _verify_chain(
    chain: Chain, result: Verification, files: dict[str, Where], progress: Progress
) -> None:
    number, previous = 0, GENESIS
    for entry, lines in _entries_with_lines(chain):
        number += 1
        discrepancy = None
        if entry.number != number:
            discrepancy = Discrepancy.NUMBER_MISSING
        elif entry.previous_hash != previous:
            discrepancy = Discrepancy.LINK_BROKEN
        elif _recomputed(chain, entry, lines) != entry.hash:
            discrepancy = Discrepancy.CONTENT_CHANGED
        if discrepancy:
            result.findings.append(Finding(discrepancy, chain=chain.key, number=number))
            return
        for kept in entry.evidence:
            files[kept["digest"]] = (kept["algorithm"], chain.key, number)
        previous = entry.hash
        result.entries += 1
        if result.entries % 10_000 == 0:
            progress(result.entries)
    if number != chain.length or previous != chain.head_hash:
        result.findings.append(
            Finding(Discrepancy.HEAD_CHANGED, chain=chain.key, number=number + 1)
        )
    else:
        result.heads[chain.key] = f"{number}:{previous}"


def _recomputed(chain: Chain, entry: Entry, lines: list[links.SubjectLine]) -> str:
    return links.entry_hash(
        chain.algorithm, chain=chain.key, number=entry.number, previous_hash=entry.previous_hash,
        kind=entry.kind, at=entry.at, by_id=entry.by_id, by_label=entry.by_label,
        facts=entry.facts, evidence=entry.evidence,
        subjects=links.subjects_digest(chain.algorithm, lines),
    )  # fmt: skip


def _entries_with_lines(chain: Chain) -> Iterator[tuple[Entry, list[links.SubjectLine]]]:
    """Walk a chain in order, each entry with its subjects, a chunk of entries at a time."""
    last = 0
    while True:
        following = Entry.objects.filter(chain=chain, number__gt=last).order_by("number")
        entries = list(following[:CHUNK])
        if not entries:
            return
        last = entries[-1].number
        lines: dict[UUID, list[links.SubjectLine]] = {entry.pk: [] for entry in entries}
        of_chunk = Subject.objects.filter(
            entry__chain=chain, entry__number__range=(entries[0].number, last)
        )
        columns = of_chunk.order_by("id").values_list(
            "entry_id", "role", "label", "object_id", "digest"
        )
        for entry_id, *line in columns.iterator(chunk_size=CHUNK):
            lines[entry_id].append(tuple(line))
        for entry in entries:
            yield entry, lines[entry.pk]


def _verify_rows(result: Verification) -> None:
    changing = Subject.objects.exclude(role=Role.CONCERNED)
    for label in changing.order_by("label").values_list("label", flat=True).distinct():
        model = apps.get_model(label)
        for chunk in _chunks(_last_states(label)):
            rows = model._default_manager.in_bulk([state["object_id"] for state in chunk])
            for state in chunk:
                _verify_row(rows.get(state["object_id"]), state, label, result)
        if getattr(model, "is_fully_journalled", False):
            told_of = changing.filter(label=label, object_id=OuterRef("pk"))
            unknown = model._default_manager.filter(~Exists(told_of)).order_by("pk")
            result.findings += [
                Finding(Discrepancy.ROW_UNKNOWN, label=label, object_id=str(pk))
                for pk in unknown.values_list("pk", flat=True)
            ]


def _verify_row(row: Model | None, state: dict[str, Any], label: str, result: Verification) -> None:
    result.rows += 1
    discrepancy = None
    if state["role"] == Role.REMOVED:
        if row is not None:
            discrepancy = Discrepancy.ROW_UNKNOWN
    elif row is None:
        discrepancy = Discrepancy.ROW_MISSING
    elif row_digest(row, state["entry__chain__algorithm"]) != state["digest"]:
        discrepancy = Discrepancy.ROW_CHANGED
    if discrepancy:
        result.findings.append(Finding(discrepancy, label=label, object_id=str(state["object_id"])))


def _last_states(label: str) -> Iterator[dict[str, Any]]:
    """Yield, for each row of a table, the last subject that made, changed or removed it."""
    states = Subject.objects.filter(label=label).exclude(role=Role.CONCERNED)
    columns = ("object_id", "id", "role", "digest", "entry__chain__algorithm")
    ordered = states.order_by("object_id", "-id").values(*columns)
    by_row = groupby(ordered.iterator(chunk_size=CHUNK), key=lambda state: state["object_id"])
    for _, of_row in by_row:
        yield next(of_row)


def _chunks(states: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for state in states:
        chunk.append(state)
        if len(chunk) == CHUNK // 4:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _verify_files(files: dict[str, Where], result: Verification) -> None:
    for digest, where in files.items():
        result.files += 1
        try:
            with archive.opened(digest) as file:
                is_whole = hashing.digest_of(where[0], archive.pieces(file)) == digest
        except archive.FileMissing:
            result.findings.append(_of_file(Discrepancy.FILE_MISSING, digest, where))
        else:
            if not is_whole:
                result.findings.append(_of_file(Discrepancy.FILE_CHANGED, digest, where))


def _of_file(discrepancy: Discrepancy, digest: str, where: Where) -> Finding:
    _, chain, number = where
    entry = Entry.objects.get(chain__key=chain, number=number)
    name = next(kept["name"] for kept in entry.evidence if kept["digest"] == digest)
    return Finding(discrepancy, chain=chain, number=number, label=name, file=digest)
