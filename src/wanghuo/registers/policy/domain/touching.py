"""
What a rule change touches: rules that refer to it, and records that cite it.

Rooms above register a counter for their records in ``apps.ready``; this room never knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from wanghuo.foundation.rulebook.bilingual import Words
from wanghuo.foundation.rulebook.book import NoRuleInForce, Rulebook
from wanghuo.registers.policy.domain.labels import named


@dataclass(frozen=True, slots=True)
class Counter:
    """
    Counts records of a room that cite a rule.

    ``count`` takes the rule's key and the person asking, and answers nothing of a rule that no
    such record can rest on; ``link`` gives the page that lists them, or an empty string.
    """

    label: str
    count: Callable[[str, Any], int | None]
    link: Callable[[str], str]


_counters: dict[str, Counter] = {}


def _no_page(_key: str) -> str:
    return ""


def register(
    name: str,
    label: str,
    count: Callable[[str, Any], int | None],
    link: Callable[[str], str] = _no_page,
) -> None:
    """Let a room count its records that cite a rule; ``label`` is a message id."""
    _counters[name] = Counter(label=label, count=count, link=link)


def counters() -> tuple[Counter, ...]:
    return tuple(_counters.values())


@dataclass(frozen=True, slots=True)
class Touch:
    """A rule whose value refers to another, and the parts of it that do."""

    key: str
    title: Words
    parts: tuple[Words, ...]


def referring(rules: Rulebook, key: str, *, on: date, place: str = "") -> list[Touch]:
    """Return the rules in force that refer to the rule ``key``."""
    names = _names_of(rules, key, on, place)
    touched = []
    for other in rules.known_keys():
        if other == key:
            continue
        try:
            value = rules.value(other, on=on, place=place)
        except NoRuleInForce:
            continue
        parts = tuple(dict.fromkeys(_mentions(value, names, "")))
        if parts:
            said = tuple(named(part) for part in parts if part)
            touched.append(Touch(other, rules.rule(other, place).title, said))
    return touched


def citing(
    rules: Rulebook, instrument: str, article: str, *, on: date, place: str = ""
) -> list[Touch]:
    """Return the rules in force that cite an article of an instrument."""
    found = []
    for key in rules.known_keys():
        try:
            edition = rules.edition(key, on=on, place=place)
        except NoRuleInForce:
            continue
        written = [edition.source.citation.code, *_strings(edition.value)]
        cited = [text for text in written if text.startswith(f"{instrument} ")]
        parts = [text for text in cited if article in rules.citation(text).articles]
        if parts:
            found.append(Touch(key, rules.rule(key, place).title, ()))
    return found


def _names_of(rules: Rulebook, key: str, on: date, place: str) -> frozenset[str]:
    """Return the names by which others refer to a rule: its key, its item, codes it defines."""
    family, _, name = key.partition(".")
    names = {key}
    if family == "check_items":
        names.add(name)
    if key == "violations.catalogue":
        names |= set(rules.value(key, on=on, place=place))
    return frozenset(names)


def _mentions(value: Any, names: frozenset[str], part: str) -> Iterator[str]:
    if isinstance(value, dict):
        label = str(value.get("key") or value.get("item") or "")
        for name, inner in value.items():
            if name in names and isinstance(inner, int | str):
                yield name
            yield from _mentions(inner, names, part if name == "items" else label or str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _mentions(inner, names, part)
    elif isinstance(value, str) and value in names:
        yield part


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value
