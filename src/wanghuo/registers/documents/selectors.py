"""Questions about documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext, gettext_noop

from wanghuo.foundation.journal import archive
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents.domain import sheets
from wanghuo.registers.documents.domain.drawing import paper, stamp, word
from wanghuo.registers.documents.domain.forms import SevereHazardReport, TransferLetter
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.states import (
    NEED_SERVICE,
    DocumentStatus,
    FilePurpose,
    Relation,
    ServiceMethod,
)
from wanghuo.registers.documents.models import Document, DocumentFile, NumberSeries
from wanghuo.registers.organization.models import Organization

VOID_STAMP = "作废"
NAMES = {
    "premises": gettext_noop("Premises"),
    "hazard": gettext_noop("Hazard"),
    "visit": gettext_noop("Visit"),
}
"""Words for rows of rooms above that documents speak of."""

# 甲所即字〔2026〕第0012号, or any part of it that ends with the serial number.
NUMBER = re.compile(r"^(?P<words>[^\d〔]*)〔?(?:(?P<year>20\d\d)〕?第?)?0*(?P<number>\d{1,7})号?$")


def visible(seen_by: Person) -> QuerySet[Document]:
    """Return the documents of the stations and ground ``seen_by`` may see."""
    return access.scope_of(seen_by).limit(_permitted(seen_by))


def _permitted(seen_by: Person) -> QuerySet[Document]:
    rows = Document.objects.select_related("station", "organization", "issued_by", "accountable")
    return rows if access.may(seen_by, "documents.view") else rows.none()


def get(document_id: UUID, *, seen_by: Person) -> Document:
    """
    Return a document to act on.

    Raises: NotFound, also for a document outside what ``seen_by`` may see.
    """
    found = _permitted(seen_by).filter(pk=document_id).first()
    if found is None or not is_own(found, seen_by):
        raise NotFound()
    return found


def readable(document_id: UUID, *, seen_by: Person) -> Document:
    """
    Return a document to read: also one of another station about something in sight.

    So a station reads what was served at premises that have passed to it since.
    Raises: NotFound.
    """
    found = _permitted(seen_by).filter(pk=document_id).first()
    if found is None or not (is_own(found, seen_by) or _is_about_something_seen(found, seen_by)):
        raise NotFound()
    return found


def is_own(document: Document, seen_by: Person) -> bool:
    """Say whether a document itself is in a person's scope, so that they may act on it."""
    scope = access.scope_of(seen_by)
    return scope.holds(station=document.station_id, territory=document.territory_id)


def _is_about_something_seen(document: Document, seen_by: Person) -> bool:
    return any(_is_seen(row, seen_by) for row in _rows_of(document))


def _is_seen(row: Model, seen_by: Person) -> bool:
    """Say whether a row that belongs to a station lies in a person's scope."""
    station, territory = getattr(row, "station_id", None), getattr(row, "territory_id", None)
    return station is not None and access.scope_of(seen_by).holds(
        station=station, territory=territory
    )


def _rows_of(document: Document) -> Iterator[Model]:
    """Give the rows a document is about, in the order it names them."""
    for mention in document.mentions.order_by("pk"):
        model = apps.get_model(mention.label)
        row = model._default_manager.filter(pk=mention.object_id).first()
        if row is not None:
            yield row


def record_of(visit_id: UUID) -> Document | None:
    """Return the inspection record of a visit that stands, the newest if there are several."""
    rows = Document.objects.filter(subject_id=visit_id, kind=DocumentKind.INSPECTION_RECORD)
    return rows.exclude(status=DocumentStatus.VOIDED).order_by("-issued_at", "-id").first()


def about(row: Model, *, seen_by: Person | None = None) -> QuerySet[Document]:
    """Return the documents that mention ``row``, newest first."""
    rows = Document.objects.all() if seen_by is None else visible(seen_by)
    mentioned = rows.filter(mentions__object_id=row.pk, mentions__label=row._meta.label)
    return mentioned.order_by("-issued_at", "-id")


def search(text: str, *, seen_by: Person) -> QuerySet[Document]:
    """Return documents with that number, or whose addressee contains ``text``, newest first."""
    return matching(visible(seen_by), text).order_by("-issued_at", "-id")


def matching(rows: QuerySet[Document], text: str) -> QuerySet[Document]:
    """
    Narrow ``rows`` to those with that number, or whose addressee contains ``text``.

    A number, whole or without its beginning, is one index seek; an addressee is looked for in
    every row in sight.
    """
    read = NUMBER.match(text.strip())
    if read is None:
        return rows.filter(Q(title_for__contains=text) | Q(number_text__contains=text))
    wanted = Q(number=int(read["number"]), number_text__contains=read["words"])
    if read["year"]:
        wanted &= Q(year=int(read["year"]))
    return rows.filter(wanted)


def unserved(seen_by: Person) -> QuerySet[Document]:
    """Return the documents somebody outside has still to be given, oldest first."""
    rows = visible(seen_by).filter(kind__in=NEED_SERVICE, status=DocumentStatus.ISSUED)
    return rows.order_by("issued_at", "id")


def to_serve(person: Person) -> QuerySet[Document]:
    """Return the documents ``person`` has to see served, oldest first."""
    own = Q(accountable=person) | Q(accountable__isnull=True, issued_by=person)
    return unserved(person).filter(own)


