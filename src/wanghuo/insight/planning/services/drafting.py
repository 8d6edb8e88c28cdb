"""Makes a plan, and makes it anew around what is done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support.clock import day_of
from wanghuo.insight.planning import selectors
from wanghuo.insight.planning.domain import engine
from wanghuo.insight.planning.domain.facts import (
    PlannedVisit,
    Reason,
    Report,
    Standing,
    StationPlan,
    StationYear,
)
from wanghuo.insight.planning.domain.lifecycle import OPEN, PlanStatus
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.insight.planning.services.permission import person_or_none, require
from wanghuo.registers.organization.domain.kinds import OrganizationKind
from wanghuo.registers.organization.models import Organization

BATCH = 500


class NotAStation(Invalid):
    code = "planning.not-a-station"
    says = gettext_noop("{organization} is not a police station; plans are made per station.")
    remedy = gettext_noop("Give the code of a police station.")


class NothingToPlan(Conflict):
    code = "planning.nothing-to-plan"
    says = gettext_noop("{station} supervises no premises yet, so there is nothing to plan.")
    remedy = gettext_noop("Register or import its premises first.")


class YearIsOver(Conflict):
    code = "planning.year-is-over"
    says = gettext_noop("The year {year} is over; its plan can no longer be made.")
    remedy = gettext_noop("Choose this year or a later one.")


def seed_for(station: Organization, year: int) -> str:
    """Return the seed a plan has unless another is given; the same until somebody changes it."""
    return f"{station.code}-{year}"


def preview(
    station: Organization, year: int, *, at: datetime, seed: str = ""
) -> tuple[StationYear, StationPlan]:
    """
    Make the plan and keep nothing.

    Raises: NotAStation, NothingToPlan, YearIsOver.
    """
    on = day_of(at)
    if station.kind != OrganizationKind.STATION:
        raise NotAStation(organization=station.name)
    if on.year > year:
        raise YearIsOver(year=year)
    facts = selectors.station_year(station, year, on=on, lines=_lines_before(station, year))
    if not facts.places:
        raise NothingToPlan(station=station.name)
    rules = selectors.plan_rules(station, on=on)
    return facts, engine.draft(facts, rules, seed or seed_for(station, year))


def draft(
    *,
    station: Organization,
    year: int,
    by: Actor,
    at: datetime,
    seed: str = "",
    reason: str = "",
) -> Plan:
    """
    Draft a station's plan, or draft it anew around what is done and what was fixed by hand.

    An open draft gives way to the new edition; a published plan stays in force until the new
    edition is published. The reckoning happens before the transaction, so that nobody waits.

    Raises: NotAStation, NothingToPlan, YearIsOver.
    """
    require(by, "planning.draft", station)
    facts, plan = preview(station, year, at=at, seed=seed)
    return _keep(station, facts, plan, by=by, at=at, reason=reason)


def _lines_before(station: Organization, year: int) -> list[PlanItem]:
    """Return the lines a new edition builds on: those of the open draft, else the published."""
    before = _plan_before(station, year)
    return list(before.items.order_by("line")) if before else []


def _plan_before(station: Organization, year: int) -> Plan | None:
    editions = selectors.plans_of(station, year)
    drafted = editions.filter(status__in=OPEN).first()
    return drafted or editions.filter(status=PlanStatus.PUBLISHED).first()


@transaction.atomic
def _keep(
    station: Organization,
    facts: StationYear,
    made: StationPlan,
    *,
    by: Actor,
    at: datetime,
    reason: str,
) -> Plan:
    editions = Plan.objects.filter(station=station, year=made.year)
    if connection.features.has_select_for_update:
        Organization.objects.select_for_update().get(pk=station.pk)
    before = _plan_before(station, made.year)
    replaced = list(editions.filter(status__in=OPEN))
    for old in replaced:
        old.status = PlanStatus.SUPERSEDED
        old.version += 1
        old.save(update_fields=["status", "version"])
    last = editions.aggregate(last=Max("edition"))["last"] or 0
    plan = Plan(
        station=station,
        year=made.year,
        edition=last + 1,
        seed=made.seed,
        first_month=min(facts.first_month, 12),
        reason=reason,
        made_at=at,
        made_by=person_or_none(by),
        **columns_of(made.report),
    )
    plan.save(force_insert=True)
    items = _items(plan, made.visits, list(before.items.all()) if before else [])
    PlanItem.objects.bulk_create(items, batch_size=BATCH)
    journal.record(
        "planning.drafted",
        about=[plan, *items, *replaced],
        by=by,
        at=at,
        facts={
            "station": station.name,
            "year": plan.year,
            "edition": plan.edition,
            "seed": plan.seed,
            "visits": plan.visits,
            "missing": plan.missing_visits,
            "reason": reason,
        },
        concerning=[station],
    )
    return plan


def _items(plan: Plan, visits: tuple[PlannedVisit, ...], before: list[PlanItem]) -> list[PlanItem]:
    """Make the lines; a visit that stands from the plan before keeps its line and its reasons."""
    standing: dict[tuple[UUID, int], list[PlanItem]] = defaultdict(list)
    for line in before:
        if not line.is_dropped:
            standing[line.premises_id, line.month].append(line)
    items = []
    for visit in visits:
        earlier = None
        if visit.standing != Standing.NEW:
            same = standing[UUID(visit.place), visit.month]
            earlier = same.pop(0) if same else None
        items.append(_item(plan, visit, earlier))
    return items


def _item(plan: Plan, visit: PlannedVisit, earlier: PlanItem | None) -> PlanItem:
    fixed = earlier if visit.standing == Standing.FIXED else None
    return PlanItem(
        plan=plan,
        line=earlier.line if earlier else uuid7(),
        premises_id=UUID(visit.place),
        month=visit.month,
        lead_id=UUID(visit.lead) if visit.lead else None,
        partner_id=UUID(visit.partner) if visit.partner else None,
        minutes=visit.minutes,
        purpose=visit.purpose,
        standing=visit.standing,
        reasons={
            "object": [as_json(reason) for reason in visit.why_object],
            "month": [as_json(reason) for reason in visit.why_month],
            "officers": [as_json(reason) for reason in visit.why_officers],
        },
        adjusted_at=fixed.adjusted_at if fixed else None,
        adjusted_by_id=fixed.adjusted_by_id if fixed else None,
        adjust_reason=fixed.adjust_reason if fixed else "",
    )


def report_as_json(report: Report) -> dict[str, object]:
    """Return a report in plain values, as a plan keeps it."""
    unmet = [{**asdict(entry), "reason": as_json(entry.reason)} for entry in report.unmet]
    return {**asdict(report), "unmet": unmet}


def as_json(reason: Reason) -> dict[str, object]:
    return {"code": reason.code, "facts": dict(reason.facts)}


def columns_of(report: Report) -> dict[str, object]:
    """Return what a plan keeps of a report: all of it, and the counts that lists show."""
    return {
        "report": report_as_json(report),
        "objects_count": report.objects,
        "objects_covered": report.objects_covered,
        "visits": sum(report.visits_by_month),
        "missing_visits": sum(entry.missing for entry in report.unmet),
    }
