"""Ends the year in a lively present: work due today, under way, waiting for a decision."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from wanghuo.insight.planning import services as planning
from wanghuo.interfaces.simulation.services import events, following
from wanghuo.interfaces.simulation.services.visiting import LOADED
from wanghuo.interfaces.simulation.services.year import Year
from wanghuo.operations.hazards.domain.terms import NextStep, Outcome, Status
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors as inspection_selectors
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections.domain.terms import Complaint, Origin, Purpose, TaskStatus
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises.domain.terms import PremisesStatus
from wanghuo.registers.premises.models import Premises

ASKED_FOR = [
    (Purpose.CAMPAIGN, 0, "节前人员密集场所消防安全检查"),
    (Purpose.VERIFY, 0, "12345转办：楼道停放电动车充电"),
    (Purpose.VERIFY, 3, "上月被投诉的场所，群众再次反映，须到场核实"),
]
"""
Visits the deputy asked the officer for: purpose, days they are overdue, why. A complaint is as
many days overdue or more, where the rule's day would be a day off.
"""


def set_up(year: Year, shown: str) -> None:
    """Leave today's work on the desks of the shown station."""
    station = year.district.organizations.get(shown)
    if station is None:
        return
    now = year.until
    officer = year.district.people(station, PostKind.COMMUNITY_OFFICER)[0]
    year.world.attempt(lambda at: _asked_for(year, station, officer, at), now)
    year.world.attempt(lambda at: _under_way(year, station, officer, at), now)
    year.world.attempt(lambda at: _handed_over(year, station, at), now)
    year.world.attempt(lambda at: _asked_for_time(year, station, at), now)
    year.world.attempt(
        lambda at: events.bring_workbook(year, station, at - timedelta(minutes=30), seed=2), now
    )
    year.world.attempt(lambda at: _plan_to_approve(year, station, at), now)


def _asked_for(year: Year, station: Organization, officer: Person, at: datetime) -> None:
    deputy = year.district.people(station, PostKind.DEPUTY_CHIEF)[0]
    mine = Premises.objects.filter(
        accountable_officer=officer, status=PremisesStatus.ACTIVE
    ).select_related("station", "territory", "accountable_officer")
    places = mine.order_by("name")[: len(ASKED_FOR)]
    for premises, (purpose, overdue, why) in zip(places, ASKED_FOR, strict=False):
        is_complaint = purpose is Purpose.VERIFY
        due_on, asked_at = at.date() - timedelta(days=overdue), at - timedelta(days=overdue + 1)
        if is_complaint:
            asked_at = _received_for(year, premises, due_on, asked_at)
        inspections.ask_for_visit(
            premises=premises, purpose=purpose, description=why, by=deputy, at=asked_at,
            due_on=None if is_complaint else due_on, rules=year.world.rules,
            calendar=year.world.calendar,
        )  # fmt: skip


def _received_for(year: Year, premises: Premises, due_on: date, latest: datetime) -> datetime:
    """Return the last instant, by whole days, from which the rule counts up to ``due_on``."""
    rules, calendar = year.world.rules, year.world.calendar
    received_at = latest
    while True:
        counted = dict(
            inspection_selectors.days_to_verify(
                premises, received_at, on=due_on, rules=rules, calendar=calendar
            )
        )[Complaint.OTHER]
        if counted.on <= due_on:
            return received_at
        received_at -= timedelta(days=1)


def _under_way(year: Year, station: Organization, officer: Person, at: datetime) -> None:
    """One visit was begun this morning and is still open."""
    premises = (
        Premises.objects.filter(accountable_officer=officer, status=PremisesStatus.ACTIVE)
        .select_related("station", "territory", "accountable_officer")
        .order_by("-name")
        .first()
    )
    if premises is None:
        return
    deputy = year.district.people(station, PostKind.DEPUTY_CHIEF)[0]
    task = inspections.open_task(
        premises=premises, origin=Origin.MANUAL, purpose=Purpose.CAMPAIGN,
        window_start=at.date(), due_on=at.date() + timedelta(days=3),
        reason_facts={"description": "今冬明春火灾防控专项检查", "by": deputy.name},
        by=deputy, at=at - timedelta(hours=22),
    )  # fmt: skip
    year.visits.begin(task, at - timedelta(minutes=40))


def _handed_over(year: Year, station: Organization, at: datetime) -> None:
    """Something was still not put right this morning and has gone to the brigade."""
    over = Task.objects.filter(
        status=TaskStatus.OPEN, purpose=Purpose.REINSPECTION, hazard__deadline_on__lt=at.date(),
        hazard__next_step=NextStep.REINSPECT,
    ).select_related(*LOADED)  # fmt: skip
    here = over.filter(station=station)
    task = (here if here.exists() else over).order_by("due_on", "id").first()
    if task is None or task.hazard is None:
        return
    visit = year.visits.begin(task, at - timedelta(hours=4), outcome=Outcome.NOT_CORRECTED)
    year.visits.finish(visit, at - timedelta(hours=3, minutes=30))
    following.send(task.hazard.pk, at - timedelta(hours=2), year.world)


def _asked_for_time(year: Year, station: Organization, at: datetime) -> None:
    hazard = (
        Hazard.objects.filter(
            station=station, status=Status.ORDERED, next_step=NextStep.REINSPECT,
            deadline_on__gt=at.date(),
        )
        .order_by("deadline_on", "id")
        .first()
    )  # fmt: skip
    if hazard:
        following.ask_for_time(hazard.pk, at - timedelta(hours=1), year.world)


def _plan_to_approve(year: Year, station: Organization, at: datetime) -> None:
    """The fire officer has redrafted the rest of the year; the chief has to decide."""
    officer = year.district.people(station, PostKind.FIRE_OFFICER)[0]
    plan = planning.draft(
        station=station, year=year.first_day.year, by=officer, at=at - timedelta(hours=2),
        reason="年末补齐未完成的检查",
    )  # fmt: skip
    planning.submit(plan=plan, by=officer, at=at - timedelta(hours=1))
