"""Signs of a severe hazard, and the days first offered for putting a hazard right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wanghuo.foundation.rulebook.bilingual import Words, words
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.citations import Citation
from wanghuo.foundation.rulebook.editions import EditionStatus


@dataclass(frozen=True, slots=True)
class SevereSign:
    """
    A fact that makes a hazard severe in the judgement of the officer; it proposes only.

    It is asked about where one of its violations was found, or a fault at one of its ``items`` of
    the check list. ``standing`` says how binding the rule is that lists it.
    """

    key: str
    title: Words
    violations: tuple[str, ...]
    items: tuple[str, ...]
    citations: tuple[Citation, ...]
    standing: EditionStatus


def severe_signs(rules: Rulebook, *, on: date, place: str = "") -> tuple[SevereSign, ...]:
    """Return every sign. Source: rule hazards.severe_signs."""
    standing = rules.edition("hazards.severe_signs", on=on, place=place).status
    return tuple(
        SevereSign(
            key=data["key"],
            title=words(data["title"]),
            violations=tuple(data["violations"]),
            items=tuple(data["items"]),
            citations=tuple(rules.citation(written) for written in data["citations"]),
            standing=standing,
        )
        for data in rules.value("hazards.severe_signs", on=on, place=place)["signs"]
    )


def signs_for(
    rules: Rulebook, violation: str, item: str, *, on: date, place: str = ""
) -> tuple[SevereSign, ...]:
    """Return the signs to ask about when this violation was found at an item of a check list."""
    signs = severe_signs(rules, on=on, place=place)
    return tuple(sign for sign in signs if violation in sign.violations or item in sign.items)


def default_days(rules: Rulebook, violation: str, *, on: date, place: str = "") -> int:
    """
    Return the days first offered for putting a hazard right.

    Units: calendar days.
    Source: rule hazards.default_rectification_days.
    """
    value = rules.value("hazards.default_rectification_days", on=on, place=place)
    return int(value["by_violation"].get(violation, value["otherwise"]))


def longest_days(rules: Rulebook, *, on: date, place: str = "") -> int:
    """
    Return the most days an order may give without the chief's consent.

    Units: calendar days.
    Source: rule hazards.default_rectification_days.
    """
    return int(rules.value("hazards.default_rectification_days", on=on, place=place)["longest"])
