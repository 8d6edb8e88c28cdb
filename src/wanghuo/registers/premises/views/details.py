"""Other names, facilities and estates of one object."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from wanghuo.foundation.support import clock
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.premises import forms, selectors, services
from wanghuo.registers.premises.domain.terms import FacilityKind
from wanghuo.registers.premises.views.answering import form_answered

page = require_http_methods(["GET", "POST"])


@login_required
@page
def add_alias(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET asks for another name, POST adds it."""
    access.require(request.user, "premises.change")
    premises = selectors.get(premises_id, request.user)
    return form_answered(
        request, premises, forms.AliasForm(request.POST or None),
        lambda given: services.add_alias(
            premises=premises, by=request.user, at=clock.now(), **given
        ),
        heading=gettext("Add another name"), done=gettext("The name is added."),
    )  # fmt: skip


@login_required
@page
def record_facility(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET asks for a facility, POST records it."""
    access.require(request.user, "premises.change")
    premises = selectors.get(premises_id, request.user)
    return form_answered(
        request, premises, forms.FacilityForm(request.POST or None),
        lambda given: services.record_facility(
            premises=premises, by=request.user, at=clock.now(),
            **(given | {"kind": FacilityKind(given["kind"])}),
        ),
        heading=gettext("Record a facility"), done=gettext("The facility is recorded."),
        tab="facilities",
    )  # fmt: skip


@login_required
@page
def record_estate(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET asks for an estate, POST records it."""
    access.require(request.user, "premises.change")
    premises = selectors.get(premises_id, request.user)
    return form_answered(
        request, premises, forms.EstateForm(request.POST or None),
        lambda given: services.record_estate(
            premises=premises, by=request.user, at=clock.now(), **given
        ),
        heading=gettext("Record a managed estate"), done=gettext("The estate is recorded."),
        tab="estates",
    )  # fmt: skip


@login_required
@require_POST
def remove(request: SignedIn, premises_id: UUID, what: str, row_id: UUID) -> HttpResponse:
    """POST removes another name, a facility or an estate; the journal keeps that it was there."""
    access.require(request.user, "premises.change")
    premises = selectors.get(premises_id, request.user)
    told: dict[str, Any] = {"by": request.user, "at": clock.now()}
    if what == "alias":
        services.remove_alias(alias=get_object_or_404(premises.aliases, pk=row_id), **told)
    elif what == "facility":
        facility = get_object_or_404(premises.facilities, pk=row_id)
        services.remove_facility(facility=facility, **told)
    else:
        services.remove_estate(estate=get_object_or_404(premises.estates, pk=row_id), **told)
    messages.success(request, gettext("Removed."))
    tab = {"alias": "facts", "facility": "facilities", "estate": "estates"}[what]
    answer = redirect("premises:record", premises.pk)
    answer["Location"] += f"?tab={tab}"
    return answer
