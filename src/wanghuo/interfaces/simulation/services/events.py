"""What happens in the year beside planned visits: complaints, closings, a retirement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from wanghuo.interfaces.simulation.domain import codes, fate
from wanghuo.interfaces.simulation.domain.crew import Recruit
from wanghuo.interfaces.simulation.domain.words import words
from wanghuo.interfaces.simulation.services import founding, workbooks
from wanghuo.interfaces.simulation.services.agenda import Happening, moment
from wanghuo.interfaces.simulation.services.year import Year
from wanghuo.operations.hazards import services as hazards
from wanghuo.operations.hazards.domain.terms import Closing
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections.domain.terms import Complaint, Origin, Purpose, TaskStatus
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Assignment
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import services as register
from wanghuo.registers.premises.domain.terms import PremisesStatus
from wanghuo.registers.premises.models import ImportBatch, Premises
from wanghuo.registers.premises.services import importing

COMPLAINTS_IN_HUNDRED = 5
CLOSINGS_IN_HUNDRED = 1.5
EXCUSED_IN_HUNDRED = 40
URGENT_IN_HUNDRED = 25
RETIREMENT = (7, 1)
IMPORT = (3, 10)
IMPORT_ROWS = 36
LATEST_NUMBER = 9000
"""Police number of the officer who joins during the year."""

Event = Callable[[Year, UUID, datetime], None]
"""Something that happens to premises."""


def write_into(year: Year, shown: Organization) -> None:
    """Write the year's events into its agenda; ``shown`` gets a workbook of new premises."""
    rng, days = year.world.rng, (year.until.date() - year.first_day).days
    for premises_id in list(year.visits.characters):
        if rng.random() * 100 < COMPLAINTS_IN_HUNDRED:
            _later(year, rng.randint(20, max(21, days)), complain, premises_id)
        if rng.random() * 100 < CLOSINGS_IN_HUNDRED:
            _later(year, rng.randint(60, max(61, days)), close, premises_id)
    for month in range(2, 13):
        at = year.world.working_moment(date(year.first_day.year, month, 1))
        for station in year.district.stations:
            year.world.agenda.write(at, _review(year, station))
    arriving = date(year.first_day.year, *IMPORT)
    year.world.agenda.write(moment(arriving, 10 * 60), lambda at: grow(year, shown, at))
    leaving = date(year.first_day.year, *RETIREMENT)
    station = year.district.stations[0]
    year.world.agenda.write(moment(leaving, 9 * 60), lambda at: retire(year, station, at))


def _later(year: Year, days: int, happen: Event, premises_id: UUID) -> None:
    at = year.world.working_moment(year.first_day + timedelta(days=days))
    year.world.agenda.write(
        at, lambda now: year.world.attempt(lambda t: happen(year, premises_id, t), now)
    )


def complain(year: Year, premises_id: UUID, at: datetime) -> None:
    """Somebody complains; the deputy has it looked into by the rule's day."""
    premises = _premises(premises_id)
    if premises.status != PremisesStatus.ACTIVE or premises.accountable_officer is None:
        return
    deputy = year.district.people(premises.station, PostKind.DEPUTY_CHIEF)[0]
    rng = year.world.rng
    is_urgent = rng.random() * 100 < URGENT_IN_HUNDRED
    task = inspections.ask_for_visit(
        premises=premises, purpose=Purpose.VERIFY,
        complaint=Complaint.URGENT if is_urgent else Complaint.OTHER,
        description=fate.one_of("urgent_complaints" if is_urgent else "complaints", rng),
        by=deputy, at=at, rules=year.world.rules, calendar=year.world.calendar,
    )  # fmt: skip
    year.visits.plan_ahead([task], at)


