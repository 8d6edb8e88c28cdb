"""The nine kinds of small places (九小场所), by the definition of the area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook.bilingual import Words, words
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.citations import Citation
from wanghuo.foundation.rulebook.editions import Edition
from wanghuo.foundation.rulebook.facts import MEASURES, PremisesFacts, Reason


class SmallKind(Term):
    SHOP = "SHOP", gettext_noop("Small shop")
    RESTAURANT = "RESTAURANT", gettext_noop("Small restaurant")
    HOTEL = "HOTEL", gettext_noop("Small hotel")
    ENTERTAINMENT = "ENTERTAINMENT", gettext_noop("Small entertainment place")
    LEISURE = "LEISURE", gettext_noop("Small leisure or fitness place")
    CLINIC = "CLINIC", gettext_noop("Small clinic")
    SCHOOL = "SCHOOL", gettext_noop("Small school or nursery")
    WORKSHOP = "WORKSHOP", gettext_noop("Small production workshop")
    DANGEROUS_GOODS_SHOP = "DANGEROUS_GOODS_SHOP", gettext_noop("Small dangerous-goods shop")


@dataclass(frozen=True, slots=True)
class SmallPlaceFinding:
    """The small kind a place falls under, or None, with the limits it was compared with."""

    kind: SmallKind | None
    reasons: tuple[Reason, ...]
    missing: tuple[Words, ...]
    citation: Citation
    edition: Edition


def classify(facts: PremisesFacts, rules: Rulebook, on: date, place: str = "") -> SmallPlaceFinding:
    """
    Return the small kind whose every limit the facts stay below.

    A measure that is not known does not count against the place but is named in ``missing``;
    with none of a kind's measures known the place is not classified.
    Source: rule small_places.definitions.
    """
    edition = rules.edition("small_places.definitions", on=on, place=place)
    missing: dict[str, Words] = {}
    exceeded: list[Reason] = []
    found: SmallKind | None = None
    reasons: list[Reason] = []
    for code, definition in edition.value.items():
        if facts.kind != "UNIT" or facts.occupancy not in definition["occupancies"]:
            continue
        title = words(definition["title"])
        for limits in definition["any_of"]:
            compared = []
            for measure, below in limits.items():
                measured = facts.measure(measure)
                if measured is None:
                    missing[measure] = MEASURES[measure][0]
                else:
                    is_met = measured >= float(below)
                    compared.append(Reason(code, title, measure, measured, float(below), is_met))
            if compared and not any(reason.is_met for reason in compared):
                found, reasons = SmallKind(code), compared
                break
            exceeded += [reason for reason in compared if reason.is_met]
        if found:
            break
    return SmallPlaceFinding(
        kind=found,
        reasons=tuple(reasons or exceeded),
        missing=tuple(missing.values()),
        citation=edition.source.citation,
        edition=edition,
    )
