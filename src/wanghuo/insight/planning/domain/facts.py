"""What the planner must know about a station's year, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.registers.premises.domain.terms import Risk

MONTHS = tuple(range(1, 13))


class Standing(Term):
    """How firmly a visit stands when the plan around it is made anew."""

    DONE = "DONE", gettext_noop("Done")
    FIXED = "FIXED", gettext_noop("Fixed by hand")
    EARLIER = "EARLIER", gettext_noop("In the plan before")
    NEW = "NEW", gettext_noop("Planned")


class Purpose(Term):
    """Why an object is visited: the law asks for it, or hours remain for one who needs more."""

    FLOOR = "FLOOR", gettext_noop("Required number of visits")
    EXTRA = "EXTRA", gettext_noop("Additional visit")


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """
    A supervised object as the planner sees it.

    Units: ``minutes`` that one visit takes each of its two officers.
    ``months`` are those in which it can be visited at all.
    """

    id: str
    kind: str
    minutes: int
    floor: int
    ceiling: int
    is_key: bool = False
    risk: Risk = Risk.NORMAL
    officer: str = ""
    territory: str = ""
    months: tuple[int, ...] = MONTHS
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """
    An officer of the station.

    Units: ``minutes`` declared for supervision, one figure per month from January; 0 outside
    the months in which the officer serves there.
    """

    id: str
    minutes: tuple[int, ...]
    is_certified: bool = True
    territories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownVisit:
    """A visit the plan starts from: done, fixed by hand, or standing in the plan before."""

    place: str
    month: int
    lead: str = ""
    partner: str = ""
    standing: Standing = Standing.DONE
    minutes: int | None = None

    @property
    def officers(self) -> tuple[str, ...]:
        return tuple(officer for officer in (self.lead, self.partner) if officer)

    def rank(self) -> tuple[str, int, str, str, str, int]:
        """Return what orders known visits; two that are equal in it are the same visit twice."""
        minutes = -1 if self.minutes is None else self.minutes
        return (self.place, self.month, self.lead, self.partner, self.standing, minutes)


@dataclass(frozen=True, slots=True)
class PlanRules:
    """
    The numbers the planner obeys; ``citations`` names the rule each of them came from.

    Units: ``reserved_percent`` of declared hours stay free for complaints and re-inspections;
    ``spacing_percent`` of an even interval must lie between two visits to one object.
    """

    certified_per_visit: int = 1
    reserved_percent: int = 20
    spacing_percent: int = 50
    extra_for_key: int = 1
    extra_for_risk: Mapping[str, int] = field(default_factory=lambda: {Risk.HIGH: 1})
    citations: Mapping[str, str] = field(default_factory=dict)

    def wanted(self, place: PlaceFacts) -> int:
        """Return how many visits the object should get in the year when hours allow."""
        extra = (self.extra_for_key if place.is_key else 0) + self.extra_for_risk.get(place.risk, 0)
        return max(min(place.floor + extra, place.ceiling), min(place.floor, place.ceiling))

    def gap(self, visits: int) -> int:
        """Return the months that must lie between two of ``visits`` visits in a year."""
        return max(1, -(-12 * self.spacing_percent // (100 * max(visits, 1)))) if visits > 1 else 1


@dataclass(frozen=True, slots=True)
class StationYear:
    """
    Everything one station's plan is made from.

    ``first_month``: the first month that can still be planned; earlier ones are past.
    """

    year: int
    places: tuple[PlaceFacts, ...]
    officers: tuple[OfficerFacts, ...]
    known: tuple[KnownVisit, ...] = ()
    first_month: int = 1

    def sorted(self) -> StationYear:
        """Return the same facts in one order, so that the order they came in decides nothing."""
        return StationYear(
            self.year,
            tuple(sorted(self.places, key=lambda place: place.id)),
            tuple(sorted(self.officers, key=lambda officer: officer.id)),
            tuple(sorted(self.known, key=KnownVisit.rank)),
            self.first_month,
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a planned visit: a code of ``reasons.SENTENCES`` and the facts it needs."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One line of a plan."""

    place: str
    month: int
    lead: str
    partner: str
    minutes: int
    purpose: Purpose
    standing: Standing = Standing.NEW
    why_object: tuple[Reason, ...] = ()
    why_month: tuple[Reason, ...] = ()
    why_officers: tuple[Reason, ...] = ()

    @property
    def officers(self) -> tuple[str, str]:
        return self.lead, self.partner


@dataclass(frozen=True, slots=True)
class Unmet:
    """An object that the plan visits less often than it must, and the reason with numbers."""

    place: str
    floor: int
    planned: int
    missing: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Load:
    """
    One officer's month.

    Units: minutes; ``available`` is after the reserve, ``declared`` before it.
    """

    officer: str
    month: int
    planned: int
    available: int
    declared: int
    visits: int


@dataclass(frozen=True, slots=True)
class Report:
    """
    What a plan reaches and what it does not.

    Units: ``needed_minutes`` and ``available_minutes`` are officer-minutes of the months that
    can still be planned; ``missing_minutes`` of the visits that floors ask for in vain.
    """

    objects: int
    objects_covered: int
    floor_visits: int
    floor_visits_planned: int
    extra_visits: int
    extra_visits_wanted: int
    done_visits: int
    needed_minutes: int
    available_minutes: int
    missing_minutes: int
    visits_by_month: tuple[int, ...]
    loads: tuple[Load, ...]
    unmet: tuple[Unmet, ...]

    @property
    def is_short(self) -> bool:
        return bool(self.unmet)


@dataclass(frozen=True, slots=True)
class StationPlan:
    """The planner's answer."""

    year: int
    seed: str
    visits: tuple[PlannedVisit, ...]
    report: Report
