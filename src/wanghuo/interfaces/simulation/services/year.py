"""Lives a year in the district, day by day, through the services everybody uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from wanghuo.insight.planning import services as planning
from wanghuo.interfaces.simulation.domain.premises import Invented
from wanghuo.interfaces.simulation.services import visiting
from wanghuo.interfaces.simulation.services.agenda import Agenda, moment
from wanghuo.interfaces.simulation.services.founding import District
from wanghuo.interfaces.simulation.services.registering import put_on_register
from wanghuo.interfaces.simulation.services.visiting import Character, Visits
from wanghuo.interfaces.simulation.services.world import World
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.policy import selectors as policy

Progress = Callable[[float, str], None]
"""Called with the share done, 0 to 1, and what is being done."""

REGISTERED_BEFORE = timedelta(days=30)
PLANNED_BEFORE = timedelta(days=12)
SHORTAGE = "警力不足部分由副所长带队补齐，年内完成，不足数向分局报告"


@dataclass
class Year:
    """One year of the district, from its first day to ``until``."""

    district: District
    first_day: date
    until: datetime
    progress: Progress
    world: World = field(init=False)
    visits: Visits = field(init=False)

    def __post_init__(self) -> None:
        self.world = World(
            agenda=Agenda(), rules=policy.rulebook(), calendar=policy.calendar(),
            rng=Random(f"{self.district.seed}:year"), until=self.until,
        )  # fmt: skip
        self.visits = Visits(self.world, characters={})

    def register(self, by_station: dict[str, Iterable[Invented]]) -> None:
        """Put each station's premises on the register, some weeks before the year."""
        at = moment(self.first_day - REGISTERED_BEFORE, 10 * 60)
        for station in self.district.stations:
            clerk = self._holder(station, PostKind.FIRE_OFFICER)
            acts = put_on_register(
                by_station.get(station.code, ()), territories=self.district.territories,
                by=clerk, at=at, rules=self.world.rules,
            )  # fmt: skip
            for rows in acts:
                self.visits.characters |= {row.pk: Character(one) for row, one in rows}

    def plan(self, station: Organization, at: datetime, *, reason: str = "") -> None:
        """Have the year's plan drafted, approved and published; its tasks go on the agenda."""
        officer = self._holder(station, PostKind.FIRE_OFFICER)
        chief = self._holder(station, PostKind.CHIEF)
        plan = planning.draft(
            station=station, year=self.first_day.year, by=officer, at=at, reason=reason
        )
        planning.submit(plan=plan, by=officer, at=at + timedelta(hours=1))
        planning.approve(
            plan=plan, by=chief, at=at + timedelta(hours=26),
            shortage_decision=SHORTAGE if plan.is_short else "",
        )  # fmt: skip
        published_at = at + timedelta(hours=27)
        planning.publish(plan=plan, by=chief, at=published_at)
        self.visits.plan_ahead(visiting.open_tasks_of_plan(station.pk), published_at)

    def live(self) -> None:
        """Let everything happen up to ``until``."""
        start = moment(self.first_day, 0)
        whole = (self.until - start).total_seconds()
        for at in self.world.agenda.live(until=self.until):
            self.progress((at - start).total_seconds() / whole, f"{at:%Y-%m-%d}")

    def _holder(self, station: Organization, post: PostKind) -> Person:
        return self.district.people(station, post)[0]
