"""The list of documents: its columns, filters and orders."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wanghuo.foundation.support.listings import (
    Column,
    DateFilter,
    FlagFilter,
    Listing,
    OrganizationFilter,
    ReferenceFilter,
    TermFilter,
    TextFilter,
)
from wanghuo.registers.documents import selectors
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.states import NEED_SERVICE, DocumentStatus
from wanghuo.registers.documents.models import Document


def unserved(rows: QuerySet[Document]) -> QuerySet[Document]:
    return rows.filter(kind__in=NEED_SERVICE, status=DocumentStatus.ISSUED)


def tone(document: Document) -> str:
    if document.is_void:
        return "overdue"
    return "wait" if document.needs_service else "done"


DOCUMENTS = Listing(
    key="documents",
    title=_("Documents"),
    columns=[
        Column(
            "number", _("Document number"), "number_text", link=Document.get_absolute_url, width=28,
            under="get_kind_display",
        ),
        Column("kind", _("Kind of document"), "get_kind_display", width=20, is_default=False),
        Column("title_for", _("Addressee"), "title_for", sort="title_for", width=36),
        Column("status", pgettext_lazy("document", "Status"), "standing", tone=tone),
        Column("issued_at", _("Issued at"), "issued_at", sort="issued_at", width=18),
        Column("issued_by", _("Issued by"), "issued_by.name", width=12),
        Column("served_on", _("Served on"), "served_on", width=14),
        Column("is_signed", _("Signed"), "is_signed", width=8),
        Column("station", _("Station"), "station.name", width=20),
        Column("void_reason", _("Why it is void"), "void_reason", width=30, is_default=False),
    ],
    filters=[
        TextFilter(
            "q", _("Search"), apply=selectors.matching, placeholder=_("Number or addressee"),
        ),
        TermFilter("kind", _("Kind of document"), DocumentKind),
        TermFilter("status", pgettext_lazy("document", "Status"), DocumentStatus),
        DateFilter("issued", _("Issued at"), field="issued_at", is_instant=True),
        FlagFilter("unserved", _("Still to be served"), apply=unserved),
        ReferenceFilter("subject", _("What it is about"), field="mentions__object_id"),
        OrganizationFilter("station"),
    ],
    orders={
        "newest": ("-issued_at", "-id"),
        "oldest": ("issued_at", "id"),
    },
    empty=_(
        "Documents appear here when a visit is finished or a hazard is ordered corrected,"
        " transferred or reported. None has to be written by hand."
    ),
)  # fmt: skip
