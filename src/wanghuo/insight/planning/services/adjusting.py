"""Changes a draft by hand, within the same limits the machine keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import Conflict, Invalid, NotAllowed
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import concurrency
from wanghuo.foundation.support.clock import day_of
from wanghuo.insight.planning import selectors
from wanghuo.insight.planning.domain import limits, report
from wanghuo.insight.planning.domain.facts import (
    MONTHS,
    PlannedVisit,
    PlanRules,
    Purpose,
    Standing,
    StationYear,
)
from wanghuo.insight.planning.domain.lifecycle import PlanStatus
from wanghuo.insight.planning.domain.limits import Fault, Limit
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.insight.planning.services.drafting import columns_of
from wanghuo.insight.planning.services.permission import require
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.domain.permissions import who_can
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import Premises


class PlanIsClosed(Conflict):
    code = "planning.plan-is-closed"
    says = gettext_noop("Only a draft can be changed by hand; this plan is: {status}.")
    remedy = gettext_noop("Have it sent back, or draft the year anew.")


class ReasonMissing(Invalid):
    code = "planning.reason-missing"
    says = gettext_noop("A change by hand needs its reason.")
    remedy = gettext_noop("Write the reason in a sentence; it stays with the visit.")


class NoSuchMonth(Invalid):
    code = "planning.no-such-month"
    says = gettext_noop("A year has no month {month}.")
    remedy = gettext_noop("Choose a month from 1 to 12.")


class MonthIsPast(Invalid):
    code = "planning.month-is-past"
    says = gettext_noop("Month {month} is past.")
    remedy = gettext_noop("Choose month {first} or a later one.")


class VisitIsDone(Conflict):
    code = "planning.visit-is-done"
    says = gettext_noop("This visit has been made or taken out; it can no longer be changed.")


class NotOfThisStation(Invalid):
    code = "planning.not-of-this-station"
    says = gettext_noop("{premises} is not among the premises this plan can visit.")
    remedy = gettext_noop("Choose premises in use that the station supervises.")


class LimitBroken(Conflict):
    """A limit no visit may break; ``limit`` among the facts is its code."""

    code = "planning.limit-broken"
    says = gettext_noop("This change would break a limit of the plan.")

    def __init__(self, limit: Limit, **facts: object) -> None:
        self.says = limit.english
        super().__init__(limit=limit.value, field=FIELDS.get(limit, ""), **facts)


FIELDS = {
    Limit.CEILING: "premises",
    Limit.SAME_MONTH: "month",
    Limit.WINDOW: "month",
    Limit.SAME_OFFICER: "partner",
    Limit.STRANGER: "lead",
    Limit.CONFLICT: "lead",
    Limit.CERTIFICATE: "partner",
    Limit.HOURS: "month",
}


class BelowTheFloor(NotAllowed):
    code = "planning.below-the-floor"
    says = gettext_noop(
        "Without this visit {premises} would get {planned} of {floor} required visits."
    )
    remedy = gettext_noop("Move it to another month or other officers, or ask one of: {who_can}.")


def adjust(
    *,
    item: PlanItem,
    month: int,
    lead: Person,
    partner: Person,
    reason: str,
    by: Person,
    at: datetime,
) -> PlanItem:
    """
    Move a visit to another month or give it to other officers.

    Raises: PlanIsClosed, ReasonMissing, VisitIsDone, NoSuchMonth, MonthIsPast, LimitBroken.
    """

    def change(row: PlanItem) -> None:
        row.keep_as_drafted()
        row.month, row.lead, row.partner = month, lead, partner

    return _change(item, "planning.adjusted", change, reason=reason, by=by, at=at)


def drop(*, item: PlanItem, reason: str, by: Person, at: datetime) -> PlanItem:
    """
    Take a visit out of the draft; its line stays with the reason.

    Raises: PlanIsClosed, ReasonMissing, VisitIsDone, BelowTheFloor.
    """

    def change(row: PlanItem) -> None:
        row.is_dropped = True

    return _change(item, "planning.dropped", change, reason=reason, by=by, at=at)


@transaction.atomic
def add_visit(
    *,
    plan: Plan,
    premises: Premises,
    month: int,
    lead: Person,
    partner: Person,
    reason: str,
    by: Person,
    at: datetime,
) -> PlanItem:
    """
    Add a visit to the draft.

    Raises: PlanIsClosed, ReasonMissing, NotOfThisStation, MonthIsPast, LimitBroken.
    """
    plan = opened(plan, by)
    _check_reason(reason)
    facts, rules = facts_of(plan, at)
    place = next((place for place in facts.places if place.id == str(premises.pk)), None)
    if place is None:
        raise NotOfThisStation(premises=premises.name, field="premises")
    rows = list(plan.items.all())
    count = sum(row.premises_id == premises.pk and not row.is_dropped for row in rows)
    item = PlanItem(
        id=uuid7(),
        plan=plan,
        premises=premises,
        month=month,
        lead=lead,
        partner=partner,
        minutes=place.minutes,
        purpose=Purpose.FLOOR if count < place.floor else Purpose.EXTRA,
        adjusted_at=at,
        adjusted_by=by,
        adjust_reason=reason.strip(),
    )
    return accept("planning.added", plan, item, rows, facts, rules, by=by, at=at)


@transaction.atomic
def _change(
    item: PlanItem,
    act: str,
    change: Callable[[PlanItem], None],
    *,
    reason: str,
    by: Person,
    at: datetime,
) -> PlanItem:
    plan = opened(item.plan, by)
    _check_reason(reason)
    facts, rules = facts_of(plan, at)
    rows = list(plan.items.all())
    row = next(row for row in rows if row.pk == item.pk)
    if row.standing == Standing.DONE or row.is_dropped:
        raise VisitIsDone()
    others = [other for other in rows if other.pk != row.pk]
    row.adjusted_at, row.adjusted_by, row.adjust_reason = at, by, reason.strip()
    change(row)
    return accept(act, plan, row, others, facts, rules, by=by, at=at)


def _check_reason(reason: str) -> None:
    """Raises: ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing(field="reason")


