"""Ground the generator puts premises on: real communities, or invented ones for any scale."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

SUFFIXES = ("社区居委会", "居委会", "村委会", "村民委员会", "居民委员会")
INVENTED_PROVINCE = "99"
"""No province has the code 99, so invented ground can never be taken for real ground."""

TOWNSHIPS_PER_COUNTY = 16
COMMUNITIES_PER_TOWNSHIP = 13
"""As in the real district, 16 townships with 208 communities."""


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
        for suffix in ("街道", "镇", "乡"):
            if self.township.endswith(suffix) and len(self.township) > len(suffix) + 1:
                return self.township.removesuffix(suffix)
        return self.township


@dataclass(frozen=True, slots=True)
class Division:
    """One row of a table of division codes, as ``organization`` loads it."""

    code: str
    name: str
    name_en: str
    level: str
    is_rural: bool
    tile_column: int | None = None
    tile_row: int | None = None


def divisions(table: str) -> list[Division]:
    """Read a territory table (CSV text, see the README beside the tables)."""
    return [
        Division(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            level=row["level"],
            is_rural=row["is_rural"] == "1",
            tile_column=int(row["tile_column"]) if row["tile_column"] else None,
            tile_row=int(row["tile_row"]) if row["tile_row"] else None,
        )
        for row in csv.DictReader(io.StringIO(table))
    ]


def communities(rows: list[Division]) -> list[Community]:
    """Return the communities of a table, in the order of their codes."""
    names = {row.code: row.name for row in rows}
    county = next((row.name for row in rows if row.level == "COUNTY"), "")
    city = next((row.name for row in rows if row.level == "CITY"), "")
    return [
        Community(row.code, row.name, names[row.code[:9] + "000"], row.is_rural, city, county)
        for row in sorted(rows, key=lambda row: row.code)
        if row.level == "COMMUNITY"
    ]


FIRST = "东西南北中新上下前后大小长高平安和兴福永"
SECOND = "桥河湾庄陈李王周张塘沟港墩灶团圩村岗坝渡"


def invented_counties(stations: int, rng: Random) -> Iterator[list[Division]]:
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


def _county(number: int, townships: int, rng: Random) -> list[Division]:
    city, county = f"{INVENTED_PROVINCE}{number // 20 + 1:02d}", f"{number % 20 + 1:02d}"
    code = city + county
    rows = [
        Division(
            f"{INVENTED_PROVINCE}0000000000", "模拟省", "Simulated Province", "PROVINCE", False
        ),
        Division(f"{city}00000000", f"模拟{city[2:]}市", f"City {city[2:]}", "CITY", False),
        Division(f"{code}000000", f"模拟{code[2:]}区", f"District {code[2:]}", "COUNTY", False),
    ]
    for index in range(townships):
        is_rural = index >= townships // 2
        township = f"{code}{(100 if is_rural else 1) + index:03d}"
        name = _name(rng) + ("镇" if is_rural else "街道")
        column, row = index % 4 * 5, index // 4 * 5
        rows.append(Division(f"{township}000", name, "", "TOWNSHIP", is_rural, column, row))
        for place in range(COMMUNITIES_PER_TOWNSHIP):
            own = f"{township}{(200 if is_rural else 1) + place:03d}"
            title = _name(rng) + ("村委会" if is_rural else "社区居委会")
            tile = (column + place % 4, row + place // 4)
            rows.append(Division(own, title, "", "COMMUNITY", is_rural, *tile))
    return rows


def _name(rng: Random) -> str:
    return rng.choice(FIRST) + rng.choice(SECOND)
