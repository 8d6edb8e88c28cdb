"""What a piece of work rests on, as a reader sees it cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wanghuo.foundation.rulebook import competence
from wanghuo.foundation.rulebook.bilingual import Words
from wanghuo.foundation.rulebook.book import NoRuleInForce, Rulebook
from wanghuo.foundation.rulebook.citations import Citation


@dataclass(frozen=True, slots=True)
class Basis:
    """A rule, or a line of the competence matrix, with where it stands and whether it is sure."""

    rule: str
    title: Words
    citation: Citation
    is_to_be_confirmed: bool


def of_rule(rules: Rulebook, key: str, *, on: date, place: str) -> Basis | None:
    """Return the rule as it stood on a day; nothing if there is none, or none in force."""
    if not rules.has(key):
        return None
    try:
        edition = rules.edition(key, on=on, place=place)
    except NoRuleInForce:
        return None
    title, source = rules.rule(key, place).title, edition.source
    return Basis(key, title, source.citation, edition.is_to_be_confirmed)


def of_matter(rules: Rulebook, key: str, *, on: date, place: str) -> Basis | None:
    """Return what makes a matter the agency's business; nothing if no rule was in force."""
    try:
        matter = competence.matrix(rules, on=on, place=place)[key]
    except NoRuleInForce:
        return None
    return Basis("competence.matrix", matter.title, matter.citation, matter.is_to_be_confirmed)
