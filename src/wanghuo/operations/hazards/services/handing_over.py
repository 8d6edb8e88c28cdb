"""Open hazards follow the posts: whoever leaves one leaves no hazard behind."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards import selectors
from wanghuo.operations.hazards.models import OPEN, Hazard
from wanghuo.operations.hazards.selectors import NobodyAccountable
from wanghuo.operations.hazards.services import steps
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import Layer, OrganizationKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises.selectors.people import Roster


@transaction.atomic
def hand_over(*, organization: Organization, by: Actor, at: datetime) -> int:
    """
    Give the open hazards of people who left their posts to whom the rule names now.

    It follows from an act on posts and asks for no permission of its own. A hazard nobody is
    there to take stays where it is until somebody takes up a post.

    Returns: how many hazards changed hands.
    """
    is_station = organization.kind == OrganizationKind.STATION
    left = list(_left_at_station(organization) if is_station else _left_at_receiver(organization))
    roster = Roster(organization) if left and is_station else None
    changed = [hazard for hazard in left if _moved(hazard, roster, at)]
    if not changed:
        return 0
    for hazard in changed:
        hazard.save(update_fields=["officer", "next_person"])
    journal.record(
        "hazards.handed_over", about=changed, by=by, at=at,
        facts={"organization": organization.name, "count": len(changed)},
    )  # fmt: skip
    steps.announce(changed, by=by, at=at)
    return len(changed)


def _left_at_station(station: Organization) -> QuerySet[Hazard]:
    here = people.officers_of(station).values("pk")
    open_here = _open().filter(station=station)
    without_officer = open_here.exclude(officer__in=here)
    without_chief = open_here.filter(next_layer=Layer.CHIEF).exclude(next_person__in=here)
    return (without_officer | without_chief).distinct().order_by("id")


def _left_at_receiver(organization: Organization) -> QuerySet[Hazard]:
    here = selectors.answerers(organization).values("pk")
    waiting = _open().filter(
        next_layer=Layer.BRIGADE, transfers__to=organization, transfers__answered_at__isnull=True
    )
    return waiting.exclude(next_person__in=here).order_by("id")


def _open() -> QuerySet[Hazard]:
    return Hazard.objects.filter(OPEN).select_related(
        "premises__accountable_chief", "premises__guiding_officer", "station", "territory",
        "officer", "next_person",
    )  # fmt: skip


def _moved(hazard: Hazard, roster: Roster | None, at: datetime) -> bool:
    """Set officer and person anew; say whether that changed anything."""
    before = (hazard.officer_id, hazard.next_person_id)
    try:
        if roster is not None and not _is_here(hazard.officer, hazard.station):
            hazard.officer = _successor(hazard, roster)
        if hazard.next_layer == Layer.BRIGADE:
            sent = selectors.open_transfer(hazard)
            if sent is not None:
                hazard.next_person = selectors.receiver(hazard, sent.to)
        else:
            hazard.next_person = selectors.person_for(
                hazard, Layer(hazard.next_layer), on=day_of(at)
            )
    except NobodyAccountable:
        return False
    return before != (hazard.officer_id, hazard.next_person_id)


def _successor(hazard: Hazard, roster: Roster) -> Person:
    """Return whom the rule names for the ground, else the head of the station."""
    named = roster.of(hazard.territory_id)[Layer.OFFICER]
    found = people.officers_of(hazard.station).filter(pk=named).first() if named else None
    return found or selectors.head_of(hazard.station)


def _is_here(person: Person, station: Organization) -> bool:
    return people.officers_of(station).filter(pk=person.pk).exists()
