"""Invents the premises of a district: the same seed gives the same premises, at any scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from wanghuo.interfaces.simulation.domain import codes
from wanghuo.interfaces.simulation.domain.places import Community
from wanghuo.interfaces.simulation.domain.words import Words, read, words

METRES_A_STOREY = 3.6
LIVED_IN = frozenset({"SHOP", "RESTAURANT", "WORKSHOP", "DANGEROUS_GOODS_SHOP"})
"""Small places where the owner's family may live behind or above."""


@dataclass(frozen=True, slots=True)
class Invented:
    """Everything the register asks about one premises, in the codes the register uses."""

    number: int
    community: str
    kind: str
    small_kind: str
    occupancy: str
    name: str
    credit_code: str
    address: str
    head_name: str
    head_phone: str
    manager_name: str
    manager_phone: str
    floor_area_m2: int
    floors_above: int
    floors_below: int
    height_m: float
    is_built_before_1998: bool
    highest_floor_used: int | None
    rooms: int | None
    beds: int | None
    seats: int | None
    staff: int
    boarders: int | None
    pupils: int | None
    has_dwelling: bool
    hours: str
    estate: str
    facilities: tuple[tuple[str, int], ...]
    is_large: bool
    care: float
    """How well its people keep it, 0 badly .. 1 well; decides what visits find."""


@cache
def trades() -> Any:
    return read("trades.yaml")


def premises_of(
    communities: Sequence[Community], total: int, *, seed: int, first_number: int = 0
) -> Iterator[Invented]:
    """
    Yield ``total`` premises, community by community, each with its committee first.

    Memory: one premises at a time. A community's premises depend on the seed, its code and
    its share of the total alone.
    """
    number = first_number
    for community, count in zip(communities, shares(communities, total), strict=True):
        rng = Random(f"{seed}:{community.code}")
        for index in range(count):
            yield _invent(number, index, community, rng)
            number += 1


def shares(communities: Sequence[Community], total: int) -> list[int]:
    """
    Share ``total`` among communities: one each for the committee, the rest by how busy they are.

    With fewer premises than communities the first communities get one each.
    """
    if total <= len(communities):
        return [1] * total + [0] * (len(communities) - total)
    rest = total - len(communities)
    weights = [_busyness(community) for community in communities]
    whole = sum(weights)
    exact = [rest * weight / whole for weight in weights]
    counts = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (counts[i] - exact[i], i))
    for index in by_remainder[: rest - sum(counts)]:
        counts[index] += 1
    return [count + 1 for count in counts]


def _busyness(community: Community) -> float:
    """Town communities hold more than villages; a community's own number varies it."""
    variation = 0.6 + int(community.code[-5:]) * 7919 % 100 / 125
    return (0.55 if community.is_rural else 1.5) * variation


def _invent(number: int, index: int, community: Community, rng: Random) -> Invented:
    table, side = trades(), int(community.is_rural)
    if index == 0:
        return _committee(number, community, rng)
    group = _draw({name: share[side] for name, share in table["groups"].items()}, rng)
    if group == "property":
        return _property_company(number, community, rng)
    kinds = table[group]
    code = _draw({name: kind["share"][side] for name, kind in kinds.items()}, rng)
    trade = kinds[code]
    if group == "small":
        return _premises(
            number,
            community,
            rng,
            trade,
            kind="UNIT",
            small_kind=code,
            occupancy=trade["occupancy"],
        )
    is_large = "key" in trade and rng.random() * 100 < table["key_in_hundred"][side]
    sizes = trade | trade["key"] if is_large else trade
    return _premises(number, community, rng, sizes, kind="UNIT", occupancy=code, is_large=is_large)


def _committee(number: int, community: Community, rng: Random) -> Invented:
    kind = "VILLAGERS_COMMITTEE" if community.is_rural else "RESIDENTS_COMMITTEE"
    ending = "村民委员会" if community.is_rural else "居民委员会"
    stem = community.name
    for suffix in ("居委会", "村委会"):
        stem = stem.removesuffix(suffix)
    if community.is_rural and not stem.endswith("村"):
        stem += "村"
    if stem.endswith("村") and community.is_rural:
        stem, ending = stem.removesuffix("村"), "村" + ending.removeprefix("村")
    trade = trades()["committee"] | {"names": [stem + ending]}
    return _premises(number, community, rng, trade, kind=kind, occupancy="COMMITTEE", authority="5")


def _property_company(number: int, community: Community, rng: Random) -> Invented:
    return _premises(
        number, community, rng, trades()["property"], kind="PROPERTY_COMPANY",
        occupancy="PROPERTY",
    )  # fmt: skip


