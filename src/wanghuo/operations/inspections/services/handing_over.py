"""Open tasks and unfinished visits follow the posts: whoever leaves one leaves nothing behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.inspections.domain.terms import TaskStatus, VisitStatus
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import STATION_POSTS, OrganizationKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import selectors as register
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.selectors.people import Roster

BATCH = 500
Way = tuple[str, str]
"""From whom to whom, by name."""


@transaction.atomic
def hand_over(*, organization: Organization, by: Actor, at: datetime, is_left: bool = False) -> int:
    """
    Give the open tasks and visits of people who left a station to whom the rule names now.

    It follows from an act on posts and asks for no permission of its own. A second officer who
    left is taken off what has not begun; the next one is named on the spot or by the plan.

    Returns: how many tasks and visits somebody else answers for now.
    Raises: access.NobodyTakesOver, when a post was left and a task or visit with it.
    """
    if organization.kind != OrganizationKind.STATION:
        return 0
    heirs = Heirs(organization, at)
    tasks, visits = list(_tasks_left(organization, heirs)), list(_visits_left(organization, heirs))
    if not tasks and not visits:
        return 0
    if not heirs.here:
        if is_left:
            raise access.NobodyTakesOver(
                organization=organization.name, count=len(tasks) + len(visits),
                posts=list(STATION_POSTS),
            )  # fmt: skip
        return 0
    return _hand_over_tasks(tasks, heirs, by, at) + _hand_over_visits(visits, heirs, by, at)


class Heirs:
    """Who takes over at a station, its roster read once and only where something was left."""

    def __init__(self, station: Organization, at: datetime) -> None:
        self.station, self.at = station, at
        self.here = {person.pk: person for person in people.officers_of(station)}

    @cached_property
    def roster(self) -> Roster:
        return Roster(self.station)

    @cached_property
    def excluded(self) -> set[tuple[UUID, UUID]]:
        return register.exclusions(self.station, on=day_of(self.at))

    def of(self, premises: Premises) -> Person:
        """Return who takes over; somebody is here."""
        heir = self.roster.successor(premises, self.excluded)
        return self.here[heir] if heir is not None else next(iter(self.here.values()))


def _hand_over_tasks(tasks: list[Task], heirs: Heirs, by: Actor, at: datetime) -> int:
    ways: dict[Way, list[Task]] = defaultdict(list)
    for task in tasks:
        left = task.accountable
        if left.pk in heirs.here:
            ways[task.partner.name if task.partner else "", ""].append(task)
        else:
            task.accountable = heirs.of(task.premises)
            ways[left.name, task.accountable.name].append(task)
        if task.partner_id == task.accountable_id or task.partner_id not in heirs.here:
            task.partner = None
    Task.objects.bulk_update(tasks, ["accountable", "partner"], batch_size=BATCH)
    for (before, heir), rows in ways.items():
        journal.record(
            "inspections.tasks_handed_over" if heir else "inspections.partner_left", about=rows,
            by=by, at=at, concerning=_places(rows),
            facts={"from": before, "to": heir, "count": len(rows)},
        )  # fmt: skip
    return sum(len(rows) for (_, heir), rows in ways.items() if heir)


def _hand_over_visits(visits: list[Visit], heirs: Heirs, by: Actor, at: datetime) -> int:
    count = 0
    for visit in visits:
        left, second = visit.lead, visit.partner
        replace(visit, heirs)
        Visit.objects.filter(pk=visit.pk).update(
            lead=visit.lead, partner=visit.partner, id_shown_at=visit.id_shown_at,
            accompanied_by=visit.accompanied_by, accompanied_as=visit.accompanied_as,
            version=F("version") + 1,
        )  # fmt: skip
        is_handed_over = visit.lead_id != left.pk
        gone = left if is_handed_over else second
        journal.record(
            "inspections.visit_handed_over" if is_handed_over else "inspections.partner_left",
            about=visit, by=by, at=at, concerning=[visit.premises],
            facts={"from": gone.name if gone else "", "to": visit.lead.name},
        )  # fmt: skip
        count += is_handed_over
    return count


def replace(visit: Visit, heirs: Heirs) -> None:
    """
    Put somebody who is here in the lead.

    Officers who have shown their ID were on the spot and stay named. When neither of them is
    here any more, the heir was not there and shows the ID anew.
    """
    was_there = visit.id_shown_at is not None
    lead, partner = visit.lead, visit.partner
    if lead.pk in heirs.here:
        visit.partner = partner if was_there else None
    elif partner is not None and partner.pk in heirs.here:
        visit.lead, visit.partner = partner, lead if was_there else None
    else:
        visit.lead, visit.partner = heirs.of(visit.premises), None
        visit.id_shown_at, visit.accompanied_by, visit.accompanied_as = None, "", ""


def _tasks_left(station: Organization, heirs: Heirs) -> QuerySet[Task]:
    gone = ~Q(accountable__in=heirs.here) | Q(partner__isnull=False) & ~Q(partner__in=heirs.here)
    rows = Task.objects.filter(gone, station=station, status=TaskStatus.OPEN)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return rows.select_related("accountable", "partner", "premises").order_by("pk")


def _visits_left(station: Organization, heirs: Heirs) -> QuerySet[Visit]:
    not_there = Q(partner__isnull=False, id_shown_at__isnull=True) & ~Q(partner__in=heirs.here)
    rows = Visit.objects.filter(
        ~Q(lead__in=heirs.here) | not_there, station=station,
        status__in=[VisitStatus.DRAFT, VisitStatus.REPORTED],
    )  # fmt: skip
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return rows.select_related("lead", "partner", "premises").order_by("pk")


def _places(rows: Iterable[Task]) -> Iterable[Premises]:
    found: dict[UUID, Premises] = {row.premises_id: row.premises for row in rows}
    return found.values()