def opened(plan: Plan, by: Person) -> Plan:
    """
    Return the plan locked for a change, once it is sure that there may be one.

    Raises: PostLacksPermission, PlanIsClosed.
    """
    require(by, "planning.adjust", plan.station)
    plan = concurrency.claim(plan)
    if plan.status != PlanStatus.DRAFT:
        raise PlanIsClosed(status=PlanStatus(plan.status))
    return plan


def facts_of(plan: Plan, at: datetime) -> tuple[StationYear, PlanRules]:
    """Return what the plan is made from, as it stands now."""
    on = day_of(at)
    facts = selectors.station_year(plan.station, plan.year, on=on)
    return facts, selectors.plan_rules(plan.station, on=on)


def accept(
    act: str,
    plan: Plan,
    item: PlanItem,
    others: Sequence[PlanItem],
    facts: StationYear,
    rules: PlanRules,
    *,
    by: Person,
    at: datetime,
) -> PlanItem:
    """
    Save a changed line with the plan recounted, if it breaks no limit.

    Raises: NoSuchMonth, MonthIsPast, NotOfThisStation, BelowTheFloor, LimitBroken.
    """
    if item.month not in MONTHS:
        raise NoSuchMonth(month=item.month, field="month")
    if item.month < facts.first_month:
        raise MonthIsPast(month=item.month, first=facts.first_month, field="month")
    known = {place.id for place in facts.places}
    kept = [visit_of(row) for row in others if not row.is_dropped and str(row.premises_id) in known]
    after = kept if item.is_dropped else [*kept, visit_of(item)]
    _check(item, kept, after, facts, rules, by)
    item.save()
    dropped = {str(row.premises_id): row.adjust_reason for row in (*others, item) if row.is_dropped}
    for column, value in columns_of(report.of(facts, after, rules, dropped=dropped)).items():
        setattr(plan, column, value)
    plan.save()
    journal.record(
        act,
        about=[plan, item],
        by=by,
        at=at,
        facts={
            "premises": item.premises.name,
            "month": item.month,
            "lead": item.lead.name if item.lead else "",
            "partner": item.partner.name if item.partner else "",
            "reason": item.adjust_reason,
        },
        concerning=[item.premises],
    )
    return item


def visit_of(row: PlanItem) -> PlannedVisit:
    """Return a line of the plan as the planner's own word."""
    return PlannedVisit(
        place=str(row.premises_id),
        month=row.month,
        lead=str(row.lead_id or ""),
        partner=str(row.partner_id or ""),
        minutes=row.minutes,
        purpose=Purpose(row.purpose),
        standing=Standing(row.standing),
    )


def _check(
    item: PlanItem,
    before: Sequence[PlannedVisit],
    after: Sequence[PlannedVisit],
    facts: StationYear,
    rules: PlanRules,
    by: Person,
) -> None:
    place = next((place for place in facts.places if place.id == str(item.premises_id)), None)
    if item.is_dropped:
        planned = sum(visit.place == str(item.premises_id) for visit in after)
        if place and planned < place.floor and not access.may(by, "planning.approve"):
            raise BelowTheFloor(
                premises=item.premises.name,
                planned=planned,
                floor=place.floor,
                who_can=who_can("planning.approve"),
            )
        return
    if place is None:
        raise NotOfThisStation(premises=item.premises.name, field="premises")
    known = limits.faults(before, facts, rules)
    for fault in limits.faults(after, facts, rules):
        if fault not in known:
            raise _refusal(fault, item)


def _refusal(fault: Fault, item: PlanItem) -> LimitBroken:
    facts = dict(fault.facts)
    if "place" in facts:
        facts["place"] = item.premises.name
    if "officer" in facts:
        pair = {str(person.pk): person.name for person in (item.lead, item.partner) if person}
        officer = str(facts["officer"])
        facts["officer"] = pair.get(officer) or _name(officer)
    return LimitBroken(fault.limit, **facts)


def _name(officer: str) -> str:
    return Person.objects.filter(pk=UUID(officer)).values_list("name", flat=True).first() or ""
