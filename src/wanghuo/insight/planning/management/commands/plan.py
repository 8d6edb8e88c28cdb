"""``./run plan YEAR``: draft annual plans and report what they reach."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.support import clock, speech
from wanghuo.insight.planning import selectors, services
from wanghuo.insight.planning.domain import bound
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.organization.models import Organization


class Command(BaseCommand):
    help = "Draft the annual plan of a station, or of all, and report what it reaches."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, help="the year to plan, such as 2027")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--station", metavar="CODE", help="the station's code")
        which.add_argument("--all", action="store_true", help="every station")
        parser.add_argument("--seed", default="", help="breaks ties; default: station and year")
        parser.add_argument("--dry-run", action="store_true", help="report and keep nothing")
        parser.add_argument(
            "--bound", action="store_true", help="compare with the linear bound (slower)"
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, **options: Any) -> None:
        by = organization.installation()
        if by is None:
            raise CommandError("This installation is not set up yet: ./run setup")
        at = clock.now()
        reports = []
        try:
            for station in self._stations(options):
                report = self._report(station, by, at, options)
                reports.append(report)
                if not options["json"]:
                    self._say(report)
        except Refused as refusal:
            raise CommandError(_said(refusal)) from refusal
        if options["json"]:
            answer = {"year": options["year"], "stations": reports}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _stations(self, options: dict[str, Any]) -> list[Organization]:
        if options["all"]:
            return list(organization.stations().order_by("code"))
        return [organization.organization(options["station"])]

    def _report(
        self, station: Organization, by: Actor, at: datetime, options: dict[str, Any]
    ) -> dict[str, Any]:
        year, seed = options["year"], options["seed"] or services.seed_for(station, options["year"])
        answer: dict[str, Any] = {"station": station.code, "name": station.name, "seed": seed}
        try:
            if options["dry_run"]:
                _, made = services.preview(station, year, at=at, seed=seed)
                report = services.report_as_json(made.report)
            else:
                plan = services.draft(station=station, year=year, seed=seed, by=by, at=at)
                report, answer["plan"] = plan.report, str(plan.pk)
        except services.NothingToPlan as refusal:
            if not options["all"]:
                raise
            return answer | {"refused": refusal.code, "says": _said(refusal)}
        answer |= selectors.described(report).as_json()
        if options["bound"]:
            on = clock.day_of(at)
            facts = selectors.station_year(station, year, on=on)
            measure = bound.measure(facts, selectors.plan_rules(station, on=on), seed)
            answer["ratio_to_bound"] = round(measure.ratio, 5)
        return answer

    def _say(self, report: dict[str, Any]) -> None:
        self.stdout.write(f"{report['station']} {report['name']}")
        if "refused" in report:
            self.stdout.write(f"  {report['says']}")
            return
        counts = report["coverage"]
        for label, value in [
            (gettext("Objects with their required visits"),
             f"{counts['objects_covered']} / {counts['objects']}"),
            (gettext("Required visits"),
             f"{counts['floor_visits_planned']} / {counts['floor_visits']}"),
            (gettext("Additional visits"),
             f"{counts['extra_visits']} / {counts['extra_visits_wanted']}"),
            (gettext("By month"), " ".join(map(str, report["visits_by_month"]))),
            (gettext("Share of the best that any plan could reach"), report.get("ratio_to_bound")),
        ]:  # fmt: skip
            if value is not None:
                self.stdout.write(f"  {label}: {value}")
        self._say_load(report["load"])
        if report["unmet"]:
            said = gettext("Objects that fall short: {count}; officer-hours missing: {hours}")
            hours = f"{counts['missing_minutes'] / 60:.0f}"
            self.stdout.write("  " + said.format(count=len(report["unmet"]), hours=hours))
        for line in report["unmet"]:
            self.stdout.write(
                f"    {line['name']} {line['planned']}/{line['floor']}: {line['says']}"
            )

    def _say_load(self, load: list[dict[str, Any]]) -> None:
        self.stdout.write("  " + gettext("Visits of each officer, and hours month by month:"))
        for row in load:
            hours = " ".join(f"{cell['planned'] / 60:.0f}" for cell in row["months"])
            self.stdout.write(f"    {row['name']}: {row['visits']}; {hours}")


def _said(refusal: Refused) -> str:
    said = speech.said(refusal)
    return " ".join(part for part in (said.sentence, said.remedy) if part)
