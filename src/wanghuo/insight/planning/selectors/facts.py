"""Gathers what the planner must know about a station's year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from wanghuo.foundation.rulebook import visits as visit_rules
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.facts import PremisesFacts
from wanghuo.insight.planning.domain.facts import (
    MONTHS,
    KnownVisit,
    OfficerFacts,
    PlaceFacts,
    PlanRules,
    Standing,
    StationYear,
)
from wanghuo.insight.planning.models import Availability, ConflictOfInterest, PlanItem
from wanghuo.operations.inspections.domain.terms import Purpose, TaskStatus, VisitStatus
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access.models import Assignment
from wanghuo.registers.organization.domain.kinds import STATION_POSTS, PostKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises.domain.terms import CompetenceBasis, PremisesStatus, Risk
from wanghuo.registers.premises.models import Premises

BATCH = 500


def rules_for(station: Organization, *, on: date) -> tuple[Rulebook, str]:
    """Return the rulebook and the place at which a station asks it."""
    return policy.rulebook(), station.territory.code


def plan_rules(station: Organization, *, on: date) -> PlanRules:
    """Return the numbers a station's plan obeys. Source: rules planning.*, visits.*."""
    rules, place = rules_for(station, on=on)

    def value(key: str) -> dict[str, Any]:
        found: dict[str, Any] = rules.value(key, on=on, place=place)
        return found

    additional = value("planning.additional_visits")
    return PlanRules(
        certified_per_visit=value("planning.pairing")["certified"],
        reserved_percent=value("planning.reserved_hours")["percent"],
        spacing_percent=value("planning.spacing")["percent_of_even_interval"],
        extra_for_key=additional["key_unit"],
        extra_for_risk={Risk(risk): number for risk, number in additional["by_risk"].items()},
        citations={
            "floor": "visits.yearly_floor",
            "ceiling": "visits.yearly_ceiling",
            "extra": "planning.additional_visits",
            "spacing": "planning.spacing",
            "certified": "planning.pairing",
            "conflict": "planning.pairing",
        },
    )


def station_year(
    station: Organization,
    year: int,
    *,
    on: date,
    lines: Sequence[PlanItem] = (),
) -> StationYear:
    """
    Return all facts of one station's year as they stand on a day.

    ``lines`` are visits of the plan before: those changed by hand stay fixed while their
    officers still can, the others are kept where that costs nothing.
    Cost: six queries, whatever the number of objects.
    """
    first_month = 1 if on.year < year else 13 if on.year > year else on.month
    places = _places(station, on)
    officers = tuple(officers_of(station, year, on=on))
    known = [
        *_done(station, year, {place.id for place in places}),
        *_standing(lines, first_month, places, officers),
    ]
    return StationYear(year, places, officers, tuple(known), first_month)


def _places(station: Organization, on: date) -> tuple[PlaceFacts, ...]:
    rules, place = rules_for(station, on=on)
    minutes = rules.value("visits.minutes", on=on, place=place)
    supervised = Premises.objects.filter(station=station, status=PremisesStatus.ACTIVE)
    supervised = supervised.exclude(competence=CompetenceBasis.BRIGADE)
    rows = supervised.values_list(
        *("pk", "kind", "small_kind", "is_key_unit", "risk", "yearly_floor", "yearly_ceiling"),
        *("accountable_officer_id", "territory_id"),
    )
    excluded = _excluded(station, on)
    found = []
    for pk, kind, small, is_key, risk, floor, ceiling, officer, territory in rows:
        its_class = visit_rules.class_of(
            PremisesFacts(kind=kind, small_kind=small, is_key_unit=is_key)
        )
        found.append(
            PlaceFacts(
                id=str(pk),
                kind=its_class.value,
                minutes=minutes["by_class"][its_class] + minutes["travel"],
                floor=floor,
                ceiling=ceiling,
                is_key=is_key,
                risk=Risk(risk),
                officer=str(officer or ""),
                territory=str(territory),
                excluded=frozenset(excluded.get(str(pk), ())),
            )
        )
    return tuple(found)


def _excluded(station: Organization, on: date) -> dict[str, set[str]]:
    rows = ConflictOfInterest.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), premises__station=station
    )
    found: dict[str, set[str]] = defaultdict(set)
    for premises, person in rows.values_list("premises_id", "person_id"):
        found[str(premises)].add(str(person))
    return found


