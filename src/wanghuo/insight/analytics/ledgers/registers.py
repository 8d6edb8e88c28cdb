"""Ledgers of what is supervised."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, Min, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.support.listings import (
    Column,
    FlagFilter,
    Listing,
    OrganizationFilter,
    ReferenceFilter,
    TermFilter,
    YearFilter,
)
from wanghuo.insight.analytics.ledgers.ledger import Ledger, opens
from wanghuo.operations.inspections.domain.terms import VisitStatus
from wanghuo.operations.inspections.models import Visit
from wanghuo.registers.premises import selectors
from wanghuo.registers.premises.domain.terms import (
    CompetenceBasis,
    PremisesKind,
    PremisesStatus,
    SmallKind,
)


def _years(_request: HttpRequest) -> list[tuple[str, str]]:
    """Return the years in which anything was visited, newest first."""
    span = Visit.objects.aggregate(first=Min("visited_on"), last=Max("visited_on"))
    if span["first"] is None:
        return []
    return [(str(y), str(y)) for y in range(span["last"].year, span["first"].year - 1, -1)]


def _territory_named(territory_id: UUID, _request: HttpRequest) -> str:
    return selectors.territory_named(territory_id)


def visited_in(rows: QuerySet[Any], years: list[str]) -> QuerySet[Any]:
    """Return the objects with a finished visit in one of ``years``."""
    finished = Visit.objects.filter(premises=OuterRef("pk"), status=VisitStatus.FINISHED)
    return rows.filter(Exists(finished.filter(visited_on__year__in=years)))


COLUMNS = (
    Column("name", _("Name"), "name", link=opens("premises:record"), sort="name", width=28),
    Column("kind", _("Type"), "get_kind_display", width=12),
    Column("small_kind", _("Small place"), "get_small_kind_display", width=12),
    Column("code", _("Credit code"), "credit_code", width=20),
    Column("address", _("Address"), "address", width=36),
    Column("community", _("Community or village"), "territory.name", width=16),
    Column("area", _("Floor area, m²"), "floor_area_m2", width=12),
    Column("head", _("Head"), "head_name", width=10),
    Column("basis", _("Basis of competence"), "get_competence_display", width=18),
    Column("document", _("Document"), "competence_document", width=16),
    Column("floor", _("Visits a year, at least"), "yearly_floor", width=10),
    Column("officer", _("Accountable officer"), "accountable_officer.name", width=12),
    Column("status", _("Status"), "get_status_display", width=10),
)

FILTERS = (
    OrganizationFilter(),
    TermFilter("kind", _("Type"), PremisesKind),
    TermFilter("small_kind", _("Small place"), SmallKind),
    TermFilter("competence", _("Basis of competence"), CompetenceBasis),
    TermFilter("status", _("Status"), PremisesStatus),
    FlagFilter("is_key_unit", _("Key units")),
)

PREMISES = Ledger(
    listing=Listing(
        key="premises",
        title=_("Register of supervised objects"),
        columns=COLUMNS,
        filters=(
            *FILTERS,
            YearFilter("visited", _("Visited in"), _years, apply=visited_in),
            ReferenceFilter("territory", _("Community or village"), named=_territory_named),
        ),
        orders={"name": ("name", "id"), "-name": ("-name", "-id")},
        empty=_("Supervised objects appear here when they are registered or imported."),
    ),
    replaces=(
        _("Unit household files"),
        _("Ledger of the nine small places"),
        _("Ledger of residents' and villagers' committees"),
        _("Ledger of property companies"),
    ),
    why=_("List of supervised units (Provisions on Fire Supervision and Inspection, art. 3)"),
    rows=lambda person: selectors.visible(person).select_related(
        "territory", "accountable_officer"
    ),
)

KEY_UNITS = Ledger(
    listing=Listing(
        key="key-units",
        title=_("Ledger of key units"),
        columns=(
            *COLUMNS[:7],
            Column("manager", _("Fire-safety manager"), "manager_name", width=12),
            Column("since", _("Key unit since"), "key_unit_since", width=14),
            *COLUMNS[-3:],
        ),
        filters=FILTERS[:1],
        orders={"name": ("name", "id"), "-name": ("-name", "-id")},
        empty=_("Key units appear here when the facts reach a threshold of the area."),
    ),
    replaces=(_("List of key fire-safety units"), _("Key-unit file index")),
    why=_("Key units and their files (Fire Protection Law, art. 17; Order 61)"),
    rows=lambda person: (
        selectors.visible(person)
        .filter(is_key_unit=True, status=PremisesStatus.ACTIVE)
        .select_related("territory", "accountable_officer")
    ),
)
