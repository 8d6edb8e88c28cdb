"""``./run tidy-archive``: remove files that a crash left without a row."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wanghuo.foundation.journal import tidying
from wanghuo.foundation.support import clock


class Command(BaseCommand):
    help = "Remove archived files that no act and no record names."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count them")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument(
            "--hours", type=int, default=24, help="leave files younger than this alone (24)"
        )

    def handle(self, *args: object, **options: object) -> None:
        before = clock.now() - timedelta(hours=int(str(options["hours"])))
        result = tidying.tidy(before=before, remove=not options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(asdict(result) | {"removed": not options["dry_run"]}))
            return
        pattern = (
            _("{files} files that nothing names, {size} bytes")
            if options["dry_run"]
            else _("{files} files that nothing named were removed, {size} bytes")
        )
        self.stdout.write(pattern.format(files=f"{result.files:,}", size=f"{result.size:,}"))
