"""Ledgers of issued documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.support.listings import (
    Column,
    DateFilter,
    Filter,
    Listing,
    OrganizationFilter,
    TermFilter,
)
from wanghuo.insight.analytics.ledgers.ledger import Ledger, opens
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import selectors
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.states import DocumentStatus
from wanghuo.registers.documents.models import Document

COLUMNS = (
    Column("number", _("Document number"), "number_text", link=opens("documents:record"), width=28),
    Column("kind", _("Kind"), "get_kind_display", width=20),
    Column("agency", _("Agency"), "organization.name", width=18),
    Column("for", _("Issued to"), "title_for", width=30),
    Column("issued", _("Issued"), "issued_at", width=18, sort="issued_at"),
    Column("by", _("Issued by"), "issued_by.name", width=10),
    Column("served", _("Served on"), "served_on", width=14),
    Column("status", _("State"), "get_status_display", width=12),
    Column("void", _("Reason for voiding"), "void_reason", width=24),
)
FILTERS = (
    OrganizationFilter(),
    DateFilter("issued_at", _("Issued"), is_instant=True),
    TermFilter("status", _("State"), DocumentStatus),
)
NEWEST_FIRST = {
    "newest": ("-issued_at", "-id"),
    "issued_at": ("issued_at", "id"),
    "-issued_at": ("-issued_at", "-id"),
}


def issued(*kinds: DocumentKind) -> Callable[[Person], QuerySet[Document]]:
    """Return the question for documents of some kinds, or of all."""

    def rows(person: Person) -> QuerySet[Document]:
        seen = selectors.visible(person).select_related("organization", "issued_by")
        return seen.filter(kind__in=kinds) if kinds else seen

    return rows


def listing(key: str, title: Any, empty: Any, *more: Filter) -> Listing:
    return Listing(
        key=key,
        title=title,
        columns=COLUMNS,
        filters=(*FILTERS, *more),
        orders=NEWEST_FIRST,
        default_order="newest",
        empty=empty,
    )


ORDERS = Ledger(
    listing=listing(
        "orders", _("Ledger of orders to correct"), _("Orders appear here when they are issued.")
    ),
    replaces=(_("Register of correction notices"), _("Register of document service")),
    why=_("Order to correct (Provisions on Fire Supervision and Inspection, art. 33)"),
    rows=issued(DocumentKind.ORDER_AT_ONCE, DocumentKind.ORDER_BY_DATE),
)

SEVERE_REPORTS = Ledger(
    listing=listing(
        "severe-reports",
        _("Ledger of reports of severe hazards"),
        _("Reports appear here when a severe hazard is reported."),
    ),
    replaces=(_("Register of reports to the township and the brigade"),),
    why=_(
        "Written report at the same time (Provisions on Fire Supervision and Inspection, art. 34)"
    ),
    rows=issued(DocumentKind.SEVERE_HAZARD_REPORT),
)

DOCUMENTS = Ledger(
    listing=listing(
        "documents",
        _("Register of document numbers"),
        _("Documents appear here with their numbers when they are issued."),
        TermFilter("kind", _("Kind"), DocumentKind),
    ),
    replaces=(_("Document number register"), _("Register of voided documents")),
    why=_("Numbers without gaps, voided ones kept"),
    rows=issued(),
)
