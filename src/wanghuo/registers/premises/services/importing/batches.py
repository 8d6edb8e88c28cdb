"""From a file to confirmed columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from wanghuo.foundation.journal import archive
from wanghuo.foundation.kernel.refusals import Conflict, Invalid, Refused
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.spreadsheets import reading, shape
from wanghuo.foundation.spreadsheets.shape import PassedOver
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.premises.domain import columns as words
from wanghuo.registers.premises.domain.columns import SEVERAL, Column
from wanghuo.registers.premises.domain.terms import BatchState
from wanghuo.registers.premises.models import ColumnMapping, ImportBatch
from wanghuo.registers.premises.services.gate import pass_through

TABLE, UNKNOWN, PASSED_OVER = "TABLE", "UNKNOWN", "PASSED_OVER"
UNENTERED = (
    BatchState.READING, BatchState.MAPPING, BatchState.PREVIEWING, BatchState.PREVIEWED,
)  # fmt: skip
SAMPLES = 3
MEDIA_TYPE = "application/octet-stream"


class NoTable(Invalid):
    code = "premises.no-table"
    says = gettext_noop("No sheet of the file holds a table to import.")
    remedy = gettext_noop("Say which column holds the name, or choose another file.")


class NameColumnMissing(Invalid):
    code = "premises.name-column-missing"
    says = gettext_noop("On the sheet “{sheet}” no column holds the name.")
    remedy = gettext_noop("Choose the column of the names, or pass the sheet over.")


class ColumnTwice(Invalid):
    code = "premises.column-twice"
    says = gettext_noop("On the sheet “{sheet}” two columns hold “{column}”.")
    remedy = gettext_noop("Keep one of them and set the other to “Do not import”.")


class NoSuchMapping(Invalid):
    code = "premises.no-such-mapping"
    says = gettext_noop("There is no column mapping named {name}.")
    remedy = gettext_noop("Leave it out, or use one of: {known}.")


class WrongMoment(Conflict):
    code = "premises.import-wrong-moment"
    says = gettext_noop("The import is “{state}”; this cannot be done now.")
    remedy = gettext_noop("Open the import again to see what comes next.")


def begin(
    *,
    station: Organization,
    content: bytes,
    source: str,
    by: Person,
    at: datetime,
    community: Territory | None = None,
    mapping_name: str = "",
) -> ImportBatch:
    """
    Keep a file and open an import of it.

    What is refused leaves nothing behind, in the archive either.
    Raises: WrongFileType, Encrypted, Damaged, EmptyFile, UnknownEncoding, TooLarge,
    TooLargeTogether, NoSuchMapping.
    """
    pass_through(by, "premises.import", station=station.pk)
    if mapping_name:
        _mapping(station, mapping_name)
    with TemporaryDirectory() as folder:
        looked_at = Path(folder) / "workbook"
        looked_at.write_bytes(content)
        reading.open_workbook(looked_at)
    kept = archive.keep(content, name=source, media_type=MEDIA_TYPE)
    return ImportBatch.objects.create(
        station=station, source=source[:200], file=kept.as_evidence(), by=by, created_at=at,
        community=community, mapping_name=mapping_name,
    )  # fmt: skip


def path_of(batch: ImportBatch) -> Path:
    return archive.path_of(batch.file["digest"])


def read(batch: ImportBatch) -> ImportBatch:
    """
    Find the table on each sheet and propose what its columns hold.

    Raises: as :func:`begin`, WrongMoment.
    """
    expect(batch, BatchState.READING, BatchState.MAPPING, BatchState.PREVIEWED)
    fields = _remembered(batch)
    book = reading.open_workbook(path_of(batch), Path(batch.source).stem)
    batch.sheets = [_understood(book, name, fields) for name in book.names]
    batch.state = BatchState.MAPPING
    batch.save(update_fields=["sheets", "state"])
    return batch


def _understood(
    book: reading.Workbook, name: str, fields: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    found: dict[str, Any] = {"name": name, "state": PASSED_OVER, "rows": 0, "columns": []}
    if name in book.hidden:
        return found | {"reason": PassedOver.HIDDEN.value}
    try:
        sheet = book.sheet(name)
    except Refused as refusal:
        facts = {key: str(value) for key, value in refusal.facts.items()}
        said = {"code": refusal.code, "says": refusal.says, "remedy": refusal.remedy}
        return found | {"refusal": said | {"facts": facts}}
    head = sheet.head(shape.LOOKED_AT)
    if not head:
        return found | {"reason": PassedOver.EMPTY_SHEET.value}

    def knows(named: str) -> str | None:
        key = words.normal_name(named)
        of_source = next((fields_of[key] for fields_of in fields if fields_of.get(key)), None)
        return of_source or words.telling(named)

    header = shape.header_of(head, sheet.merges, knows)
    if header is None:
        if shape.is_instructions(name, head):
            return found | {"reason": PassedOver.INSTRUCTIONS.value}
        header = shape.likely_header_of(head, sheet.merges)
        if header is None:
            return found | {"reason": PassedOver.NO_HEADER.value}
    below = [cells for number, cells in head if number > header.last]
    if not below:
        return found | {"reason": PassedOver.NO_ROWS.value}
    proposed = _proposed(header.names, fields)
    top = [(number, cells) for number, cells in head if number <= header.last]
    return found | {
        "state": TABLE if Column.NAME in proposed and header.known else UNKNOWN,
        "rows": sheet.height or sum(1 for _ in sheet.rows()),
        "first": header.first,
        "last": header.last,
        "names": list(header.names),
        "columns": [column.value if column else "" for column in proposed],
        "samples": [_samples(below, at) for at in range(len(header.names))],
        "header": [cells for _, cells in top],
        "header_numbers": [number for number, _ in top],
        "merges": [merge for merge in sheet.merges if merge[1][0] <= header.last],
        "signature": words.signature(header.names),
    }


def _samples(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    said = (cells[at] for cells in rows if at < len(cells) and cells[at])
    return list(dict.fromkeys(said))[:SAMPLES]


def _proposed(names: Sequence[str], fields: Sequence[Mapping[str, str]]) -> list[Column | None]:
    """Take columns as a remembered mapping has them if it knows the header, else by their words."""
    keys = [words.normal_name(name) for name in names]
    for remembered in fields:
        if all(key in remembered for key in keys if key):
            return [Column(remembered[key]) if remembered.get(key) else None for key in keys]
    return words.recognised(names)


def _remembered(batch: ImportBatch) -> list[dict[str, str]]:
    if batch.mapping_name:
        return [_mapping(batch.station, batch.mapping_name).columns]
    known = ColumnMapping.objects.filter(station=batch.station).order_by("-changed_at")
    return [mapping.columns for mapping in known]


def _mapping(station: Organization, name: str) -> ColumnMapping:
    known = ColumnMapping.objects.filter(station=station)
    found = known.filter(name=name).first()
    if found is None:
        names = list(known.order_by("name").values_list("name", flat=True))
        raise NoSuchMapping(name=name, known=names or ["—"], field="mapping_name")
    return found


@transaction.atomic
def confirm_columns(
    batch: ImportBatch,
    *,
    columns: Mapping[int, Sequence[str]] | None = None,
    remember_as: str = "",
    community: Territory | None = None,
    at: datetime,
) -> ImportBatch:
    """
    Settle what the columns hold; a sheet left out of ``columns`` is passed over.

    Without ``columns`` the proposal stands. ``remember_as`` keeps it for the source's next file.

    Raises: WrongMoment, NoTable, NameColumnMissing, ColumnTwice.
    """
    expect(batch, BatchState.MAPPING, BatchState.PREVIEWED)
    if columns is not None:
        for at_sheet, sheet in enumerate(batch.sheets):
            if "names" not in sheet:
                continue
            if at_sheet in columns:
                sheet["columns"] = list(columns[at_sheet])
                sheet["state"] = TABLE
                sheet.pop("reason", None)
            else:
                sheet["state"], sheet["reason"] = PASSED_OVER, PassedOver.CHOSEN.value
    tables = [sheet for sheet in batch.sheets if sheet["state"] == TABLE]
    if not tables:
        raise NoTable()
    for sheet in tables:
        _check(sheet)
    if community:
        batch.community = community
    if remember_as.strip():
        batch.mapping_name = remember_as.strip()[:64]
        remembered = {
            words.normal_name(name): column
            for sheet in tables
            for name, column in zip(sheet["names"], sheet["columns"], strict=True)
            if name
        }
        ColumnMapping.objects.update_or_create(
            station=batch.station,
            name=batch.mapping_name,
            defaults={"columns": remembered, "changed_at": at},
        )
    batch.state = BatchState.PREVIEWING
    batch.save(update_fields=["sheets", "community", "mapping_name", "state"])
    return batch


def _check(sheet: Mapping[str, Any]) -> None:
    """Raises: NameColumnMissing, ColumnTwice."""
    fields = [Column(column) for column in sheet["columns"] if column]
    if Column.NAME not in fields:
        raise NameColumnMissing(sheet=sheet["name"])
    for column in fields:
        if column not in SEVERAL and fields.count(column) > 1:
            raise ColumnTwice(sheet=sheet["name"], column=column)


def discard(batch: ImportBatch) -> ImportBatch:
    """
    Give an import up before it is entered; its staged rows go.

    Raises: WrongMoment.
    """
    expect(batch, *UNENTERED)
    batch.rows.all().delete()
    batch.state = BatchState.DISCARDED
    batch.save(update_fields=["state"])
    return batch


def expect(batch: ImportBatch, *states: BatchState) -> None:
    """Raises: WrongMoment."""
    state = BatchState(batch.state)
    if state not in states:
        raise WrongMoment(state=state)
