"""How often premises are visited: statutory floor, ceiling, minutes a visit takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook.bilingual import Words, joined, words
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.editions import Edition
from wanghuo.foundation.rulebook.facts import PremisesFacts


class VisitClass(Term):
    """Classes of premises by which visits are counted."""

    KEY_UNIT = "KEY_UNIT", gettext_noop("Key unit")
    UNIT = "UNIT", gettext_noop("Other unit")
    SMALL_PLACE = "SMALL_PLACE", gettext_noop("Small place")
    PROPERTY_COMPANY = "PROPERTY_COMPANY", gettext_noop("Property company")
    RESIDENTS_COMMITTEE = "RESIDENTS_COMMITTEE", gettext_noop("Residents' committee")
    VILLAGERS_COMMITTEE = "VILLAGERS_COMMITTEE", gettext_noop("Villagers' committee")


@dataclass(frozen=True, slots=True)
class Bound:
    """A number of visits a year, why it is that number, and the editions it comes from."""

    number: int
    why: Words
    edition: Edition


def class_of(facts: PremisesFacts) -> VisitClass:
    if facts.kind != VisitClass.UNIT:
        return VisitClass(facts.kind)
    if facts.is_key_unit:
        return VisitClass.KEY_UNIT
    return VisitClass.SMALL_PLACE if facts.small_kind else VisitClass.UNIT


def yearly_floor(facts: PremisesFacts, rules: Rulebook, on: date, place: str = "") -> Bound:
    """Return the least number of visits a year. Source: rule visits.yearly_floor."""
    return _bound("visits.yearly_floor", facts, rules, on, place)


def yearly_ceiling(facts: PremisesFacts, rules: Rulebook, on: date, place: str = "") -> Bound:
    """
    Return the greatest number of planned visits a year, never below the floor.

    Source: rule visits.yearly_ceiling.
    """
    ceiling = _bound("visits.yearly_ceiling", facts, rules, on, place)
    floor = yearly_floor(facts, rules, on, place)
    return floor if floor.number > ceiling.number else ceiling


def minutes(facts: PremisesFacts, rules: Rulebook, on: date, place: str = "") -> int:
    """Return the minutes a full visit takes on the premises. Source: rule visits.minutes."""
    value = rules.value("visits.minutes", on=on, place=place)
    return int(value["by_class"][class_of(facts)])


def reinspection_minutes(rules: Rulebook, on: date, place: str = "") -> int:
    """Return the minutes a re-inspection takes. Source: rule visits.minutes."""
    return int(rules.value("visits.minutes", on=on, place=place)["reinspection"])


def _bound(key: str, facts: PremisesFacts, rules: Rulebook, on: date, place: str) -> Bound:
    its_class = class_of(facts)
    asked = (key, *rules.stand(on, place), its_class, facts.risk)
    if asked not in rules.kept:
        rules.kept[asked] = _worked_out(rules.edition(key, on=on, place=place), its_class, facts)
    found: Bound = rules.kept[asked]
    return found


def _worked_out(edition: Edition, its_class: VisitClass, facts: PremisesFacts) -> Bound:
    by_class, by_risk = edition.value["by_class"], edition.value.get("by_risk", {})
    number, why = by_class[its_class]["visits"], [words(by_class[its_class]["why"])]
    raised = by_risk.get(facts.risk)
    if raised and raised["visits"] > number:
        number, why = raised["visits"], [*why, words(raised["why"])]
    return Bound(number=int(number), why=joined(why), edition=edition)
