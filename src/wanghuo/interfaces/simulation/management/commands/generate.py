"""``./run generate``: invented premises at any scale, in a database or a workbook."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from wanghuo.foundation.support import clock
from wanghuo.interfaces.simulation.domain.places import (
    MOST_STATIONS,
    communities,
    invented_counties,
)
from wanghuo.interfaces.simulation.domain.premises import premises_of
from wanghuo.interfaces.simulation.services import founding, registering, workbooks
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.policy import selectors as policy

REAL_COUNTY = "320902"
REAL_STATIONS = 16
LONG_AGO = timedelta(days=400)
SHEET_ROWS = 1_000_000
"""A sheet holds 1,048,576 rows (ECMA-376), heading and total among them."""


def number(least: int, greatest: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between two bounds, both counted."""

    def read(text: str) -> int:
        value = int(text) if text.isascii() and text.isdigit() else -1
        if not least <= value <= greatest:
            raise argparse.ArgumentTypeError(
                f"{text} is not a whole number from {least:,} to {greatest:,}"
            )
        return value

    return read


class Command(BaseCommand):
    help = (
        "Invent stations and premises: up to 16 stations on the real ground of Tinghu, beyond"
        " that on invented ground. The same seed gives the same premises."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--stations", type=number(1, MOST_STATIONS), default=REAL_STATIONS,
            help="how many (default %(default)s)",
        )  # fmt: skip
        parser.add_argument(
            "--premises", type=number(1, workbooks.FIRST_NUMBER), default=3000,
            help="how many in all (default %(default)s)",
        )  # fmt: skip
        parser.add_argument(
            "--seed", type=int, default=1, help="the same seed gives the same premises"
        )
        parser.add_argument("--data", type=Path, help="folder of a new installation to fill")
        parser.add_argument("--workbook", type=Path, help="write a messy .xlsx instead")
        parser.add_argument(
            "--rows", type=number(1, SHEET_ROWS), default=1000, help="rows of the workbook"
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: object, **options: object) -> None:
        started = time.monotonic()
        if options["workbook"]:
            report = self._workbook(options)
        else:
            self._move_to(options["data"])
            report = self._database(options)
        report["seconds"] = round(time.monotonic() - started, 1)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in report.items()))

    def _workbook(self, options: dict[str, object]) -> dict[str, object]:
        ground = communities(organization.shipped_table(REAL_COUNTY))
        rows, seed = int(str(options["rows"])), int(str(options["seed"]))
        path = Path(str(options["workbook"]))
        if not path.parent.is_dir():
            raise CommandError(f"there is no folder {path.parent}; make it first")
        sheets = workbooks.write_workbook(path, ground, rows, seed=seed)
        return {"file": str(path), **sheets}

    def _move_to(self, folder: object) -> None:
        """Start again with the settings of another data folder."""
        if folder and Path(str(folder)).resolve() != settings.DATA:
            os.environ["WANGHUO_DATA"] = str(Path(str(folder)).resolve())
            os.execv(sys.executable, [sys.executable, "-m", "wanghuo", *sys.argv[1:]])

    def _database(self, options: dict[str, object]) -> dict[str, object]:
        stations, total = int(str(options["stations"])), int(str(options["premises"]))
        seed, at = int(str(options["seed"])), clock.now() - LONG_AGO
        call_command("migrate", interactive=False, verbosity=0)
        if organization.installation() is not None:
            raise CommandError("there is an installation already; choose an empty --data folder")
        rules, made, people, left = policy.rulebook(), 0, 0, stations
        if stations <= REAL_STATIONS:
            tables = iter([organization.shipped_table(REAL_COUNTY)])
        else:
            tables = invented_counties(stations, Random(seed))
        for table in tables:
            district = founding.found_district(
                table, name="模拟数据", name_en="Simulated data", seed=seed, since=at.date(),
                at=at, most_stations=min(left, REAL_STATIONS), first_number=people + 1,
            )  # fmt: skip
            people += sum(len(held) for crew in district.crew.values() for held in crew.values())
            here = len(district.stations)
            count = round((total - made) * here / left)
            stream = premises_of(district.communities, count, seed=seed, first_number=made)
            for act in registering.put_on_register(
                stream, territories=district.territories, by=district.installation, at=at,
                rules=rules,
            ):  # fmt: skip
                made += len(act)
                self.stderr.write(f"\r{made:,} / {total:,}", ending="")
            left -= here
        self.stderr.write("")
        return {"stations": stations, "premises": made, "seed": seed}
