"""The list of supervised objects."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from wanghuo.foundation.support import listings
from wanghuo.foundation.support.listings import (
    Column,
    FlagFilter,
    Listing,
    OrganizationFilter,
    ReferenceFilter,
    TermFilter,
    TextFilter,
)
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.premises import selectors
from wanghuo.registers.premises.domain.terms import (
    CompetenceBasis,
    Occupancy,
    PremisesKind,
    PremisesStatus,
    Risk,
    SmallKind,
)
from wanghuo.registers.premises.models import Premises

TONES = {PremisesStatus.ACTIVE: "wait", PremisesStatus.CLOSED: "quiet"}


def _address(premises: Premises) -> str:
    return reverse("premises:record", args=[premises.pk])


def _of_officer(rows: QuerySet[Premises], text: str) -> QuerySet[Premises]:
    return rows.filter(
        Q(accountable_officer__name__icontains=text) | Q(accountable_officer__username=text)
    )


def _in_community(rows: QuerySet[Premises], text: str) -> QuerySet[Premises]:
    return rows.filter(Q(territory__name__icontains=text) | Q(territory__code__startswith=text))


def _small(rows: QuerySet[Premises]) -> QuerySet[Premises]:
    return rows.exclude(small_kind="")


def _person_named(person_id: UUID, request: Any) -> str:
    return str(people.person(person_id, seen_by=request.user).name)


def _territory_named(territory_id: UUID, request: Any) -> str:
    return selectors.territory_named(territory_id)


LIST = Listing(
    key="premises",
    title=_("Supervised premises"),
    empty=_(
        "Premises appear here when they are registered or imported. "
        "Nothing matches the filters, or the register is still empty."
    ),
    columns=[
        Column("name", _("Name"), "name", link=_address, under="address", sort="name", width=30),
        Column("address", _("Address"), "address", width=36, is_default=False),
        Column("kind", _("Kind of object"), "get_kind_display", width=12),
        Column("occupancy", _("Use"), "get_occupancy_display", under="get_small_kind_display",
               width=14),
        Column("small_kind", _("Kind of small place"), "get_small_kind_display", width=14,
               is_default=False),
        Column("territory", _("Community"), "territory.name", width=16),
        Column("station", _("Station"), "station.name", width=18),
        Column("officer", _("Accountable officer"), "accountable_officer.name", width=10),
        Column("status", _("State"), "get_status_display",
               tone=lambda row: TONES.get(row.status, "quiet"), width=8),
        Column("key_unit", _("Key unit"), "is_key_unit", width=8),
        Column("risk", _("Risk"), "get_risk_display", width=8),
        Column("visits", _("Visits a year"),
               lambda row: f"{row.yearly_floor}–{row.yearly_ceiling}", width=8, is_default=False),
        Column("head_name", _("Head"), "head_name", width=10, is_default=False),
        Column("credit_code", _("Credit code"), "credit_code", width=20, is_default=False),
        Column("floor_area", _("Floor area, m²"), "floor_area_m2", width=10, is_default=False),
        Column("floors", _("Floors"), "floors_above", width=8, is_default=False),
        Column("registered_on", _("Registered on"), "registered_on", sort="registered_on",
               width=16, is_default=False),
    ],
    filters=[
        TextFilter("q", _("Search"), apply=selectors.matching,
                   placeholder=_("Name, initials, address, code, telephone")),
        TermFilter("status", _("State"), PremisesStatus),
        TermFilter("kind", _("Kind of object"), PremisesKind),
        TermFilter("occupancy", _("Use"), Occupancy),
        TermFilter("small_kind", _("Kind of small place"), SmallKind),
        TermFilter("risk", _("Risk"), Risk),
        TermFilter("competence", _("Basis of competence"), CompetenceBasis),
        FlagFilter("is_key_unit", _("Key units")),
        FlagFilter("small", _("Nine small places"), apply=_small),
        FlagFilter("unassigned", _("Nobody answers for it"), apply=selectors.unassigned),
        TextFilter("community", _("Community"), apply=_in_community),
        TextFilter("officer", _("Accountable officer"), apply=_of_officer),
        OrganizationFilter("station", _("Station")),
        ReferenceFilter("territory", _("Community"), named=_territory_named),
        ReferenceFilter("person", _("Accountable officer"), field="accountable_officer",
                        named=_person_named),
        ReferenceFilter("import", _("Import"), field="import_batch"),
    ],
    orders={"name": ("name", "id"), "newest": ("-registered_on", "-id")},
    may_export=lambda request: people.may(cast(SignedIn, request).user, "premises.export"),
)  # fmt: skip


@login_required
@require_GET
def premises_list(request: SignedIn) -> HttpResponseBase:
    """GET /premises/. Filters stay in the address; ``export=xlsx`` gives what is filtered."""
    access.require(request.user, "premises.view")
    if request.GET.get("export"):
        access.require(request.user, "premises.export")
    return listings.respond(
        request,
        LIST,
        selectors.visible(request.user),
        template="premises/list.html",
        may_register=people.may(request.user, "premises.register"),
        may_import=people.may(request.user, "premises.import"),
    )
