"""Finds whatever a plan must never contain; made by machine or changed by hand, it is the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.insight.planning.domain.facts import (
    OfficerFacts,
    PlaceFacts,
    PlanRules,
    Standing,
    StationYear,
)


class Limit(Term):
    """A limit that no visit of a plan may break."""

    CEILING = (
        "CEILING",
        gettext_noop("{place} would be visited {planned} times; at most {ceiling} are allowed."),
    )
    SAME_MONTH = (
        "SAME_MONTH",
        gettext_noop("{place} already has a visit in month {month}."),
    )
    WINDOW = "WINDOW", gettext_noop("{place} cannot be visited in month {month}.")
    SAME_OFFICER = "SAME_OFFICER", gettext_noop("A visit needs two different officers.")
    STRANGER = (
        "STRANGER",
        gettext_noop("{officer} is not among the officers who can be planned for this station."),
    )
    CONFLICT = (
        "CONFLICT",
        gettext_noop("{officer} is excluded from {place} by a conflict of interest."),
    )
    CERTIFICATE = (
        "CERTIFICATE",
        gettext_noop("{needed} of the two officers must hold a certificate."),
    )
    HOURS = (
        "HOURS",
        gettext_noop(
            "{officer} would have {planned} minutes in month {month}; {declared} are declared."
        ),
    )


@dataclass(frozen=True, slots=True)
class Fault:
    limit: Limit
    facts: Mapping[str, object] = field(default_factory=dict)


class AnyVisit(Protocol):
    """What the limits look at in a visit, planned or known."""

    @property
    def place(self) -> str: ...
    @property
    def month(self) -> int: ...
    @property
    def officers(self) -> tuple[str, ...]: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def minutes(self) -> int | None: ...


def faults(visits: Iterable[AnyVisit], year: StationYear, rules: PlanRules) -> list[Fault]:
    """
    Return every limit the visits break.

    What is done is history: it counts toward ceiling and hours, yet is not itself at fault.
    """
    visits = list(visits)
    places = {place.id: place for place in year.places}
    officers = {officer.id: officer for officer in year.officers}
    found = list(_faults_of_places(visits, places))
    for visit in visits:
        if visit.standing != Standing.DONE:
            found += _faults_of_pair(visit, places[visit.place], officers, rules)
    return found + list(_faults_of_hours(visits, places, officers))


def _faults_of_places(visits: list[AnyVisit], places: Mapping[str, PlaceFacts]) -> Iterator[Fault]:
    by_place: dict[str, list[AnyVisit]] = defaultdict(list)
    for visit in visits:
        by_place[visit.place].append(visit)
    for place_id, of_place in by_place.items():
        place = places[place_id]
        planned = [visit for visit in of_place if visit.standing != Standing.DONE]
        if planned and len(of_place) > place.ceiling:
            facts = {"place": place_id, "planned": len(of_place), "ceiling": place.ceiling}
            yield Fault(Limit.CEILING, facts)
        months = [visit.month for visit in of_place]
        for visit in planned:
            where = {"place": place_id, "month": visit.month}
            if months.count(visit.month) > 1:
                yield Fault(Limit.SAME_MONTH, where)
            if visit.month not in place.months:
                yield Fault(Limit.WINDOW, where)


def _faults_of_pair(
    visit: AnyVisit, place: PlaceFacts, officers: Mapping[str, OfficerFacts], rules: PlanRules
) -> Iterator[Fault]:
    if len(set(visit.officers)) < 2:
        yield Fault(Limit.SAME_OFFICER, {"place": visit.place})
    for officer in visit.officers:
        if officer not in officers:
            yield Fault(Limit.STRANGER, {"officer": officer})
        if officer in place.excluded:
            yield Fault(Limit.CONFLICT, {"officer": officer, "place": visit.place})
    known = [officers[officer] for officer in visit.officers if officer in officers]
    if sum(officer.is_certified for officer in known) < rules.certified_per_visit:
        yield Fault(Limit.CERTIFICATE, {"needed": rules.certified_per_visit})


def _faults_of_hours(
    visits: list[AnyVisit],
    places: Mapping[str, PlaceFacts],
    officers: Mapping[str, OfficerFacts],
) -> Iterator[Fault]:
    minutes: dict[tuple[str, int], int] = defaultdict(int)
    open_months: set[tuple[str, int]] = set()
    for visit in visits:
        for officer in visit.officers:
            minutes[officer, visit.month] += visit.minutes or places[visit.place].minutes
            if visit.standing != Standing.DONE:
                open_months.add((officer, visit.month))
    for officer, month in sorted(open_months):
        if officer not in officers:
            continue
        planned, declared = minutes[officer, month], officers[officer].minutes[month - 1]
        if planned > declared:
            facts = {"officer": officer, "month": month, "planned": planned, "declared": declared}
            yield Fault(Limit.HOURS, facts)