def officers_of(station: Organization, year: int, *, on: date) -> list[OfficerFacts]:
    """Return who of a station can be planned for, with the minutes of each month."""
    holding = Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on),
        post__organization=station,
        post__kind__in=[kind.value for kind in STATION_POSTS],
        person__is_active=True,
    )
    holding = holding.select_related("person", "post").prefetch_related("territories")
    by_person: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in holding.order_by("person_id", "since"):
        by_person[str(assignment.person_id)].append(assignment)
    declared = _declared(by_person, year)
    hours = _usual_hours(station, on)
    return [
        OfficerFacts(
            id=person,
            minutes=tuple(
                declared.get((person, month), _usual_minutes(posts, hours))
                if _serves(posts, year, month)
                else 0
                for month in MONTHS
            ),
            is_certified=posts[0].person.is_certified,
            territories=frozenset(
                str(territory.pk) for post in posts for territory in post.territories.all()
            ),
        )
        for person, posts in by_person.items()
    ]


def _declared(people: Iterable[str], year: int) -> dict[tuple[str, int], int]:
    rows = Availability.objects.filter(person__in=list(people), year=year)
    return {
        (str(person), month): minutes
        for person, month, minutes in rows.values_list("person_id", "month", "minutes")
    }


def _usual_hours(station: Organization, on: date) -> dict[str, int]:
    rules, place = rules_for(station, on=on)
    hours: dict[str, int] = rules.value("officers.yearly_hours", on=on, place=place)
    return hours


def _usual_minutes(posts: Sequence[Assignment], hours: dict[str, int]) -> int:
    """Return a twelfth of the most hours that one of the posts gives to supervision."""
    return max(hours.get(PostKind(post.post.kind), 0) for post in posts) * 60 // 12


def _serves(posts: Sequence[Assignment], year: int, month: int) -> bool:
    """Say whether one of the posts is held through the whole month."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return any(
        post.since <= first and (post.until is None or post.until >= after) for post in posts
    )


def _done(station: Organization, year: int, places: set[str]) -> list[KnownVisit]:
    """
    Return the routine visits finished in the year at the station's premises, whoever made them.

    Other visits are not the plan's.
    """
    finished = Visit.objects.filter(
        premises__station=station,
        status=VisitStatus.FINISHED,
        purpose=Purpose.ROUTINE,
        visited_on__gte=date(year, 1, 1),
        visited_on__lt=date(year + 1, 1, 1),
    )
    rows = finished.values_list("premises_id", "visited_on", "lead_id", "partner_id")
    return [
        KnownVisit(
            place=str(premises),
            month=visited_on.month,
            lead=str(lead or ""),
            partner=str(partner or ""),
            standing=Standing.DONE,
        )
        for premises, visited_on, lead, partner in rows
        if str(premises) in places
    ]


def _standing(
    lines: Sequence[PlanItem],
    first_month: int,
    places: Sequence[PlaceFacts],
    officers: Sequence[OfficerFacts],
) -> list[KnownVisit]:
    facts = {place.id: place for place in places}
    minutes = {officer.id: officer.minutes for officer in officers}
    fulfilled = _fulfilled(lines)
    found = []
    for line in lines:
        place = facts.get(str(line.premises_id))
        if place is None or line.is_dropped or line.line in fulfilled:
            continue
        if line.month < first_month or line.standing == Standing.DONE:
            continue
        pair = [str(line.lead_id or ""), str(line.partner_id or "")]
        still_can = all(
            minutes.get(officer, (0,) * 12)[line.month - 1] and officer not in place.excluded
            for officer in pair
        )
        firm = line.is_adjusted and still_can
        found.append(
            KnownVisit(
                place=place.id,
                month=line.month,
                lead=pair[0],
                partner=pair[1],
                standing=Standing.FIXED if firm else Standing.EARLIER,
            )
        )
    return found


def _fulfilled(lines: Sequence[PlanItem]) -> set[UUID]:
    """Return the lines whose task is done: the visit itself stands for them."""
    ids = [line.line for line in lines]
    found: set[UUID] = set()
    for start in range(0, len(ids), BATCH):
        done = Task.objects.filter(plan_item__in=ids[start : start + BATCH], status=TaskStatus.DONE)
        found.update(line for line in done.values_list("plan_item", flat=True) if line)
    return found
