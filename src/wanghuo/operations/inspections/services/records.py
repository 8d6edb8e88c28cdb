"""What the records of a visit say, for preview and for issue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wanghuo.foundation.rulebook import violations
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.domain.terms import Measure
from wanghuo.operations.hazards.services import papers
from wanghuo.operations.inspections.domain import record
from wanghuo.operations.inspections.domain.findings import Finding
from wanghuo.operations.inspections.domain.sheet import Sheet
from wanghuo.operations.inspections.models import Recheck, Visit
from wanghuo.registers.documents.domain import forms, wording
from wanghuo.registers.documents.domain.kinds import Correction, DocumentKind
from wanghuo.registers.documents.models import Document
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.domain.kinds import OrganizationKind


def record_facts(visit: Visit, rules: Rulebook, ended_at: datetime | None = None) -> record.Facts:
    """Return what both records say of the visit itself. Source: rule premises.public_gathering."""
    gathering = rules.value(
        "premises.public_gathering", on=visit.visited_on, place=visit.territory.code
    )["occupancies"]
    people = [person for person in (visit.lead, visit.partner) if person is not None]
    reported = f"由{visit.reporter.name}先行查看，民警现场核实。" if visit.reporter else ""
    return record.Facts(
        place=papers.place_of(visit.premises),
        officers=tuple(
            forms.Officer(name=person.name, police_number=person.police_number) for person in people
        ),
        accompanied_by=visit.accompanied_by,
        accompanied_as=visit.accompanied_as,
        started_at=visit.started_at,
        ended_at=visit.finished_at or ended_at,
        is_id_shown=visit.id_shown_at is not None,
        is_public_gathering_place=visit.premises.occupancy in gathering,
        is_built_before_1998=visit.premises.is_built_before_1998,
        remarks=f"{visit.remarks}{reported}",
    )


def inspection_payload(
    visit: Visit,
    filled: Sheet,
    found: Sequence[Finding],
    facts: record.Facts,
    *,
    orders: Sequence[Document] = (),
    rules: Rulebook,
) -> forms.InspectionRecord:
    """Return the inspection record of a visit, for preview or issue."""
    transferred = [row.id for row in found if row.measure is Measure.TRANSFER]
    first = hazards.of_visit(visit.pk).filter(pk__in=transferred).first() if transferred else None
    is_severe = any(finding.measure is Measure.REPORT for finding in found)
    known = violations.catalogue(rules, on=day_of(visit.started_at), place=visit.territory.code)
    return record.inspection_record(
        facts, filled, found, duties={code: one.duty for code, one in known.items()},
        orders=[reference(order) for order in orders],
        transferred_to=hazards.receivers(first, rules=rules)[0].name if first else "",
        reported_to=_reported_to(visit) if is_severe else (),
    )  # fmt: skip


def corrected(recheck: Recheck, rules: Rulebook) -> forms.CorrectedFinding:
    """Return what a visit saw of an earlier hazard as the record prints it."""
    hazard = recheck.hazard
    return forms.CorrectedFinding(
        finding=forms.Finding(
            description=hazard.description,
            violation=hazard.violation,
            citations=papers.citations(hazard, rules),
            deadline_on=None if papers.is_at_once(hazard) else hazard.deadline_on,
        ),
        outcome=Correction(recheck.outcome),
        note=recheck.note,
        next_deadline_on=recheck.next_deadline_on,
    )


def _reported_to(visit: Visit) -> list[str]:
    kinds = (OrganizationKind.TOWNSHIP_GOVERNMENT, OrganizationKind.BRIGADE)
    found = [organizations.organization_on(visit.territory, kind) for kind in kinds]
    return [organization.name for organization in found if organization is not None]


def reference(document: Document) -> forms.Reference:
    """Return an issued document as other documents speak of it."""
    title = wording.titles()[DocumentKind(document.kind)].title
    return forms.Reference(title=title, number=document.number_text)
