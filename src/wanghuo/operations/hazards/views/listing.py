"""The list of hazards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from wanghuo.foundation.support import clock, listings
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
from wanghuo.operations.hazards import selectors
from wanghuo.operations.hazards.domain.terms import Closing, Grade, Measure, NextStep, Status
from wanghuo.operations.hazards.models import Hazard, Reinspection, Transfer
from wanghuo.operations.hazards.views.record import tone
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.premises import selectors as premises


def _worded(rows: QuerySet[Hazard], text: str) -> QuerySet[Hazard]:
    return rows.filter(description__icontains=text)


def _of_officer(rows: QuerySet[Hazard], text: str) -> QuerySet[Hazard]:
    return rows.filter(Q(officer__name__icontains=text) | Q(officer__username=text))


def _of_violation(rows: QuerySet[Hazard], text: str) -> QuerySet[Hazard]:
    return rows.filter(violation=text.upper())


def _in_community(rows: QuerySet[Hazard], text: str) -> QuerySet[Hazard]:
    return rows.filter(Q(territory__name__icontains=text) | Q(territory__code__startswith=text))


def _overdue(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    return selectors.overdue(rows, clock.today())


def _closed(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    return rows.filter(status=Status.CLOSED)


def _repeated(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    return rows.filter(predecessor__isnull=False)


def _ordered(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    return rows.filter(order__isnull=False)


def _reinspected(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    return rows.filter(Exists(Reinspection.objects.filter(hazard=OuterRef("pk"))))


def _transferred(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    return rows.filter(Exists(Transfer.objects.filter(hazard=OuterRef("pk"))))


def _premises_named(premises_id: UUID, request: Any) -> str:
    return str(premises.get(premises_id, request.user))


def _territory_named(territory_id: UUID, request: Any) -> str:
    return str(premises.territory_named(territory_id))


def _person_named(person_id: UUID, request: Any) -> str:
    return str(people.person(person_id, seen_by=request.user).name)


def _address(hazard: Hazard) -> str:
    return reverse("hazards:record", args=[hazard.pk])


def _tone(hazard: Hazard) -> str:
    return tone(hazard, clock.today())


LIST = Listing(
    key="hazards",
    title=_("Hazards"),
    empty=_("Hazards appear here when an inspection finds one. Nobody types them in by hand."),
    columns=[
        Column(
            "description", _("Hazard"), "description", link=_address, under="premises.name",
            width=40,
        ),
        Column("premises", _("Premises"), "premises.name", width=28, is_default=False),
        Column("grade", _("Grade"), "get_grade_display", width=10),
        Column("status", _("State"), "get_status_display", tone=_tone, width=14),
        Column("next_step", _("Next step"), "get_next_step_display", under="next_person.name",
               width=16),
        Column("next_person", _("By"), "next_person.name", width=10, is_default=False),
        Column("next_due_on", _("Until"), "next_due_on", width=16),
        Column("deadline_on", _("To be corrected by"), "deadline_on", width=16),
        Column("found_on", _("Found on"), "found_on", sort="found_on", width=16),
        Column("officer", _("Officer in charge"), "officer.name", width=10),
        Column("station", _("Station"), "station.name", width=18),
        Column("community", _("Community"), "territory.name", width=16, is_default=False),
        Column("measure", _("Measure"), "get_measure_display", width=16, is_default=False),
        Column("violation", _("Violation"), "violation", width=8, is_default=False),
        Column("order", _("Order to correct"), "order.number_text", width=24, is_default=False),
        Column("occurrence", _("Times found"), "occurrence", width=8, is_default=False),
        Column("closed_at", _("Closed at"), "closed_at", width=16, is_default=False),
        Column("closing", _("Closed because"), "get_closing_display", width=20, is_default=False),
    ],
    filters=[
        TextFilter("q", _("Search"), apply=selectors.matching,
                   placeholder=_("Premises or number of the order")),
        TextFilter("description", _("What was found"), apply=_worded),
        TermFilter("status", _("State"), Status),
        TermFilter("next_step", _("Next step"), NextStep),
        TermFilter("grade", _("Grade"), Grade),
        TermFilter("measure", _("Measure"), Measure),
        FlagFilter("is_open", _("Still open"), apply=selectors.still_open),
        FlagFilter("overdue", _("Overdue"), apply=_overdue),
        FlagFilter("closed", _("Closed"), apply=_closed),
        FlagFilter("repeated", _("Found before"), apply=_repeated),
        FlagFilter("ordered", _("Ordered corrected"), apply=_ordered),
        FlagFilter("reinspected", _("Re-inspected"), apply=_reinspected),
        FlagFilter("transferred", _("Transferred"), apply=_transferred),
        TermFilter("closing", _("Closed because"), Closing),
        DateFilter("found_on", _("Found on")),
        DateFilter("closed_at", _("Closed at"), is_instant=True),
        DateFilter("next_due_on", _("Next step until")),
        TextFilter("violation", _("Violation"), apply=_of_violation),
        TextFilter("officer", _("Officer in charge"), apply=_of_officer),
        TextFilter("community", _("Community"), apply=_in_community),
        OrganizationFilter("station", _("Station")),
        ReferenceFilter("premises", _("Premises"), named=_premises_named),
        ReferenceFilter("person", _("By"), field="next_person", named=_person_named),
        ReferenceFilter("territory", _("Community"), named=_territory_named),
    ],
    orders={"newest": ("-found_on", "-id"), "oldest": ("found_on", "id")},
)  # fmt: skip


@login_required
@require_GET
def hazard_list(request: SignedIn) -> HttpResponseBase:
    """GET /hazards/. Filters stay in the address; ``export=xlsx`` gives what is filtered."""
    access.require(request.user, "hazards.view")
    rows = selectors.visible(request.user).select_related("order")
    return listings.respond(request, LIST, rows)
