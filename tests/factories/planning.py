"""A station's year in few words; what matters stands in the test."""

from wanghuo.insight.planning.domain.facts import OfficerFacts, PlaceFacts, StationYear

WHOLE_YEAR = 12


def officer(
    name: str, hours_a_month: float = 40, *, certified: bool = True, **facts
) -> OfficerFacts:
    minutes = facts.pop("minutes", (round(hours_a_month * 60),) * WHOLE_YEAR)
    return OfficerFacts(name, minutes, certified, **facts)


def place(name: str, floor: int = 1, ceiling: int = 2, minutes: int = 60, **facts) -> PlaceFacts:
    facts.setdefault("kind", "UNIT")
    return PlaceFacts(id=name, minutes=minutes, floor=floor, ceiling=ceiling, **facts)


def places(count: int, **facts) -> tuple[PlaceFacts, ...]:
    return tuple(place(f"place-{index:03}", **facts) for index in range(count))


def year(places, officers=None, **facts) -> StationYear:
    officers = officers or (officer("an"), officer("bo"), officer("chen"))
    return StationYear(2027, tuple(places), tuple(officers), **facts)
