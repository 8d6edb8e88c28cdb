"""Which supervised objects a person may see."""

from __future__ import annotations

from typing import Protocol, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.domain.kinds import (
    OrganizationKind,
    PostKind,
    TerritoryLevel,
)
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.premises.domain.normal import address_key, name_key
from wanghuo.registers.premises.domain.terms import PremisesKind, PremisesStatus
from wanghuo.registers.premises.models import Premises

COUNTY_DIGITS = 6
"""Figures of an official code that name the county."""


def visible(seen_by: Person) -> QuerySet[Premises]:
    """Return the objects a person may see; nothing without the permission to look."""
    if not access.may(seen_by, "premises.view"):
        return Premises.objects.none()
    rows = access.scope_of(seen_by).limit(Premises.objects.all())
    return rows.select_related("station", "territory", "accountable_officer")


def get(premises_id: UUID, seen_by: Person) -> Premises:
    """Raises: NotFound, for an object out of sight as for none."""
    rows = visible(seen_by).select_related(
        "accountable_deputy", "accountable_chief", "guiding_officer"
    )
    found = rows.filter(pk=premises_id).first()
    if found is None:
        raise NotFound()
    return found


class AtPremises(Protocol):
    """A row of a room above: it is at some premises, and of the station that made it."""

    station_id: UUID
    territory_id: UUID

    @property
    def premises(self) -> Premises: ...


R = TypeVar("R", bound=AtPremises)


def in_sight(premises: Premises, seen_by: Person) -> bool:
    """Say whether premises that were read lie in a person's scope."""
    scope = access.scope_of(seen_by)
    return scope.holds(station=premises.station_id, territory=premises.territory_id)


def is_own(row: AtPremises, seen_by: Person) -> bool:
    """Say whether a row itself lies in a person's scope, so that they may act on it."""
    scope = access.scope_of(seen_by)
    return scope.holds(station=row.station_id, territory=row.territory_id)


def own(row: R, seen_by: Person) -> R:
    """
    Return a row that was read, for acting on it.

    Raises: NotFound, for one of another station.
    """
    if not is_own(row, seen_by):
        raise NotFound()
    return row


def may_read(row: AtPremises, seen_by: Person) -> bool:
    """
    Say whether a person may read a row: in scope are the row itself or its premises as of now.

    So a station reads what another did at premises that have passed to it since.
    """
    return is_own(row, seen_by) or in_sight(row.premises, seen_by)


def unassigned(rows: QuerySet[Premises]) -> QuerySet[Premises]:
    """Return the objects in use for which nobody at the station answers."""
    return rows.filter(status=PremisesStatus.ACTIVE, accountable_officer__isnull=True)


def in_use_on(territory: Territory, *, of: Organization) -> int:
    """Count the objects of a station in use on some ground and below it."""
    rows = Premises.objects.filter(station=of, territory__path__startswith=territory.path)
    return rows.filter(status=PremisesStatus.ACTIVE).count()


def count_judged_by(key: str, seen_by: Person) -> int | None:
    """Count the objects in use that a rule judges: visits a year, key unit, small place."""
    rows = visible(seen_by).filter(status=PremisesStatus.ACTIVE)
    judged = {
        "visits": rows,
        "key_units": rows.filter(kind=PremisesKind.UNIT),
        "small_places": rows.exclude(small_kind=""),
    }.get(key.partition(".")[0])
    return judged.count() if judged is not None else None


def stations_for(seen_by: Person) -> QuerySet[Organization]:
    """Return the stations in whose register a person may write."""
    scope = access.scope_of(seen_by)
    stations = Organization.objects.filter(kind=OrganizationKind.STATION, is_active=True)
    if scope.stations is not None:
        stations = stations.filter(pk__in=scope.stations)
    return stations.order_by("code")


def territories_for(seen_by: Person) -> QuerySet[Territory]:
    """Return the communities on the ground of the stations a person may see."""
    ground = Q(pk__in=[])
    for station in stations_for(seen_by):
        ground |= Q(pk__in=organizations.communities_of(station).values("pk"))
    return Territory.objects.filter(ground).order_by("code")


def territory_named(territory_id: UUID) -> str:
    """Raises: NotFound."""
    found = Territory.objects.filter(pk=territory_id).first()
    if found is None:
        raise NotFound()
    return found.name


def within(station: Organization) -> list[str]:
    """Return the names of province, city and county an address of a station may begin with."""
    ancestors = Territory.objects.get_ancestors(station.territory)
    return [ancestor.name for ancestor in ancestors]


def by_code(credit_code: str, station: Organization) -> QuerySet[Premises]:
    return Premises.objects.filter(station=station, credit_code=credit_code)


def duplicates(
    *,
    station: Organization,
    name: str,
    address: str,
    credit_code: str = "",
    other_than: UUID | None = None,
) -> list[Premises]:
    """Return objects of a station that look like the one described, the likeliest first."""
    alike = Q(name_key=name_key(name))
    place = address_key(address, within(station))
    if place:
        alike |= Q(address_key=place)
    if credit_code:
        alike |= Q(credit_code=credit_code)
    rows = Premises.objects.filter(alike, station=station)
    if other_than:
        rows = rows.exclude(pk=other_than)
    return sorted(
        rows.select_related("territory").order_by("name", "id")[:20],
        key=lambda row: (row.credit_code != credit_code or not credit_code, row.name != name),
    )[:5]


def territories_around(premises: Premises) -> QuerySet[Territory]:
    """Return the communities of the county an object lies in: it may move to any of them."""
    county = premises.territory.code[:COUNTY_DIGITS]
    level = TerritoryLevel.COMMUNITY
    return Territory.objects.filter(level=level, code__startswith=county).order_by("code")


def possible_successors(premises: Premises, seen_by: Person) -> QuerySet[Premises]:
    """Return the objects in use in the same community that may have taken an object's place."""
    rows = visible(seen_by).filter(territory=premises.territory_id, status=PremisesStatus.ACTIVE)
    return rows.exclude(pk=premises.pk).order_by("name", "id")


def possible_accountable(premises: Premises) -> QuerySet[Person]:
    """Return who may answer for an object: officers of its station, people of the brigade."""
    at_station = access.officers_of(premises.station).values_list("pk", flat=True)
    guiding = [premises.guiding_officer_id] if premises.guiding_officer_id else []
    ids = [*at_station, *guiding, *brigade_people(premises)]
    return Person.objects.filter(pk__in=ids).order_by("organization", "username")


def brigade_people(premises: Premises) -> list[UUID]:
    """Return who may guide an object: the people of the brigade on its ground."""
    brigade = organizations.organization_on(premises.territory, OrganizationKind.BRIGADE)
    if brigade is None:
        return []
    posts = (PostKind.BRIGADE_OFFICER, PostKind.BRIGADE_HEAD)
    return list(access.holders(brigade, posts).values_list("pk", flat=True))
