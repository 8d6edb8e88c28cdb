"""
Rows of the register made in memory and written together.

What a station's rows share (posts, names around it, codes in use) is read once, however many
there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support import bulk
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.premises.domain.terms import PremisesKind, PremisesStatus
from wanghuo.registers.premises.models import Alias, Facility, ManagedEstate, Premises, SearchEntry
from wanghuo.registers.premises.selectors.people import COLUMN_OF_LAYER, Roster
from wanghuo.registers.premises.selectors.records import within
from wanghuo.registers.premises.services import derived
from wanghuo.registers.premises.services.particulars import (
    AlreadyRegistered,
    NoStationThere,
    OutsideStation,
    check,
    refuse_double,
    write_facts,
)

Place = tuple[UUID, str, str]
"""Station, credit code and address key: together they name one object in use."""
Child = Alias | Facility | ManagedEstate
CHILDREN: tuple[type[Model], ...] = (Alias, Facility, ManagedEstate)


@dataclass(frozen=True, slots=True)
class Holder:
    """The object that has a credit code at an address."""

    id: UUID
    name: str


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


@dataclass(slots=True)
class Sheaf:
    """
    Rows as the database takes them, ready to be written.

    ``amended`` go first: they may free a code that a new row takes.
    """

    amended: list[bulk.Stored] = field(default_factory=list)
    made: list[tuple[type[Model], list[bulk.Stored]]] = field(default_factory=list)
    found_anew: list[bulk.Stored] = field(default_factory=list)
    """Search words of amended objects, each with the object's id last."""

    def write(self) -> None:
        premises = bulk.table(Premises)
        premises.update(self.amended, (*premises.given, "id"))
        for model, rows in self.made:
            bulk.table(model).insert(rows)
        bulk.table(SearchEntry).update(self.found_anew, ("tokens", "premises_id"))


class Desk:
    """
    Takes new objects and changed ones, and writes them together.

    ``known`` are the codes in use at the station, when the caller has read them already.
    """

    def __init__(
        self,
        *,
        rules: Rulebook,
        at: datetime,
        station: Organization | None,
        known: Mapping[Place, Holder] | None = None,
    ) -> None:
        self.rules, self.at, self.on = rules, at, day_of(at)
        self.station, self._knows_codes = station, known is not None
        here = organizations.installation()
        self.is_simulated = here is not None and here.is_simulated
        self.premises: list[Premises] = []
        self.amended: list[Premises] = []
        self.moved: list[Premises] = []
        """Those amended that lie in another community now."""
        self.children: list[Child] = []
        self.taken: dict[Place, Holder] = {}
        """Codes that were entered here."""
        self._in_use = dict(known or {})
        self._aliases: dict[UUID, Sequence[str]] = {}
        self._station_of: dict[Territory, Organization] = {}
        self._within: dict[UUID, list[str]] = {}
        self._rosters: dict[UUID, Roster] = {}
        self._people: dict[tuple[UUID, UUID], dict[Layer, UUID | None]] = {}

    @property
    def rows(self) -> list[Model]:
        return [*self.amended, *self.premises, *self.children]

    def enter(self, one: Registration, *, import_batch: UUID | None = None) -> Premises:
        """Raises: as :func:`registering.register`."""
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
        self._settle(premises, None)
        self._name_people(premises)
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

    def amend(
        self,
        premises: Premises,
        *,
        held: Place | None,
        aliases: Sequence[str],
        added: Sequence[Child] = (),
        is_moved: bool = False,
    ) -> None:
        """
        Take an object whose columns were changed, with what was added to it.

        ``held`` is what it took for itself before, ``aliases`` are its other names now; its
        station and its search entry are loaded. For those that are moved, the caller announces
        the ground once they are written.

        Raises: refusals of :func:`registering.change`.
        """
        self._ground_of(premises.station)
        if is_moved:
            self._station(premises.territory)
        self._settle(premises, held)
        if is_moved:
            self.moved.append(premises)
        self.amended.append(premises)
        self.children += added
        self._aliases[premises.pk] = aliases

    def sheaf(self) -> Sheaf:
        """Return everything that was taken as rows to write."""
        premises, entry = bulk.table(Premises), bulk.table(SearchEntry)
        tokens = {one.pk: self._tokens(one) for one in (*self.premises, *self.amended)}
        made: list[tuple[type[Model], list[bulk.Stored]]] = [
            (Premises, [premises.stored(one) for one in self.premises])
        ]
        for model in CHILDREN:
            of_kind = bulk.table(model)
            rows = [of_kind.stored(row) for row in self.children if isinstance(row, model)]
            made.append((model, rows))
        made.append((SearchEntry, [entry.adapted((o.pk, tokens[o.pk])) for o in self.premises]))
        names = (*premises.given, "id")
        anew = [
            SearchEntry(premises=one, tokens=tokens[one.pk])
            for one in self.amended
            if one.search_entry.tokens != tokens[one.pk]
        ]
        return Sheaf(
            amended=[premises.stored(one, names) for one in self.amended],
            made=made,
            found_anew=[entry.stored(row, ("tokens", "premises_id")) for row in anew],
        )

    def clear(self) -> None:
        """Forget the rows; what was read of the station and which codes are taken stays."""
        self.premises, self.amended, self.moved, self.children = [], [], [], []
        self._aliases = {}

    def is_ground_as_found(self) -> bool:
        """Say whether the stations found for communities still cover them: a query for each."""
        return all(
            organizations.station_for(territory, on=self.on) == station
            for territory, station in self._station_of.items()
        )

    def _tokens(self, one: Premises) -> str:
        return derived.tokens_of(one, self._aliases[one.pk])

    def _settle(self, premises: Premises, held: Place | None) -> None:
        derived.refresh_keys(premises, self._within[premises.station_id])
        check(premises)
        self._refuse_double(premises, held)
        derived.judge(premises, self.rules, self.on)

    def _station(self, territory: Territory) -> Organization:
        known = self._station_of.get(territory)
        if known is None:
            known = organizations.station_for(territory, on=self.on)
            if known is None:
                raise NoStationThere(territory=territory.name, field="territory")
            if self.station and known.pk != self.station.pk:
                raise OutsideStation(
                    territory=territory.name, station=self.station.name, field="territory"
                )
            self._station_of[territory] = known
            self._ground_of(known)
        return known

    def _ground_of(self, station: Organization) -> None:
        if station.pk not in self._rosters:
            self._rosters[station.pk] = Roster(station)
            self._within[station.pk] = within(station)

    def _name_people(self, premises: Premises) -> None:
        ground = premises.station_id, premises.territory_id
        people = self._people.get(ground)
        if people is None:
            roster = self._rosters[premises.station_id]
            people = self._people[ground] = roster.of(premises.territory_id)
        for layer, person in people.items():
            setattr(premises, f"{COLUMN_OF_LAYER[layer]}_id", person)

    def _refuse_double(self, premises: Premises, held: Place | None) -> None:
        key = place_of(premises)
        if key and key != held:
            holder = self._in_use.get(key)
            if holder and holder.id != premises.pk:
                raise AlreadyRegistered(name=holder.name, field="credit_code")
            if not self._knows_codes:
                refuse_double(premises)
        if held and held != key:
            self._in_use.pop(held, None)
        if key:
            self._in_use[key] = self.taken[key] = Holder(premises.pk, premises.name)


def place_of(premises: Premises) -> Place | None:
    """Return what an object in use takes for itself; nothing without a credit code."""
    if not premises.credit_code or premises.status != PremisesStatus.ACTIVE:
        return None
    return premises.station_id, premises.credit_code, premises.address_key
