"""Registers from spreadsheets: send a file, settle its columns, enter it, take it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routers.documents import decoded
from wanghuo.interfaces.api.v1.routing import Nothing, read, verb
from wanghuo.registers.access import services as access
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.premises import selectors
from wanghuo.registers.premises.domain.terms import BatchState, RowVerdict
from wanghuo.registers.premises.models import ImportBatch
from wanghuo.registers.premises.services import importing

router = Router(tags=["imports"])


class ImportOut(Schema):
    id: UUID
    station: UUID = Field(alias="station_id")
    source: str
    state: BatchState
    created_at: datetime
    sheets: list[dict[str, Any]]
    counts: dict[str, Any]
    job: UUID | None = Field(alias="job_id")


class ImportPage(Schema):
    items: list[ImportOut]
    next: str | None


class ImportRowOut(Schema):
    id: int
    sheet: str
    number: int
    verdict: RowVerdict
    name: str
    data: dict[str, Any]
    differences: dict[str, Any]
    problems: list[dict[str, Any]]


class ImportRowPage(Schema):
    items: list[ImportRowOut]
    next: str | None


class RowFilter(Schema):
    verdict: RowVerdict | None = None


class FileIn(Schema):
    station: str = Field(description="code of the station the register is of")
    source: str = Field(max_length=200, description="name of the file, with its ending")
    content: str = Field(description="the file, base64")
    mapping_name: str = Field("", max_length=64)


class ColumnsIn(Schema):
    columns: dict[int, list[str]] | None = Field(
        None, description="sheet number to its columns' fields; null takes the proposal"
    )
    remember_as: str = Field("", max_length=64)
    community: str = Field("", max_length=12)


class UndoIn(Schema):
    reason: str = Field(max_length=200)


def started(request: HttpRequest, batch: ImportBatch, kind: str, **facts: str) -> ImportBatch:
    """Begin a step in the background; ``job`` of the import tells how far it is."""
    parameters = facts | {"batch_id": str(batch.pk)}
    batch.job = jobs.start(kind, by=caller(request), at=clock.now(), parameters=parameters)
    batch.save(update_fields=["job"])
    return batch


@read(router, "/imports/", shape=ImportPage, summary="Imports in sight, newest first")
def import_list(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    access.require(caller(request), "premises.import")
    return page(selectors.batches(caller(request)), paging, order=("-created_at", "-id"))


@read(router, "/imports/{uuid:batch_id}/", shape=ImportOut, summary="One import")
def import_(request: HttpRequest, batch_id: UUID) -> ImportBatch:
    return selectors.batch(batch_id, caller(request))


@read(
    router, "/imports/{uuid:batch_id}/rows/", shape=ImportRowPage,
    summary="Its rows: new, changed, the same, or rejected with reason and remedy",
)  # fmt: skip
def import_rows(
    request: HttpRequest, batch_id: UUID, paging: Query[Paging], filters: Query[RowFilter]
) -> dict[str, Any]:
    found = selectors.batch(batch_id, caller(request))
    return page(selectors.rows_of(found, filters.verdict), paging, order=("id",))


@verb(router, "/imports/", shape=ImportOut, status=201, summary="Send a file; it is read")
def send_file(request: HttpRequest, body: FileIn) -> ImportBatch:
    access.require(caller(request), "premises.import")
    wanted = selectors.stations_for(caller(request)).filter(code=body.station).first()
    if wanted is None:
        raise NotFound()
    batch = importing.begin(
        station=wanted, content=decoded(body.content, "content"), source=body.source,
        mapping_name=body.mapping_name, by=caller(request), at=clock.now(),
    )  # fmt: skip
    return started(request, batch, "premises.import_read")


@verb(
    router, "/imports/{uuid:batch_id}/confirm-columns/", shape=ImportOut,
    summary="Settle what the columns hold; the rows are compared",
)  # fmt: skip
def confirm_columns(request: HttpRequest, batch_id: UUID, body: ColumnsIn) -> ImportBatch:
    found = selectors.batch(batch_id, caller(request))
    ground = organization.communities_of(found.station).filter(code=body.community)
    batch = importing.confirm_columns(
        found,
        columns=body.columns,
        remember_as=body.remember_as,
        community=ground.first(),
        at=clock.now(),
    )
    return started(request, batch, "premises.import_compare")


@verb(
    router, "/imports/{uuid:batch_id}/read-again/", shape=ImportOut,
    summary="Go back to the columns, or compare again after an interruption",
)  # fmt: skip
def read_again(request: HttpRequest, batch_id: UUID, body: Nothing) -> ImportBatch:
    batch = selectors.batch(batch_id, caller(request))
    is_comparing = batch.state == BatchState.PREVIEWING
    kind = "premises.import_compare" if is_comparing else "premises.import_read"
    return started(request, batch, kind)


@verb(
    router, "/imports/{uuid:batch_id}/enter/", shape=ImportOut,
    summary="Enter it into the register, in one transaction",
)  # fmt: skip
def enter(request: HttpRequest, batch_id: UUID, body: Nothing) -> ImportBatch:
    batch = selectors.batch(batch_id, caller(request))
    importing.expect(batch, BatchState.PREVIEWED)
    return started(request, batch, "premises.import_apply", by=str(caller(request).pk))


@verb(router, "/imports/{uuid:batch_id}/discard/", shape=ImportOut, summary="Give it up")
def discard(request: HttpRequest, batch_id: UUID, body: Nothing) -> ImportBatch:
    return importing.discard(selectors.batch(batch_id, caller(request)))


@verb(
    router, "/imports/{uuid:batch_id}/undo/", shape=ImportOut,
    summary="Take an entered import back, with a reason",
)  # fmt: skip
def undo(request: HttpRequest, batch_id: UUID, body: UndoIn) -> ImportBatch:
    batch = selectors.batch(batch_id, caller(request))
    facts = {"by": str(caller(request).pk), "reason": body.reason}
    return started(request, batch, "premises.import_undo", **facts)
