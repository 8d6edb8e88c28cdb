"""The shapes of figures on a dashboard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from uuid import UUID


def share(part: int, whole: int) -> float | None:
    """Return ``part`` of ``whole`` in per cent with one decimal; None when there is no whole."""
    return round(100 * part / whole, 1) if whole else None


@dataclass(frozen=True, slots=True)
class Headline:
    """
    The year at a glance. Units: counts of premises, visits, hazards, documents.

    ``visits_done`` are routine visits, which are what a plan counts; ``premises_covered`` had any
    visit.
    """

    premises: int
    premises_covered: int
    visits_planned: int
    visits_done: int
    hazards_found: int
    hazards_closed: int
    hazards_open: int
    hazards_overdue: int
    tasks_overdue: int
    documents_issued: int

    @classmethod
    def total(cls, parts: Iterable[Headline]) -> Headline:
        """Return the sum of stations that share nothing."""
        parts = list(parts)
        return cls(*(sum(getattr(part, name.name) for part in parts) for name in fields(cls)))

    @property
    def coverage(self) -> float | None:
        return share(self.premises_covered, self.premises)

    @property
    def closure(self) -> float | None:
        return share(self.hazards_closed, self.hazards_found)


@dataclass(frozen=True, slots=True)
class Month:
    """One month's work against its plan, and the same month a year before."""

    number: int
    planned: int
    done: int
    last_year: int
    found: int
    closed: int


@dataclass(frozen=True, slots=True)
class FlowStage:
    """A stage of the hazard flow: how many reached it."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """What one officer has open and late."""

    person_id: UUID
    name: str
    tasks_open: int
    tasks_overdue: int
    hazards_open: int
    hazards_overdue: int


BODIES = ("社区居委会", "社区居民委员会", "居民委员会", "村民委员会", "居委会", "村委会")
"""What follows the name proper in the name of a committee's ground."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A community on the schematic map. ``column`` and ``row`` count from the upper left."""

    territory_id: UUID
    name: str
    column: int
    row: int
    premises: int
    covered: int
    hazards_open: int

    @property
    def coverage(self) -> float | None:
        return share(self.covered, self.premises)

    @property
    def band(self) -> int:
        """How far it is covered, from 0, nothing, to 4, everything."""
        if not self.covered:
            return 0
        return 4 if self.covered >= self.premises else 1 + 3 * self.covered // self.premises

    @property
    def short_name(self) -> str:
        """The name as it fits a tile."""
        for body in BODIES:
            if self.name.endswith(body) and self.name != body:
                return self.name.removesuffix(body)
        return self.name


@dataclass(frozen=True, slots=True)
class HeatMonth:
    month: int
    days: int
    visits: int


@dataclass(frozen=True, slots=True)
class Heat:
    """Visits finished on each day of a year."""

    year: int
    days: dict[date, int] = field(default_factory=dict)

    @property
    def by_month(self) -> list[HeatMonth]:
        """The same days summed by month, for a table."""
        numbers = sorted({day.month for day in self.days})
        of_month = {n: [c for day, c in self.days.items() if day.month == n] for n in numbers}
        return [HeatMonth(n, len(counts), sum(counts)) for n, counts in of_month.items()]

    @property
    def most(self) -> int:
        return max(self.days.values(), default=0)


@dataclass(frozen=True, slots=True)
class StationLine:
    """One station among those in sight."""

    station_id: UUID
    name: str
    headline: Headline
