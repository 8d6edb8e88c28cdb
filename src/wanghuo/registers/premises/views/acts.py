"""Acts on one object: ending, moving, succession, accountability, key unit, visits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wanghuo.foundation.support import clock
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import forms, selectors, services
from wanghuo.registers.premises.views.answering import form_answered

page = require_http_methods(["GET", "POST"])


@login_required
@page
def close(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET asks since when and why, POST closes the object."""
    access.require(request.user, "premises.close")
    premises = selectors.get(premises_id, request.user)
    start = {"on": clock.today(), "version": premises.version}
    return form_answered(
        request, premises, forms.EndForm(request.POST or None, initial=start),
        lambda given: services.close(
            premises=premises, by=request.user, at=clock.now(), **given
        ),
        heading=gettext("Close"), done=gettext("The object is recorded as closed."),
        intro=gettext("The record stays; plans and open tasks leave the object out."),
    )  # fmt: skip


@login_required
@page
def reopen(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET asks why, POST puts the object back into use."""
    access.require(request.user, "premises.close")
    premises = selectors.get(premises_id, request.user)
    start = {"version": premises.version}
    return form_answered(
        request, premises, forms.ReasonForm(request.POST or None, initial=start),
        lambda given: services.reopen(premises=premises, by=request.user, at=clock.now(), **given),
        heading=gettext("Put back into use"), done=gettext("The object is in use again."),
    )  # fmt: skip


@login_required
@page
def move(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET asks where it went, POST moves the object, with its record, to that ground."""
    access.require(request.user, "premises.change")
    premises = selectors.get(premises_id, request.user)
    start = {"on": clock.today(), "version": premises.version}
    form = forms.MoveForm(
        request.POST or None, initial=start, territories=selectors.territories_around(premises)
    )
    return form_answered(
        request, premises, form,
        lambda given: services.move(
            premises=premises, by=request.user, at=clock.now(), rules=policy.rulebook(), **given
        ),
        heading=gettext("Move"), done=gettext("The move is recorded."),
        intro=gettext(
            "On another station's ground the whole record goes to that station, with its open"
            " tasks, hazards and unfinished visits; you may no longer see it then."
        ),
    )  # fmt: skip


@login_required
@page
def succeed(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET asks what took the object's place, POST links both and closes the former."""
    access.require(request.user, "premises.close")
    premises = selectors.get(premises_id, request.user)
    form = forms.SuccessionForm(
        request.POST or None, initial={"on": clock.today()},
        candidates=selectors.possible_successors(premises, request.user),
    )  # fmt: skip
    return form_answered(
        request, premises, form,
        lambda given: services.succeed(
            former=premises, by=request.user, at=clock.now(), **given
        ),
        heading=gettext("Successor"), done=gettext("The succession is recorded."),
        intro=gettext("This object closes; the other one shows it as its predecessor."),
    )  # fmt: skip


@login_required
@page
def officer(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET asks who shall answer on which layer and why, POST names them or lets the rule say."""
    access.require(request.user, "premises.assign")
    premises = selectors.get(premises_id, request.user)
    form = forms.OfficerForm(
        request.POST or None, initial={"layer": request.GET.get("layer", Layer.OFFICER)},
        people=selectors.possible_accountable(premises),
    )  # fmt: skip

    def act(given: dict[str, Any]) -> None:
        layer, person = Layer(given["layer"]), given["person"]
        said = {"premises": premises, "reason": given["reason"], "layer": layer}
        if person:
            services.assign_officer(person=person, by=request.user, at=clock.now(), **said)
        else:
            services.release_officer(by=request.user, at=clock.now(), **said)

    return form_answered(
        request, premises, form, act, heading=gettext("Name who answers"),
        done=gettext("Who answers is settled."), tab="people",
        intro=gettext(
            "Normally the rule says who answers: the community officer of the ground, else the "
            "fire officer, the deputy chief, the chief. Naming somebody by hand needs a reason."
        ),
    )  # fmt: skip


@login_required
@page
def key_unit(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET shows the finding and asks for a decision, POST keeps it with its reason."""
    access.require(request.user, "premises.assign")
    premises = selectors.get(premises_id, request.user)
    decided = premises.key_unit_finding.get("decision")
    start: dict[str, Any] = {"version": premises.version}
    if decided:
        start["is_key"] = "yes" if decided["is_key"] else "no"
    form = forms.KeyUnitForm(request.POST or None, initial=start)
    return form_answered(
        request, premises, form,
        lambda given: services.decide_key_unit(
            premises=premises, is_key={"yes": True, "no": False}.get(given["is_key"]),
            reason=given["reason"], version=given["version"], by=request.user, at=clock.now(),
            rules=policy.rulebook(),
        ),
        heading=gettext("Key-unit status"), done=gettext("The key-unit status is settled."),
        template="premises/key_unit.html",
    )  # fmt: skip


@login_required
@page
def bounds(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET asks how often the object is visited in a year, POST sets it or lets the rule say."""
    access.require(request.user, "premises.assign")
    premises = selectors.get(premises_id, request.user)
    start = {"version": premises.version} | {
        name: premises.visits_override.get(name) for name in ("floor", "ceiling", "document")
    }
    form = forms.BoundsForm(request.POST or None, initial=start)

    def act(given: dict[str, Any]) -> None:
        said = {
            "premises": premises, "reason": given["reason"], "version": given["version"],
            "by": request.user, "at": clock.now(), "rules": policy.rulebook(),
        }  # fmt: skip
        if given["floor"] is None:
            services.unbound_visits(**said)
        else:
            figures = {name: given[name] for name in ("floor", "ceiling", "document")}
            services.bound_visits(**said, **figures)

    return form_answered(
        request, premises, form, act, heading=gettext("Visits a year"),
        done=gettext("The yearly visits are settled."),
        intro=gettext("Empty figures let the rule say how often the object is visited."),
    )  # fmt: skip
