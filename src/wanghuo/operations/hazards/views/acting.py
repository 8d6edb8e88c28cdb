"""Extensions, reports, reassignment and closing."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wanghuo.foundation.support import clock
from wanghuo.operations.hazards import forms, selectors, services
from wanghuo.operations.hazards.domain import extensions
from wanghuo.operations.hazards.services.extending import NoPendingExtension
from wanghuo.operations.hazards.views.forms_answered import form_answered
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.documents import services as documents
from wanghuo.registers.policy import selectors as policy


@login_required
def extension(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows, POST records what the premises asked for."""
    access.require(request.user, "hazards.extend")
    hazard = selectors.get(hazard_id, request.user)
    rules, calendar = policy.rulebook(), policy.calendar()
    latest = None
    if hazard.deadline_on is not None:
        latest = extensions.latest_until(
            hazard.deadline_on, on=clock.today(), rules=rules, place=hazard.territory.code
        )
    return form_answered(
        request,
        hazard,
        forms.ExtensionForm(
            request.POST or None, initial={"requested_by": hazard.premises.manager_name}
        ),
        lambda typed: services.request_extension(
            hazard=hazard, **typed, by=request.user, at=clock.now(), rules=rules, calendar=calendar
        ),
        template="hazards/extension.html",
        done=_("The request was recorded. The chief decides next."),
        latest=latest,
    )


@login_required
def decision(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows the request, POST decides on it."""
    access.require(request.user, "hazards.decide_extension")
    hazard = selectors.get(hazard_id, request.user)
    pending = selectors.pending_extension(hazard)
    if pending is None:
        raise NoPendingExtension()
    return form_answered(
        request,
        hazard,
        forms.DecisionForm(request.POST or None),
        lambda typed: services.decide_extension(
            extension=pending, **typed, by=request.user, at=clock.now(),
            rules=policy.rulebook(), calendar=policy.calendar(),
        ),
        template="hazards/decision.html",
        done=_("The decision was recorded."),
        extension=pending,
        reinspections=hazard.reinspections.order_by("id"),
    )  # fmt: skip


@login_required
def severe_report(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows, POST reports the hazard as severe."""
    access.require(request.user, "hazards.report")
    hazard = selectors.get(hazard_id, request.user)
    return form_answered(
        request,
        hazard,
        forms.ReportForm(request.POST or None),
        lambda typed: services.report_severe(
            hazard=hazard, **typed, by=request.user, at=clock.now(), rules=policy.rulebook()
        ),
        template="hazards/report.html",
        done=_("The report was issued to the township government and the brigade."),
        signs=selectors.severe_signs(hazard, rules=policy.rulebook()),
    )


@login_required
@require_POST
def report_preview(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """POST: the report as it would be issued now; no number is taken."""
    access.require(request.user, "hazards.report")
    hazard = selectors.get(hazard_id, request.user)
    draft = services.report_draft(
        [hazard], orders=[hazard.order] if hazard.order else [], by=request.user,
        danger=request.POST.get("danger", "").strip(), rules=policy.rulebook(),
    )  # fmt: skip
    drawn = documents.preview(draft.kind, draft.payload, "pdf", organization=hazard.station)
    return HttpResponse(drawn, content_type="application/pdf")


@login_required
def officer(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows, POST makes another officer accountable."""
    access.require(request.user, "hazards.reassign")
    hazard = selectors.get(hazard_id, request.user)
    others = people.officers_of(hazard.station).exclude(pk=hazard.officer_id)
    return form_answered(
        request,
        hazard,
        forms.ReassignForm(request.POST or None, officers=others),
        lambda typed: services.reassign(hazard=hazard, **typed, by=request.user, at=clock.now()),
        template="hazards/officer.html",
        done=_("Another officer is accountable now."),
    )


@login_required
def closing(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows, POST closes a hazard that will not be corrected."""
    access.require(request.user, "hazards.decide_extension")
    hazard = selectors.get(hazard_id, request.user)
    return form_answered(
        request,
        hazard,
        forms.CloseForm(request.POST or None),
        lambda typed: services.close(hazard=hazard, **typed, by=request.user, at=clock.now()),
        template="hazards/closing.html",
        done=_("The hazard was closed."),
    )
