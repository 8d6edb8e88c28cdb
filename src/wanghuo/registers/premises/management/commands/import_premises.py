"""``./run import-premises FILE --station CODE``: bring a spreadsheet into the register."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.spreadsheets.shape import PassedOver
from wanghuo.foundation.support import clock
from wanghuo.foundation.support.speech import said
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises.domain.terms import RowVerdict
from wanghuo.registers.premises.models import ImportBatch
from wanghuo.registers.premises.services import importing
from wanghuo.registers.premises.services.importing.rejected import reason_of, remedy_of
from wanghuo.registers.premises.services.importing.staging import summary

SHOWN = 20


class Command(BaseCommand):
    help = "Import supervised objects from a spreadsheet into the register of a station."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=".xlsx, .xls, .ods or .csv")
        parser.add_argument("--station", required=True, help="code of the police station")
        parser.add_argument("--mapping", default="", help="name of a remembered column mapping")
        parser.add_argument("--community", help="code of the community of rows that name none")
        parser.add_argument(
            "--by", default="", help="user name of who imports; else the station's chief"
        )
        parser.add_argument(
            "--rejected", type=Path, help="write the rejected rows to this .xlsx for correction"
        )
        parser.add_argument("--dry-run", action="store_true", help="compare only, enter nothing")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            batch = self._imported(options)
        except Refused as refusal:
            words = said(refusal)
            if options["json"]:
                self.stdout.write(json.dumps({"error": words.code, "says": words.sentence}))
            raise CommandError(f"{words.sentence} {words.remedy} [{words.code}]") from refusal
        if options["rejected"] and batch.counts[RowVerdict.REJECTED]:
            importing.write_rejected(batch, options["rejected"])
        if options["json"]:
            report = summary(batch, clock.now())
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self._tell(batch, dry_run=options["dry_run"])
        if options["dry_run"]:
            importing.discard(batch)

    def _imported(self, options: dict[str, Any]) -> ImportBatch:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(gettext("There is no file %(path)s.") % {"path": path})
        station = organizations.organization(options["station"])
        by = self._person(station, options["by"])
        community = options["community"] and organizations.territory(options["community"])
        batch = importing.begin(
            station=station, content=path.read_bytes(), source=path.name, by=by, at=clock.now(),
            community=community or None, mapping_name=options["mapping"],
        )  # fmt: skip
        importing.read(batch)
        importing.confirm_columns(batch, at=clock.now())
        importing.compare(batch, progress=self._progress(gettext("compared")))
        if not options["dry_run"]:
            batch = importing.apply(
                batch, by=by, at=clock.now(), rules=policy.rulebook(),
                progress=self._progress(gettext("entered")),
            )  # fmt: skip
        return batch

    def _person(self, station: Any, username: str) -> Person:
        if username:
            found = Person.objects.filter(username=username, is_active=True).first()
        else:
            posts = (PostKind.CHIEF, PostKind.DEPUTY_CHIEF, PostKind.FIRE_OFFICER)
            found = next((p for post in posts for p in access.holders(station, [post])), None)
        if found is None:
            raise CommandError(gettext("Nobody at the station can be named; give --by USERNAME."))
        return found

    def _progress(self, doing: str) -> Any:
        def tell(done: int, total: int) -> None:
            if sys.stderr.isatty() or done % 5000 < 500:
                self.stderr.write(f"\r{doing}: {done}/{total}", ending="")
            if done >= total:
                self.stderr.write("")

        return tell

    def _tell(self, batch: ImportBatch, *, dry_run: bool) -> None:
        for sheet in batch.sheets:
            why = sheet.get("reason")
            outcome = gettext(PassedOver(why).english) if why else gettext("Table")
            if "refusal" in sheet:
                outcome = gettext(sheet["refusal"]["says"]).format(**sheet["refusal"]["facts"])
            self.stdout.write(f"{sheet['name']}: {outcome}")
        for verdict in RowVerdict:
            self.stdout.write(f"{gettext(verdict.english)}: {batch.counts[verdict]}")
        for row in batch.rows.filter(verdict=RowVerdict.REJECTED).order_by("pk")[:SHOWN]:
            for problem in row.problems:
                place = f"{row.sheet}!{row.number}"
                self.stdout.write(f"  {place} {reason_of(problem)} {remedy_of(problem)}")
        if dry_run:
            self.stdout.write(gettext("Nothing was entered."))