def _premises(
    number: int,
    community: Community,
    rng: Random,
    trade: dict[str, Any],
    *,
    kind: str,
    occupancy: str,
    small_kind: str = "",
    is_large: bool = False,
    authority: str = "9",
) -> Invented:
    lists = words()
    head = lists.person(rng)
    has_manager = is_large or (not small_kind and rng.random() < 0.6)
    estate = lists.estate_name(rng)
    floors = _between(trade.get("floors", [1, 1]), rng)
    area = _between(trade["area"], rng)
    beds = _known(trade, "beds", rng)
    has_code = not small_kind or rng.random() < 0.93
    return Invented(
        number=number,
        community=community.code,
        kind=kind,
        small_kind=small_kind,
        occupancy=occupancy,
        name=_name(trade["names"], community, head, estate, lists, rng),
        credit_code=codes.credit_code(number, authority=authority, county=community.code[:6])
        if has_code
        else "",
        address=address(
            community,
            lists,
            rng,
            estate=estate if kind == "PROPERTY_COMPANY" else "",
            is_small=bool(small_kind),
        ),
        head_name=head,
        head_phone=codes.phone(number * 2),
        manager_name=lists.person(rng) if has_manager else "",
        manager_phone=codes.phone(number * 2 + 1) if has_manager else "",
        floor_area_m2=area,
        floors_above=floors,
        floors_below=1 if floors >= 6 and rng.random() < 0.7 else 0,
        height_m=round(floors * METRES_A_STOREY, 1),
        is_built_before_1998=rng.random() < 0.18,
        highest_floor_used=_between([1, floors], rng) if small_kind else floors,
        rooms=(beds + 1) // 2 if occupancy == "HOTEL" and beds is not None else None,
        beds=beds,
        seats=_known(trade, "seats", rng),
        staff=_between(trade["staff"], rng),
        boarders=_known(trade, "boarders", rng),
        pupils=_known(trade, "pupils", rng),
        has_dwelling=small_kind in LIVED_IN and rng.random() < 0.14,
        hours=rng.choice(trade["hours"]),
        estate=estate if kind == "PROPERTY_COMPANY" else "",
        facilities=tuple(_facilities(trade["facilities"], area, floors, rng)),
        is_large=is_large,
        care=rng.betavariate(3.2, 1.6),
    )


def address(
    community: Community, lists: Words, rng: Random, *, estate: str = "", is_small: bool = True
) -> str:
    """Return an invented address in a real community."""
    start = f"{community.city}{community.county}{community.township}"
    if community.is_rural:
        village = community.place.removesuffix("村")
        if not is_small and rng.random() < 0.5:
            return f"{start}{village}村{rng.choice(lists.parks)}{rng.randint(1, 28)}号"
        return f"{start}{village}村{rng.randint(1, 14)}组{rng.randint(1, 96)}号"
    if is_small and rng.random() < 0.12:
        return f"{start}{rng.choice(lists.lanes)}{rng.randint(1, 88)}号"
    door = f"{start}{rng.choice(_roads(community.township))}{rng.randint(2, 698)}号"
    if estate or not is_small:
        return door + estate
    corner = rng.random()
    if corner < 0.22:
        return f"{door}{lists.estate_name(rng)}{rng.randint(1, 32)}幢{rng.randint(101, 118)}室"
    return f"{door}-{rng.randint(1, 26)}" if corner < 0.5 else door


@cache
def _roads(township: str) -> list[str]:
    """Return the few roads that run through a township, the same ones for every seed."""
    return Random(township).sample(words().roads, 9)


def _name(
    patterns: list[str], community: Community, head: str, estate: str, lists: Words, rng: Random
) -> str:
    pattern = rng.choice(patterns)
    return pattern.format(
        lucky=lists.lucky(rng),
        owner=lists.owner(head, rng),
        place=community.place,
        township=community.short_township,
        estate=estate,
    )


def _facilities(kinds: list[str], area: int, floors: int, rng: Random) -> Iterator[tuple[str, int]]:
    """Yield kinds with their number: an extinguisher for every 75 m², the rest by storeys."""
    for kind in kinds:
        if kind.endswith("~") and rng.random() < 0.5:
            continue
        code = kind.removesuffix("~")
        if code == "EXTINGUISHER":
            yield code, max(2, min(400, area // 75 * 2))
        elif code in {"ALARM", "SPRINKLER"}:
            yield code, 1
        else:
            yield code, max(1, min(120, floors * max(1, area // (400 * floors or 1))))


def _known(trade: dict[str, Any], measure: str, rng: Random) -> int | None:
    return _between(trade[measure], rng) if measure in trade else None


def _between(limits: Sequence[int], rng: Random) -> int:
    """Draw from a range; most lie towards its lower end."""
    low, high = limits
    return low + int((high - low + 1) * rng.betavariate(1.3, 2.6)) if high > low else low


def _draw(weights: dict[str, int], rng: Random) -> str:
    return rng.choices(list(weights), weights=list(weights.values()))[0]
