"""The page of one supervised object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import clock
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.premises import record_tabs, selectors
from wanghuo.registers.premises.domain.terms import PremisesKind, PremisesStatus
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.views.listing import TONES

OWN_TABS = (
    ("facts", gettext_noop("Particulars"), "premises/tabs/facts.html"),
    ("people", gettext_noop("Responsibility"), "premises/tabs/people.html"),
    ("facilities", gettext_noop("Fire facilities"), "premises/tabs/facilities.html"),
)
ESTATES_TAB = ("estates", gettext_noop("Managed estates"), "premises/tabs/estates.html")
GUARDED = {
    "head_phone": "premises.view",
    "manager_phone": "premises.view",
    "head_identity_number": "premises.change",
}
"""Fields shown only on asking, which is written down, and the permission to ask."""
WAYS = (
    (gettext_noop("Change"), "premises:change", "premises.change", True),
    (gettext_noop("Move"), "premises:move", "premises.change", True),
    (gettext_noop("Close"), "premises:close", "premises.close", True),
    (gettext_noop("Successor"), "premises:succeed", "premises.close", True),
    (gettext_noop("Put back into use"), "premises:reopen", "premises.close", False),
)
"""Label, page, permission, and whether the object is in use when it can be done."""


@dataclass(frozen=True, slots=True)
class ShownTab:
    key: str
    label: str
    template: str
    count: int | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Way:
    label: str
    address: str
    is_primary: bool = False


@login_required
@require_GET
def premises_record(request: SignedIn, premises_id: UUID) -> HttpResponse:
    """GET the object; ``?tab=`` chooses what stands below its head."""
    premises = selectors.get(premises_id, request.user)
    shown, context = _tabs(premises, request.user, request.GET.get("tab", "facts"))
    return render(
        request,
        "premises/record.html",
        {
            "premises": premises,
            "tone": TONES.get(PremisesStatus(premises.status), "quiet"),
            "tabs": shown,
            "current": next(tab for tab in shown if tab.is_current),
            "ways": _ways(premises, request.user),
            "timeline": journal.timeline(premises),
            "hidden": hidden(premises, request.user),
            "may_change": people.may(request.user, "premises.change"),
            "may_assign": people.may(request.user, "premises.assign"),
            **context,
        },
    )


@login_required
@require_POST
def guarded(request: SignedIn, premises_id: UUID, field: str) -> HttpResponse:
    """POST shows a telephone or identity number in full and writes down who looked."""
    premises = selectors.get(premises_id, request.user)
    if field not in GUARDED:
        raise NotFound()
    access.require(request.user, GUARDED[field])
    access.note_sensitive_read(by=request.user, about=premises, field=field, at=clock.now())
    shown = {"premises": premises, "field": field, "value": getattr(premises, field)}
    return render(request, "premises/parts/shown.html", shown)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A guarded value with its middle hidden."""

    field: str
    masked: str
    is_given: bool
    may_show: bool


def hidden(premises: Premises, reader: Person) -> dict[str, Hidden]:
    """Return the guarded fields as the page shows them until somebody asks for more."""
    found = {}
    for field, permission in GUARDED.items():
        value = str(getattr(premises, field))
        masked = f"{value[:3]}****{value[-4:]}" if len(value) > 7 else "****"
        found[field] = Hidden(field, masked, bool(value), people.may(reader, permission))
    return found


def _tabs(premises: Premises, reader: Person, wanted: str) -> tuple[list[ShownTab], dict[str, Any]]:
    own = [*OWN_TABS]
    if premises.kind == PremisesKind.PROPERTY_COMPANY:
        own.append(ESTATES_TAB)
    others = [
        tab
        for tab in record_tabs.tabs()
        if not tab.permission or people.may(reader, tab.permission)
    ]
    keys = [key for key, _label, _template in own] + [tab.key for tab in others]
    current = wanted if wanted in keys else "facts"
    shown = [
        ShownTab(key, gettext(label), template, None, key == current)
        for key, label, template in own
    ]
    shown += [
        ShownTab(
            tab.key, str(tab.label), tab.template,
            tab.count(premises, reader) if tab.count else None, tab.key == current,
        )
        for tab in others
    ]  # fmt: skip
    chosen = next((tab for tab in others if tab.key == current), None)
    context = dict(chosen.context(premises, reader)) if chosen else _own(premises, current)
    return shown, context


def _own(premises: Premises, tab: str) -> dict[str, Any]:
    if tab == "people":
        layers = [(layer, selectors.accountable(premises, layer)) for layer in Layer]
        return {"layers": layers, "overrides": selectors.overrides(premises)}
    if tab == "facilities":
        return {"facilities": list(premises.facilities.order_by("kind", "place"))}
    if tab == "estates":
        return {"estates": list(premises.estates.order_by("name"))}
    return {
        "aliases": list(premises.aliases.order_by("name")),
        "former": [link.former for link in premises.predecessors.select_related("former")],
        "successors": [link.successor for link in premises.successors.select_related("successor")],
    }


def _ways(premises: Premises, reader: Person) -> list[Way]:
    is_active = premises.status == PremisesStatus.ACTIVE
    ways = [
        Way(str(act.label), address, act.is_primary)
        for act in record_tabs.acts()
        if (not act.permission or people.may(reader, act.permission))
        and (address := act.address(premises, reader))
    ]
    return ways + [
        Way(gettext(label), reverse(name, args=[premises.pk]))
        for label, name, permission, needs_active in WAYS
        if needs_active == is_active and people.may(reader, permission)
    ]
