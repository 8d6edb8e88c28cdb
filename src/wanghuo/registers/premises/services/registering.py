"""Putting objects on the register and changing their particulars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Field, Model

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support import concurrency
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.premises.domain import values
from wanghuo.registers.premises.domain.terms import (
    CompetenceBasis,
    Occupancy,
    PremisesKind,
    PremisesStatus,
    SmallKind,
)
from wanghuo.registers.premises.models import Alias, Facility, ManagedEstate, Premises, SearchEntry
from wanghuo.registers.premises.selectors.people import Roster
from wanghuo.registers.premises.selectors.records import within
from wanghuo.registers.premises.services import derived
from wanghuo.registers.premises.services.accountability import fill
from wanghuo.registers.premises.services.gate import pass_through
from wanghuo.registers.premises.signals import registered

BATCH = 1000
FACTS = frozenset({
    "small_kind", "occupancy", "credit_code", "competence", "competence_document", "head_name",
    "head_phone", "head_identity_number", "manager_name", "manager_phone", "floor_area_m2",
    "basement_area_m2", "floors_above", "floors_below", "highest_floor_used", "height_m",
    "is_built_before_1998", "rooms", "beds", "seats", "staff", "boarders", "pupils", "has_dwelling",
    "hours", "longitude", "latitude", "note", "risk",
})  # fmt: skip
"""Columns a person may fill in; the others follow from acts."""
CHANGEABLE = FACTS | {"name", "kind", "address", "territory"}


class NameMissing(Invalid):
    code = "premises.name-missing"
    says = gettext_noop("A supervised object needs a name.")
    remedy = gettext_noop("Write the name on the licence or on the sign.")


class AddressMissing(Invalid):
    code = "premises.address-missing"
    says = gettext_noop("A supervised object needs an address.")
    remedy = gettext_noop("Write street and number, or village and group.")


class NoStationThere(Invalid):
    code = "premises.no-station-there"
    says = gettext_noop("No police station covers {territory}.")
    remedy = gettext_noop("Choose the community again, or let the administrator set who covers it.")


class OutsideStation(Invalid):
    code = "premises.outside-station"
    says = gettext_noop("{territory} does not lie on the ground of {station}.")
    remedy = gettext_noop("Choose a community of this station, or move the object instead.")


class AlreadyRegistered(Conflict):
    code = "premises.already-registered"
    says = gettext_noop("{name} with this credit code is already on the register at this address.")
    remedy = gettext_noop("Open that record and change it there.")


class DocumentMissing(Invalid):
    code = "premises.document-missing"
    says = gettext_noop("An object assigned by higher police needs the number of the document.")
    remedy = gettext_noop("Write the number of the assigning document.")


@dataclass(frozen=True, slots=True)
class Registration:
    """An object to be put on the register, with what belongs to it."""

    name: str
    address: str
    territory: Territory
    kind: PremisesKind = PremisesKind.UNIT
    facts: Mapping[str, Any] = field(default_factory=dict)
    aliases: Sequence[str] = ()
    facilities: Sequence[Facility] = ()
    estates: Sequence[ManagedEstate] = ()
    id: UUID | None = None
    is_simulated: bool = False
    key_unit_decision: Mapping[str, Any] | None = None


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

    The same ``id`` again returns what is there.

    Raises: NameMissing, AddressMissing, NoStationThere, OutsideStation, AlreadyRegistered,
    DocumentMissing, WrongCreditCode, WrongIdentityNumber.
    """
    if id is not None and (known := Premises.objects.filter(pk=id).first()):
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
    desk.save()
    facts = {"name": made[0].name if len(made) == 1 else f"{made[0].name} +{len(made) - 1}"}
    journal.record("premises.registered", about=desk.rows, by=by, at=at, facts=facts)
    registered.send(sender=Premises, premises=made, by=by, at=at)
    return made


