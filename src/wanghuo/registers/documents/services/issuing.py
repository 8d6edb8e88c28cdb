"""
Issue and preview.

The file is written and flushed before the row that names it, and the number is taken in the
transaction of that row: a crash in between leaves a nameless file, never a document without
its paper or a number without its document.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import selectors
from wanghuo.registers.documents.domain import (
    chinese,
    forms,
    gaps,
    numbers,
    pictures,
    sheets,
    wording,
)
from wanghuo.registers.documents.domain.drawing import paper, word
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.sheets import Hand
from wanghuo.registers.documents.domain.states import DocumentStatus, FilePurpose
from wanghuo.registers.documents.models import Document, NumberBlock
from wanghuo.registers.documents.services import filing, series
from wanghuo.registers.documents.services.refusals import (
    AlreadyIssued,
    Incomplete,
    UnreadablePayload,
)
from wanghuo.registers.organization.domain.kinds import OrganizationKind
from wanghuo.registers.organization.models import Organization

PDF = "application/pdf"
PREVIEW_STAMP = "预览"


def preview(
    kind: DocumentKind,
    payload: forms.Payload,
    media: str,
    *,
    organization: Organization | None = None,
) -> bytes:
    """
    Draw a payload that is not issued, half filled or whole; ``media`` is pdf, png or docx.

    Raises: glyphs.Unprintable.
    """
    if payload.kind is not kind:
        raise ValueError(f"a {payload.kind} was given to preview a {kind}")
    agency = agency_name(organization) if organization else ""
    sheet = sheets.sheet_of(payload, sheets.Heading(agency=agency, watermark=PREVIEW_STAMP))
    if media == "docx":
        return word.docx(sheet)
    return paper.png(sheet)[0] if media == "png" else paper.pdf(sheet)


def preview_of_json(
    kind: str, payload: dict[str, Any], media: str, *, organization: Organization
) -> bytes:
    """
    Draw a payload that arrived as JSON.

    Raises: UnreadablePayload, glyphs.Unprintable.
    """
    try:
        known = DocumentKind(kind)
        made = forms.from_json(known, payload)
    except ValueError as trouble:
        raise UnreadablePayload(reason=str(trouble), field="payload") from trouble
    return preview(known, made, media, organization=organization)


def agency_name(organization: Organization) -> str:
    """Return the agency as documents name it: a station after the bureau it belongs to."""
    if organization.kind != OrganizationKind.STATION:
        return organization.name
    above = Organization.objects.get_parent(organization)
    if above is None or organization.name.startswith(above.name):
        return organization.name
    return f"{above.name}{organization.name}"


@transaction.atomic
def issue(
    *,
    kind: DocumentKind,
    organization: Organization,
    subject: Model,
    payload: forms.Payload,
    by: Person,
    at: datetime,
    concerning: Sequence[Model] = (),
    id: UUID | None = None,
    signatures: Sequence[Hand] = (),
    number: int | None = None,
    block: NumberBlock | None = None,
) -> Document:
    """
    Number, draw, archive and journal a document; ``id`` makes sending it twice harmless.

    ``number`` and ``block`` come from a device that issued it without a connection.

    Raises: Incomplete, AlreadyIssued, NumberNotReserved, BlockClosed, glyphs.Unprintable,
    pictures.BadSignature.
    """
    kind = DocumentKind(kind)
    if payload.kind is not kind:
        raise ValueError(f"a {payload.kind} was given to issue a {kind}")
    if lacking := forms.missing(payload):
        raise Incomplete(missing=gaps.named(lacking), field=lacking[0], pointers=list(lacking))
    plain = forms.as_json(payload)
    if id is not None and (issued := Document.objects.filter(pk=id).first()):
        if (issued.kind, issued.payload) != (kind, plain):
            raise AlreadyIssued(id=str(id))
        return issued
    hands = tuple(
        Hand(role=hand.role, name=hand.name, png=pictures.signature(hand.png))
        for hand in signatures
    )
    year = at.astimezone(chinese.BEIJING).year
    taken = series.take_number(organization, kind, year, number=number, block=block)
    document = Document(
        id=id or uuid7(), kind=kind, organization=organization,
        station=getattr(subject, "station", None) or organization,
        territory=getattr(subject, "territory", None), year=year, number=taken,
        number_text=numbers.number_text(
            kind, word=numbers.agency_word(organization.name, organization.short_name),
            year=year, number=taken,
        ),
        title_for=payload.place.name[:200], subject_label=subject._meta.label,
        subject_id=subject.pk, payload=plain, agency=agency_name(organization),
        status=DocumentStatus.ISSUED, issued_at=at, issued_by=by, is_signed=bool(hands),
    )  # fmt: skip
    drawn = paper.pdf(sheets.sheet_of(payload, selectors.heading(document, hands)))
    kept = archive.keep(drawn, name=f"{document.number_text}.pdf", media_type=PDF)
    document.file = filing.filed(kept)
    document.save(force_insert=True)
    rows: list[Model] = [document, filing.show(document, FilePurpose.ISSUED, document.file, by, at)]
    evidence = [kept]
    for hand in hands:
        signature, picture = filing.keep_hand(document, hand, by, at)
        rows.append(signature)
        evidence.append(picture)
    mentioned = filing.mention(document, [subject, *concerning])
    journal.record(
        "documents.issued", about=rows, by=by, at=at, evidence=evidence, concerning=mentioned,
        facts={"title": wording.titles()[kind].title, "number": document.number_text},
    )  # fmt: skip
    return document
