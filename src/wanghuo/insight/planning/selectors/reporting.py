"""A plan's report with names, for pages, programs and the command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from wanghuo.insight.planning.domain.facts import MONTHS
from wanghuo.insight.planning.selectors.sentences import UnmetLine, unmet_lines
from wanghuo.registers.access.models import Person


@dataclass(frozen=True, slots=True)
class Cell:
    """One officer's month. Units: minutes."""

    month: int
    planned: int
    available: int
    declared: int
    visits: int

    @property
    def percent(self) -> int:
        return round(100 * self.planned / self.available) if self.available else 0

    @property
    def hours(self) -> float:
        return round(self.planned / 60, 1)

    @property
    def available_hours(self) -> float:
        return round(self.available / 60, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One officer's year."""

    person_id: UUID
    name: str
    cells: tuple[Cell, ...]

    @property
    def visits(self) -> int:
        return sum(cell.visits for cell in self.cells)

    @property
    def hours(self) -> float:
        return round(sum(cell.planned for cell in self.cells) / 60, 1)

    @property
    def available_hours(self) -> float:
        return round(sum(cell.available for cell in self.cells) / 60, 1)

    @property
    def percent(self) -> int:
        available = sum(cell.available for cell in self.cells)
        return round(100 * sum(c.planned for c in self.cells) / available) if available else 0


@dataclass(frozen=True, slots=True)
class Tile:
    """A month of the whole station; ``level`` from 0 to 5 deepens with the share of hours used."""

    month: int
    visits: int
    hours: float
    available_hours: float

    @property
    def percent(self) -> int:
        return round(100 * self.hours / self.available_hours) if self.available_hours else 0

    @property
    def level(self) -> int:
        return min(5, -(-self.percent // 20)) if self.visits else 0


@dataclass(frozen=True, slots=True)
class Described:
    """What a plan reaches, ready to be shown."""

    counts: Mapping[str, int]
    visits_by_month: tuple[tuple[int, int], ...]
    rows: tuple[Row, ...]
    unmet: tuple[UnmetLine, ...]

    @property
    def calendar(self) -> list[Tile]:
        """The year as twelve tiles."""
        return [
            Tile(
                month=month,
                visits=visits,
                hours=round(sum(row.cells[month - 1].planned for row in self.rows) / 60, 1),
                available_hours=round(
                    sum(row.cells[month - 1].available for row in self.rows) / 60, 1
                ),
            )
            for month, visits in self.visits_by_month
        ]

    def of_month(self, month: int) -> list[tuple[str, Cell]]:
        """Return each officer's name and load in a month."""
        return [(row.name, row.cells[month - 1]) for row in self.rows]

    @property
    def needed_hours(self) -> int:
        return round(self.counts["needed_minutes"] / 60)

    @property
    def available_hours(self) -> int:
        return round(self.counts["available_minutes"] / 60)

    @property
    def missing_hours(self) -> int:
        return round(self.counts["missing_minutes"] / 60)

    def as_json(self) -> dict[str, Any]:
        """Return the report as ``./run plan --json`` and the API give it. Units: minutes."""
        return {
            "coverage": dict(self.counts),
            "visits_by_month": [visits for _, visits in self.visits_by_month],
            "load": [
                {
                    "officer": str(row.person_id),
                    "name": row.name,
                    "visits": row.visits,
                    "months": [asdict(cell) for cell in row.cells],
                }
                for row in self.rows
            ],
            "unmet": [
                {
                    "premises": str(line.premises_id),
                    "name": line.name,
                    "floor": line.floor,
                    "planned": line.planned,
                    "missing": line.missing,
                    "reason": line.why.code,
                    "says": line.why.text,
                }
                for line in self.unmet
            ],
        }


COUNTS = (
    "objects",
    "objects_covered",
    "floor_visits",
    "floor_visits_planned",
    "extra_visits",
    "extra_visits_wanted",
    "done_visits",
    "needed_minutes",
    "available_minutes",
    "missing_minutes",
)


def described(report: Mapping[str, Any]) -> Described:
    """Put names to a kept report; two queries whatever its length."""
    cells: dict[str, list[Cell]] = defaultdict(list)
    for load in report.get("loads", []):
        facts = {key: value for key, value in load.items() if key != "officer"}
        cells[load["officer"]].append(Cell(**facts))
    people = Person.objects.filter(pk__in=list(cells)).values_list("pk", "name")
    names = {str(pk): name for pk, name in people}
    rows = [
        Row(UUID(officer), names.get(officer, ""), tuple(sorted(of, key=lambda c: c.month)))
        for officer, of in cells.items()
    ]
    by_month = report.get("visits_by_month") or [0] * len(MONTHS)
    return Described(
        counts={key: int(report.get(key, 0)) for key in COUNTS},
        visits_by_month=tuple(zip(MONTHS, by_month, strict=True)),
        rows=tuple(sorted(rows, key=lambda row: (row.name, row.person_id))),
        unmet=tuple(unmet_lines(report)),
    )
