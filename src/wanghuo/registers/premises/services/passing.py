"""Premises pass from one station to another, with all that is open there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.access import services as access
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.premises.domain.accountability import ORDER_OF_LAYER
from wanghuo.registers.premises.domain.terms import PremisesStatus
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.selectors.people import COLUMN_OF_LAYER
from wanghuo.registers.premises.selectors.records import within
from wanghuo.registers.premises.services import derived
from wanghuo.registers.premises.services.accountability import answer_anew
from wanghuo.registers.premises.services.particulars import AlreadyRegistered
from wanghuo.registers.premises.signals import ground_changed

BATCH = 500
AT_STATION = (Layer.OFFICER, Layer.DEPUTY, Layer.CHIEF)


class NoStationLeft(Conflict):
    code = "premises.no-station-left"
    says = gettext_noop("{count} premises in use on this ground would have no police station.")
    remedy = gettext_noop("Let another station cover it first.")


@dataclass(frozen=True, slots=True)
class Passing:
    """
    Premises on other ground than before: all of ``station`` now, and of ``former`` before.

    Within one station's ground both are the same.
    """

    premises: Sequence[Premises]
    former: Organization
    station: Organization

    @property
    def is_between_stations(self) -> bool:
        return self.former.pk != self.station.pk


@dataclass(frozen=True, slots=True)
class Gathered:
    """How many premises passed to stations, and which stations could not take theirs over yet."""

    count: int
    waiting: list[tuple[Organization, Conflict]]


def announce_ground(
    premises: Sequence[Premises], *, former: Organization, by: Actor, at: datetime
) -> None:
    """
    Let the people of their ground answer for saved premises, and what is open there follow.

    All of them are of one station now, and were of ``former``.
    Raises: access.NobodyTakesOver.
    """
    passing = Passing(premises, former=former, station=premises[0].station)
    answer_anew(premises, passing.station, by=by, at=at)
    if passing.is_between_stations:
        _refuse_orphans(premises, passing.station)
    ground_changed.send(sender=Premises, passing=passing, by=by, at=at)


@transaction.atomic
def follow_ground(*, ground: QuerySet[Territory], by: Actor, at: datetime) -> int:
    """
    Let the premises on some ground pass to the stations that cover it now.

    It follows from an act on jurisdictions or posts and asks for no permission of its own.
    Returns: how many premises passed.
    Cost: one query per community with premises of another station, then per 500 premises.
    Raises: NoStationLeft, AlreadyRegistered, access.NobodyTakesOver.
    """
    lying = Premises.objects.filter(territory__in=ground)
    ways: dict[tuple[Organization, Organization], list[Territory]] = defaultdict(list)
    abandoned: list[Territory] = []
    for territory, former in _present(lying):
        station = organizations.station_for(territory, on=day_of(at))
        if station is None:
            abandoned.append(territory)
        elif station.pk != former.pk:
            ways[former, station].append(territory)
    if abandoned:
        _refuse_without_station(lying.filter(territory__in=abandoned))
    return sum(
        _pass_over(_locked(lying.filter(station=former, territory__in=grounds)), station,
                   former=former, by=by, at=at)
        for (former, station), grounds in ways.items()
    )  # fmt: skip


@transaction.atomic
def gather(station: Organization, *, by: Actor, at: datetime) -> int:
    """
    Let premises that lie on a station's ground and are still of another pass to it.

    A station founded on ground in use has nobody at first: what lies there stays where it is
    until the station has people who can answer for it.
    Returns: how many premises passed.
    Raises: AlreadyRegistered, access.NobodyTakesOver.
    """
    ground = organizations.ground_of(station)
    others = Premises.objects.filter(territory__in=ground).exclude(station=station)
    if not others.exists():
        return 0
    grounds = Territory.objects.filter(pk__in=others.values("territory"))
    return follow_ground(ground=grounds, by=by, at=at)


def gather_begun(*, on: date, by: Actor, at: datetime) -> Gathered:
    """
    Let premises pass to the stations whose jurisdiction over their ground began lately.

    Nightly work calls it, for jurisdictions that were entered before their first day.
    """
    count, waiting = 0, []
    for station in organizations.stations_begun_lately(on=on):
        try:
            count += gather(station, by=by, at=at)
        except Conflict as refusal:
            waiting.append((station, refusal))
    return Gathered(count, waiting)


def _present(lying: QuerySet[Premises]) -> list[tuple[Territory, Organization]]:
    """Return on which ground there are premises, and of which stations."""
    pairs = sorted(set(lying.order_by().values_list("territory", "station").distinct()))
    territories = Territory.objects.in_bulk({territory for territory, _ in pairs})
    stations = Organization.objects.in_bulk({station for _, station in pairs})
    return [(territories[territory], stations[station]) for territory, station in pairs]


def _locked(rows: QuerySet[Premises]) -> list[Premises]:
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return list(rows.select_related("territory").order_by("pk"))


def _pass_over(
    premises: list[Premises],
    station: Organization,
    *,
    former: Organization,
    by: Actor,
    at: datetime,
) -> int:
    names = within(station)
    for one in premises:
        one.station = station
        one.version += 1
        derived.refresh_keys(one, names)
    _refuse_doubles(premises, station)
    Premises.objects.bulk_update(
        premises, ["station", "version", "name_key", "name_initials", "address_key"],
        batch_size=BATCH,
    )  # fmt: skip
    journal.record(
        "premises.passed_over", about=premises, concerning=[former, station], by=by, at=at,
        facts={"from": former.name, "to": station.name, "count": len(premises)},
    )  # fmt: skip
    announce_ground(premises, former=former, by=by, at=at)
    return len(premises)


def _refuse_doubles(premises: Sequence[Premises], station: Organization) -> None:
    """Raises: AlreadyRegistered."""
    coming = {
        (one.credit_code, one.address_key): one
        for one in premises
        if one.credit_code and one.status == PremisesStatus.ACTIVE
    }
    codes = sorted({code for code, _ in coming})
    for start in range(0, len(codes), BATCH):
        known = Premises.objects.filter(
            station=station, status=PremisesStatus.ACTIVE,
            credit_code__in=codes[start : start + BATCH],
        )  # fmt: skip
        for code, address in known.values_list("credit_code", "address_key"):
            if (code, address) in coming:
                raise AlreadyRegistered(name=coming[code, address].name)


def _refuse_orphans(premises: Sequence[Premises], station: Organization) -> None:
    """Raises: access.NobodyTakesOver."""
    in_use = [one for one in premises if one.status == PremisesStatus.ACTIVE]
    for layer in AT_STATION:
        column = f"{COLUMN_OF_LAYER[layer]}_id"
        count = sum(getattr(one, column) is None for one in in_use)
        if count:
            raise access.NobodyTakesOver(
                organization=station.name, count=count, posts=list(ORDER_OF_LAYER[layer])
            )


def _refuse_without_station(rows: QuerySet[Premises]) -> None:
    """Raises: NoStationLeft. What has closed stays with the station it had."""
    count = rows.filter(status=PremisesStatus.ACTIVE).count()
    if count:
        raise NoStationLeft(count=count)
