"""Proves that a rule can be read by those who will ask for it."""

from __future__ import annotations

from datetime import date

from wanghuo.foundation.kernel.refusals import Invalid, Refused
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook import (
    checklists,
    competence,
    deadlines,
    duties,
    key_units,
    severity,
    small_places,
    violations,
    visits,
)
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.facts import MEASURES, PremisesFacts, facts_from

LARGE = dict.fromkeys(MEASURES, 1_000_000)
"""Premises larger than any threshold, so that every criterion is compared."""


class UnreadableValue(Invalid):
    code = "rulebook.unreadable-value"
    says = gettext_noop("The value does not have the form that the rule “{key}” needs: {fault}.")
    remedy = gettext_noop("Start from the value now in force and change only what differs.")


def prove(rules: Rulebook, key: str, *, on: date, place: str = "") -> None:
    """
    Read a rule the way the product reads it.

    Raises: UnreadableValue.
    """
    try:
        _read(rules, key, on, place)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fault:
        raise UnreadableValue(key=key, fault=str(fault) or type(fault).__name__) from fault
    except Refused as refusal:
        raise UnreadableValue(key=key, fault=str(refusal)) from refusal


def _read(rules: Rulebook, key: str, on: date, place: str) -> None:
    family, _, name = key.partition(".")
    known = violations.catalogue(rules, on=on, place=place)
    if family == "deadlines":
        found = deadlines.deadline(rules, name, on=on, place=place)
        if found.amount < 0:
            raise ValueError("the amount is below zero")
    elif family == "checklists":
        checklists.checklist(rules, key, on=on, place=place)
    elif family == "check_items":
        item = checklists.check_item(rules, name, on=on, place=place)
        if item.violation and item.violation not in known:
            raise KeyError(item.violation)
    elif family == "competence":
        competence.matrix(rules, on=on, place=place)
    elif family == "acts":
        violations.acts(rules, on=on, place=place)
    elif family == "duties":
        duties.duties_of(rules, name, on=on, place=place)
    elif family == "visits":
        _visits(rules, on, place)
    elif family == "hazards":
        severity.severe_signs(rules, on=on, place=place)
        severity.longest_days(rules, on=on, place=place)
        severity.default_days(rules, "", on=on, place=place)
    elif family == "planning":
        _planning(rules, on, place)
    elif family == "premises":
        rules.value("premises.public_gathering", on=on, place=place)["occupancies"][0]
    elif family in {"key_units", "small_places"}:
        _thresholds(rules, on, place)
    elif family == "officers":
        for hours in rules.value(key, on=on, place=place).values():
            int(hours)


def _planning(rules: Rulebook, on: date, place: str) -> None:
    additional = rules.value("planning.additional_visits", on=on, place=place)
    numbers = [
        additional["key_unit"], *additional["by_risk"].values(),
        rules.value("planning.pairing", on=on, place=place)["certified"],
        rules.value("planning.reserved_hours", on=on, place=place)["percent"],
        rules.value("planning.spacing", on=on, place=place)["percent_of_even_interval"],
    ]  # fmt: skip
    if any(int(number) < 0 for number in numbers):
        raise ValueError("a number is below zero")


def _visits(rules: Rulebook, on: date, place: str) -> None:
    for one in visits.VisitClass:
        kind = one.value if one.value.endswith(("COMPANY", "COMMITTEE")) else "UNIT"
        facts = PremisesFacts(
            kind=kind,
            small_kind="SHOP" if one is visits.VisitClass.SMALL_PLACE else "",
            is_key_unit=one is visits.VisitClass.KEY_UNIT,
        )
        visits.yearly_ceiling(facts, rules, on, place)
        visits.minutes(facts, rules, on, place)
    visits.reinspection_minutes(rules, on, place)


def _thresholds(rules: Rulebook, on: date, place: str) -> None:
    criteria = rules.value("key_units.thresholds", on=on, place=place)
    definitions = rules.value("small_places.definitions", on=on, place=place)
    occupancies = {
        code
        for entry in (*criteria.values(), *definitions.values())
        for code in entry.get("occupancies", ())
    }
    for occupancy in occupancies:
        facts = facts_from({"occupancy": occupancy, **LARGE})
        key_units.assess(facts, rules, on, place)
        small_places.classify(facts, rules, on, place)
