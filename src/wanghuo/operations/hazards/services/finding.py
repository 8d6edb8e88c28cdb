"""Recording a hazard that a visit found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.support import device_ids
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards import selectors
from wanghuo.operations.hazards.domain import authority, lifecycle, repeats
from wanghuo.operations.hazards.domain.terms import Closing, Grade, Measure
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.hazards.services import steps
from wanghuo.operations.hazards.services.choosing import chosen_deadline
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import Premises


class DescriptionMissing(Invalid):
    code = "hazards.description-missing"
    says = gettext_noop("A hazard must say what is wrong and where.")
    remedy = gettext_noop("Describe it in a sentence.")


@transaction.atomic
def find(
    *,
    premises: Premises,
    visit_id: UUID,
    item_key: str,
    violation: str,
    act_number: int | None,
    grade: Grade,
    description: str,
    measure: Measure,
    deadline_on: date | None,
    officers: Sequence[Person],
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    id: UUID | None = None,
) -> Hazard:
    """
    Record a hazard of a visit; one fixed on the spot is closed with the visit as its proof.

    ``officers`` are the visit's, the lead first. The same ``id`` again returns what is there.
    The caller has made sure that the visit is one to these premises.

    Raises: PostLacksPermission, IdTaken, DescriptionMissing, MeasureNotAllowed,
    DeadlineMissing, DeadlineTooEarly, DeadlineTooLate.
    """
    access.require(by, "inspections.visit")
    known = device_ids.made_before(Hazard, id, found_in=visit_id, item_key=item_key)
    if known is not None:
        return known
    if not description.strip():
        raise DescriptionMissing(field="description")
    found_on, place = day_of(at), premises.territory.code
    authority.check(
        measure, violation=violation, grade=grade, rules=rules, on=found_on, place=place
    )
    hazard = Hazard(
        id=id or uuid7(), premises=premises, station=premises.station,
        territory=premises.territory, found_in=visit_id, item_key=item_key,
        violation=violation or "", act_number=act_number, grade=grade,
        description=description.strip(), found_on=found_on, found_by=officers[0],
        partner=officers[1] if len(officers) > 1 else None,
        officer=premises.accountable_officer or officers[0], measure=measure,
    )  # fmt: skip
    hazard.deadline_on = chosen_deadline(
        measure,
        deadline_on,
        violation=hazard.violation,
        on=found_on,
        rules=rules,
        calendar=calendar,
        place=place,
    )
    _link_to_predecessor(hazard, rules=rules, place=place)
    start = lifecycle.opening(measure, grade)
    if start.onward is None:
        steps.end(hazard, Closing.FIXED_ON_SPOT, by=by, at=at, proof_visit=visit_id)
    else:
        steps.move_on(hazard, start, on=found_on, rules=rules, calendar=calendar)
    hazard.save(force_insert=True)
    journal.record(
        "hazards.found" if hazard.is_open else "hazards.fixed_on_spot",
        about=hazard, by=by, at=at, concerning=[premises], facts={
            "description": hazard.description, "violation": hazard.violation, "grade": grade,
            "measure": measure, "visit": visit_id, "deadline_on": hazard.deadline_on,
            "predecessor": hazard.predecessor_id,
        },
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return hazard


def _link_to_predecessor(hazard: Hazard, *, rules: Rulebook, place: str) -> None:
    since = repeats.counted_since(hazard.found_on, rules=rules, place=place)
    earlier = selectors.latest_alike(hazard, since=since)
    if earlier is not None:
        hazard.predecessor = earlier
        hazard.occurrence = earlier.occurrence + 1
