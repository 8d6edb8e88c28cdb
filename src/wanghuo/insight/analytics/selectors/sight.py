"""The rows a dashboard counts: those in a person's sight, of all stations or of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils import timezone

from wanghuo.insight.planning.domain.lifecycle import PlanStatus
from wanghuo.insight.planning.models import PlanItem
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.operations.inspections.domain.terms import Purpose, VisitStatus
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access.models import Person
from wanghuo.registers.access.selectors import scope_of
from wanghuo.registers.premises import selectors as premises
from wanghuo.registers.premises.domain.terms import PremisesStatus
from wanghuo.registers.premises.models import Premises

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person looks at: a year up to a day, every station in scope or one of them."""

    person: Person
    year: int
    on: date
    station: UUID | None = None

    @property
    def since(self) -> date:
        return date(self.year, 1, 1)

    @property
    def until(self) -> date:
        return date(self.year + 1, 1, 1)

    def premises(self) -> QuerySet[Premises]:
        return self._of_station(premises.visible(self.person).filter(status=PremisesStatus.ACTIVE))

    def covered(self) -> QuerySet[Premises]:
        """Those of ``premises`` that had any finished visit in the year."""
        visits = Visit.objects.filter(
            premises=OuterRef("pk"), status=VisitStatus.FINISHED,
            visited_on__gte=self.since, visited_on__lt=self.until,
        )  # fmt: skip
        return self.premises().filter(Exists(visits))

    def hazards(self) -> QuerySet[Hazard]:
        return self._of_station(hazards.visible(self.person))

    def hazards_found(self) -> QuerySet[Hazard]:
        return self.hazards().filter(found_on__gte=self.since, found_on__lt=self.until)

    def tasks(self) -> QuerySet[Task]:
        return self._of_station(inspections.visible_tasks(self.person))

    def visits(self, year: int | None = None) -> QuerySet[Visit]:
        """Finished visits of the year, or of another one."""
        year = year or self.year
        finished = inspections.visible_visits(self.person).filter(status=VisitStatus.FINISHED)
        return self._of_station(
            finished.filter(visited_on__gte=date(year, 1, 1), visited_on__lt=date(year + 1, 1, 1))
        )

    def routine_visits(self, year: int | None = None) -> QuerySet[Visit]:
        """The visits a plan asks for; re-inspections and complaints come on top of it."""
        return self.visits(year).filter(purpose=Purpose.ROUTINE)

    def plan_items(self) -> QuerySet[PlanItem]:
        """Lines of the published plans of the year."""
        rows = published_items(self.person).filter(plan__year=self.year)
        return rows.filter(plan__station=self.station) if self.station else rows

    def _of_station(self, rows: QuerySet[M]) -> QuerySet[M]:
        return rows.filter(station=self.station) if self.station else rows


def published_items(person: Person) -> QuerySet[PlanItem]:
    """Return the lines of published plans in sight, without those dropped by hand."""
    rows = PlanItem.objects.filter(plan__status=PlanStatus.PUBLISHED, is_dropped=False)
    return scope_of(person).limit(rows, station="plan__station", territory="premises__territory")


def midnight(day: date) -> datetime:
    """Return the first instant of a day where the installation stands."""
    return timezone.make_aware(datetime.combine(day, time.min))
