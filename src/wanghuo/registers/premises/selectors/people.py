"""Who answers for a supervised object."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from wanghuo.registers.access.models import Assignment, Person
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.domain.kinds import Layer, OrganizationKind, PostKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises.domain.accountability import ORDER_OF_LAYER, Holder
from wanghuo.registers.premises.domain.accountability import accountable as by_rule
from wanghuo.registers.premises.models import Accountability, Premises
from wanghuo.registers.premises.signals import exclusions_asked

COLUMN_OF_LAYER = {
    Layer.OFFICER: "accountable_officer",
    Layer.DEPUTY: "accountable_deputy",
    Layer.CHIEF: "accountable_chief",
    Layer.BRIGADE: "guiding_officer",
}


def accountable(premises: Premises, layer: Layer, on: date | None = None) -> Person | None:
    """
    Return the one person who answers for the premises on a layer, by name or by rule.

    For a past day ``on``, who was named by hand that day counts; else who holds the post now.
    """
    column = COLUMN_OF_LAYER[layer]
    if on is not None:
        named = Accountability.objects.filter(
            Q(until__isnull=True) | Q(until__gt=on),
            premises=premises,
            layer=layer,
            since__lte=on,
        )
        override = named.select_related("person").first()
        if override:
            return override.person
    person: Person | None = getattr(premises, column)
    return person


def answered_by(person: Person, layer: Layer = Layer.OFFICER) -> QuerySet[Premises]:
    """Return the objects for which somebody answers on a layer."""
    return Premises.objects.filter(**{COLUMN_OF_LAYER[layer]: person})


def overrides(premises: Premises) -> QuerySet[Accountability]:
    rows = Accountability.objects.filter(premises=premises)
    return rows.select_related("person").order_by("-since", "-id")


def exclusions(station: Organization, *, on: date) -> set[tuple[UUID, UUID]]:
    """Return the pairs of person and premises that a conflict of interest keeps apart."""
    answers = exclusions_asked.send(sender=Premises, station=station, on=on)
    found: set[tuple[UUID, UUID]] = set()
    for _, pairs in answers:
        if isinstance(pairs, set):
            found |= pairs
    return found


class Roster:
    """The holders of the posts that answer for a station's objects, read once."""

    def __init__(self, station: Organization) -> None:
        self.code = station.code
        brigade = organizations.organization_on(station.territory, OrganizationKind.BRIGADE)
        self.holders = _holders([station, *([brigade] if brigade else [])])

    def of(self, ground: UUID) -> dict[Layer, UUID | None]:
        """Return who answers on each layer for what lies on a territory."""
        return {
            layer: by_rule(layer, self.holders, ground=ground, station_code=self.code)
            for layer in Layer
        }

    def successor(self, premises: Premises, excluded: Collection[tuple[UUID, UUID]]) -> UUID | None:
        """
        Return who takes over at some premises: the officer who answers, the deputy, the chief.

        Whom a conflict of interest keeps away comes last. None, when no officer is left.
        """
        officers = [
            holder.person
            for holder in sorted(self.holders, key=lambda holder: holder.rank)
            if holder.post in ORDER_OF_LAYER[Layer.OFFICER]
        ]
        answering = (
            premises.accountable_officer_id, premises.accountable_deputy_id,
            premises.accountable_chief_id,
        )  # fmt: skip
        candidates = [person for person in (*answering, *officers) if person in officers]
        free = [person for person in candidates if (person, premises.pk) not in excluded]
        return next(iter(free or candidates), None)


def _holders(organizations_: Iterable[Organization]) -> list[Holder]:
    kinds = {kind.value for kinds in ORDER_OF_LAYER.values() for kind in kinds}
    assignments = Assignment.objects.filter(
        is_current=True,
        person__is_active=True,
        post__organization__in=list(organizations_),
        post__kind__in=kinds,
    )
    return [
        Holder(
            person=assignment.person_id,
            post=PostKind(assignment.post.kind),
            ground=frozenset(territory.pk for territory in assignment.territories.all()),
            rank=(assignment.since.isoformat(), assignment.person.username),
        )
        for assignment in assignments.select_related("person", "post").prefetch_related(
            "territories"
        )
    ]
