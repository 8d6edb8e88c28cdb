"""``./run demo``: build the demo district unless it is there, and serve it."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import connection

from wanghuo.foundation.support import clock
from wanghuo.interfaces.simulation.domain import crew
from wanghuo.interfaces.simulation.domain.scales import SCALES
from wanghuo.interfaces.simulation.services import building
from wanghuo.interfaces.simulation.services.agenda import moment

PACKAGE = Path(__file__).resolve().parents[4]
DATABASE = "wanghuo.sqlite3"
MARK = "demo.json"
"""Written last: a build that was cut short is built again."""

BEGUN = "demo.building"
"""There while a build is under way, so that one cut short is known as a demo's."""

NOON = 12 * 60
ACCOUNTS = [
    ("officer", "社区民警", "community officer"),
    ("officer2", "社区民警", "community officer"),
    ("fire", "专职消防民警", "fire officer"),
    ("chief", "所长", "station chief"),
    ("deputy", "副所长", "deputy chief"),
    ("auxiliary", "辅警", "auxiliary"),
    ("brigade", "大队监督员", "brigade supervisor"),
    ("brigade-head", "大队长", "brigade head"),
    ("bureau", "分局领导", "bureau leader"),
    ("supervisor", "分局督导", "bureau supervisor"),
    ("admin", "管理员", "administrator"),
]


class Command(BaseCommand):
    help = "Build the demo district in an embedded database and serve it on 127.0.0.1."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="stop after building")
        parser.add_argument("--rebuild", action="store_true", help="build even if it is there")
        parser.add_argument("--data", type=Path, help="folder (default: demo in the data folder)")
        parser.add_argument(
            "--scale", choices=sorted(SCALES), default="default",
            help="how much is lived: full is about 14,229 inspections, half an hour or more",
        )  # fmt: skip
        parser.add_argument("--seed", type=int, default=1, help="another seed, another year")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="last day that is lived (default: today)"
        )
        parser.add_argument("--host", default="127.0.0.1", help="address to serve on")
        parser.add_argument("--port", type=int, help="default: 8000, or the next free one")

    def handle(self, *args: object, **options: object) -> None:
        self._move_to(options["data"])
        wanted = self._wanted(options)
        if options["rebuild"] or not self._is_there(wanted, options):
            self._build(wanted, options)
        if not options["no_serve"]:
            self._serve(options)

    def _move_to(self, folder: object) -> None:
        """Start again with the demo's own folder and database, whatever the environment says."""
        if os.environ.get("WANGHUO_DEMO") == str(settings.DATA):
            return
        target = Path(str(folder)).resolve() if folder else settings.DATA / "demo"
        os.environ |= {"WANGHUO_DATA": str(target), "WANGHUO_DEMO": str(target)}
        os.environ.pop("DATABASE_URL", None)
        os.execv(sys.executable, [sys.executable, "-m", "wanghuo", *sys.argv[1:]])

    def _wanted(self, options: dict[str, object]) -> dict[str, object]:
        return {"format": data_format(), "scale": options["scale"], "seed": options["seed"]}

    def _is_there(self, wanted: dict[str, object], options: dict[str, object]) -> bool:
        mark = settings.DATA / MARK
        if not mark.exists():
            return False
        built = json.loads(mark.read_text(encoding="utf-8"))
        if any(built.get(name) != value for name, value in wanted.items()):
            self.stderr.write("· the demo's data have another format or scale: building anew")
            return False
        if options["today"] and built["today"] != str(options["today"]):
            return False
        if built["today"] != clock.today().isoformat():
            self.stderr.write(
                f"· lived up to {built['today']}; --rebuild lives up to today"
                f" / 数据截至 {built['today']}，--rebuild 可更新到今天"
            )
        return True

    def _build(self, wanted: dict[str, object], options: dict[str, object]) -> None:
        self._clear()
        started = time.monotonic()
        call_command("migrate", interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            # A build that is cut short is thrown away, so nothing has to reach the disk at once.
            cursor.execute("PRAGMA synchronous=OFF")
        today = options["today"]
        until = moment(today, NOON) if isinstance(today, date) else clock.now()
        line = ProgressLine(self.stderr)
        built = building.build(
            scale=SCALES[str(options["scale"])], seed=int(str(options["seed"])), until=until,
            say=line.show,
        )  # fmt: skip
        line.end()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        mark = {**wanted, "today": clock.day_of(until).isoformat()}
        (settings.DATA / MARK).write_text(json.dumps(mark), encoding="utf-8")
        (settings.DATA / BEGUN).unlink()
        self.stderr.write(
            f"· {built.stations} stations, {built.people} people, {built.premises} premises,"
            f" {built.visits} visits, in {time.monotonic() - started:.0f} s / 模拟数据已建成"
        )
        if options["verbosity"] == 2 and built.refused:
            self.stderr.write(f"· refused on the way: {dict(built.refused)}")

    def _clear(self) -> None:
        """Take away an earlier build; never anything a demo did not make."""
        database, mark = settings.DATA / DATABASE, settings.DATA / MARK
        if database.exists() and not mark.exists() and not (settings.DATA / BEGUN).exists():
            raise CommandError(
                f"{settings.DATA} holds a database that is not a demo's; choose another --data"
            )
        connection.close()
        for path in settings.DATA.glob(f"{DATABASE}*"):
            path.unlink()
        mark.unlink(missing_ok=True)
        shutil.rmtree(settings.ARCHIVE, ignore_errors=True)
        (settings.DATA / BEGUN).touch()

    def _serve(self, options: dict[str, object]) -> None:
        chosen = options["port"]
        call_command(
            "serve", host=options["host"], port=chosen or 8000, next_free_port=chosen is None,
            after_start=self._introduce,
        )  # fmt: skip

    def _introduce(self, url: str) -> None:
        out = self.stdout.write
        out(
            "  模拟数据，人名、单位、隐患均为虚构"
            " / simulated: people, places and hazards are invented"
        )
        out(f"\n  账号 / accounts · 密码 / password: {crew.PASSWORD}\n")
        for username, chinese, english in ACCOUNTS:
            out(f"    {username:<14}{chinese}{'　' * (8 - len(chinese))}{english}")
        out("\n  从 officer 开始 / begin as officer")


class ProgressLine:
    """One line that says how far the build is; plain lines where there is no terminal."""

    def __init__(self, stream: OutputWrapper) -> None:
        self.stream, self.shown_at, self.is_terminal = stream, 0.0, stream.isatty()

    def show(self, share: float, what: str) -> None:
        now = time.monotonic()
        if now - self.shown_at < (0.2 if self.is_terminal else 10):
            return
        self.shown_at = now
        bar = "█" * int(share * 30)
        line = f"  {bar:<30} {share:4.0%}  {what}"
        self.stream.write(f"\r{line:<70}" if self.is_terminal else line, ending="")
        if not self.is_terminal:
            self.stream.write("")
        self.stream.flush()

    def end(self) -> None:
        if self.is_terminal:
            self.stream.write(f"\r{'':<90}\r", ending="")


def data_format() -> str:
    """Return a digest of every migration and of the simulation itself."""
    digest = hashlib.sha256()
    sources = [*PACKAGE.glob("*/*/migrations/*.py")]
    here = PACKAGE / "interfaces" / "simulation"
    sources += [*here.glob("domain/*.py"), *here.glob("services/*.py"), *here.glob("data/*")]
    for path in sorted(sources):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
