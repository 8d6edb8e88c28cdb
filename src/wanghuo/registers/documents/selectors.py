"""Questions about documents."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from wanghuo.foundation.journal import archive
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents.domain import sheets
from wanghuo.registers.documents.domain.drawing import paper, stamp, word
from wanghuo.registers.documents.domain.states import NEED_SERVICE, DocumentStatus, FilePurpose
from wanghuo.registers.documents.models import Document, DocumentFile, NumberSeries

VOID_STAMP = "作废"


def visible(seen_by: Person) -> QuerySet[Document]:
    """Return the documents of the stations and ground ``seen_by`` may see."""
    rows = Document.objects.select_related("station", "organization", "issued_by")
    if not access.may(seen_by, "documents.view"):
        return rows.none()
    return access.scope_of(seen_by).limit(rows)


def get(document_id: UUID, *, seen_by: Person) -> Document:
    """Raises: NotFound, also for a document outside what ``seen_by`` may see."""
    found = visible(seen_by).filter(pk=document_id).first()
    if found is None:
        raise NotFound()
    return found


def about(row: Model, *, seen_by: Person | None = None) -> QuerySet[Document]:
    """Return the documents that mention ``row``, newest first."""
    rows = Document.objects.all() if seen_by is None else visible(seen_by)
    mentioned = rows.filter(mentions__object_id=row.pk, mentions__label=row._meta.label)
    return mentioned.order_by("-issued_at", "-id")


def search(text: str, *, seen_by: Person) -> QuerySet[Document]:
    """Return documents whose number or addressee contains ``text``, newest first."""
    rows = visible(seen_by).filter(Q(number_text__contains=text) | Q(title_for__contains=text))
    return rows.order_by("-issued_at", "-id")


def unserved(seen_by: Person) -> QuerySet[Document]:
    """Return the documents somebody outside has still to be given, oldest first."""
    rows = visible(seen_by).filter(kind__in=NEED_SERVICE, status=DocumentStatus.ISSUED)
    return rows.order_by("issued_at", "id")


def issued_between(first: date, end: date, *, seen_by: Person) -> QuerySet[Document]:
    """Return the documents issued on the days from ``first`` up to, not including, ``end``."""
    return visible(seen_by).filter(issued_at__date__gte=first, issued_at__date__lt=end)


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
    order = ("SIGNED", "ISSUED")
    files = document.files.filter(purpose__in=order).select_related("file")
    chosen = min(files.order_by("-added_at", "-id"), key=lambda file: order.index(file.purpose))
    pages = stamp.pictures(archive.read(chosen.file.digest), VOID_STAMP if document.is_void else "")
    if not 1 <= page <= len(pages):
        raise NotFound()
    return pages[page - 1]


def as_word(document: Document) -> bytes:
    """Return the document as an editable Word file, drawn anew from its payload."""
    return word.docx(sheets.sheet_of(document.contents, heading(document)))


def as_pdf_again(document: Document) -> bytes:
    """Return what issuing would draw today; equal to the archived file while layouts stand."""
    return paper.pdf(sheets.sheet_of(document.contents, heading(document)))


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
