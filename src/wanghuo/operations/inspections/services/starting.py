"""Beginning a visit, saying who is there, and giving it up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.rulebook import checklists
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support import concurrency, device_ids
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.inspections import selectors, signals
from wanghuo.operations.inspections.domain import lifecycle
from wanghuo.operations.inspections.domain.terms import Purpose, TaskStatus, VisitStatus
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.operations.inspections.services import refusals
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.domain.terms import CompetenceBasis, PremisesStatus
from wanghuo.registers.premises.models import Premises

BEYOND_CEILING = (Purpose.REINSPECTION, Purpose.VERIFY, Purpose.CAMPAIGN)
NEEDS_REASON = (Purpose.VERIFY, Purpose.CAMPAIGN)
SLOW_CLOCK = timedelta(days=1)
"""What a phone's clock may be behind that of whoever opened the task, a midnight between them."""


@transaction.atomic
def start_visit(
    *,
    by: Person,
    at: datetime,
    rules: Rulebook,
    task: Task | None = None,
    premises: Premises | None = None,
    purpose: Purpose | None = None,
    partner: Person | None = None,
    reason: str = "",
    id: UUID | None = None,
) -> Visit:
    """
    Begin a visit for a task, or unscheduled at some premises.

    An auxiliary begins it for the accountable officer. The same ``id`` again returns what is
    there, and so does starting again while one's own visit is under way.

    Raises: PostLacksPermission, OutsideYourGround, InTheBrigadesCharge, PremisesEnded, TaskEnded,
    BeforeTheTask, CeilingReached, VisitUnderWay, ReasonMissing, NotAnOfficer, SameOfficer,
    OfficerExcluded, NobodyAccountable, IdTaken, rulebook.NoSuchRule.
    """
    place = task.premises if task is not None else premises
    if place is None:
        raise ValueError("a visit needs a task or premises")
    wanted = Purpose(task.purpose if task is not None else purpose or Purpose.ROUTINE)
    same = {"premises_id": place.pk, "task_id": task.pk if task else None, "purpose": wanted}
    if (known := device_ids.made_before(Visit, id, **same)) is not None:
        return known
    is_officer = people.may(by, "inspections.visit")
    if not is_officer:
        access.require(by, "inspections.report")
    if (own := _own_draft(place, by)) is not None:
        return own
    _check_place(place, by)
    on = day_of(at)
    _check_task(task, on)
    _check_frequency(place, wanted, on, reason=reason, is_asked=task is not None)
    _check_nobody_there(place)
    lead = by if is_officer else _officer_for(place, task)
    second = partner or _second_of(task, lead)
    if second is not None:
        check_partner(place, lead, second)
    _check_no_conflict(place, [lead, second], on)
    checklist = checklists.checklist_for(
        rules, place.kind, place.small_kind, on=on, place=place.territory.code
    )
    visit = Visit(
        id=id or uuid7(), task=task, premises=place, station_id=place.station_id,
        territory_id=place.territory_id, purpose=wanted, reason=reason.strip()[:300], lead=lead,
        partner=second, reporter=None if is_officer else by, checklist_key=checklist.key,
        checklist_edition=checklist.edition, started_at=at, visited_on=on,
    )  # fmt: skip
    visit.save(force_insert=True)
    journal.record(
        "inspections.visit_started", about=visit, by=by, at=at,
        concerning=[place, *([task] if task else [])],
        facts={"purpose": wanted, "reason": visit.reason},
    )  # fmt: skip
    return visit


@transaction.atomic
def confirm_identity(
    *,
    visit: Visit,
    accompanied_by: str,
    by: Person,
    at: datetime,
    accompanied_as: str = "",
    partner: Person | None = None,
) -> Visit:
    """
    Record that the officers showed their ID, to whom, and who the second officer is.

    Doing it again corrects names and the first instant stays; saying the same changes nothing.
    Raises: PostLacksPermission, NotYourVisit, VisitEnded, NobodyPresent, NotAnOfficer,
    SameOfficer.
    """
    access.require(by, "inspections.visit")
    present = (accompanied_by.strip()[:60], accompanied_as.strip()[:60])
    if (known := _shown_already(visit, present, partner)) is not None:
        check_yours(known, by)
        return known
    visit = claimed(visit, by)
    if not present[0]:
        raise refusals.NobodyPresent(field="accompanied_by")
    if partner is not None:
        check_partner(visit.premises, visit.lead, partner)
        _check_no_conflict(visit.premises, [partner], visit.visited_on)
        visit.partner = partner
    visit.accompanied_by, visit.accompanied_as = present
    visit.id_shown_at = visit.id_shown_at or at
    visit.save()
    journal.record(
        "inspections.id_shown", about=visit, by=by, at=at,
        facts={"accompanied_by": visit.accompanied_by},
    )  # fmt: skip
    return visit


def _shown_already(visit: Visit, present: tuple[str, str], partner: Person | None) -> Visit | None:
    """Return the visit as it is when just this was said of it before."""
    visit.refresh_from_db(fields=["id_shown_at", "accompanied_by", "accompanied_as", "partner"])
    known = (visit.accompanied_by, visit.accompanied_as)
    is_same = visit.id_shown_at is not None and known == present
    return visit if is_same and partner in (None, visit.partner) else None


