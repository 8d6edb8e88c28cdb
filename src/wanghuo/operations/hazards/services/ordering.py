"""Issuing the orders to correct, and with them the report of what is severe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards.domain import lifecycle
from wanghuo.operations.hazards.domain.lifecycle import Act
from wanghuo.operations.hazards.domain.terms import Measure, Status
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.hazards.services import papers, reporting, steps
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import services as documents
from wanghuo.registers.documents.models import Document

ORDERED = (Measure.AT_ONCE, Measure.BY_DATE, Measure.REPORT)


class NotOfOneVisit(Conflict):
    code = "hazards.not-of-one-visit"
    says = gettext_noop("These hazards were not found by the same visit.")
    remedy = gettext_noop("Issue the orders of each visit separately.")


@transaction.atomic
def issue_orders(
    *,
    visit_id: UUID,
    hazards: Sequence[Hazard],
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    danger: str = "",
) -> list[Document]:
    """
    Issue one order to correct at once and one for each deadline, for the hazards of a visit.

    Severe hazards are reported to township and brigade in the same act; ``danger`` says why
    they threaten public safety. Hazards that need no order are passed over. Hazards ordered
    already give the documents they have.

    Raises: PostLacksPermission, NotOfOneVisit, IllegalTransition, NoSuchAgency.
    """
    access.require(by, "hazards.order")
    wanted = [steps.locked(hazard) for hazard in hazards if hazard.measure in ORDERED]
    if any(hazard.found_in != visit_id for hazard in wanted):
        raise NotOfOneVisit()
    if not wanted:
        return []
    if all(hazard.order_id and hazard.status != Status.RETURNED for hazard in wanted):
        return _already_issued(wanted)
    on = day_of(at)
    moves = {hazard.pk: lifecycle.move(hazard.lifecycle_status, Act.ORDER) for hazard in wanted}
    issued: list[Document] = []
    for draft in papers.order_drafts(wanted, rules=rules):
        first = draft.hazards[0]
        order = documents.issue(
            kind=draft.kind, organization=first.station, subject=first,
            concerning=[*draft.hazards[1:], first.premises], payload=draft.payload, by=by, at=at,
        )  # fmt: skip
        issued.append(order)
        for hazard in draft.hazards:
            hazard.order = order
            steps.move_on(hazard, moves[hazard.pk], on=on, rules=rules, calendar=calendar)
            hazard.save()
    reports = reporting.report_together(
        papers.severe(wanted), orders=issued, danger=danger, by=by, at=at, rules=rules
    )
    journal.record(
        "hazards.ordered", about=[*wanted, *reports], by=by, at=at, concerning=[wanted[0].premises],
        facts={
            "visit": visit_id, "numbers": [document.number_text for document in issued],
            "deadlines": sorted({hazard.deadline_on for hazard in wanted}),
        },
    )  # fmt: skip
    steps.announce(wanted, by=by, at=at)
    return issued + [report.document for report in reports[:1]]


def _already_issued(hazards: Sequence[Hazard]) -> list[Document]:
    ids = {hazard.order_id for hazard in hazards if hazard.order_id}
    reported = [hazard for hazard in hazards if hazard.reported_at is not None]
    ids |= {hazard.severe_report.document_id for hazard in reported}
    return list(Document.objects.filter(pk__in=ids).order_by("id"))
