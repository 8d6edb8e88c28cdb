"""What hangs on a visit, a hazard or a document: photographs, hands, services, files, steps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from wanghuo.foundation.journal import archive
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.files import file_read
from wanghuo.interfaces.api.v1.routers.hazards import ExtensionOut, TransferOut
from wanghuo.interfaces.api.v1.routers.visits import Pictures
from wanghuo.interfaces.api.v1.routing import read
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.domain.terms import Outcome
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.registers.access import services as gate
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.documents.domain.drawing.word import MEDIA_TYPE as WORD
from wanghuo.registers.documents.domain.sheets import SignatureRole
from wanghuo.registers.documents.domain.states import FilePurpose, Relation, ServiceMethod
from wanghuo.registers.premises import selectors as premises

router = Router(tags=["papers"])


class ReinspectionOut(Schema):
    id: UUID
    visit: UUID = Field(alias="visit_id")
    outcome: Outcome
    note: str
    done_at: datetime
    next_deadline_on: date | None


class SevereReportOut(Schema):
    document: UUID = Field(alias="document_id")
    township: UUID = Field(alias="township_id")
    brigade: UUID = Field(alias="brigade_id")
    reported_at: datetime


class HistoryOut(Schema):
    """What happened to a hazard, each kind oldest first; ``chain`` holds its repetitions."""

    extensions: list[ExtensionOut]
    reinspections: list[ReinspectionOut]
    transfers: list[TransferOut]
    report: SevereReportOut | None
    chain: list[UUID]


class HandOut(Schema):
    role: SignatureRole
    name: str
    is_on_paper: bool
    signed_at: datetime


class ServiceOut(Schema):
    method: ServiceMethod
    recipient: str
    relation: Relation | str
    served_at: datetime
    place: str
    witness: str
    remarks: str


class FileOut(Schema):
    """A file of a document; its bytes are at ``/documents/{document}/files/{id}/``."""

    id: UUID
    purpose: FilePurpose
    digest: str
    media_type: str
    size: int
    added_at: datetime


class PartsOut(Schema):
    signatures: list[HandOut]
    services: list[ServiceOut]
    files: list[FileOut]


@read(
    router, "/hazards/{uuid:hazard_id}/photographs/", shape=Pictures,
    summary="Photographs of a hazard, as found and as looked at again",
)  # fmt: skip
def pictures(request: HttpRequest, hazard_id: UUID) -> dict[str, Any]:
    return {"items": inspections.pictures_of(hazards.readable(hazard_id, caller(request)))}


@file_read(
    router, "/photographs/{uuid:photograph_id}/", media_type="image/jpeg",
    summary="One photograph out of the archive",
)  # fmt: skip
def photograph(request: HttpRequest, photograph_id: UUID) -> HttpResponse:
    found = inspections.photograph(photograph_id, caller(request))
    return HttpResponse(archive.read(found.digest), content_type=found.media_type)


@read(
    router, "/hazards/{uuid:hazard_id}/history/", shape=HistoryOut,
    summary="Extensions, re-inspections, transfers and the severe report of a hazard",
)  # fmt: skip
def history(request: HttpRequest, hazard_id: UUID) -> dict[str, Any]:
    found = hazards.readable(hazard_id, caller(request))
    steps = hazards.history(found)
    return {
        "extensions": steps.extensions,
        "reinspections": steps.reinspections,
        "transfers": steps.transfers,
        "report": steps.report,
        "chain": [
            row.pk for row in hazards.repeats_of(found) if premises.may_read(row, caller(request))
        ],
    }


@read(
    router, "/documents/{uuid:document_id}/parts/", shape=PartsOut,
    summary="Signatures, services and files of a document",
)  # fmt: skip
def parts(request: HttpRequest, document_id: UUID) -> dict[str, Any]:
    found = documents.readable(document_id, seen_by=caller(request))
    return {
        "signatures": list(found.signatures.order_by("signed_at", "id")),
        "services": list(found.services.order_by("served_at", "id")),
        "files": [
            {
                "id": row.pk,
                "purpose": row.purpose,
                "digest": row.file.digest,
                "media_type": row.file.media_type,
                "size": row.file.size,
                "added_at": row.added_at,
            }
            for row in documents.files(found)
        ],
    }


@file_read(
    router, "/documents/{uuid:document_id}/files/{uuid:file_id}/",
    media_type="application/octet-stream", summary="One of its files as it was archived",
)  # fmt: skip
def one_file(request: HttpRequest, document_id: UUID, file_id: UUID) -> HttpResponse:
    found = documents.readable(document_id, seen_by=caller(request))
    content, media_type = documents.shown(found, documents.file_of(found, file_id))
    return HttpResponse(content, content_type=media_type)


@file_read(
    router, "/documents/{uuid:document_id}/word/",
    media_type=WORD,
    summary="The same words as a Word file",
)  # fmt: skip
def word(request: HttpRequest, document_id: UUID) -> HttpResponse:
    gate.require(caller(request), "documents.export")
    found = documents.readable(document_id, seen_by=caller(request))
    return HttpResponse(documents.as_word(found), content_type=WORD)
