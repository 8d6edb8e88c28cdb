"""How every verb moves a hazard on: the table decides, the row follows, the floors above hear."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.operations.hazards import selectors, signals
from wanghuo.operations.hazards.domain import deadlines
from wanghuo.operations.hazards.domain.lifecycle import Move
from wanghuo.operations.hazards.domain.terms import Closing, Decision, Status
from wanghuo.operations.hazards.models import Extension, Hazard
from wanghuo.registers.access.models import Person


def locked(hazard: Hazard) -> Hazard:
    """
    Return the hazard fresh and locked for the rest of the transaction.

    Raises: NotFound.
    """
    rows = Hazard.objects.select_related(
        "premises", "station", "territory", "officer", "found_by", "partner", "order"
    )
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=hazard.pk).first()
    if found is None:
        raise NotFound()
    return found


def move_on(
    hazard: Hazard,
    move: Move,
    *,
    on: date,
    rules: Rulebook,
    calendar: WorkingCalendar,
    person: Person | None = None,
) -> None:
    """
    Put an open hazard into ``move``'s state with its next step, person and day; not saved yet.

    ``person`` overrides whom the step's layer falls to.
    """
    onward = move.onward
    if onward is None:
        raise ValueError("closing a hazard needs a proof: use end()")
    due = deadlines.step_due(
        onward.clock, found_on=hazard.found_on, deadline_on=hazard.deadline_on, act_on=on,
        rules=rules, calendar=calendar, place=hazard.territory.code,
    )  # fmt: skip
    hazard.status = move.status
    hazard.next_step = onward.step
    hazard.next_layer = onward.layer
    hazard.next_person = person or selectors.person_for(hazard, onward.layer, on=on)
    hazard.next_due_on = due.on
    hazard.next_due_explained = due.as_data()


def end(
    hazard: Hazard,
    closing: Closing,
    *,
    by: Person,
    at: datetime,
    proof_visit: UUID | None = None,
    proof_document: UUID | None = None,
    proof_note: str = "",
) -> None:
    """Put a hazard into CLOSED with its proof; not saved yet."""
    hazard.status = Status.CLOSED
    hazard.next_step = hazard.next_layer = ""
    hazard.next_person = None
    hazard.next_due_on = None
    hazard.next_due_explained = {}
    hazard.closed_at, hazard.closed_by, hazard.closing = at, by, closing
    hazard.proof_visit, hazard.proof_document_id = proof_visit, proof_document
    hazard.proof_note = proof_note


def announce(hazards: Iterable[Hazard], *, by: Actor, at: datetime) -> None:
    """Tell the floors above; called after rows and journal are written."""
    for hazard in hazards:
        signal = signals.next_step_set if hazard.is_open else signals.closed
        signal.send(sender=Hazard, hazard=hazard, by=by, at=at)


def lapse_extension(hazard: Hazard, *, by: Person, at: datetime) -> list[Extension]:
    """End a pending request that closing made pointless, and return what changed."""
    pending = selectors.pending_extension(hazard)
    if pending is None:
        return []
    pending.decision, pending.decided_at, pending.decided_by = Decision.LAPSED, at, by
    pending.save(update_fields=["decision", "decided_at", "decided_by"])
    return [pending]
