"""What is done with an issued document: signed, scanned, served, voided."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal import services as journal
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import selectors
from wanghuo.registers.documents.domain import chinese, pictures, sheets
from wanghuo.registers.documents.domain.drawing import paper
from wanghuo.registers.documents.domain.sheets import Hand, SignatureRole
from wanghuo.registers.documents.domain.states import (
    DocumentStatus,
    FilePurpose,
    Relation,
    ServiceMethod,
)
from wanghuo.registers.documents.models import Document, ServiceRecord
from wanghuo.registers.documents.services import filing
from wanghuo.registers.documents.services.refusals import (
    AlreadyServed,
    NoReason,
    NoRecipient,
    NoWitness,
    ServedBeforeIssue,
)

PDF = "application/pdf"


@transaction.atomic
def sign(
    *,
    document: Document,
    role: SignatureRole,
    name: str,
    picture: bytes,
    by: Person,
    at: datetime,
) -> Document:
    """
    Add a hand drawn on glass; the signed PDF is filed beside the one that was issued.

    Raises: Voided, pictures.BadSignature, PostLacksPermission.
    """
    access.require(by, "documents.sign")
    document = filing.claimed(document)
    hand = Hand(role=role, name=name.strip() or by.name, png=pictures.signature(picture))
    signature, kept_picture = filing.keep_hand(document, hand, by, at)
    document.is_signed = True
    document.save(update_fields=["is_signed"])
    sheet = sheets.sheet_of(
        document.contents, selectors.heading(document, selectors.hands(document))
    )
    kept = archive.keep(paper.pdf(sheet), name=f"{document.number_text}.pdf", media_type=PDF)
    shown = filing.show(document, FilePurpose.SIGNED, filing.filed(kept), by, at)
    journal.record(
        "documents.signed", about=[document, signature, shown], by=by, at=at,
        evidence=[kept_picture, kept], facts={"number": document.number_text, "name": hand.name},
    )  # fmt: skip
    return document


@transaction.atomic
def attach_scan(*, document: Document, content: bytes, by: Person, at: datetime) -> Document:
    """
    Add a scan of the paper that was signed by hand.

    Raises: Voided, pictures.BadScan, PostLacksPermission.
    """
    access.require(by, "documents.sign")
    document = filing.claimed(document)
    media_type = pictures.scan_type(content)
    kept = archive.keep(content, name=f"{document.number_text} scan", media_type=media_type)
    shown = filing.show(document, FilePurpose.SCAN, filing.filed(kept), by, at)
    document.is_signed = True
    document.save(update_fields=["is_signed"])
    journal.record(
        "documents.scan_attached", about=[document, shown], by=by, at=at, evidence=[kept],
        facts={"number": document.number_text},
    )  # fmt: skip
    return document


@transaction.atomic
def serve(
    *,
    document: Document,
    method: ServiceMethod,
    recipient: str,
    served_at: datetime,
    by: Person,
    at: datetime,
    relation: Relation | str = "",
    place: str = "",
    witness: str = "",
    remarks: str = "",
) -> ServiceRecord:
    """
    Record that the document reached its addressee.

    Raises: Voided, AlreadyServed, NoRecipient, NoWitness, ServedBeforeIssue,
    PostLacksPermission.
    """
    access.require(by, "documents.serve")
    document = filing.claimed(document)
    if document.status == DocumentStatus.SERVED:
        raise AlreadyServed(number=document.number_text, on=document.served_on)
    if not recipient.strip():
        raise NoRecipient(field="recipient")
    if method == ServiceMethod.LEFT and not witness.strip():
        raise NoWitness(field="witness")
    if served_at < document.issued_at.replace(second=0, microsecond=0):
        raise ServedBeforeIssue(issued=document.issued_at, field="served_at")
    service = ServiceRecord(
        document=document, method=method, recipient=recipient.strip(), relation=relation,
        served_at=served_at, served_by=by, place=place, witness=witness.strip(), remarks=remarks,
    )  # fmt: skip
    service.save(force_insert=True)
    document.status = DocumentStatus.SERVED
    document.served_on = served_at.astimezone(chinese.BEIJING).date()
    document.save(update_fields=["status", "served_on"])
    journal.record(
        "documents.served", about=[document, service], by=by, at=at,
        facts={
            "number": document.number_text, "recipient": service.recipient,
            "method": ServiceMethod(method).value,
        },
    )  # fmt: skip
    return service


@transaction.atomic
def void(document: Document, reason: str, by: Person, at: datetime) -> Document:
    """
    Declare the document void; it keeps its number and its file.

    Raises: Voided, NoReason, PostLacksPermission.
    """
    access.require(by, "documents.void")
    document = filing.claimed(document)
    if not reason.strip():
        raise NoReason(field="reason")
    document.status = DocumentStatus.VOIDED
    document.voided_at, document.voided_by = at, by
    document.void_reason = reason.strip()
    document.save(update_fields=["status", "voided_at", "voided_by", "void_reason"])
    journal.record(
        "documents.voided", about=document, by=by, at=at,
        facts={"number": document.number_text, "reason": document.void_reason},
    )  # fmt: skip
    return document
