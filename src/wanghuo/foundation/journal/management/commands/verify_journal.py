"""``./run verify-journal``: prove that nothing was changed behind the journal's back."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wanghuo.foundation.journal import verification


class Command(BaseCommand):
    help = "Check every chain, every row an act made or changed, and every archived file."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument("--chains-only", action="store_true", help="do not compare the rows")

    def handle(self, *args: object, **options: object) -> None:
        result = verification.verify(
            progress=lambda entries: self.stderr.write(f"· {entries:,}"),
            with_rows=not options["chains_only"],
        )
        if options["json"]:
            self.stdout.write(json.dumps(asdict(result) | {"sound": result.is_sound}, indent=2))
        else:
            self._say(result)
        if not result.is_sound:
            raise CommandError(_("The journal is broken; the first fault is listed first."))

    def _say(self, result: verification.Verification) -> None:
        self.stdout.write(
            _("{chains} chains, {entries} entries, {rows} rows, {files} files checked").format(
                chains=f"{result.chains:,}",
                entries=f"{result.entries:,}",
                rows=f"{result.rows:,}",
                files=f"{result.files:,}",
            )
        )
        for finding in result.findings:
            what = " ".join(filter(None, [finding.label, finding.object_id, finding.file]))
            entry = f"{finding.chain} #{finding.number}" if finding.number else ""
            place = ", ".join(filter(None, [what, entry]))
            self.stdout.write(f"{_(finding.discrepancy.english)}: {place}")
        if result.is_sound:
            self.stdout.write(_("Nothing was changed behind the journal's back."))
