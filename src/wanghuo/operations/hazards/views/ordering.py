"""The wizard of the order: which measure, until when, what the documents say, issue."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.operations.hazards import forms, selectors, services
from wanghuo.operations.hazards.domain import authority, deadlines
from wanghuo.operations.hazards.domain.terms import Grade, Measure
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.hazards.services import papers
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.documents import services as documents
from wanghuo.registers.policy import selectors as policy


@login_required
def measure(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows what may be ordered and why not the rest, POST chooses."""
    access.require(request.user, "hazards.order")
    hazard = selectors.get(hazard_id, request.user)
    rules, calendar = policy.rulebook(), policy.calendar()
    today, place = clock.today(), hazard.territory.code
    offered = authority.choices(
        violation=hazard.violation, grade=Grade(hazard.grade), rules=rules, on=today, place=place
    )
    choices = [choice for choice in offered if choice.measure is not Measure.FIXED_ON_SPOT]
    allowance = deadlines.allowance(
        on=today, violation=hazard.violation, rules=rules, calendar=calendar, place=place
    )
    form = forms.MeasureForm(
        request.POST or None,
        allowed=[choice.measure for choice in choices if choice.is_allowed or choice.is_of_grade],
        initial={
            "grade": hazard.grade,
            "measure": hazard.measure,
            "deadline_on": hazard.deadline_on or allowance.proposed_on,
        },
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["measure"]
        with refusals_on(form):
            services.choose_measure(
                hazard=hazard, **form.cleaned_data, by=request.user, at=clock.now(), rules=rules,
                calendar=calendar,
            )  # fmt: skip
            name = "transfer" if chosen is Measure.TRANSFER else "order"
            return redirect(f"hazards:{name}", hazard.pk)
    return render(
        request,
        "hazards/measure.html",
        {
            "hazard": hazard,
            "form": form,
            "steps": _steps(hazard, 0),
            "refused": [choice for choice in choices if not choice.is_allowed],
            "allowance": allowance,
            "working_days": calendar.working_days_between(today, allowance.proposed_on),
            "violation": selectors.violation_of(hazard, rules=rules),
            "signs": selectors.severe_signs(hazard, rules=rules),
        },
        status=422 if form.errors else 200,
    )


@login_required
def order(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows the documents as they will be, POST issues them."""
    access.require(request.user, "hazards.order")
    hazard = selectors.get(hazard_id, request.user)
    wanted = selectors.to_be_ordered(hazard)
    rules = policy.rulebook()
    drafts = papers.order_drafts(wanted, rules=rules)
    severe = papers.severe(wanted)
    form = forms.OrderForm(request.POST or None, is_severe=bool(severe))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            issued = services.issue_orders(
                visit_id=hazard.found_in, hazards=wanted, **form.cleaned_data, by=request.user,
                at=clock.now(), rules=rules, calendar=policy.calendar(),
            )  # fmt: skip
            numbers = _(", ").join(document.number_text for document in issued)
            said = ngettext("Issued: %(numbers)s.", "Issued: %(numbers)s.", len(issued))
            messages.success(request, said % {"numbers": numbers})
            return redirect("hazards:record", hazard.pk)
    return render(
        request,
        "hazards/order.html",
        {
            "hazard": hazard,
            "form": form,
            "steps": _steps(hazard, 1),
            "drafts": drafts,
            "severe": severe,
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_GET
def preview(request: SignedIn, hazard_id: UUID, number: int, media: str) -> HttpResponse:
    """GET one of the documents as it would be issued: ``pdf``, or its first page as ``png``."""
    access.require(request.user, "hazards.order")
    hazard = selectors.get(hazard_id, request.user)
    drafts = papers.order_drafts(selectors.to_be_ordered(hazard), rules=policy.rulebook())
    if number >= len(drafts) or media not in MEDIA_TYPES:
        raise NotFound()
    draft = drafts[number]
    drawn = documents.preview(draft.kind, draft.payload, media, organization=hazard.station)
    return HttpResponse(drawn, content_type=MEDIA_TYPES[media])


MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png"}


def _steps(hazard: Hazard, now: int) -> list[dict[str, object]]:
    labels = [
        (_("Measure and deadline"), reverse("hazards:measure", args=[hazard.pk])),
        (_("Look through and issue"), reverse("hazards:order", args=[hazard.pk])),
    ]
    return [
        {
            "label": label,
            "address": address,
            "state": "done" if place < now else "now" if place == now else "later",
        }
        for place, (label, address) in enumerate(labels)
    ]
