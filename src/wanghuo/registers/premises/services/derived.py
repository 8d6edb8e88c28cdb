"""What follows from an object's facts: keys, initials, search tokens, limits of visits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wanghuo.foundation.rulebook import key_units, visits
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.registers.premises.domain.normal import address_key, initials, name_key
from wanghuo.registers.premises.domain.tokens import indexed
from wanghuo.registers.premises.models import Premises, SearchEntry

COUNTY_DIGITS = 6
"""Figures of an official code that name the county, where local rules begin."""


def refresh_keys(premises: Premises, within: Sequence[str]) -> None:
    """Bring the columns made from name and address up to date."""
    premises.name_key = name_key(premises.name)
    premises.name_initials = initials(premises.name)
    premises.address_key = address_key(premises.address, within)


def tokens_of(premises: Premises, aliases: Iterable[str] = ()) -> str:
    return indexed(
        names=[premises.name, *aliases],
        address=premises.address,
        people=[premises.head_name, premises.manager_name],
        numbers=[premises.credit_code, premises.head_phone, premises.manager_phone],
    )


def refresh_search(premises: Premises) -> None:
    """Write down anew under which words an object is found."""
    aliases = list(premises.aliases.values_list("name", flat=True))
    SearchEntry.objects.update_or_create(
        premises=premises, defaults={"tokens": tokens_of(premises, aliases)}
    )


def judge(premises: Premises, rules: Rulebook, on: date) -> None:
    """
    Bring key-unit status and the yearly floor and ceiling up to date with facts and rules.

    A decision made by hand stays; the finding of the thresholds stands beside it.
    """
    place = premises.territory.code[:COUNTY_DIGITS]
    facts = premises.facts
    found = key_units.assess(facts, rules, on, place)
    kept = premises.key_unit_finding.get("decision")
    premises.key_unit_finding = {
        "is_key": found.is_key,
        "reasons": [reason.words.as_data() for reason in found.reasons],
        "missing": [words.as_data() for words in found.missing],
        "citation": str(found.citation),
        "assessed_on": on.isoformat(),
    } | ({"decision": kept} if kept else {})
    is_key = bool(kept["is_key"]) if kept else found.is_key
    if is_key != premises.is_key_unit or (is_key and premises.key_unit_since is None):
        premises.is_key_unit = is_key
        premises.key_unit_since = on if is_key else None
        facts = premises.facts
    bounds: dict[str, Any] = premises.visits_override
    if bounds:
        premises.yearly_floor, premises.yearly_ceiling = bounds["floor"], bounds["ceiling"]
        return
    premises.yearly_floor = visits.yearly_floor(facts, rules, on, place).number
    premises.yearly_ceiling = visits.yearly_ceiling(facts, rules, on, place).number
