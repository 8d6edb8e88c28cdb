"""Transfers: sending, confirming, answering, closing on the answer."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock
from wanghuo.operations.hazards import forms, selectors, services
from wanghuo.operations.hazards.domain.terms import Status
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.hazards.services import papers
from wanghuo.operations.hazards.views.forms_answered import form_answered
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.documents import services as documents
from wanghuo.registers.policy import selectors as policy


@login_required
def transfer(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows, POST sends the transfer letter."""
    access.require(request.user, "hazards.transfer")
    hazard = selectors.get(hazard_id, request.user)
    rules = policy.rulebook()
    receivers = selectors.receivers(hazard, rules=rules)
    return form_answered(
        request,
        hazard,
        forms.TransferForm(
            request.POST or None, receivers=receivers,
            initial={"to": receivers[0].pk, "reason": _reason(hazard)},
        ),
        lambda typed: services.transfer(
            hazard=hazard, **typed, by=request.user, at=clock.now(), rules=rules,
            calendar=policy.calendar(),
        ),
        template="hazards/transfer.html",
        done=_("The transfer letter was issued."),
        violation=selectors.violation_of(hazard, rules=rules),
    )  # fmt: skip


@login_required
@require_POST
def preview(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """POST: the transfer letter as it would be issued now; no number is taken."""
    access.require(request.user, "hazards.transfer")
    hazard = selectors.get(hazard_id, request.user)
    rules = policy.rulebook()
    form = forms.TransferForm(request.POST, receivers=selectors.receivers(hazard, rules=rules))
    if not form.is_valid():
        return redirect("hazards:transfer", hazard.pk)
    draft = services.transfer_draft(
        hazard=hazard, **form.cleaned_data, by=request.user, on=clock.today(), rules=rules,
        calendar=policy.calendar(),
    )  # fmt: skip
    drawn = documents.preview(draft.kind, draft.payload, "pdf", organization=hazard.station)
    return HttpResponse(drawn, content_type="application/pdf")


@login_required
def receipt(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows, POST confirms that the transfer arrived."""
    return _answered(
        request, hazard_id, forms.ReceiptForm, services.record_receipt,
        template="hazards/receipt.html", done=_("Receipt was confirmed."),
    )  # fmt: skip


@login_required
def reply(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows, POST answers the transfer."""
    return _answered(
        request, hazard_id, forms.ReplyForm, services.record_reply,
        template="hazards/reply.html", done=_("The answer was recorded."),
    )  # fmt: skip


@login_required
def closing(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET shows the answer, POST closes the hazard on it."""
    access.require(request.user, "hazards.transfer")
    hazard = selectors.get(hazard_id, request.user)
    return form_answered(
        request,
        hazard,
        forms.NoteForm(request.POST or None),
        lambda typed: services.close_transferred(
            hazard=hazard, **typed, by=request.user, at=clock.now()
        ),
        template="hazards/close_transfer.html",
        done=_("The hazard was closed."),
        transfer=selectors.answered_transfer(hazard),
    )


def _answered(
    request: SignedIn,
    hazard_id: UUID,
    form_class: type[Form],
    act: Callable[..., object],
    *,
    template: str,
    done: str,
) -> HttpResponse:
    """Let the receiver act on the transfer that is open, or show the form."""
    hazard = selectors.get(hazard_id, request.user)
    sent = selectors.open_transfer(hazard)
    if sent is None:
        raise NotFound()
    services.require_receiver(sent, request.user)
    return form_answered(
        request,
        hazard,
        form_class(request.POST or None),
        lambda typed: act(
            transfer=sent, **typed, by=request.user, at=clock.now(), rules=policy.rulebook(),
            calendar=policy.calendar(),
        ),
        template=template,
        done=done,
        transfer=sent,
    )  # fmt: skip


def _reason(hazard: Hazard) -> str:
    """Propose, in the letter's language, what the station did and why it passes the matter on."""
    if hazard.order is None:
        return "上述违法行为依法不属公安派出所处理权限，现予移送。"
    ordered = f"已下发《{papers.title_of(hazard.order)}》（{hazard.order.number_text}）责令改正"
    if hazard.status == Status.NOT_CORRECTED:
        return f"{ordered}，经复查逾期未改正，现予移送。"
    return f"{ordered}，现予移送。"
