"""Registering an object and changing its particulars."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wanghuo.foundation.kernel.refusals import Refused, StaleVersion
from wanghuo.foundation.support import clock
from wanghuo.foundation.support.forms import blame
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors, services
from wanghuo.registers.premises.domain.terms import CompetenceBasis, PremisesKind, Risk
from wanghuo.registers.premises.forms import PremisesForm
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.views.record import GUARDED

GROUPS = (
    ("name", "kind", "occupancy", "small_kind"),
    ("territory", "address", "credit_code"),
    ("head_name", "head_phone", "head_identity_number", "manager_name", "manager_phone"),
    ("floor_area_m2", "floors_above", "staff", "hours", "has_dwelling"),
)
"""Fields most objects need; the others fold away."""


@login_required
@require_http_methods(["GET", "POST"])
def register(request: SignedIn) -> HttpResponse:
    """GET shows the form, POST puts the object on the register unless one like it is there."""
    access.require(request.user, "premises.register")
    territories = selectors.territories_for(request.user)
    asks = request.method == "POST" and "is_not_double" in request.POST
    start = {
        "kind": PremisesKind.UNIT, "risk": Risk.NORMAL, "competence": CompetenceBasis.STATION,
        "name": request.GET.get("name", ""),
    }  # fmt: skip
    form = PremisesForm(
        request.POST or None, territories=territories, initial=start, asks_double=asks
    )
    alike: list[Premises] = []
    if request.method == "POST" and form.is_valid():
        alike = [] if asks and form.cleaned_data["is_not_double"] else _alike(form)
        if not alike:
            answer = _registered(request, form)
            if answer:
                return answer
        else:
            form = PremisesForm(request.POST, territories=territories, asks_double=True)
    status = 422 if form.is_bound and (form.errors or alike) else 200
    return render(request, "premises/form.html", _context(form, alike=alike), status=status)


def _alike(form: PremisesForm) -> list[Premises]:
    facts = form.facts
    station = organizations.station_for(facts["territory"], on=clock.today())
    if station is None:
        return []
    return selectors.duplicates(
        station=station, name=facts["name"], address=facts["address"],
        credit_code=facts["credit_code"].upper(),
    )  # fmt: skip


def _registered(request: SignedIn, form: PremisesForm) -> HttpResponse | None:
    facts = form.facts
    try:
        premises = services.register(
            name=facts.pop("name"), address=facts.pop("address"),
            territory=facts.pop("territory"), kind=PremisesKind(facts.pop("kind")), facts=facts,
            by=request.user, at=clock.now(), rules=policy.rulebook(),
        )  # fmt: skip
    except Refused as refusal:
        blame(form, refusal)
        return None
    messages.success(request, gettext("The object is on the register."))
    return redirect("premises:record", premises.pk)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """
    GET shows the form, POST saves it.

    When somebody else saved first, both versions stand beside each other and nothing is lost.
    """
    access.require(request.user, "premises.change")
    premises = selectors.get(premises_id, request.user)
    territories = selectors.territories_for(request.user)
    form = PremisesForm(
        request.POST or None, territories=territories, initial=PremisesForm.values_of(premises)
    )
    if request.method == "GET":
        for field in (name for name in GUARDED if getattr(premises, name)):
            access.note_sensitive_read(by=request.user, about=premises, field=field, at=clock.now())
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            services.change(
                premises=premises, changes=form.facts, version=form.cleaned_data["version"],
                by=request.user, at=clock.now(), rules=policy.rulebook(),
            )  # fmt: skip
        except StaleVersion as refusal:
            blame(form, refusal)
            theirs = _differences(form, premises)
            form.data = {**request.POST.dict(), "version": str(premises.version)}
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, gettext("The change is saved."))
            return redirect("premises:record", premises.pk)
    status = 409 if theirs else 422 if form.errors else 200
    context = _context(form, premises=premises, theirs=theirs)
    return render(request, "premises/form.html", context, status=status)


def _differences(form: PremisesForm, premises: Premises) -> list[dict[str, Any]]:
    """Return the fields in which what was typed differs from what is saved now."""
    return [
        {"label": form.fields[name].label, "theirs": getattr(premises, name), "mine": typed}
        for name, typed in form.facts.items()
        if typed != getattr(premises, name)
    ]


def _context(form: PremisesForm, **extra: Any) -> dict[str, Any]:
    shown = [name for group in GROUPS for name in group]
    return {
        "form": form,
        "groups": [[form[name] for name in group] for group in GROUPS],
        "more": [
            form[name]
            for name in form.fields
            if name not in shown and name not in ("version", "is_not_double")
        ],
        **extra,
    }
