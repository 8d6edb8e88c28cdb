"""Ledgers of what was planned, inspected, found and handed over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.support.listings import (
    ChoiceFilter,
    Column,
    DateFilter,
    FlagFilter,
    Listing,
    OrganizationFilter,
    TermFilter,
    YearFilter,
)
from wanghuo.insight.analytics.ledgers.ledger import Ledger, opens
from wanghuo.insight.analytics.selectors.sight import published_items
from wanghuo.insight.planning.domain.lifecycle import PlanStatus
from wanghuo.insight.planning.models import Plan
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.domain.terms import Grade, Measure, Status
from wanghuo.operations.hazards.models import Transfer
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.operations.inspections.domain import complaints
from wanghuo.operations.inspections.domain.terms import (
    Origin,
    Purpose,
    TaskStatus,
    VisitStatus,
)
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access.models import Person


def _plan_years(_request: HttpRequest) -> list[tuple[str, str]]:
    """Return the years that have a published plan, newest first."""
    published = Plan.objects.filter(status=PlanStatus.PUBLISHED).order_by("-year")
    return [(str(year), str(year)) for year in published.values_list("year", flat=True).distinct()]


PLAN = Ledger(
    listing=Listing(
        key="plan",
        title=_("Ledger of the annual and monthly plan"),
        columns=(
            Column("year", _("Year"), "plan.year", width=8),
            Column("month", _("Month"), "month", width=8, sort="month"),
            Column("station", _("Station"), "plan.station.name", width=16),
            Column(
                "premises",
                _("Supervised object"),
                "premises.name",
                link=opens("planning:item"),
                width=28,
            ),
            Column("address", _("Address"), "premises.address", width=36),
            Column("lead", _("Officer"), "lead.name", width=10),
            Column("partner", _("Second officer"), "partner.name", width=10),
        ),
        filters=(
            YearFilter("year", _("Year"), _plan_years, field="plan__year"),
            OrganizationFilter("station", field="plan__station"),
            ChoiceFilter(
                "month", _("Month"), [(str(number), str(number)) for number in range(1, 13)]
            ),
        ),
        orders={"month": ("month", "id"), "-month": ("-month", "-id")},
        empty=_("Planned visits appear here when a station's plan is published."),
    ),
    replaces=(_("Annual inspection plan"), _("Monthly work plan")),
    why=_(
        "At least one inspection a year (Provisions on Fire Supervision and Inspection, art. 30)"
    ),
    rows=lambda person: published_items(person).select_related(
        "plan__station", "premises", "lead", "partner"
    ),
)


def _two_officers(visit: Visit) -> str:
    return gettext(", ").join(person.name for person in (visit.lead, visit.partner) if person)


INSPECTIONS = Ledger(
    listing=Listing(
        key="inspections",
        title=_("Ledger of daily inspections"),
        columns=(
            Column("on", _("Date"), "visited_on", width=14, sort="visited_on"),
            Column("station", _("Station"), "station.name", width=16),
            Column(
                "premises",
                _("Supervised object"),
                "premises.name",
                link=opens("inspections:visit"),
                width=28,
            ),
            Column("address", _("Address"), "premises.address", width=36),
            Column("purpose", _("Purpose"), "get_purpose_display", width=12),
            Column("officers", _("Inspectors"), _two_officers, width=16),
            Column("with", _("Accompanied by"), "accompanied_by", width=12),
            Column("failed", _("Items failed"), "failed", width=10),
        ),
        filters=(
            OrganizationFilter(),
            DateFilter("visited_on", _("Date")),
            TermFilter("purpose", _("Purpose"), Purpose),
        ),
        orders={
            "newest": ("-visited_on", "-id"),
            "visited_on": ("visited_on", "id"),
            "-visited_on": ("-visited_on", "-id"),
        },
        default_order="newest",
        empty=_("Visits appear here when they are finished."),
    ),
    replaces=(_("Daily inspection ledger"), _("Re-inspection ledger")),
    why=_("Inspection and its record (Provisions on Fire Supervision and Inspection, arts. 30-32)"),
    rows=lambda person: (
        inspections.visible_visits(person)
        .filter(status=VisitStatus.FINISHED)
        .select_related("station", "premises", "lead", "partner")
    ),
)


def _reported(task: Task) -> str:
    return str(task.reason_facts.get("description", ""))


def _received_at(task: Task) -> datetime | None:
    received = complaints.received_of(task.reason_facts)
    return received.at if received else None


def _time_allowed(task: Task) -> str:
    return str(complaints.time_allowed(task.due_explained))


def _complaints(person: Person) -> QuerySet[Task]:
    """Return the complaints somebody was sent to verify, each with what the visit showed."""
    finished = Visit.objects.filter(task=OuterRef("pk"), status=VisitStatus.FINISHED)
    last = finished.order_by("-visited_on", "-id")
    return (
        inspections.visible_tasks(person)
        .filter(origin=Origin.COMPLAINT)
        .annotate(
            verified_on=Subquery(last.values("visited_on")[:1]),
            faults=Subquery(last.values("failed")[:1]),
        )
    )


COMPLAINTS = Ledger(
    listing=Listing(
        key="complaints",
        title=_("Ledger of complaints given out to verify"),
        columns=(
            Column("received", _("Complaint received"), _received_at, width=18),
            Column("opened", _("Given out"), "opened_at", width=18, sort="opened_at"),
            Column("station", _("Station"), "station.name", width=16),
            Column(
                "premises",
                _("Supervised object"),
                "premises.name",
                link=opens("inspections:task"),
                width=28,
            ),
            Column("address", _("Address"), "premises.address", width=36),
            Column("reported", _("What was reported"), _reported, width=36),
            Column("due", _("To be verified by"), "due_on", under=_time_allowed, width=14),
            Column("allowed", _("Time the rule allows"), _time_allowed, width=12, is_default=False),
            Column("lead", _("Officer"), "accountable.name", width=10),
            Column("partner", _("Second officer"), "partner.name", width=10),
            Column("status", _("State"), "get_status_display", width=10),
            Column("verified", _("Verified on"), "verified_on", width=14),
            Column("failed", _("Items failed"), "faults", width=10),
            Column("end", _("Why not verified"), "end_reason", width=24),
        ),
        filters=(
            OrganizationFilter(),
            DateFilter("opened_at", _("Given out"), is_instant=True),
            TermFilter("status", _("State"), TaskStatus),
        ),
        orders={
            "newest": ("-opened_at", "-id"),
            "opened_at": ("opened_at", "id"),
            "-opened_at": ("-opened_at", "-id"),
        },
        default_order="newest",
        empty=_("Complaints appear here when somebody is sent to verify one."),
    ),
    replaces=(_("Register of complaints given out"),),
    why=_("Complaints handled in time (Provisions on Fire Supervision and Inspection, art. 30)"),
    rows=_complaints,
)


HAZARDS = Ledger(
    listing=Listing(
        key="hazards",
        title=_("Ledger of hazards and re-inspections"),
        columns=(
            Column("found_on", _("Found on"), "found_on", width=14, sort="found_on"),
            Column("station", _("Station"), "station.name", width=16),
            Column("premises", _("Supervised object"), "premises.name", width=28),
            Column(
                "description", _("Hazard"), "description", link=opens("hazards:record"), width=40
            ),
            Column("violation", _("Violation"), "violation", width=8, is_default=False),
            Column("grade", _("Grade"), "get_grade_display", width=14),
            Column("measure", _("Measure"), "get_measure_display", width=18),
            Column("order", _("Document number"), "order.number_text", width=26),
            Column("deadline", _("To be corrected by"), "deadline_on", width=14),
            Column("status", _("State"), "get_status_display", width=16),
            Column("person", _("Next with"), "next_person.name", width=10),
            Column("closed", _("Closed on"), "closed_at", width=16),
            Column("closing", _("Closed because"), "get_closing_display", width=20),
        ),
        filters=(
            OrganizationFilter(),
            DateFilter("found_on", _("Found on")),
            TermFilter("status", _("State"), Status),
            TermFilter("grade", _("Grade"), Grade),
            TermFilter("measure", _("Measure"), Measure),
            FlagFilter("is_open", _("Open only"), apply=hazards.still_open),
        ),
        orders={
            "newest": ("-found_on", "-id"),
            "found_on": ("found_on", "id"),
            "-found_on": ("-found_on", "-id"),
        },
        default_order="newest",
        empty=_("Hazards appear here when a visit finds one."),
    ),
    replaces=(_("Hazard rectification ledger"), _("Hazard closure sheet")),
    why=_(
        "Ten acts to be ordered corrected (Provisions on Fire Supervision and Inspection, art. 33)"
    ),
    rows=lambda person: hazards.visible(person).select_related(
        "station", "premises", "order", "next_person"
    ),
)


def _answer_of(transfer: Transfer) -> Any:
    return transfer.get_answer_display() if transfer.answer else ""


TRANSFERS = Ledger(
    listing=Listing(
        key="transfers",
        title=_("Ledger of transfers and answers"),
        columns=(
            Column("sent", _("Sent"), "sent_at", width=18, sort="sent_at"),
            Column("due", _("Had to be sent by"), "due_on", width=14),
            Column("station", _("Station"), "hazard.station.name", width=16),
            Column("premises", _("Supervised object"), "hazard.premises.name", width=28),
            Column(
                "hazard",
                _("Hazard"),
                "hazard.description",
                link=opens("hazards:record", "hazard_id"),
                width=40,
            ),
            Column("letter", _("Letter"), "letter.number_text", width=26),
            Column("to", _("To"), "to.name", width=20),
            Column("received", _("Received"), "received_at", width=18),
            Column("answer", _("Answer"), _answer_of, width=24),
            Column("answered", _("Answered on"), "answered_at", width=18),
        ),
        filters=(
            OrganizationFilter("station", field="hazard__station"),
            DateFilter("sent_at", _("Sent"), is_instant=True),
        ),
        orders={
            "newest": ("-sent_at", "-id"),
            "sent_at": ("sent_at", "id"),
            "-sent_at": ("-sent_at", "-id"),
        },
        default_order="newest",
        empty=_("Transfers appear here when a letter is sent."),
    ),
    replaces=(_("Transfer register"), _("Register of answers")),
    why=_(
        "Transfer within five working days (Provisions on Fire Supervision and Inspection, art. 33)"
    ),
    rows=hazards.transfers,
)
