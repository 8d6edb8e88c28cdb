"""Reporting a severe hazard to the township government and the brigade at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support import device_ids
from wanghuo.operations.hazards import selectors
from wanghuo.operations.hazards.domain.terms import Grade, Status
from wanghuo.operations.hazards.models import Hazard, SevereReport
from wanghuo.operations.hazards.services import papers, steps
from wanghuo.operations.hazards.services.assigning import AlreadyClosed
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import services as documents
from wanghuo.registers.documents.domain import forms
from wanghuo.registers.documents.models import Document
from wanghuo.registers.organization.domain.kinds import OrganizationKind
from wanghuo.registers.organization.models import Organization


class DangerMissing(Invalid):
    code = "hazards.danger-missing"
    says = gettext_noop("The report must say why the hazard seriously threatens public safety.")
    remedy = gettext_noop("Describe the danger in a sentence.")


class OrderFirst(Conflict):
    code = "hazards.order-first"
    says = gettext_noop("A severe hazard is reported together with the order to correct it.")
    remedy = gettext_noop("Issue the order; the report goes out with it.")


@transaction.atomic
def report_severe(
    *,
    hazard: Hazard,
    danger: str,
    by: Person,
    at: datetime,
    rules: Rulebook,
    id: UUID | None = None,
) -> SevereReport:
    """
    Grade an ordered hazard as severe and report it in writing to township and brigade.

    Its next step stays what it was. Reporting again returns the report there is.
    Raises: PostLacksPermission, DangerMissing, AlreadyClosed, OrderFirst, NoSuchAgency.
    """
    access.require(by, "hazards.report")
    hazard = steps.locked(hazard)
    known = SevereReport.objects.filter(hazard=hazard).first()
    if known is not None:
        return known
    if not danger.strip():
        raise DangerMissing(field="danger")
    if not hazard.is_open:
        raise AlreadyClosed(on=hazard.closed_at)
    if hazard.lifecycle_status is Status.FOUND:
        raise OrderFirst()
    orders = [hazard.order] if hazard.order else []
    hazard.grade = Grade.SEVERE
    (report,) = report_together(
        [hazard], orders=orders, danger=danger.strip(), by=by, at=at, rules=rules, id=id
    )
    journal.record(
        "hazards.reported", about=[hazard, report], by=by, at=at, concerning=[hazard.premises],
        facts={
            "number": report.document.number_text, "danger": danger.strip(),
            "township": report.township.name, "brigade": report.brigade.name,
        },
    )  # fmt: skip
    return report


def recipients(hazard: Hazard) -> tuple[Organization, Organization]:
    """Return the township government and the brigade of the hazard's ground."""
    return (
        selectors.agency(hazard, OrganizationKind.TOWNSHIP_GOVERNMENT),
        selectors.agency(hazard, OrganizationKind.BRIGADE),
    )


def report_draft(
    hazards: Sequence[Hazard],
    *,
    orders: Sequence[Document],
    danger: str,
    by: Person,
    rules: Rulebook,
) -> papers.Draft:
    """Return the report as it would be issued; nothing is numbered or kept."""
    return papers.report_draft(
        hazards, recipients=recipients(hazards[0]), danger=danger, by=by, rules=rules,
        orders=[
            forms.Reference(title=papers.title_of(order), number=order.number_text)
            for order in orders
        ],
    )  # fmt: skip


def report_together(
    hazards: Sequence[Hazard],
    *,
    orders: Sequence[Document],
    danger: str,
    by: Person,
    at: datetime,
    rules: Rulebook,
    id: UUID | None = None,
) -> list[SevereReport]:
    """Issue one report for severe hazards of a visit and save what was reported to whom."""
    if not hazards:
        return []
    first = hazards[0]
    township, brigade = recipients(first)
    draft = report_draft(hazards, orders=orders, danger=danger, by=by, rules=rules)
    document = documents.issue(
        kind=draft.kind, organization=first.station, subject=first,
        concerning=[*hazards[1:], first.premises], payload=draft.payload, by=by, at=at,
    )  # fmt: skip
    reports = []
    for hazard in hazards:
        hazard.reported_at = at
        hazard.save()
        reports.append(
            SevereReport.objects.create(
                id=device_ids.free(SevereReport, id),
                hazard=hazard,
                document=document,
                township=township,
                brigade=brigade,
                reported_at=at,
                reported_by=by,
            )
        )
    return reports
