"""
The way from a figure to the records it was counted from.

Each figure of ``selectors`` has its way here; ``tests/integration/analytics`` opens every one and
counts again.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from wanghuo.insight.analytics.selectors.sight import Sight
from wanghuo.operations.hazards.domain.terms import Closing, Status
from wanghuo.operations.inspections.domain.terms import Purpose, TaskStatus, VisitStatus
from wanghuo.registers.premises.domain.terms import PremisesStatus

REACHED: dict[str, dict[str, str]] = {
    "found": {},
    "fixed": {"closing": Closing.FIXED_ON_SPOT},
    "ordered": {"ordered": "1"},
    "reinspected": {"reinspected": "1"},
    "transferred": {"transferred": "1"},
    "closed": {"status": Status.CLOSED},
}
"""How the list of hazards is filtered for a stage of the flow."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses of the lists behind the figures of a year, of one station or community if given."""

    year: int
    station: UUID | None = None
    territory: UUID | None = None
    person: UUID | None = None

    @classmethod
    def of(cls, sight: Sight) -> Ways:
        return cls(year=sight.year, station=sight.station)

    def at(self, station: UUID) -> Ways:
        return replace(self, station=station)

    def on(self, territory: UUID) -> Ways:
        return replace(self, territory=territory)

    def by(self, person: UUID) -> Ways:
        return replace(self, person=person)

    @property
    def premises(self) -> str:
        return self._address("premises:list", status=PremisesStatus.ACTIVE)

    @property
    def covered(self) -> str:
        return self._ledger("premises", status=PremisesStatus.ACTIVE, visited=self.year)

    @property
    def planned(self) -> str:
        return self._ledger("plan", year=self.year)

    @property
    def visits(self) -> str:
        return self._routine(date(self.year, 1, 1), date(self.year, 12, 31))

    @property
    def tasks_open(self) -> str:
        return self._address("inspections:tasks", status=TaskStatus.OPEN, **self._accountable)

    @property
    def tasks_overdue(self) -> str:
        return self._address("inspections:tasks", overdue=1, **self._accountable)

    @property
    def hazards_found(self) -> str:
        return self.stage("found")

    @property
    def hazards_closed(self) -> str:
        return self.stage("closed")

    @property
    def hazards_open(self) -> str:
        return self._address("hazards:list", is_open=1, **self._next_with)

    @property
    def hazards_overdue(self) -> str:
        return self._address("hazards:list", overdue=1, **self._next_with)

    @property
    def documents(self) -> str:
        return self._address("documents:list", **self._year("issued"))

    def stage(self, key: str) -> str:
        """The hazards of the year that reached a stage of the flow."""
        return self._address("hazards:list", **self._year("found_on"), **REACHED[key])

    def month(self, number: int) -> MonthWays:
        return MonthWays(self, number)

    def day(self, day: date) -> str:
        """The visits finished on a day, whatever they were for."""
        return self.visits_between(day, day)

    def visits_between(self, since: date, until: date, **more: Any) -> str:
        return self._address(
            "inspections:visits", status=VisitStatus.FINISHED,
            visited_on_from=since, visited_on_to=until, **more,
        )  # fmt: skip

    def _routine(self, since: date, until: date) -> str:
        return self.visits_between(since, until, purpose=Purpose.ROUTINE)

    def _year(self, column: str) -> dict[str, str]:
        return {f"{column}_from": f"{self.year}-01-01", f"{column}_to": f"{self.year}-12-31"}

    @property
    def _accountable(self) -> dict[str, Any]:
        return {"accountable": self.person} if self.person else {}

    @property
    def _next_with(self) -> dict[str, Any]:
        return {"person": self.person} if self.person else {}

    def _ledger(self, key: str, **filters: Any) -> str:
        return self._filtered(reverse("analytics:ledger", args=[key]), filters)

    def _address(self, name: str, **filters: Any) -> str:
        return self._filtered(reverse(name), filters)

    def _filtered(self, address: str, filters: dict[str, Any]) -> str:
        own = {"station": self.station, "territory": self.territory}
        given = {name: value for name, value in (own | filters).items() if value}
        return f"{address}?{urlencode(given)}"


@dataclass(frozen=True, slots=True)
class MonthWays:
    """Addresses of the lists behind the figures of one month."""

    whole: Ways
    number: int

    @property
    def planned(self) -> str:
        return self.whole._ledger("plan", year=self.whole.year, month=self.number)

    @property
    def done(self) -> str:
        return self.whole._routine(*self._days(self.whole.year))

    @property
    def last_year(self) -> str:
        return self.whole._routine(*self._days(self.whole.year - 1))

    @property
    def visits(self) -> str:
        return self.whole.visits_between(*self._days(self.whole.year))

    @property
    def found(self) -> str:
        return self._hazards("found_on")

    @property
    def closed(self) -> str:
        return self._hazards("closed_at")

    def _hazards(self, column: str) -> str:
        since, until = self._days(self.whole.year)
        between = {f"{column}_from": since, f"{column}_to": until}
        return self.whole._address("hazards:list", **between)

    def _days(self, year: int) -> tuple[date, date]:
        last = calendar.monthrange(year, self.number)[1]
        return date(year, self.number, 1), date(year, self.number, last)