@transaction.atomic
def discard_visit(*, visit: Visit, reason: str, by: Person, at: datetime) -> Visit:
    """
    Give a visit up: it counts for nothing, what was noted stays readable, its task stays open.

    Raises: NotYourVisit, VisitEnded, ReasonMissing.
    """
    if Visit.objects.filter(pk=visit.pk, status=VisitStatus.DISCARDED).exists():
        visit.refresh_from_db()
        return visit
    visit = claimed(visit, by)
    if not reason.strip():
        raise lifecycle.ReasonMissing(field="reason")
    visit.status, visit.discard_reason = VisitStatus.DISCARDED, reason.strip()[:300]
    visit.save()
    journal.record(
        "inspections.visit_discarded", about=visit, by=by, at=at, concerning=[visit.premises],
        facts={"reason": visit.discard_reason},
    )  # fmt: skip
    return visit


def claimed(visit: Visit, by: Person, *, version: int | None = None) -> Visit:
    """
    Return an open visit, locked, for one of those who make it.

    Raises: NotYourVisit, VisitEnded, StaleVersion.
    """
    visit = concurrency.claim(visit, version)
    check_yours(visit, by)
    if not visit.is_open:
        raise refusals.VisitEnded(status=VisitStatus(visit.status))
    return visit


def check_yours(visit: Visit, by: Person) -> None:
    """Raises: NotYourVisit."""
    mine = {visit.lead_id, visit.partner_id}
    if visit.status == VisitStatus.DRAFT:
        mine.add(visit.reporter_id)
    if by.pk not in mine:
        raise refusals.NotYourVisit(officers=_names([visit.lead, visit.partner, visit.reporter]))


def check_partner(premises: Premises, lead: Person, partner: Person) -> None:
    """Raises: SameOfficer, NotAnOfficer."""
    if partner.pk == lead.pk:
        raise refusals.SameOfficer(name=lead.name, field="partner")
    if not people.officers_of(premises.station).filter(pk=partner.pk).exists():
        raise refusals.NotAnOfficer(
            name=partner.name, station=premises.station.name, field="partner"
        )


def _check_no_conflict(premises: Premises, named: Iterable[Person | None], on: date) -> None:
    """Ask the floors above who know of conflicts of interest. Raises: OfficerExcluded."""
    officers = [person for person in named if person is not None]
    signals.officers_named.send(sender=Visit, premises=premises, officers=officers, on=on)


def _own_draft(premises: Premises, by: Person) -> Visit | None:
    return next(
        (
            visit
            for visit in selectors.open_visits_at(premises)
            if by.pk in (visit.lead_id, visit.partner_id, visit.reporter_id)
        ),
        None,
    )


def _check_place(premises: Premises, by: Person) -> None:
    scope = people.scope_of(by)
    if not scope.holds(station=premises.station_id, territory=premises.territory_id):
        raise refusals.OutsideYourGround(
            premises=premises.name, station=premises.station.name, who_can=premises.station.name
        )
    if premises.competence == CompetenceBasis.BRIGADE:
        raise refusals.InTheBrigadesCharge(premises=premises.name, citation="消防监督检查规定 3")
    if premises.status != PremisesStatus.ACTIVE:
        raise refusals.PremisesEnded(premises=premises.name, status=PremisesStatus(premises.status))


def _check_task(task: Task | None, on: date) -> None:
    """Raises: TaskEnded, BeforeTheTask."""
    if task is None:
        return
    status = TaskStatus(Task.objects.values_list("status", flat=True).get(pk=task.pk))
    if not lifecycle.may_become(status, TaskStatus.DONE):
        raise lifecycle.TaskEnded(status=status)
    opened_on = day_of(task.opened_at)
    if on < opened_on - SLOW_CLOCK:
        raise refusals.BeforeTheTask(on=on, opened_on=opened_on, field="given_at")


def _check_frequency(
    premises: Premises, purpose: Purpose, on: date, *, reason: str, is_asked: bool
) -> None:
    if purpose in BEYOND_CEILING:
        if purpose in NEEDS_REASON and not is_asked and not reason.strip():
            raise lifecycle.ReasonMissing(field="reason")
        return
    done = selectors.routine_visits(premises, on.year)
    if done >= premises.yearly_ceiling:
        raise refusals.CeilingReached(
            premises=premises.name, done=done, ceiling=premises.yearly_ceiling, field="purpose"
        )


def _check_nobody_there(premises: Premises) -> None:
    under_way = selectors.open_visits_at(premises).first()
    if under_way is not None:
        officers = _names([under_way.lead, under_way.partner, under_way.reporter])
        raise refusals.VisitUnderWay(officers=officers, premises=premises.name)


def _officer_for(premises: Premises, task: Task | None) -> Person:
    officer = task.accountable if task is not None else premises.accountable_officer
    if officer is None:
        raise refusals.NobodyAccountable(premises=premises.name)
    return officer


def _second_of(task: Task | None, lead: Person) -> Person | None:
    if task is None:
        return None
    named = [person for person in (task.accountable, task.partner) if person is not None]
    return next((person for person in named if person.pk != lead.pk), None)


def _names(people_named: Iterable[Person | None]) -> list[str]:
    return [person.name for person in people_named if person is not None]
