"""What a re-inspection found."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.support import device_ids
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards.domain import deadlines, lifecycle
from wanghuo.operations.hazards.domain.lifecycle import Act
from wanghuo.operations.hazards.domain.terms import Closing, Measure, Outcome
from wanghuo.operations.hazards.models import Hazard, Reinspection
from wanghuo.operations.hazards.services import steps
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person

KINDS = {
    Outcome.CORRECTED: "hazards.found_corrected",
    Outcome.PARTLY: "hazards.found_partly_corrected",
    Outcome.NOT_CORRECTED: "hazards.found_not_corrected",
}
ACTS = {
    Outcome.CORRECTED: Act.CONFIRM_CORRECTED,
    Outcome.PARTLY: Act.CONFIRM_PARTLY,
    Outcome.NOT_CORRECTED: Act.CONFIRM_NOT_CORRECTED,
}


class RemainderMissing(Invalid):
    code = "hazards.remainder-missing"
    says = gettext_noop("Partial correction must say what is still to be done.")
    remedy = gettext_noop("Describe in the note what is left.")


@transaction.atomic
def record_reinspection(
    *,
    hazard: Hazard,
    visit_id: UUID,
    outcome: Outcome,
    note: str,
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    next_deadline_on: date | None = None,
    id: UUID | None = None,
) -> Reinspection:
    """
    Record what a visit found of a hazard.

    Corrected closes it with the visit as proof. Partly corrected gives what is left a new
    deadline. Not corrected after the deadline has to be transferred; before the deadline
    nothing changes but the record. The same visit again returns what is there.
    The caller has made sure that the visit is one to these premises.

    Raises: PostLacksPermission, RemainderMissing, DeadlineMissing, DeadlineTooEarly,
    DeadlineTooLate, IllegalTransition.
    """
    access.require(by, "inspections.visit")
    known = Reinspection.objects.filter(hazard=hazard, visit_id=visit_id).first()
    if known is not None:
        return known
    hazard = steps.locked(hazard)
    on = day_of(at)
    move = lifecycle.move(hazard.lifecycle_status, ACTS[outcome])
    if outcome is Outcome.PARTLY:
        next_deadline_on = _next_deadline(hazard, next_deadline_on, note, on, rules, calendar)
    else:
        next_deadline_on = None
    done = Reinspection.objects.create(
        id=device_ids.free(Reinspection, id),
        hazard=hazard, visit_id=visit_id, outcome=outcome, note=note.strip(),
        done_at=at, done_by=by, deadline_before=hazard.deadline,
        next_deadline_on=next_deadline_on,
    )  # fmt: skip
    changed = [hazard, done]
    kind = KINDS[outcome]
    if outcome is Outcome.CORRECTED:
        steps.end(
            hazard, Closing.REINSPECTED, by=by, at=at, proof_visit=visit_id, proof_note=note.strip()
        )
        changed += steps.lapse_extension(hazard, by=by, at=at)
    elif outcome is Outcome.NOT_CORRECTED and not _is_over(hazard, on):
        kind = "hazards.found_not_yet_corrected"
    else:
        hazard.deadline_on = next_deadline_on or hazard.deadline_on
        steps.move_on(hazard, move, on=on, rules=rules, calendar=calendar)
    hazard.save()
    journal.record(
        kind, about=changed, by=by, at=at, concerning=[hazard.premises],
        facts={"note": done.note, "visit": visit_id, "next_deadline_on": next_deadline_on},
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return done


def _is_over(hazard: Hazard, on: date) -> bool:
    """Say whether the time allowed has run out; an order to correct at once allows none."""
    is_at_once = hazard.measure == Measure.AT_ONCE and hazard.deadline_on == hazard.found_on
    return is_at_once or on > hazard.deadline


def _next_deadline(
    hazard: Hazard,
    given: date | None,
    note: str,
    on: date,
    rules: Rulebook,
    calendar: WorkingCalendar,
) -> date:
    if not note.strip():
        raise RemainderMissing(field="note")
    limit = deadlines.allowance(
        on=on,
        violation=hazard.violation,
        rules=rules,
        calendar=calendar,
        place=hazard.territory.code,
    )
    return deadlines.check_deadline(given, after=on, latest_on=limit.latest_on)
