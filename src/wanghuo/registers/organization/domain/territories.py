"""Tables of official division codes, and what the agencies of a county are called."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from wanghuo.registers.organization.domain.kinds import TerritoryLevel


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """One row of a table of official codes, parents before children."""

    code: str
    name: str
    level: TerritoryLevel
    name_en: str = ""
    is_rural: bool = False
    tile_column: int | None = None
    tile_row: int | None = None


def read_table(text: str) -> list[TerritoryRow]:
    """
    Read a county's table (CSV; the README beside the shipped tables names the columns).

    Raises: KeyError or ValueError, when a column is missing or a value is not what it says.
    """
    return [
        TerritoryRow(
            code=row["code"],
            name=row["name"],
            level=TerritoryLevel(row["level"]),
            name_en=row["name_en"],
            is_rural=row["is_rural"] == "1",
            tile_column=int(row["tile_column"]) if row["tile_column"] else None,
            tile_row=int(row["tile_row"]) if row["tile_row"] else None,
        )
        for row in csv.DictReader(io.StringIO(text))
    ]


def write_table(rows: list[TerritoryRow]) -> str:
    """Write what :func:`read_table` reads."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "name", "name_en", "level", "is_rural", "tile_column", "tile_row"])
    for row in rows:
        tile = ["" if place is None else place for place in (row.tile_column, row.tile_row)]
        writer.writerow([row.code, row.name, row.name_en, row.level, int(row.is_rural), *tile])
    return text.getvalue()


def stem(township: str) -> str:
    """Return a township's name without its kind: 五星街道 gives 五星, 亭湖新区 stays."""
    for ending in ("街道", "镇", "乡"):
        if township.endswith(ending) and len(township) > len(ending) + 1:
            return township.removesuffix(ending)
    return township


def stem_en(township_en: str) -> str:
    """Return the English name without its kind: Wuxing Sub-district gives Wuxing."""
    for ending in (" Sub-district", " Town", " Township"):
        township_en = township_en.removesuffix(ending)
    return township_en


def station_name(township: str) -> str:
    return f"{stem(township)}派出所"


def government_name(township: str) -> str:
    if township.endswith(("镇", "乡")):
        return f"{township}人民政府"
    return f"{township}办事处" if township.endswith("街道") else f"{township}管理委员会"
