"""Marks what a plan asked of a year that is over as missed; run every night by the scheduler."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wanghuo.foundation.support import clock
from wanghuo.operations.inspections import selectors, services
from wanghuo.registers.organization import selectors as organizations


class Command(BaseCommand):
    help = "Mark planned tasks of earlier years that were never done as missed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count them")
        parser.add_argument("--json", action="store_true", help="print a JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(selectors.beyond_recall(clock.today()))
        by = organizations.installation()
        if found and by is not None and not options["dry_run"]:
            services.mark_missed(tasks=found, by=by, at=clock.now())
        if options["json"]:
            self.stdout.write(json.dumps({"missed": len(found), "dry_run": options["dry_run"]}))
        else:
            self.stdout.write(f"{len(found)} tasks missed")
