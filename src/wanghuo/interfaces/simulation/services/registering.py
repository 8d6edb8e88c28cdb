"""Puts invented premises on the register, station by station, in acts of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.interfaces.simulation.domain.premises import Invented
from wanghuo.registers.organization.models import Territory
from wanghuo.registers.premises import services as register
from wanghuo.registers.premises.domain.terms import CompetenceBasis, FacilityKind, PremisesKind
from wanghuo.registers.premises.models import Facility, ManagedEstate, Premises

BATCH = 1000

COPIED = (
    "small_kind", "occupancy", "credit_code", "head_name", "head_phone", "manager_name",
    "manager_phone", "floor_area_m2", "floors_above", "floors_below", "highest_floor_used",
    "height_m", "is_built_before_1998", "rooms", "beds", "seats", "staff", "boarders", "pupils",
    "has_dwelling", "hours",
)  # fmt: skip


def put_on_register(
    stream: Iterable[Invented],
    *,
    territories: Mapping[str, Territory],
    by: Actor,
    at: datetime,
    rules: Rulebook,
) -> Iterator[list[tuple[Premises, Invented]]]:
    """
    Register premises in acts of up to 1,000 and yield each act's rows with what they came from.

    Memory: one act's rows.
    """
    remaining = iter(stream)
    while invented := list(islice(remaining, BATCH)):
        rows = register.register_many(
            [_registration(one, territories, at.date()) for one in invented],
            by=by, at=at, rules=rules,
        )  # fmt: skip
        yield list(zip(rows, invented, strict=True))


def _registration(
    one: Invented, territories: Mapping[str, Territory], on: date
) -> register.Registration:
    facts = {name: getattr(one, name) for name in COPIED}
    if one.is_large and one.number % 3 == 0:
        facts["competence"] = CompetenceBasis.ASSIGNED
        facts["competence_document"] = f"亭公（消）指〔{on.year - 1}〕{one.number % 90 + 1}号"
    estates = [_estate(one)] if one.estate else []
    return register.Registration(
        name=one.name, address=one.address, territory=territories[one.community],
        kind=PremisesKind(one.kind), facts=facts, estates=estates, is_simulated=True,
        facilities=[
            Facility(kind=FacilityKind(kind), count=count) for kind, count in one.facilities
        ],
    )  # fmt: skip


def _estate(one: Invented) -> ManagedEstate:
    buildings = max(2, one.floor_area_m2 // 6000)
    return ManagedEstate(
        name=one.estate, address=one.address, buildings=buildings,
        households=buildings * one.floors_above * 4, is_high_rise=one.floors_above >= 10,
    )  # fmt: skip
