"""``./run setup``: the first real installation, without any demo data."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.support import clock
from wanghuo.registers.access import services as access
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.organization import services as organizations
from wanghuo.registers.organization.domain.kinds import PostKind, TerritoryLevel
from wanghuo.registers.organization.domain.territories import TerritoryRow, read_table
from wanghuo.registers.organization.models import Territory

PASSWORD_VARIABLE = "WANGHUO_PASSWORD"


class Command(BaseCommand):
    help = (
        "Set up a new installation: database, territories of a county, bureau, brigade, stations,"
        " first administrator. Asks for what the options leave open."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--county", help="six-digit code of the county, such as 320902")
        parser.add_argument(
            "--territories", type=Path, help="table of a county that is not shipped (CSV)"
        )
        parser.add_argument("--name", help="name of this installation")
        parser.add_argument("--bureau", help="name of the public security bureau")
        parser.add_argument("--brigade", help="name of the fire and rescue brigade")
        parser.add_argument(
            "--stations", help="9-digit township codes that have a station, by comma; default all"
        )
        parser.add_argument("--administrator", metavar="USERNAME", help="first sign-in")
        parser.add_argument("--administrator-name", help="that person's name")
        parser.add_argument(
            "--password-file", type=Path, help=f"or set {PASSWORD_VARIABLE}, or be asked"
        )
        parser.add_argument("--yes", action="store_true", help="ask nothing; take the defaults")

    def handle(self, *args: object, **options: object) -> None:
        self.asks = not options["yes"] and sys.stdin.isatty()
        call_command("migrate", interactive=False, verbosity=0)
        if organization.installation() is not None:
            raise CommandError("already set up; ./run serve starts it / 已初始化，./run serve 启动")
        rows = self._table(options["county"], options["territories"])
        county = next(row for row in rows if row.level == TerritoryLevel.COUNTY)
        name = self._ask(options["name"], "system name / 系统名称", f"{county.name}消防监督")
        bureau = self._ask(options["bureau"], "bureau / 公安机关", f"{county.name}公安分局")
        brigade = self._ask(
            options["brigade"], "brigade / 消防救援大队", f"{county.name}消防救援大队"
        )
        username = self._ask(options["administrator"], "administrator / 管理员账号", "admin")
        person = self._ask(options["administrator_name"], "their name / 管理员姓名", "管理员")
        password = self._password(options["password_file"])
        try:
            made = self._set_up(
                rows, county.code, name, bureau, brigade, options["stations"], username, person,
                password,
            )  # fmt: skip
        except Refused as refusal:
            raise CommandError(f"{refusal} {refusal.remedy}") from refusal
        self.stdout.write(f"{name}: {len(rows)} territories, {made} organizations.")
        self.stdout.write(f"Sign in as {username} after ./run serve / 运行 ./run serve 后登录")

    def _set_up(
        self, rows: list[TerritoryRow], county_code: str, name: str, bureau: str, brigade: str,
        stations: object, username: str, person_name: str, password: str,
    ) -> int:  # fmt: skip
        at, today = clock.now(), clock.today()
        with transaction.atomic():
            by = organizations.set_up_installation(name=name, at=at)
            organizations.load_territories(rows, by=by, at=at)
            county = Territory.objects.get(code=county_code)
            below = Territory.objects.filter(
                path__startswith=county.path, level=TerritoryLevel.TOWNSHIP
            )
            townships = _chosen(list(below.order_by("code")), stations)
            made = organizations.found_county(
                county=county, bureau_name=bureau, brigade_name=brigade, townships=townships,
                by=by, at=at, since=today,
            )  # fmt: skip
            administrator = access.add_person(
                username=username, name=person_name, organization=made[0], password=password,
                by=by, at=at, must_change_password=False,
            )  # fmt: skip
            post = organizations.post_in(made[0], PostKind.ADMINISTRATOR)
            access.assign(person=administrator, post=post, since=today, by=by, at=at)
        return len(made)

    def _table(self, county: object, path: object) -> list[TerritoryRow]:
        if path:
            try:
                rows = read_table(Path(str(path)).read_text(encoding="utf-8-sig"))
            except (OSError, KeyError, ValueError) as error:
                raise CommandError(f"{path} is not a territory table: {error!r}") from error
            if not any(row.level == TerritoryLevel.COUNTY for row in rows):
                raise CommandError(f"{path} names no county")
            return rows
        shipped = organization.shipped_counties()
        code = self._ask(county, f"county code / 区县代码 ({', '.join(shipped)})", shipped[0])
        if code not in shipped:
            raise CommandError(
                f"no table for {code}: make one with ./run territories {code} --from FOLDER,"
                " then give it with --territories"
            )
        return organization.shipped_table(code)

    def _ask(self, given: object, question: str, default: str) -> str:
        if given:
            return str(given)
        if not self.asks:
            return default
        return input(f"{question} [{default}]: ").strip() or default

    def _password(self, path: object) -> str:
        if path:
            password = Path(str(path)).read_text(encoding="utf-8").strip()
        elif PASSWORD_VARIABLE in os.environ:
            password = os.environ[PASSWORD_VARIABLE]
        elif self.asks:
            return self._typed_password()
        else:
            raise CommandError(f"give --password-file or set {PASSWORD_VARIABLE}")
        if fault := _fault_of(password):
            raise CommandError(fault)
        return password

    def _typed_password(self) -> str:
        """Ask until a good one is typed twice: the answers before it are not to be lost."""
        while True:
            password = getpass.getpass("password / 密码: ")
            fault = _fault_of(password)
            if not fault and getpass.getpass("again / 再次输入: ") != password:
                fault = "the two passwords differ / 两次输入不一致"
            if not fault:
                return password
            self.stdout.write(fault)


def _fault_of(password: str) -> str:
    """Return what is wrong with a password in a sentence, or nothing."""
    try:
        validate_password(password)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _chosen(townships: list[Territory], codes: object) -> list[Territory]:
    if not codes:
        return townships
    wanted = {code.strip() for code in str(codes).split(",")}
    unknown = wanted - {township.code[:9] for township in townships}
    if unknown:
        raise CommandError(f"no township in this county: {', '.join(sorted(unknown))}")
    return [township for township in townships if township.code[:9] in wanted]
