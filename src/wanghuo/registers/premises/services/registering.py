"""Putting objects on the register and changing their particulars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support import concurrency, device_ids
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.premises.domain.terms import PremisesKind
from wanghuo.registers.premises.models import Facility, ManagedEstate, Premises
from wanghuo.registers.premises.services.desk import Desk, Registration
from wanghuo.registers.premises.services.gate import pass_through
from wanghuo.registers.premises.services.particulars import (
    CHANGEABLE,
    FACTS,
    OutsideStation,
    settle,
    write_facts,
)
from wanghuo.registers.premises.services.passing import announce_ground
from wanghuo.registers.premises.signals import registered


def register(
    *,
    name: str,
    address: str,
    territory: Territory,
    by: Actor,
    at: datetime,
    rules: Rulebook,
    kind: PremisesKind = PremisesKind.UNIT,
    station: Organization | None = None,
    facts: Mapping[str, Any] | None = None,
    aliases: Sequence[str] = (),
    facilities: Sequence[Facility] = (),
    estates: Sequence[ManagedEstate] = (),
    id: UUID | None = None,
    is_simulated: bool = False,
) -> Premises:
    """
    Put an object on the register of the station that covers its community.

    The same ``id`` again for the same place returns what is there.

    Raises: NameMissing, AddressMissing, NoStationThere, OutsideStation, AlreadyRegistered,
    DocumentMissing, WrongCreditCode, WrongIdentityNumber, IdTaken.
    """
    same = {"territory_id": territory.pk, "name": name.strip(), "address": address.strip()}
    if (known := device_ids.made_before(Premises, id, **same)) is not None:
        pass_through(by, "premises.register", station=known.station_id)
        return known
    one = Registration(
        name, address, territory, kind, facts or {}, aliases, facilities, estates, id, is_simulated
    )
    return register_many([one], by=by, at=at, rules=rules, station=station)[0]


@transaction.atomic
def register_many(
    registrations: Iterable[Registration],
    *,
    by: Actor,
    at: datetime,
    rules: Rulebook,
    station: Organization | None = None,
) -> list[Premises]:
    """
    Put many objects on the register in one act; stations follow from the communities.

    Raises: as :func:`register`.
    """
    desk = Desk(rules=rules, at=at, station=station)
    made = [desk.enter(one) for one in registrations]
    for its_station in {one.station_id for one in made}:
        pass_through(by, "premises.register", station=its_station)
    desk.sheaf().write()
    facts: dict[str, Any] = {"count": len(made)} if len(made) > 1 else {"name": made[0].name}
    kind = "premises.registered_together" if len(made) > 1 else "premises.registered"
    journal.record(kind, about=desk.rows, by=by, at=at, facts=facts)
    registered.send(sender=Premises, premises=made, by=by, at=at)
    return made


@transaction.atomic
def change(
    *,
    premises: Premises,
    changes: Mapping[str, Any],
    version: int | None,
    by: Actor,
    at: datetime,
    rules: Rulebook,
) -> Premises:
    """
    Change particulars of an object as it was at ``version``.

    Raises: StaleVersion, NameMissing, AddressMissing, OutsideStation, AlreadyRegistered,
    DocumentMissing, WrongCreditCode, WrongIdentityNumber.
    """
    pass_through(
        by, "premises.change", station=premises.station_id, territory=premises.territory_id
    )
    current = concurrency.claim(premises, version)
    changed = sorted(
        name
        for name, value in changes.items()
        if name in CHANGEABLE and getattr(current, name) != value
    )
    if not changed:
        return premises
    on = day_of(at)
    for name in changed:
        if name not in FACTS:
            setattr(current, name, changes[name])
    write_facts(current, {name: changes[name] for name in changed if name in FACTS})
    if "territory" in changed:
        station = organizations.station_for(current.territory, on=on)
        if station is None or station.pk != current.station_id:
            raise OutsideStation(
                territory=current.territory.name, station=current.station.name, field="territory"
            )
    settle(current, rules, on)
    facts = {"name": current.name, "changed": changed}
    journal.record("premises.changed", about=current, by=by, at=at, facts=facts)
    if "territory" in changed:
        announce_ground([current], former=current.station, by=by, at=at)
    return current
