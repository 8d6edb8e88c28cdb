"""Officers declare their hours and their conflicts of interest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Conflict, Invalid, NotAllowed, NotFound
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support.clock import day_of
from wanghuo.insight.planning.domain.facts import MONTHS
from wanghuo.insight.planning.models import Availability, ConflictOfInterest
from wanghuo.insight.planning.services.adjusting import NoSuchMonth, ReasonMissing
from wanghuo.insight.planning.services.permission import require
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.domain.permissions import who_can
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import Premises

LONGEST_MONTH_MINUTES = 31 * 24 * 60


class ForAnother(NotAllowed):
    code = "planning.for-another"
    says = gettext_noop("Your post lets you declare this for yourself only.")
    remedy = gettext_noop("Ask one of: {who_can}.")


class ImpossibleHours(Invalid):
    code = "planning.impossible-hours"
    says = gettext_noop("Month {month} cannot hold {hours} hours of supervision.")
    remedy = gettext_noop("Give the hours of the month that remain for supervision.")


class ConflictKnown(Conflict):
    code = "planning.conflict-known"
    says = gettext_noop("This conflict of interest is already declared.")


class ConflictEnded(Conflict):
    code = "planning.conflict-ended"
    says = gettext_noop("This conflict of interest has already ended.")


def _require_for(by: Person, person: Person) -> None:
    require(by, "planning.hours", person.organization)
    if by.pk != person.pk and not access.may(by, "planning.adjust"):
        raise ForAnother(who_can=who_can("planning.adjust"))


@transaction.atomic
def declare_hours(
    *, person: Person, year: int, minutes: Mapping[int, int], by: Person, at: datetime
) -> list[Availability]:
    """
    Declare an officer's minutes for supervision in some months of a year.

    Raises: ForAnother, NoSuchMonth, ImpossibleHours.
    """
    _require_for(by, person)
    rows = []
    for month, number in sorted(minutes.items()):
        if month not in MONTHS:
            raise NoSuchMonth(month=month, field="minutes")
        if not 0 <= number <= LONGEST_MONTH_MINUTES:
            raise ImpossibleHours(month=month, hours=number // 60, field=f"month_{month}")
        row, _ = Availability.objects.update_or_create(
            person=person, year=year, month=month, defaults={"minutes": number}
        )
        rows.append(row)
    journal.record(
        "planning.hours_declared",
        about=rows,
        by=by,
        at=at,
        facts={
            "name": person.name,
            "year": year,
            "hours": sum(minutes.values()) // 60,
            "minutes": {str(month): number for month, number in sorted(minutes.items())},
        },
        concerning=[person],
    )
    return rows


@transaction.atomic
def declare_conflict(
    *, person: Person, premises: Premises, reason: str, by: Person, at: datetime
) -> ConflictOfInterest:
    """
    Exclude an officer from some premises until the conflict ends.

    Raises: ForAnother, ReasonMissing, ConflictKnown, NotFound for premises out of sight.
    """
    _require_for(by, person)
    if not access.scope_of(by).holds(station=premises.station_id, territory=premises.territory_id):
        raise NotFound()
    if not reason.strip():
        raise ReasonMissing(field="reason")
    known = ConflictOfInterest.objects.filter(person=person, premises=premises, until=None)
    if known.exists():
        raise ConflictKnown(field="premises")
    conflict = ConflictOfInterest(
        person=person, premises=premises, reason=reason.strip(), since=day_of(at)
    )
    conflict.save(force_insert=True)
    facts = {"name": person.name, "premises": premises.name, "reason": conflict.reason}
    journal.record(
        "planning.conflict_declared",
        about=conflict, by=by, at=at, facts=facts, concerning=[person, premises],
    )  # fmt: skip
    return conflict


@transaction.atomic
def end_conflict(*, conflict: ConflictOfInterest, by: Person, at: datetime) -> ConflictOfInterest:
    """
    Let the officer inspect the premises again from today on.

    Raises: ForAnother, ConflictEnded.
    """
    person, premises = conflict.person, conflict.premises
    _require_for(by, person)
    if conflict.until is not None:
        raise ConflictEnded()
    facts = {"name": person.name, "premises": premises.name}
    conflict.until = day_of(at)
    conflict.save(update_fields=["until"])
    journal.record(
        "planning.conflict_ended",
        about=conflict, by=by, at=at, facts=facts, concerning=[person, premises],
    )  # fmt: skip
    return conflict
