"""Naming who answers for an object, and keeping the rule's answer up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.domain.kinds import Layer, OrganizationKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises.domain.accountability import ORDER_OF_LAYER
from wanghuo.registers.premises.domain.terms import PremisesStatus
from wanghuo.registers.premises.models import Accountability, Premises
from wanghuo.registers.premises.selectors.people import COLUMN_OF_LAYER, Roster
from wanghuo.registers.premises.services.gate import pass_through
from wanghuo.registers.premises.signals import accountability_changed

BATCH = 500


class ReasonMissing(Invalid):
    code = "premises.reason-missing"
    says = gettext_noop("This needs a reason.")
    remedy = gettext_noop("Say in one sentence why.")


class NotOfStation(Invalid):
    code = "premises.person-not-of-station"
    says = gettext_noop("{person} holds no post at {station} that may answer for premises.")
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
    _check_may_answer(person, premises.station, layer)
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


def _check_may_answer(person: Person, station: Organization, layer: Layer) -> None:
    """Raises: NotOfStation."""
    home: Organization | None = station
    if layer == Layer.BRIGADE:
        home = organizations.organization_on(station.territory, OrganizationKind.BRIGADE)
    posts = {post for posts in ORDER_OF_LAYER.values() for post in posts}
    if home is None or not people.holders(home, posts).filter(pk=person.pk).exists():
        where = home.name if home else station.name
        raise NotOfStation(person=person.name, station=where, field="person")


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


def answer_anew(
    premises: Sequence[Premises], station: Organization, *, by: Actor, at: datetime
) -> None:
    """
    Let the people of a station answer for objects that lie on other ground than before.

    Who was named by hand and is still of the station, or of its brigade, stays named.
    """
    roster = Roster(station)
    ids = [one.pk for one in premises]
    named: dict[UUID, list[Accountability]] = defaultdict(list)
    for start in range(0, len(ids), BATCH):
        rows = Accountability.objects.filter(
            premises__in=ids[start : start + BATCH], until__isnull=True
        )
        _end_namings_of_strangers(rows, roster, by=by, at=at)
        for row in rows.all():
            named[row.premises_id].append(row)
    fill(premises, roster)
    for one in premises:
        for row in named[one.pk]:
            setattr(one, f"{COLUMN_OF_LAYER[Layer(row.layer)]}_id", row.person_id)
    columns = list(COLUMN_OF_LAYER.values())
    Premises.objects.bulk_update(premises, columns, batch_size=BATCH)


@transaction.atomic
def resolve_station(
    station: Organization, *, by: Actor, at: datetime, is_left: bool = False
) -> int:
    """
    Bring who answers for a station's objects up to date with its posts.

    Somebody named by hand who left is followed by whom the rule names.
    Returns: how many objects changed hands. Cost: one update per layer and person.
    Raises: access.NobodyTakesOver, when a post was left and objects in use with it.
    """
    rows = Premises.objects.filter(station=station)
    if not rows.exists():
        return 0
    roster = Roster(station)
    _end_namings_of_the_gone(station, roster, by=by, at=at)
    named = Accountability.objects.filter(until__isnull=True, premises__station=station)
    answering = _answering(roster, rows.order_by().values_list("territory", flat=True).distinct())
    changed = 0
    for (layer, person), grounds in answering.items():
        column = COLUMN_OF_LAYER[layer]
        stale = rows.filter(territory__in=grounds).exclude(
            pk__in=named.filter(layer=layer).values("premises")
        )
        if person is None:
            stale = stale.filter(**{f"{column}__isnull": False})
            if is_left:
                _refuse_orphans(stale, layer, station)
        else:
            stale = stale.filter(Q(**{f"{column}__isnull": True}) | ~Q(**{column: person}))
        changed += stale.update(**{f"{column}_id": person})
    if changed:
        accountability_changed.send(sender=Premises, station=station)
    return changed


def resolve_everywhere(
    organization: Organization, *, by: Actor, at: datetime, is_left: bool = False
) -> int:
    """
    Bring up to date every station whose objects an organization answers for.

    Raises: access.NobodyTakesOver.
    """
    if organization.kind == OrganizationKind.STATION:
        return resolve_station(organization, by=by, at=at, is_left=is_left)
    if organization.kind != OrganizationKind.BRIGADE:
        return 0
    stations = organizations.stations_seen_from(organization).select_related("territory")
    return sum(resolve_station(one, by=by, at=at, is_left=is_left) for one in stations)


def _answering(
    roster: Roster, grounds: Iterable[UUID]
) -> dict[tuple[Layer, UUID | None], list[UUID]]:
    """Return the grounds for which each person answers on each layer."""
    found: dict[tuple[Layer, UUID | None], list[UUID]] = defaultdict(list)
    for ground in grounds:
        for layer, person in roster.of(ground).items():
            found[layer, person].append(ground)
    return found


def _refuse_orphans(stale: QuerySet[Premises], layer: Layer, station: Organization) -> None:
    """Raises: access.NobodyTakesOver."""
    count = stale.filter(status=PremisesStatus.ACTIVE).count()
    if count:
        brigade = organizations.organization_on(station.territory, OrganizationKind.BRIGADE)
        where = brigade if layer == Layer.BRIGADE and brigade else station
        raise access.NobodyTakesOver(
            organization=where.name, count=count, posts=list(ORDER_OF_LAYER[layer])
        )


def _end_namings_of_the_gone(
    station: Organization, roster: Roster, *, by: Actor, at: datetime
) -> None:
    """End what was named by hand for people who no longer hold a post that may answer."""
    rows = Accountability.objects.filter(premises__station=station, until__isnull=True)
    _end_namings_of_strangers(rows, roster, by=by, at=at)


def _end_namings_of_strangers(
    rows: QuerySet[Accountability], roster: Roster, *, by: Actor, at: datetime
) -> None:
    on = day_of(at)
    here = {holder.person for holder in roster.holders}
    gone = rows.exclude(person__in=here).select_related("person", "premises").order_by("id")
    of_person: dict[str, list[Accountability]] = defaultdict(list)
    for row in gone:
        of_person[row.person.name].append(row)
    for name, ended in of_person.items():
        kept, removed = _close(ended, on)
        journal.record(
            "premises.namings_ended", about=kept, removed=removed, by=by, at=at,
            concerning=[row.premises for row in ended],
            facts={"person": name, "count": len(ended)},
        )  # fmt: skip


def _close(
    rows: list[Accountability], on: date
) -> tuple[list[Accountability], list[Accountability]]:
    """End open namings; one that began that day never held a day and is removed."""
    kept = [row for row in rows if row.since < on]
    removed = [Accountability(pk=row.pk) for row in rows if row.since >= on]
    for row in kept:
        row.until = on
    Accountability.objects.bulk_update(kept, ["until"], batch_size=BATCH)
    Accountability.objects.filter(pk__in=[row.pk for row in removed]).delete()
    return kept, removed
