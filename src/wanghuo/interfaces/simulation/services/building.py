"""Builds the demo district: founded, registered, planned, lived up to a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import translation

from wanghuo.foundation.kernel import ids
from wanghuo.interfaces.simulation.domain.places import Community
from wanghuo.interfaces.simulation.domain.premises import Invented, premises_of
from wanghuo.interfaces.simulation.domain.scales import Scale
from wanghuo.interfaces.simulation.services import events, founding, present
from wanghuo.interfaces.simulation.services.agenda import BEIJING, moment
from wanghuo.interfaces.simulation.services.year import PLANNED_BEFORE, Year
from wanghuo.registers.organization import selectors as organization

COUNTY = "320902"
SHOWN = "320902003"
"""先锋派出所: the station whose people get the accounts the demo prints."""

FOUNDED_BEFORE = timedelta(days=45)
Say = Callable[[float, str], None]
"""Told the share of the whole work that is done, 0 to 1, and what is being done."""

LIVING = (0.06, 0.97)
"""The part of the whole that living the year takes, measured on two cores."""


@dataclass(frozen=True, slots=True)
class Built:
    """What the district holds when it is ready, and which acts rules refused on the way."""

    stations: int
    people: int
    premises: int
    visits: int
    refused: Counter[str]


def build(*, scale: Scale, seed: int, until: datetime, say: Say) -> Built:
    """
    Build the district in an empty database and live its year up to ``until``.

    The same scale, seed and ``until`` give the same district and the same year.
    """
    first_day = date(until.astimezone(BEIJING).year, 1, 1)
    founded_at = moment(first_day - FOUNDED_BEFORE, 9 * 60)
    with translation.override("zh-hans"), ids.seeded(f"{seed}:ids", founded_at):
        say(0.0, "区划、机构、人员 / territories, agencies, people")
        district = founding.found_district(
            organization.shipped_table(COUNTY), name="望火演示 · 盐城市亭湖区",
            name_en="Wanghuo demo · Tinghu", seed=seed, since=first_day - FOUNDED_BEFORE,
            at=founded_at, most_stations=scale.stations, shown=SHOWN,
        )  # fmt: skip

        def lived(share: float, day: str) -> None:
            say(LIVING[0] + (LIVING[1] - LIVING[0]) * share, day)

        year = Year(district, first_day, until, lived)
        say(0.02, "监督对象 / premises")
        year.register(_premises(district.communities, scale, seed))
        say(0.04, "年度计划 / annual plans")
        for station in district.stations:
            year.plan(station, moment(first_day - PLANNED_BEFORE, 9 * 60))
        events.write_into(year, district.organizations[SHOWN])
        year.live()
        say(LIVING[1], "今天 / the present")
        present.set_up(year, SHOWN)
    return Built(
        stations=len(district.stations),
        people=sum(len(held) for crew in district.crew.values() for held in crew.values()),
        premises=len(year.visits.characters),
        visits=year.visits.made,
        refused=year.world.refused,
    )


def _premises(
    communities: list[Community], scale: Scale, seed: int
) -> dict[str, Iterable[Invented]]:
    """Return each station's premises; the shown station has a full register."""
    by_station: dict[str, list[Community]] = {}
    for community in communities:
        by_station.setdefault(community.code[:9], []).append(community)
    streams: dict[str, Iterable[Invented]] = {}
    number = 0
    for station, ground in by_station.items():
        count = scale.shown_premises if station == SHOWN else scale.premises_a_station
        streams[station] = premises_of(ground, count, seed=seed, first_number=number)
        number += count
    return streams
