"""Legal documents: lists, files, and what is done with an issued one."""

from __future__ import annotations

import base64
import binascii
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import clock
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.files import file_read
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routing import read, verb
from wanghuo.registers.documents import selectors, services
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.sheets import SignatureRole
from wanghuo.registers.documents.domain.states import DocumentStatus, Relation, ServiceMethod
from wanghuo.registers.documents.models import Document

router = Router(tags=["documents"])


class UnreadablePicture(Invalid):
    code = "api.unreadable-base64"
    says = gettext_noop("The file is not valid Base64.")
    remedy = gettext_noop("Send the bytes of the file in Base64 without a data: prefix.")


class DocumentOut(Schema):
    id: UUID
    kind: DocumentKind
    number_text: str
    title_for: str
    status: DocumentStatus
    organization: UUID = Field(alias="organization_id")
    subject_label: str
    subject: UUID = Field(alias="subject_id")
    payload: dict[str, Any]
    issued_at: datetime
    is_signed: bool
    served_on: date | None
    void_reason: str


class DocumentPage(Schema):
    items: list[DocumentOut]
    next: str | None


class DocumentFilter(Schema):
    q: str = Field("", max_length=200, description="number or addressee")
    kind: DocumentKind | None = None
    status: DocumentStatus | None = None
    subject: UUID | None = None


class SignIn(Schema):
    role: SignatureRole
    name: str
    picture: str = Field(description="PNG in Base64")


class ScanIn(Schema):
    content: str = Field(description="PDF, PNG or JPEG in Base64")


class ServeIn(Schema):
    method: ServiceMethod
    recipient: str
    served_at: datetime
    relation: Relation | None = None
    place: str = ""
    witness: str = ""
    remarks: str = ""


class VoidIn(Schema):
    reason: str


@read(router, "/documents/", shape=DocumentPage, summary="Documents in sight, newest first")
def documents(
    request: HttpRequest, paging: Query[Paging], filters: Query[DocumentFilter]
) -> dict[str, Any]:
    chosen = {
        "kind": filters.kind, "status": filters.status, "subject_id": filters.subject,
    }  # fmt: skip
    wanted = {name: value for name, value in chosen.items() if value is not None}
    rows = selectors.visible(caller(request)).filter(**wanted)
    rows = selectors.matching(rows, filters.q) if filters.q else rows
    return page(rows, paging, order=("-issued_at", "-id"))


@read(router, "/documents/{uuid:document_id}/", shape=DocumentOut, summary="One document")
def document(request: HttpRequest, document_id: UUID) -> Document:
    return selectors.readable(document_id, seen_by=caller(request))


@file_read(
    router, "/documents/{uuid:document_id}/file/", media_type="application/pdf",
    summary="Its archived file, as it stands now",
)  # fmt: skip
def file(request: HttpRequest, document_id: UUID) -> HttpResponse:
    found = selectors.readable(document_id, seen_by=caller(request))
    content, media_type = selectors.shown(found)
    return HttpResponse(content, content_type=media_type)


@verb(
    router, "/documents/{uuid:document_id}/sign/", shape=DocumentOut,
    summary="Put a drawn signature on it",
)  # fmt: skip
def sign(request: HttpRequest, document_id: UUID, body: SignIn) -> Document:
    found = selectors.get(document_id, seen_by=caller(request))
    return services.sign(
        document=found, role=body.role, name=body.name, picture=decoded(body.picture, "picture"),
        by=caller(request), at=clock.now(),
    )  # fmt: skip


@verb(
    router, "/documents/{uuid:document_id}/attach-scan/", shape=DocumentOut,
    summary="File the scan of the paper signed by hand",
)  # fmt: skip
def attach_scan(request: HttpRequest, document_id: UUID, body: ScanIn) -> Document:
    found = selectors.get(document_id, seen_by=caller(request))
    content = decoded(body.content, "content")
    return services.attach_scan(document=found, content=content, by=caller(request), at=clock.now())


@verb(
    router, "/documents/{uuid:document_id}/serve/", shape=DocumentOut,
    summary="Record how it was served",
)  # fmt: skip
def serve(request: HttpRequest, document_id: UUID, body: ServeIn) -> Document:
    found = selectors.get(document_id, seen_by=caller(request))
    values = body.dict() | {"relation": body.relation or ""}
    services.serve(document=found, by=caller(request), at=clock.now(), **values)
    return selectors.get(document_id, seen_by=caller(request))


@verb(
    router, "/documents/{uuid:document_id}/void/", shape=DocumentOut,
    summary="Void it with a reason; its number stays used",
)  # fmt: skip
def void(request: HttpRequest, document_id: UUID, body: VoidIn) -> Document:
    found = selectors.get(document_id, seen_by=caller(request))
    return services.void(document=found, reason=body.reason, by=caller(request), at=clock.now())


def decoded(text: str, field: str) -> bytes:
    """Raises: UnreadablePicture."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadablePicture(field=field) from error
