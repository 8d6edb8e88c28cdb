"""Local editions: enter, confirm, end, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.support import clock
from wanghuo.foundation.support.forms import blame, refusals_on
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.policy import selectors, services
from wanghuo.registers.policy.forms import EndForm, LocalEditionForm, ReasonForm
from wanghuo.registers.policy.models import LocalEdition
from wanghuo.registers.policy.views.legal_basis import day_asked, place_asked


@login_required
@require_GET
def edition_list(request: SignedIn) -> HttpResponse:
    """GET /policy/editions/: every local decision, newest first."""
    return render(
        request, "policy/edition_list.html", {"editions": selectors.local_edition_lines()}
    )


@login_required
@require_http_methods(["GET", "POST"])
def add_edition(request: SignedIn, key: str) -> HttpResponse:
    """GET and POST /policy/rules/<key>/new-edition/."""
    gate.require(request.user, "policy.edit")
    place, on = place_asked(request), day_asked(request)
    in_force = selectors.rulebook().edition(key, on=on, place=place)
    form = LocalEditionForm(
        request.POST or None, edition=in_force, place=selectors.home_place(request.user),
        initial={"place": place, "since": on},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            made = services.add_local_edition(
                key=key, place=given["place"], since=given["since"], until=given["until"],
                value=form.value, reason=given["reason"], document=given["document"],
                is_confirmed=given["is_confirmed"], by=request.user, at=clock.now(),
            )  # fmt: skip
            messages.success(request, _("The local edition counts from %s.") % made.since)
            return redirect("policy:edition", made.pk)
    page = selectors.rule_page(key, on=on, place=place, seen_by=request.user)
    status = 422 if form.is_bound else 200
    return render(request, "policy/edition_form.html", {"form": form, "page": page}, status=status)


@login_required
@require_GET
def edition(request: SignedIn, edition_id: UUID) -> HttpResponse:
    """GET /policy/editions/<id>/: one local edition and its history."""
    return _record(request, selectors.local_edition(edition_id))


@login_required
@require_POST
def confirm_edition(request: SignedIn, edition_id: UUID) -> HttpResponse:
    """POST /policy/editions/<id>/confirm/."""
    return _decide(request, edition_id, ReasonForm, "confirm", services.confirm_local_edition)


@login_required
@require_POST
def end_edition(request: SignedIn, edition_id: UUID) -> HttpResponse:
    """POST /policy/editions/<id>/end/."""
    return _decide(request, edition_id, EndForm, "end", services.end_local_edition)


@login_required
@require_POST
def withdraw_edition(request: SignedIn, edition_id: UUID) -> HttpResponse:
    """POST /policy/editions/<id>/withdraw/."""
    return _decide(request, edition_id, ReasonForm, "withdraw", services.withdraw_local_edition)


def _decide(
    request: SignedIn,
    edition_id: UUID,
    form_class: type[ReasonForm],
    name: str,
    act: Callable[..., LocalEdition],
) -> HttpResponse:
    row = selectors.local_edition(edition_id)
    form = form_class(request.POST, auto_id=f"{name}-%s")
    if form.is_valid():
        try:
            act(edition=row, by=request.user, at=clock.now(), **form.cleaned_data)
        except Invalid as refusal:
            blame(form, refusal)
        else:
            return redirect("policy:edition", row.pk)
    return _record(request, row, status=422, **{f"{name}_form": form})


def _record(request: SignedIn, row: LocalEdition, status: int = 200, **forms: Any) -> HttpResponse:
    seen = {"version": row.version}
    context = {
        "edition": row,
        "line": selectors.local_edition_line(row),
        "timeline": journal.timeline(row),
        "may_edit": access.may(request.user, "policy.edit") and not row.is_withdrawn,
        "confirm_form": ReasonForm(initial=seen, auto_id="confirm-%s"),
        "end_form": EndForm(initial={**seen, "until": row.until}, auto_id="end-%s"),
        "withdraw_form": ReasonForm(initial=seen, auto_id="withdraw-%s"),
    }
    return render(request, "policy/edition.html", context | forms, status=status)