def left_unserved(station: Organization) -> QuerySet[Document]:
    """Return what has still to be served by people who are no longer officers of a station."""
    here = access.officers_of(station).values("pk")
    rows = Document.objects.filter(
        station=station, kind__in=NEED_SERVICE, status=DocumentStatus.ISSUED
    )
    gone = ~Q(accountable__in=here) & Q(accountable__isnull=False)
    gone |= Q(accountable__isnull=True) & ~Q(issued_by__in=here)
    return rows.filter(gone).select_related("accountable", "issued_by").order_by("id")


def current_file(document: Document) -> DocumentFile:
    """Return the newest file that shows the document: scanned before signed before issued."""
    files = list(document.files.select_related("file").order_by("-added_at", "-id"))
    order = ("SCAN", "SIGNED", "ISSUED")
    return min(files, key=lambda file: order.index(file.purpose))


def shown(document: Document, content: DocumentFile | None = None) -> tuple[bytes, str]:
    """
    Return a file of the document as a reader sees it, and its media type.

    A voided document carries 作废 across every page of the PDF; the archived file stays as it was.

    Raises: journal.archive.FileMissing.
    """
    chosen = content or current_file(document)
    read = archive.read(chosen.file.digest)
    if document.is_void and chosen.purpose != FilePurpose.SCAN:
        read = stamp.stamped(read, VOID_STAMP, at=document.issued_at)
    return read, chosen.file.media_type


def page_picture(document: Document, *, page: int = 1) -> bytes:
    """
    Return one page of the signed or issued PDF as PNG.

    Raises: NotFound when there is no such page.
    """
    drawn = archive.read(_drawn_file(document).file.digest)
    pages = stamp.pictures(drawn, VOID_STAMP if document.is_void else "")
    if not 1 <= page <= len(pages):
        raise NotFound()
    return pages[page - 1]


def page_count(document: Document) -> int:
    """Return the number of pages of the signed or issued PDF."""
    return stamp.page_count(archive.read(_drawn_file(document).file.digest))


def files(document: Document) -> QuerySet[DocumentFile]:
    """Return every file that shows the document, newest first."""
    return document.files.select_related("file", "added_by").order_by("-added_at", "-id")


def file_of(document: Document, file_id: UUID | None) -> DocumentFile:
    """
    Return one file of the document, or without an id the current one.

    Raises: NotFound.
    """
    if file_id is None:
        return current_file(document)
    found = document.files.filter(pk=file_id).select_related("file").first()
    if found is None:
        raise NotFound()
    return found


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A row a document is about, as a page names it; ``address`` is empty for one out of sight."""

    kind: str
    name: str
    address: str


def mentioned(document: Document, *, seen_by: Person) -> list[Mentioned]:
    """Return what the document is about, for rows that have a page of their own."""
    found = []
    for row in _rows_of(document):
        if hasattr(row, "get_absolute_url"):
            kind = NAMES.get(str(row._meta.model_name), str(row._meta.verbose_name))
            address = row.get_absolute_url() if _is_seen(row, seen_by) else ""
            found.append(Mentioned(gettext(kind), str(row), address))
    return found


def likely_service(document: Document, *, at: datetime) -> dict[str, object]:
    """Return what is most likely true of the service, for a form to start from."""
    payload = document.contents
    if isinstance(payload, TransferLetter):
        recipient, relation, place = payload.recipient, Relation.AGENCY, ""
    elif isinstance(payload, SevereHazardReport):
        recipient, relation, place = "、".join(payload.recipients), Relation.AGENCY, ""
    else:
        recipient, relation = payload.place.head, Relation.HEAD
        place = payload.place.address
    return {
        "method": ServiceMethod.DIRECT,
        "recipient": recipient,
        "relation": relation,
        "place": place,
        "served_at": max(at, document.issued_at),
    }


def as_word(document: Document) -> bytes:
    """Return the document as an editable Word file, drawn anew from its payload."""
    return word.docx(sheets.sheet_of(document.contents, heading(document)))


def as_pdf_again(document: Document) -> bytes:
    """Return what issuing would draw today; equal to the archived file while layouts stand."""
    return paper.pdf(sheets.sheet_of(document.contents, heading(document)))


def _drawn_file(document: Document) -> DocumentFile:
    """Return the newest PDF this product drew: with hands before as issued."""
    order = (FilePurpose.SIGNED, FilePurpose.ISSUED)
    drawn = document.files.filter(purpose__in=order).select_related("file")
    newest = drawn.order_by("-added_at", "-id")
    return min(newest, key=lambda file: order.index(FilePurpose(file.purpose)))


def heading(document: Document, hands: tuple[sheets.Hand, ...] = ()) -> sheets.Heading:
    return sheets.Heading(
        agency=document.agency,
        number=document.number_text,
        issued_at=document.issued_at,
        hands=hands,
        watermark=VOID_STAMP if document.is_void else "",
    )


def hands(document: Document) -> tuple[sheets.Hand, ...]:
    """Return the signatures drawn on glass, in the order they were taken."""
    drawn = document.signatures.filter(is_on_paper=False).select_related("picture")
    return tuple(
        sheets.Hand(
            role=sheets.SignatureRole(signature.role),
            name=signature.name,
            png=archive.read(signature.picture.digest),
        )
        for signature in drawn.order_by("signed_at", "id")
    )


def gaps(series: NumberSeries) -> list[int]:
    """Return numbers of a series that are neither issued, nor held by a device, nor returned."""
    issued = set(
        Document.objects.filter(
            organization=series.organization_id, kind=series.kind, year=series.year
        ).values_list("number", flat=True)
    )
    held = {
        number
        for block in series.blocks.filter(closed_at__isnull=True)
        for number in range(block.first, block.last + 1)
    }
    accounted = issued | held | set(series.returned)
    return [number for number in range(1, series.last + 1) if number not in accounted]
