"""The page of one hazard, and the way to its re-inspection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook import deadlines
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.support import clock
from wanghuo.operations.hazards import selectors, services, signals
from wanghuo.operations.hazards.domain import lifecycle
from wanghuo.operations.hazards.domain.extras import Picture
from wanghuo.operations.hazards.domain.lifecycle import Act
from wanghuo.operations.hazards.domain.terms import NextStep, Status
from wanghuo.operations.hazards.models import Hazard
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors as register

STEPS = {
    NextStep.ISSUE_ORDER: ("hazards:order", "hazards.order"),
    NextStep.SEND_TRANSFER: ("hazards:transfer", "hazards.transfer"),
    NextStep.REINSPECT: ("hazards:reinspection", "inspections.visit"),
    NextStep.DECIDE_EXTENSION: ("hazards:decision", "hazards.decide_extension"),
    NextStep.CONFIRM_RECEIPT: ("hazards:receipt", ""),
    NextStep.REPLY: ("hazards:reply", ""),
    NextStep.CLOSE_TRANSFER: ("hazards:close-transfer", "hazards.transfer"),
}
"""The page of each step and the permission it needs; the receiver's own pages ask for sight."""

OTHER_ACTS = {
    Act.REQUEST_EXTENSION: ("hazards:extension", "hazards.extend"),
    Act.TRANSFER: ("hazards:transfer", "hazards.transfer"),
    Act.CLOSE: ("hazards:closing", "hazards.decide_extension"),
}

CHOOSE_AGAIN = gettext_noop("Choose another measure")
REPORT_AS_SEVERE = gettext_noop("Report as severe")
GIVE_AWAY = gettext_noop("Give to another officer")

TONES = {
    Status.FOUND: "soon",
    Status.NOT_CORRECTED: "overdue",
    Status.RETURNED: "soon",
    Status.CLOSED: "done",
}


@dataclass(frozen=True, slots=True)
class Way:
    """Something the reader may do from the page."""

    label: str
    address: str


@login_required
@require_GET
def hazard_record(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET the hazard with its next step, papers, pictures, history and repeats."""
    hazard = selectors.readable(hazard_id, request.user)
    rules, calendar = policy.rulebook(), policy.calendar()
    today = clock.today()
    return render(
        request,
        "hazards/record.html",
        {
            "hazard": hazard,
            "tone": tone(hazard, today),
            "step": _step(hazard, request.user),
            "working_days_left": _days_left(hazard, today, calendar),
            "how": deadlines.kept_explanation(hazard.next_due_explained),
            "ways": _ways(hazard, request.user),
            "violation": selectors.violation_of(hazard, rules=rules),
            "documents": documents.about(hazard),
            "pictures": _pictures(hazard),
            "chain": [
                one for one in selectors.repeats_of(hazard) if register.may_read(one, request.user)
            ],
            "sees_premises": register.in_sight(hazard.premises, request.user),
            "history": selectors.history(hazard),
            "timeline": journal.timeline(hazard),
        },
    )


@login_required
@require_GET
def reinspection(request: SignedIn, hazard_id: UUID) -> HttpResponse:
    """GET leads to the page on which the visit is done."""
    hazard = selectors.get(hazard_id, request.user)
    answers = signals.visit_asked.send(sender=Hazard, hazard=hazard, reader=request.user)
    address = next((found for _receiver, found in answers if found), None)
    if address:
        return redirect(address)
    return render(request, "hazards/no_visit.html", {"hazard": hazard})


def tone(hazard: Hazard, today: date) -> str:
    """Return the colour a state is shown in; the word always stands beside it."""
    if hazard.next_due_on is not None and hazard.next_due_on < today:
        return "overdue"
    return TONES.get(hazard.lifecycle_status, "wait")


def _step(hazard: Hazard, reader: Person) -> Way | None:
    """Return the button of the next step, if the reader may press it."""
    if not hazard.is_open:
        return None
    step = NextStep(hazard.next_step)
    name, permission = STEPS[step]
    if permission and not access.may(reader, permission):
        return None
    if not permission:
        sent = selectors.open_transfer(hazard)
        if sent is None or not services.may_answer(sent, reader):
            return None
    return Way(gettext(step.english), reverse(name, args=[hazard.pk]))


def _ways(hazard: Hazard, reader: Person) -> list[Way]:
    """Return the other acts the state and the reader's post allow."""
    possible = lifecycle.acts_from(hazard.lifecycle_status)
    wanted = [
        (act.english, *OTHER_ACTS[act])
        for act in possible
        if act in OTHER_ACTS and STEPS.get(hazard.next_step, ("",))[0] != OTHER_ACTS[act][0]
    ]
    if hazard.lifecycle_status in (Status.FOUND, Status.RETURNED):
        wanted.insert(0, (CHOOSE_AGAIN, "hazards:measure", "hazards.order"))
    if hazard.is_open:
        if hazard.status != Status.FOUND and hazard.reported_at is None:
            wanted.append((REPORT_AS_SEVERE, "hazards:report", "hazards.report"))
        wanted.append((GIVE_AWAY, "hazards:officer", "hazards.reassign"))
    return [
        Way(gettext(label), reverse(name, args=[hazard.pk]))
        for label, name, permission in wanted
        if access.may(reader, permission)
    ]


def _days_left(hazard: Hazard, today: date, calendar: WorkingCalendar) -> int | None:
    if hazard.next_due_on is None:
        return None
    return calendar.working_days_between(today, hazard.next_due_on)


def _pictures(hazard: Hazard) -> list[Picture]:
    answers = signals.pictures_asked.send(sender=Hazard, hazard=hazard)
    found: list[Picture] = []
    for _receiver, pictures in answers:
        found.extend(pictures or ())  # type: ignore[arg-type]
    return found
