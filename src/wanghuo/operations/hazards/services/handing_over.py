"""Open hazards follow the posts: whoever leaves one leaves no hazard behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

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
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import Layer, OrganizationKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import selectors as register
from wanghuo.registers.premises.selectors.people import Roster

Held = tuple[str, str]
"""The names of the officer and of whoever has the next step."""


@transaction.atomic
def hand_over(*, organization: Organization, by: Actor, at: datetime, is_left: bool = False) -> int:
    """
    Give the open hazards of people who left their posts to whom the rule names now.

    It follows from an act on posts and asks for no permission of its own.
    Returns: how many hazards changed hands.
    Raises: access.NobodyTakesOver, when a post was left and a hazard with it.
    """
    is_station = organization.kind == OrganizationKind.STATION
    left = list(_left_at_station(organization) if is_station else _left_at_receiver(organization))
    if not left:
        return 0
    heirs = Heirs(organization, at) if is_station else None
    before = {hazard.pk: _held(hazard) for hazard in left}
    changed = []
    for hazard in left:
        try:
            if moved(hazard, heirs, at):
                changed.append(hazard)
        except NobodyAccountable as nobody:
            if is_left:
                raise access.NobodyTakesOver(
                    organization=organization.name, count=len(left), posts=nobody.facts["post"]
                ) from nobody
    for hazard in changed:
        hazard.save(update_fields=["officer", "next_person"])
    _record(changed, before, by=by, at=at)
    steps.announce(changed, by=by, at=at)
    return len(changed)


def _record(changed: list[Hazard], before: dict[UUID, Held], *, by: Actor, at: datetime) -> None:
    """Write one entry for every way the hazards changed hands."""
    ways: dict[tuple[str, str], list[Hazard]] = defaultdict(list)
    for hazard in changed:
        was, now = before[hazard.pk], _held(hazard)
        officer_changed = was[0] != now[0]
        ways[(was[0], now[0]) if officer_changed else (was[1], now[1])].append(hazard)
    for (left, heir), hazards in ways.items():
        journal.record(
            "hazards.followed_posts", about=hazards, by=by, at=at,
            concerning={hazard.premises_id: hazard.premises for hazard in hazards}.values(),
            facts={"from": left, "to": heir, "count": len(hazards)},
        )  # fmt: skip


def _held(hazard: Hazard) -> Held:
    return hazard.officer.name, hazard.next_person.name if hazard.next_person else ""


def _left_at_station(station: Organization) -> QuerySet[Hazard]:
    open_here = open_hazards().filter(station=station)
    without_officer = open_here.exclude(officer__in=people.officers_of(station).values("pk"))
    deciders = selectors.answerers(station).values("pk")
    without_chief = open_here.filter(next_layer=Layer.CHIEF).exclude(next_person__in=deciders)
    return (without_officer | without_chief).distinct().order_by("id")


def _left_at_receiver(organization: Organization) -> QuerySet[Hazard]:
    here = selectors.answerers(organization).values("pk")
    waiting = open_hazards().filter(
        next_layer=Layer.BRIGADE, transfers__to=organization, transfers__answered_at__isnull=True
    )
    return waiting.exclude(next_person__in=here).order_by("id")


def open_hazards() -> QuerySet[Hazard]:
    """Return every open hazard with whom its steps may fall to."""
    return Hazard.objects.filter(OPEN).select_related(
        "premises__accountable_chief", "premises__guiding_officer", "station", "territory",
        "officer", "next_person",
    )  # fmt: skip


class Heirs:
    """Who takes over the hazards of a station, its roster read once."""

    def __init__(self, station: Organization, at: datetime) -> None:
        self.here: Collection[UUID] = set(people.officers_of(station).values_list("pk", flat=True))
        self.roster = Roster(station)
        self.excluded = register.exclusions(station, on=day_of(at))

    def of(self, hazard: Hazard) -> Person:
        """Raises: NobodyAccountable."""
        heir = self.roster.successor(hazard.premises, self.excluded)
        return Person.objects.get(pk=heir) if heir else selectors.head_of(hazard.station)


def moved(hazard: Hazard, heirs: Heirs | None, at: datetime) -> bool:
    """Set officer and person anew; say whether that changed anything. Raises: NobodyAccountable."""
    before = (hazard.officer_id, hazard.next_person_id)
    if heirs is not None and hazard.officer_id not in heirs.here:
        hazard.officer = heirs.of(hazard)
    if hazard.next_layer == Layer.BRIGADE:
        sent = selectors.open_transfer(hazard)
        if sent is not None:
            hazard.next_person = selectors.receiver(hazard, sent.to)
    else:
        hazard.next_person = selectors.person_for(hazard, Layer(hazard.next_layer), on=day_of(at))
    return before != (hazard.officer_id, hazard.next_person_id)
