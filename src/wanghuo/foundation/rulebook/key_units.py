"""Whether a unit reaches a threshold of the key fire-safety units (消防安全重点单位)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wanghuo.foundation.rulebook.bilingual import Words, words
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.citations import Citation
from wanghuo.foundation.rulebook.editions import Edition
from wanghuo.foundation.rulebook.facts import MEASURES, PremisesFacts, Reason


@dataclass(frozen=True, slots=True)
class KeyUnitFinding:
    """
    What the thresholds say; the brigade names key units (FL 17), this proposes.

    ``missing`` are measures that must be known before the answer can be no.
    """

    is_key: bool
    reasons: tuple[Reason, ...]
    missing: tuple[Words, ...]
    citation: Citation
    edition: Edition

    @property
    def is_undecided(self) -> bool:
        return not self.is_key and bool(self.missing)


def assess(facts: PremisesFacts, rules: Rulebook, on: date, place: str = "") -> KeyUnitFinding:
    """
    Compare facts with every threshold of the place.

    "以上" includes the number itself (PSP 265).
    Source: rules key_units.thresholds and key_units.high_rise.
    """
    is_high = is_high_rise(facts, rules, on, place)
    edition = rules.edition("key_units.thresholds", on=on, place=place)
    met: list[Reason] = []
    failed: list[Reason] = []
    missing: dict[str, Words] = {}
    for key, criterion, title in _concerning(facts, edition, is_high, rules, on, place):
        measure = criterion.get("measure")
        if not measure:
            met.append(Reason(key, title))
            continue
        measured, limit = facts.measure(measure), float(criterion["at_least"])
        if measured is None:
            missing[measure] = MEASURES[measure][0]
            continue
        reason = Reason(key, title, measure, measured, limit, is_met=measured >= limit)
        (met if reason.is_met else failed).append(reason)
    return KeyUnitFinding(
        is_key=bool(met),
        reasons=tuple(met or failed),
        missing=tuple(missing.values()),
        citation=edition.source.citation,
        edition=edition,
    )


def is_high_rise(facts: PremisesFacts, rules: Rulebook, on: date, place: str = "") -> bool:
    """
    Say whether the building is higher than a high-rise has to be; no, while its height is unknown.

    Source: rule key_units.high_rise.
    """
    limit = float(rules.value("key_units.high_rise", on=on, place=place)["above_metres"])
    return facts.height_m is not None and facts.height_m > limit


def _concerning(
    facts: PremisesFacts, edition: Edition, is_high: bool, rules: Rulebook, on: date, place: str
) -> list[tuple[str, Mapping[str, Any], Words]]:
    """Return the criteria for objects of such a kind and use, with their titles."""
    asked = (edition.key, *rules.stand(on, place), facts.kind, facts.occupancy, is_high)
    if asked not in rules.kept:
        rules.kept[asked] = [
            (key, criterion, words(criterion["title"]))
            for key, criterion in edition.value.items()
            if _concerns(criterion, facts, is_high)
        ]
    found: list[tuple[str, Mapping[str, Any], Words]] = rules.kept[asked]
    return found


def _concerns(criterion: Mapping[str, Any], facts: PremisesFacts, is_high: bool) -> bool:
    if facts.kind != "UNIT" or criterion.get("is_judged_by_hand"):
        return False
    if criterion.get("is_high_rise") and not is_high:
        return False
    return facts.occupancy in criterion.get("occupancies", ())