def close(year: Year, premises_id: UUID, at: datetime) -> None:
    premises = _premises(premises_id)
    if premises.status != PremisesStatus.ACTIVE:
        return
    chief = year.district.people(premises.station, PostKind.CHIEF)[0]
    for hazard in Hazard.objects.filter(premises=premises, closed_at__isnull=True).order_by("id"):
        hazards.close(
            hazard=hazard, closing=Closing.PREMISES_CLOSED, proof="现场查看，门面已清空", by=chief,
            at=at,
        )  # fmt: skip
    officer = year.district.people(premises.station, PostKind.FIRE_OFFICER)[0]
    register.close(
        premises=premises, reason="歇业，门面转让", on=at.date(), version=premises.version,
        by=officer, at=at,
    )  # fmt: skip


def grow(year: Year, station: Organization, at: datetime) -> None:
    """A survey brings a workbook of new premises; the rest of the year is replanned."""
    batch = bring_workbook(year, station, at, seed=1)
    importing.apply(
        batch, by=year.district.people(station, PostKind.FIRE_OFFICER)[0],
        at=at + timedelta(minutes=20), rules=year.world.rules,
    )  # fmt: skip
    year.plan(station, at + timedelta(days=1), reason="摸排新增监督对象")


def bring_workbook(year: Year, station: Organization, at: datetime, *, seed: int) -> ImportBatch:
    """Import a workbook up to the comparison, which waits to be confirmed."""
    ground = [c for c in year.district.communities if c.code.startswith(station.code)]
    number = workbooks.FIRST_NUMBER + seed * 1_000_000
    # Another seed than the district's, or the workbook would hold what is registered already.
    seed += year.district.seed + 1000
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{station.name}九小场所摸排{at:%m%d}.xlsx"
        workbooks.write_workbook(path, ground, IMPORT_ROWS, seed=seed, first_number=number)
        batch = importing.begin(
            station=station, content=path.read_bytes(), source=path.name, at=at,
            by=year.district.people(station, PostKind.FIRE_OFFICER)[0],
        )  # fmt: skip
    importing.read(batch)
    importing.confirm_columns(batch, at=at + timedelta(minutes=5))
    importing.compare(batch)
    return batch


def _review(year: Year, station: Organization) -> Happening:
    return lambda at: review(year, station, at)


def review(year: Year, station: Organization, at: datetime) -> None:
    """On the first of a month the deputy goes through what was not visited."""
    deputy = year.district.people(station, PostKind.DEPUTY_CHIEF)[0]
    late = Task.objects.filter(
        station=station, status=TaskStatus.OPEN, origin=Origin.PLAN, due_on__lt=at.date()
    )
    for task in late.order_by("due_on", "id"):
        if year.world.rng.random() * 100 < EXCUSED_IN_HUNDRED:
            inspections.excuse_task(
                task=task, reason=fate.one_of("excuse_reasons", year.world.rng), by=deputy, at=at
            )


def retire(year: Year, station: Organization, at: datetime) -> None:
    """
    The oldest community officer retires; a new one takes over, and the year is replanned.

    The successor comes first, so that everything open goes straight to them.
    """
    district = year.district
    leaver = district.people(station, PostKind.COMMUNITY_OFFICER)[0]
    held = Assignment.objects.get(person=leaver, until__isnull=True)
    ground = tuple(held.territories.order_by("code").values_list("code", flat=True))
    by = district.people(district.organizations[station.code[:6]], PostKind.BUREAU_SUPERVISOR)[0]
    recruit = Recruit(
        organization=station.code, post=PostKind.COMMUNITY_OFFICER,
        name=words().person(year.world.rng), police_number=codes.police_number(LATEST_NUMBER),
        phone=codes.phone(LATEST_NUMBER), is_certified=True, communities=ground,
    )  # fmt: skip
    crew = district.crew[station.code][PostKind.COMMUNITY_OFFICER]
    crew.remove(leaver)
    founding.enlist(recruit, district, password_hash=leaver.password, since=at.date(), at=at)
    access.end_assignment(assignment=held, until=at.date(), by=by, at=at)
    access.deactivate(person=leaver, reason="退休", by=by, at=at)
    year.plan(station, at + timedelta(days=1), reason=f"{leaver.name}退休，新任民警接手")


def _premises(premises_id: UUID) -> Premises:
    return Premises.objects.select_related("station", "territory", "accountable_officer").get(
        pk=premises_id
    )
