"""The catalogue of violations (违法行为) and the ten acts a station orders corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook.agencies import AgencyKind
from wanghuo.foundation.rulebook.bilingual import Words, words
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.citations import Citation
from wanghuo.foundation.rulebook.editions import Certainty


class NoSuchViolation(NotFound):
    code = "rulebook.no-such-violation"
    says = gettext_noop("There is no violation “{violation}” in the catalogue of {on}.")


class StationRole(Term):
    """What a police station does with a violation."""

    TRANSFER = "TRANSFER", gettext_noop("Orders correction and transfers")
    PUBLIC_SECURITY = "PUBLIC_SECURITY", gettext_noop("Public security decides")
    DETENTION = "DETENTION", gettext_noop("County public security decides on detention")


@dataclass(frozen=True, slots=True)
class Violation:
    code: str
    title: Words
    duty: tuple[Citation, ...]
    penalty_citation: tuple[Citation, ...]
    penalty: Words
    fine: Mapping[str, tuple[int, int]]
    roles: tuple[StationRole, ...]
    decided_by: tuple[AgencyKind, ...]
    transfer_to: tuple[AgencyKind, ...]
    transfer_deadline: str
    certainty: Certainty

    @property
    def is_ordered_by_station(self) -> bool:
        return StationRole.TRANSFER in self.roles


@dataclass(frozen=True, slots=True)
class Act:
    """One of the ten acts of SIR 33."""

    number: int
    title: Words
    violations: tuple[str, ...]
    citation: Citation
    certainty: Certainty
    variants: tuple[Words, ...] = ()


def catalogue(rules: Rulebook, *, on: date, place: str = "") -> dict[str, Violation]:
    """Return every violation by code. Source: rule violations.catalogue."""
    kept = ("violations", *rules.stand(on, place))
    if kept not in rules.kept:
        edition = rules.edition("violations.catalogue", on=on, place=place)
        rules.kept[kept] = {
            code: _violation(rules, code, data, edition.certainty)
            for code, data in edition.value.items()
        }
    return rules.kept[kept]


def violation(rules: Rulebook, code: str, *, on: date, place: str = "") -> Violation:
    """
    Return one violation.

    Raises: NoSuchViolation.
    """
    found = catalogue(rules, on=on, place=place).get(code)
    if found is None:
        raise NoSuchViolation(violation=code, on=on)
    return found


def acts(rules: Rulebook, *, on: date, place: str = "") -> tuple[Act, ...]:
    """Return the ten acts in order. Source: rule acts.ten."""
    edition = rules.edition("acts.ten", on=on, place=place)
    return tuple(
        Act(
            number=int(data["number"]),
            title=words(data["title"]),
            violations=tuple(data["violations"]),
            citation=rules.citation(data["citation"]),
            certainty=Certainty(data.get("certainty", edition.certainty)),
            variants=tuple(words(variant) for variant in data.get("variants", ())),
        )
        for data in edition.value["acts"]
    )


def act(rules: Rulebook, number: int, *, on: date, place: str = "") -> Act:
    """Return one of the ten acts by its number."""
    return next(one for one in acts(rules, on=on, place=place) if one.number == number)


def _violation(rules: Rulebook, code: str, data: Mapping[str, Any], sure: Certainty) -> Violation:
    return Violation(
        code=code,
        title=words(data["title"]),
        duty=tuple(rules.citation(one) for one in data["duty"]),
        penalty_citation=tuple(rules.citation(one) for one in data["penalty_citation"]),
        penalty=words(data["penalty"]),
        fine={who: (band[0], band[1]) for who, band in data.get("fine", {}).items()},
        roles=tuple(StationRole(role) for role in data["station"]),
        decided_by=tuple(AgencyKind(kind) for kind in data["decided_by"]),
        transfer_to=tuple(AgencyKind(kind) for kind in data.get("transfer_to", ())),
        transfer_deadline=str(data.get("transfer_deadline", "deadlines.transfer_other_violation")),
        certainty=Certainty(data.get("certainty", sure)),
    )
