"""Changing what will be ordered, before anything is issued."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards.domain import authority, deadlines, lifecycle
from wanghuo.operations.hazards.domain.lifecycle import Act, IllegalTransition
from wanghuo.operations.hazards.domain.terms import Grade, Measure, Status
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.hazards.services import steps
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person


@transaction.atomic
def choose_measure(
    *,
    hazard: Hazard,
    measure: Measure,
    deadline_on: date | None,
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    grade: Grade | None = None,
) -> Hazard:
    """
    Choose measure, deadline or grade anew, while nothing is issued or after it came back.

    Raises: PostLacksPermission, IllegalTransition, MeasureNotAllowed, DeadlineMissing,
    DeadlineTooEarly, DeadlineTooLate.
    """
    access.require(by, "hazards.order")
    hazard = steps.locked(hazard)
    status, on, place = hazard.lifecycle_status, day_of(at), hazard.territory.code
    if status not in (Status.FOUND, Status.RETURNED) or measure is Measure.FIXED_ON_SPOT:
        raise IllegalTransition(act=Act.ORDER, status=status)
    grade = grade or Grade(hazard.grade)
    authority.check(
        measure, violation=hazard.violation, grade=grade, rules=rules, on=on, place=place
    )
    given = chosen_deadline(
        measure,
        deadline_on,
        violation=hazard.violation,
        on=on,
        rules=rules,
        calendar=calendar,
        place=place,
    )
    if (hazard.measure, hazard.deadline_on, hazard.grade) == (measure, given, grade):
        return hazard
    hazard.measure, hazard.deadline_on, hazard.grade = measure, given, grade
    if status is Status.FOUND:
        steps.move_on(
            hazard, lifecycle.opening(measure, grade), on=on, rules=rules, calendar=calendar
        )
    hazard.save()
    journal.record(
        "hazards.measure_chosen", about=hazard, by=by, at=at, concerning=[hazard.premises],
        facts={"measure": measure, "deadline_on": given, "grade": grade},
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return hazard


def chosen_deadline(
    measure: Measure,
    given: date | None,
    *,
    violation: str,
    on: date,
    rules: Rulebook,
    calendar: WorkingCalendar,
    place: str,
) -> date | None:
    """
    Return the last day allowed for a correction ordered ``on`` that day; None if none is ordered.

    Raises: DeadlineMissing, DeadlineTooEarly, DeadlineTooLate.
    """
    if measure in (Measure.FIXED_ON_SPOT, Measure.TRANSFER):
        return None
    if measure is Measure.AT_ONCE or (measure is Measure.REPORT and given is None):
        return on
    limit = deadlines.allowance(
        on=on, violation=violation, rules=rules, calendar=calendar, place=place
    )
    return deadlines.check_deadline(given, after=on, latest_on=limit.latest_on)
