"""Naming who answers for an object, and keeping the rule's answer up to date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises.models import Accountability, Premises
from wanghuo.registers.premises.selectors.people import COLUMN_OF_LAYER, Roster
from wanghuo.registers.premises.services.gate import pass_through
from wanghuo.registers.premises.signals import accountability_changed


class ReasonMissing(Invalid):
    code = "premises.reason-missing"
    says = gettext_noop("This needs a reason.")
    remedy = gettext_noop("Say in one sentence why.")


class NotOfStation(Invalid):
    code = "premises.person-not-of-station"
    says = gettext_noop("{person} belongs neither to the station nor to its brigade.")
    remedy = gettext_noop("Choose somebody of {station}.")


class NobodyNamed(Conflict):
    code = "premises.nobody-named"
    says = gettext_noop("Nobody was named by hand on this layer; the rule applies already.")


@transaction.atomic
def assign_officer(
    *,
    premises: Premises,
    person: Person,
    reason: str,
    by: Person,
    at: datetime,
    layer: Layer = Layer.OFFICER,
) -> Accountability:
    """
    Name somebody accountable on a layer, against the rule; the reason is kept.

    Raises: ReasonMissing, NotOfStation.
    """
    pass_through(
        by, "premises.assign", station=premises.station_id, territory=premises.territory_id
    )
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if layer != Layer.BRIGADE and person.organization_id != premises.station_id:
        raise NotOfStation(person=person.name, station=premises.station.name, field="person")
    on = day_of(at)
    ended = _end(premises, layer, on)
    same_day = next((row for row in ended if row.since == on), None)
    named = same_day or Accountability(premises=premises, layer=layer, since=on)
    named.person, named.reason, named.until = person, reason.strip(), None
    named.save()
    _write(premises, {layer: person.pk})
    journal.record(
        "premises.officer_assigned",
        about=[named, *(row for row in ended if row.pk != named.pk)],
        concerning=[premises],
        by=by,
        at=at,
        facts={"name": premises.name, "person": person.name, "layer": layer, "reason": reason},
    )
    accountability_changed.send(sender=Premises, station=premises.station)
    return named


@transaction.atomic
def release_officer(
    *, premises: Premises, reason: str, by: Person, at: datetime, layer: Layer = Layer.OFFICER
) -> None:
    """
    Let the rule say again who answers on a layer.

    Raises: ReasonMissing, NobodyNamed.
    """
    pass_through(
        by, "premises.assign", station=premises.station_id, territory=premises.territory_id
    )
    if not reason.strip():
        raise ReasonMissing(field="reason")
    on = day_of(at)
    ended = _end(premises, layer, on)
    if not ended:
        raise NobodyNamed()
    same_day = [row for row in ended if row.since == on]
    gone = [Accountability(pk=row.pk) for row in same_day]
    Accountability.objects.filter(pk__in=[row.pk for row in same_day]).delete()
    _write(premises, {layer: Roster(premises.station).of(premises.territory_id)[layer]})
    journal.record(
        "premises.officer_released",
        about=[row for row in ended if row.since != on],
        removed=gone,
        concerning=[premises],
        by=by,
        at=at,
        facts={"name": premises.name, "layer": layer, "reason": reason},
    )
    accountability_changed.send(sender=Premises, station=premises.station)


def _end(premises: Premises, layer: Layer, on: date) -> list[Accountability]:
    """End the open naming on a layer; one that began today is returned open, to be replaced."""
    open_ones = list(
        Accountability.objects.filter(premises=premises, layer=layer, until__isnull=True)
    )
    for row in open_ones:
        if row.since < on:
            row.until = on
            row.save(update_fields=["until"])
    return open_ones


def _write(premises: Premises, people: dict[Layer, UUID | None]) -> None:
    columns = {f"{COLUMN_OF_LAYER[layer]}_id": person for layer, person in people.items()}
    Premises.objects.filter(pk=premises.pk).update(**columns)
    for column, person in columns.items():
        setattr(premises, column, person)


def fill(premises: Iterable[Premises], roster: Roster) -> None:
    """Set who answers by rule on objects that are not saved yet."""
    of_ground: dict[UUID, dict[Layer, UUID | None]] = {}
    for one in premises:
        people = of_ground.get(one.territory_id)
        if people is None:
            people = of_ground[one.territory_id] = roster.of(one.territory_id)
        for layer, person in people.items():
            setattr(one, f"{COLUMN_OF_LAYER[layer]}_id", person)


def resolve_station(station: Organization) -> int:
    """
    Bring who answers for a station's objects up to date with its posts.

    Returns: how many objects changed hands. Cost: one update per community and layer.
    """
    roster = Roster(station)
    changed = 0
    rows = Premises.objects.filter(station=station)
    with transaction.atomic():
        for ground in rows.order_by().values_list("territory", flat=True).distinct():
            for layer, person in roster.of(ground).items():
                column = COLUMN_OF_LAYER[layer]
                named = Accountability.objects.filter(layer=layer, until__isnull=True)
                stale = rows.filter(territory=ground).exclude(
                    pk__in=named.filter(premises__station=station).values("premises")
                )
                stale = (
                    stale.exclude(**{column: person})
                    if person
                    else stale.filter(**{f"{column}__isnull": False})
                )
                changed += stale.update(**{f"{column}_id": person})
        if changed:
            accountability_changed.send(sender=Premises, station=station)
    return changed


def resolve_everywhere(organization: Organization) -> int:
    """Bring up to date every station whose objects an organization answers for."""
    stations = organizations.stations_seen_from(organization)
    return sum(resolve_station(station) for station in stations.select_related("territory"))
