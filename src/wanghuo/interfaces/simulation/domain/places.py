"""Ground the generator puts premises on: real communities, or invented ones for any scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from wanghuo.registers.organization.domain.kinds import TerritoryLevel
from wanghuo.registers.organization.domain.territories import TerritoryRow, stem

SUFFIXES = ("社区居委会", "居委会", "村委会", "村民委员会", "居民委员会")
INVENTED_PROVINCE = "99"
"""No province has the code 99, so invented ground can never be taken for real ground."""

TOWNSHIPS_PER_COUNTY = 16
COMMUNITIES_PER_TOWNSHIP = 13
"""As in the real district, 16 townships with 208 communities."""

COUNTIES_PER_CITY = 20
MOST_STATIONS = 99 * COUNTIES_PER_CITY * TOWNSHIPS_PER_COUNTY
"""Two digits number the cities of the invented province."""


@dataclass(frozen=True, slots=True)
class Community:
    """A community or village, with the township it lies in."""

    code: str
    name: str
    township: str
    is_rural: bool
    city: str = "盐城市"
    county: str = "亭湖区"

    @property
    def place(self) -> str:
        """Its name without the committee: 新街社区居委会 gives 新街."""
        name = self.name
        for suffix in SUFFIXES:
            name = name.removesuffix(suffix)
        return name.removesuffix("社区") if len(name) > 3 else name

    @property
    def short_township(self) -> str:
        return stem(self.township)


def communities(rows: list[TerritoryRow]) -> list[Community]:
    """Return the communities of a table, in the order of their codes."""
    names = {row.code: row.name for row in rows}
    county = next((row.name for row in rows if row.level == TerritoryLevel.COUNTY), "")
    city = next((row.name for row in rows if row.level == TerritoryLevel.CITY), "")
    return [
        Community(row.code, row.name, names[row.code[:9] + "000"], row.is_rural, city, county)
        for row in sorted(rows, key=lambda row: row.code)
        if row.level == TerritoryLevel.COMMUNITY
    ]


FIRST = "东西南北中新上下前后大小长高平安和兴福永"
SECOND = "桥河湾庄陈李王周张塘沟港墩灶团圩村岗坝渡"


def invented_counties(stations: int, rng: Random) -> Iterator[list[TerritoryRow]]:
    """
    Yield county after county of invented ground until ``stations`` townships are reached.

    Memory: one county at a time.
    """
    made = 0
    while made < stations:
        number = made // TOWNSHIPS_PER_COUNTY
        here = min(TOWNSHIPS_PER_COUNTY, stations - made)
        yield _county(number, here, rng)
        made += here


def _county(number: int, townships: int, rng: Random) -> list[TerritoryRow]:
    city, county = (
        f"{INVENTED_PROVINCE}{number // COUNTIES_PER_CITY + 1:02d}",
        f"{number % COUNTIES_PER_CITY + 1:02d}",
    )
    code = city + county
    level = TerritoryLevel
    rows = [
        TerritoryRow(f"{INVENTED_PROVINCE}0000000000", "模拟省", level.PROVINCE, "Simulated"),
        TerritoryRow(f"{city}00000000", f"模拟{city[2:]}市", level.CITY, f"City {city[2:]}"),
        TerritoryRow(f"{code}000000", f"模拟{code[2:]}区", level.COUNTY, f"District {code[2:]}"),
    ]
    for index in range(townships):
        is_rural = index >= townships // 2
        township = f"{code}{(100 if is_rural else 1) + index:03d}"
        name = _name(rng) + ("镇" if is_rural else "街道")
        tile = (index % 4 * 5, index // 4 * 5)
        rows.append(TerritoryRow(f"{township}000", name, level.TOWNSHIP, "", is_rural, *tile))
        for place in range(COMMUNITIES_PER_TOWNSHIP):
            own = f"{township}{(200 if is_rural else 1) + place:03d}"
            title = _name(rng) + ("村委会" if is_rural else "社区居委会")
            at = (tile[0] + place % 4, tile[1] + place // 4)
            rows.append(TerritoryRow(own, title, level.COMMUNITY, "", is_rural, *at))
    return rows


def _name(rng: Random) -> str:
    return rng.choice(FIRST) + rng.choice(SECOND)
