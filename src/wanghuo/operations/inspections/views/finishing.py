"""Ending a visit: what its faults amount to, the papers before they are issued, one button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanghuo.foundation.kernel.refusals import NotFound, Refused
from wanghuo.foundation.rulebook import severity
from wanghuo.foundation.support import clock
from wanghuo.foundation.support.forms import blame, refusals_on
from wanghuo.foundation.support.http import status_of
from wanghuo.operations.hazards import services as hazard_papers
from wanghuo.operations.hazards.domain.terms import Grade, Measure
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.hazards.services import papers
from wanghuo.operations.inspections import selectors, services
from wanghuo.operations.inspections.domain import record
from wanghuo.operations.inspections.domain.findings import Finding
from wanghuo.operations.inspections.forms import HandsForm, ReasonForm
from wanghuo.operations.inspections.models import Visit
from wanghuo.operations.inspections.services import records
from wanghuo.operations.inspections.views import visits
from wanghuo.operations.inspections.views.answering import typed
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.documents import services as documents
from wanghuo.registers.documents.domain import forms as papers_of
from wanghuo.registers.documents.domain import wording
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.sheets import SignatureRole
from wanghuo.registers.policy import selectors as policy

MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it would be issued now."""

    title: str
    payload: Any
    missing: tuple[str, ...]


@login_required
@require_http_methods(["GET", "POST"])
def finish(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """GET the findings and papers; POST finishes. What was typed is kept whatever happens."""
    visit = selectors.visit(visit_id, request.user)
    if not visit.is_open:
        return redirect("inspections:visit", visit.pk)
    if not visits.makes(visit, request.user):
        raise NotFound()
    form = HandsForm(request.POST or None)
    version = _version(request)
    if request.method == "POST" and form.is_valid():
        try:
            visit = services.save_draft(
                visit=visit, changes=typed(request), by=request.user, version=version
            )
            services.finish_visit(
                visit=visit, by=request.user, at=clock.now(), rules=policy.rulebook(),
                calendar=policy.calendar(), signatures=_hands(form, visit), version=visit.version,
            )  # fmt: skip
        except Refused as refusal:
            blame(form, refusal)
            visit = selectors.visit(visit_id, request.user)
            return render(
                request, "inspections/finish.html", _context(request, visit, form),
                status=status_of(refusal),
            )  # fmt: skip
        messages.success(request, gettext("The visit is finished and its papers are issued."))
        return redirect("inspections:visit", visit.pk)
    return render(request, "inspections/finish.html", _context(request, visit, form))


@login_required
@require_GET
def preview(request: SignedIn, visit_id: UUID, number: int, media: str) -> HttpResponse:
    """GET a paper as finishing would issue it, marked so: ``pdf``, or its first page ``png``."""
    visit = selectors.visit(visit_id, request.user)
    made = papers_now(visit)
    if not visit.is_open or not 0 < number <= len(made) or media not in MEDIA_TYPES:
        raise NotFound()
    paper = made[number - 1]
    drawn = documents.preview(
        DocumentKind(paper.payload.kind), paper.payload, media, organization=visit.station
    )
    return HttpResponse(drawn, content_type=MEDIA_TYPES[media])


@login_required
@require_POST
def report(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """POST: an auxiliary ends the visit; an officer has to confirm it."""
    visit = selectors.visit(visit_id, request.user)
    services.report_visit(visit=visit, by=request.user, at=clock.now(), rules=policy.rulebook())
    messages.success(
        request, gettext("Reported. {officer} has to confirm it.").format(officer=visit.lead.name)
    )
    return redirect("inspections:visit", visit.pk)


@login_required
@require_http_methods(["GET", "POST"])
def discard(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """GET and POST: give a visit up with a reason; its task stays open."""
    access.require(request.user, "inspections.view")
    visit = selectors.visit(visit_id, request.user)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.discard_visit(
                visit=visit, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
            return redirect("inspections:visit", visit.pk)
    status = 422 if form.errors else 200
    context = {"visit": visit, "form": form}
    return render(request, "inspections/discard.html", context, status=status)


def papers_now(visit: Visit) -> list[Paper]:
    """Return the papers that finishing would issue, in the order of issue."""
    rules, calendar = policy.rulebook(), policy.calendar()
    found = selectors.findings_of(visit, rules, calendar)
    sheet = selectors.sheet_of(visit, rules)
    facts = records.record_facts(visit, rules, ended_at=clock.now())
    made: list[Any] = []
    if visit.needs_sheet or found:
        made.append(records.inspection_payload(visit, sheet, found, facts, rules=rules))
    unsaved = [_hazard(visit, finding) for finding in found]
    made += [draft.payload for draft in papers.order_drafts(unsaved, rules=rules)]
    severe = [one for one in papers.severe(unsaved) if one.deadline_on is not None]
    if severe:
        said = visit.draft.get("danger", "")
        report = hazard_papers.report_draft(
            severe, orders=[], danger=said, by=visit.lead, rules=rules
        )
        made.append(report.payload)
    rechecks = list(
        visit.rechecks.select_related("hazard__order", "hazard__territory").order_by("id")
    )
    if rechecks:
        outcomes = [records.corrected(row, rules) for row in rechecks]
        orders = [records.reference(row.hazard.order) for row in rechecks if row.hazard.order]
        made.append(record.reinspection_record(facts, outcomes, orders=orders))
    titles = wording.titles()
    return [
        Paper(titles[DocumentKind(payload.kind)].title, payload, papers_of.missing(payload))
        for payload in made
    ]


def _hazard(visit: Visit, finding: Finding) -> Hazard:
    """Return the hazard a finding would become, for drawing its order; it is never saved."""
    is_ordered = finding.measure in (Measure.AT_ONCE, Measure.BY_DATE, Measure.REPORT)
    return Hazard(
        id=finding.id, premises=visit.premises, station=visit.station, territory=visit.territory,
        found_in=visit.pk, item_key=finding.key, violation=finding.violation,
        grade=finding.grade, description=finding.description, found_on=visit.visited_on,
        found_by=visit.lead, partner=visit.partner, measure=finding.measure,
        deadline_on=finding.deadline_on if is_ordered else None,
    )  # fmt: skip


def _context(request: SignedIn, visit: Visit, form: HandsForm) -> dict[str, Any]:
    rules, calendar = policy.rulebook(), policy.calendar()
    found = selectors.findings_of(visit, rules, calendar)
    work = visits.work_of(request, visit)
    return {
        "visit": visit,
        "form": form,
        "work": work,
        "findings": [(finding, _signs(visit, finding)) for finding in found],
        "is_severe": any(finding.grade is Grade.SEVERE for finding in found),
        "grades": list(Grade),
        "papers": papers_now(visit),
        "today": visit.visited_on,
        "to_type": sum(one.is_unsaid for one in found),
    }


def _signs(visit: Visit, finding: Finding) -> list[Any]:
    """Return what would make the fault severe, for the officer to compare with what they see."""
    return list(
        severity.signs_for(
            policy.rulebook(), finding.violation, finding.item.key, on=visit.visited_on,
            place=visit.territory.code,
        )
    )  # fmt: skip


def _hands(form: HandsForm, visit: Visit) -> list[Any]:
    return form.hands([
        ("officer", SignatureRole.OFFICER, visit.lead.name),
        ("party", SignatureRole.PARTY, visit.accompanied_by),
    ])  # fmt: skip


def _version(request: SignedIn) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isdigit() else None
