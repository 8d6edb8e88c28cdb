"""Turns the codes and facts of a plan's reasons into sentences with names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from wanghuo.foundation.kernel.refusals import filled
from wanghuo.foundation.support.speech import plain
from wanghuo.insight.planning.domain.reasons import SENTENCES
from wanghuo.insight.planning.models import PlanItem
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import Premises

NAMING_PEOPLE = {"officer", "officers"}
CAME_ALONG = "came-along"
OF_THE_MONTH = {"hours", "accountable-away"}
"""Reasons for officers that hold for the month they were given for, and for no other."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One reason in words; ``rule`` is the key of the rule behind it, if any."""

    code: str
    text: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a visit stands in the plan."""

    object: tuple[Sentence, ...]
    month: tuple[Sentence, ...]
    officers: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class UnmetLine:
    """An object whose floor the plan does not meet."""

    premises_id: UUID
    name: str
    floor: int
    planned: int
    missing: int
    why: Sentence


def explanations(items: Sequence[PlanItem]) -> dict[UUID, Explanation]:
    """Explain lines of a plan, with one query for all the people they name."""
    names = _names_of(reason for item in items for part in item.reasons.values() for reason in part)
    return {item.pk: _explanation(item, names) for item in items}


def unmet_lines(report: Mapping[str, Any]) -> list[UnmetLine]:
    """Return what a plan leaves unmet, the most missing first."""
    unmet = report.get("unmet", [])
    ids = [UUID(entry["place"]) for entry in unmet]
    names = dict(Premises.objects.filter(pk__in=ids).values_list("pk", "name"))
    people = _names_of(entry["reason"] for entry in unmet)
    lines = [
        UnmetLine(
            premises_id=UUID(entry["place"]),
            name=names.get(UUID(entry["place"]), ""),
            floor=entry["floor"],
            planned=entry["planned"],
            missing=entry["missing"],
            why=_sentence(entry["reason"], people),
        )
        for entry in unmet
    ]
    return sorted(lines, key=lambda line: (-line.missing, line.name, line.premises_id))


def _explanation(item: PlanItem, names: Mapping[str, str]) -> Explanation:
    def part(name: str) -> tuple[Sentence, ...]:
        return tuple(_sentence(reason, names) for reason in item.reasons.get(name, []))

    by_hand: tuple[Sentence, ...] = ()
    if item.is_adjusted:
        by_hand = (_sentence({"code": "by-hand", "facts": {"reason": item.adjust_reason}}, names),)
    by_hand += part("drafted")
    month, officers = part("month"), part("officers")
    if item.is_moved:
        month = by_hand
        officers = tuple(one for one in officers if one.code not in OF_THE_MONTH) or by_hand
    if item.has_other_officers and CAME_ALONG not in {one.code for one in officers}:
        officers = by_hand
    is_told_there = item.is_moved or item.has_other_officers
    return Explanation((() if is_told_there else by_hand) + part("object"), month, officers)


def _sentence(reason: Mapping[str, Any], names: Mapping[str, str]) -> Sentence:
    facts = {
        key: _named(value, names) if key in NAMING_PEOPLE else value
        for key, value in reason["facts"].items()
    }
    shown = {key: plain(value) for key, value in facts.items()}
    text = filled(gettext(SENTENCES[reason["code"]]), shown)
    return Sentence(reason["code"], text, str(facts.get("rule", "")))


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [names.get(str(entry), "?") for entry in value]
    return value if isinstance(value, int) else names.get(str(value), "?")


def _names_of(reasons: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    ids: set[str] = set()
    for reason in reasons:
        for key in NAMING_PEOPLE & set(reason["facts"]):
            value = reason["facts"][key]
            ids |= {str(entry) for entry in (value if isinstance(value, list) else [value])}
    ids = {entry for entry in ids if "-" in entry}
    found = Person.objects.filter(pk__in=ids).values_list("pk", "name")
    return {str(pk): name for pk, name in found}