class Desk:
    """
    Makes new rows in memory and saves them together.

    Posts of a station and names around it are read once, however many objects it gets.
    ``known`` are credit codes and addresses in use, when the caller has read them already.
    """

    def __init__(
        self,
        *,
        rules: Rulebook,
        at: datetime,
        station: Organization | None,
        known: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        self.rules, self.at, self.on = rules, at, day_of(at)
        self.station, self.known = station, known
        here = organizations.installation()
        self.is_simulated = here is not None and here.is_simulated
        self.premises: list[Premises] = []
        self.children: list[Alias | Facility | ManagedEstate] = []
        self._aliases: dict[UUID, Sequence[str]] = {}
        self._station_of: dict[UUID, Organization] = {}
        self._within: dict[UUID, list[str]] = {}
        self._rosters: dict[UUID, Roster] = {}
        self._taken: dict[tuple[UUID, str, str], str] = {}

    @property
    def rows(self) -> list[Any]:
        return [*self.premises, *self.children]

    def enter(self, one: Registration, *, import_batch: UUID | None = None) -> Premises:
        """Raises: as :func:`register`."""
        station = self._station(one.territory)
        premises = Premises(
            name=one.name.strip(), address=one.address.strip(), territory=one.territory,
            kind=one.kind, station=station, registered_on=self.on, import_batch=import_batch,
            is_simulated=self.is_simulated or one.is_simulated,
            **({"id": one.id} if one.id else {}),
        )  # fmt: skip
        if one.key_unit_decision:
            premises.key_unit_finding = {"decision": dict(one.key_unit_decision)}
        write_facts(premises, one.facts)
        derived.refresh_keys(premises, self._within[station.pk])
        check(premises)
        self._refuse_double(premises)
        derived.judge(premises, self.rules, self.on)
        fill([premises], self._rosters[station.pk])
        self.premises.append(premises)
        self._aliases[premises.pk] = list(dict.fromkeys(one.aliases))
        self.children += [Alias(premises=premises, name=n) for n in self._aliases[premises.pk]]
        for facility in one.facilities:
            facility.premises = premises
            self.children.append(facility)
        for estate in one.estates:
            estate.company = premises
            self.children.append(estate)
        return premises

    def save(self) -> None:
        """Write everything that was entered, in batches."""
        Premises.objects.bulk_create(self.premises, batch_size=BATCH)
        kinds: tuple[type[Model], ...] = (Alias, Facility, ManagedEstate)
        for model in kinds:
            rows = [child for child in self.children if isinstance(child, model)]
            model._default_manager.bulk_create(rows, batch_size=BATCH)
        entries = (
            SearchEntry(premises=one, tokens=derived.tokens_of(one, self._aliases[one.pk]))
            for one in self.premises
        )
        SearchEntry.objects.bulk_create(entries, batch_size=BATCH)

    def clear(self) -> None:
        """Forget the rows that are saved; what was read of the station stays."""
        self.premises, self.children = [], []
        self._aliases = {}

    def _station(self, territory: Territory) -> Organization:
        known = self._station_of.get(territory.pk)
        if known is None:
            known = organizations.station_for(territory, on=self.on)
            if known is None:
                raise NoStationThere(territory=territory.name, field="territory")
            if self.station and known.pk != self.station.pk:
                raise OutsideStation(
                    territory=territory.name, station=self.station.name, field="territory"
                )
            self._station_of[territory.pk] = known
            if known.pk not in self._rosters:
                self._rosters[known.pk] = Roster(known)
                self._within[known.pk] = within(known)
        return known

    def _refuse_double(self, premises: Premises) -> None:
        if not premises.credit_code:
            return
        key = (premises.station_id, premises.credit_code, premises.address_key)
        if key in self._taken:
            raise AlreadyRegistered(name=self._taken[key], field="credit_code")
        if self.known is None:
            refuse_double(premises)
        elif other := self.known.get((premises.credit_code, premises.address_key)):
            raise AlreadyRegistered(name=other, field="credit_code")
        self._taken[key] = premises.name


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
    settle(current, rules, on, is_moved="territory" in changed)
    facts = {"name": current.name, "changed": changed}
    journal.record("premises.changed", about=current, by=by, at=at, facts=facts)
    return current


def settle(premises: Premises, rules: Rulebook, on: date, *, is_moved: bool = False) -> None:
    """Bring a changed object into order and save it with its search words."""
    derived.refresh_keys(premises, within(premises.station))
    check(premises)
    refuse_double(premises)
    derived.judge(premises, rules, on)
    if is_moved:
        fill([premises], Roster(premises.station))
    premises.save()
    derived.refresh_search(premises)


def write_facts(premises: Premises, facts: Mapping[str, Any]) -> None:
    """Set the columns a person may fill in; None means not known, for texts too."""
    for name, value in facts.items():
        if name not in FACTS:
            raise TypeError(f"premises have no fact {name!r}")
        column = cast("Field[Any, Any]", Premises._meta.get_field(name))
        if value is None and not column.null:
            value = column.get_default()
        setattr(
            premises, name, column.to_python(value.strip() if isinstance(value, str) else value)
        )


def check(premises: Premises) -> None:
    """Raises: NameMissing, AddressMissing, DocumentMissing, and refusals of wrong codes."""
    if not premises.name:
        raise NameMissing(field="name")
    if not premises.address or not premises.address_key:
        raise AddressMissing(field="address")
    if premises.competence == CompetenceBasis.ASSIGNED and not premises.competence_document:
        raise DocumentMissing(field="competence_document")
    premises.kind = PremisesKind(premises.kind)
    premises.occupancy = Occupancy(premises.occupancy)
    premises.small_kind = SmallKind(premises.small_kind) if premises.small_kind else ""
    if (premises.longitude is None) != (premises.latitude is None):
        premises.longitude = premises.latitude = None
    for name, read in (
        ("credit_code", values.credit_code),
        ("head_identity_number", values.identity_number),
    ):
        try:
            setattr(premises, name, read(getattr(premises, name)))
        except Invalid as refusal:
            refusal.facts["field"] = name
            raise


def refuse_double(premises: Premises) -> None:
    """Raises: AlreadyRegistered."""
    if not premises.credit_code or premises.status != PremisesStatus.ACTIVE:
        return
    same = Premises.objects.filter(
        station=premises.station_id,
        credit_code=premises.credit_code,
        address_key=premises.address_key,
        status=PremisesStatus.ACTIVE,
    )
    known = same.exclude(pk=premises.pk).first()
    if known:
        raise AlreadyRegistered(name=known.name, field="credit_code")
