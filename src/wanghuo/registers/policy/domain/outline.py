"""A rule's value as lines to read, and as text to search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from wanghuo.foundation.rulebook.bilingual import UNSAID, Words, words
from wanghuo.foundation.rulebook.book import NoRuleInForce, Rulebook
from wanghuo.foundation.rulebook.editions import Edition
from wanghuo.registers.policy.domain.labels import named

Naming = Callable[[str], Words]
"""Says what a code is called."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a value: how deep it stands, what it is, what it says."""

    depth: int
    label: Words
    text: Words


def outline(value: Any, call: Naming = named) -> list[Line]:
    """Return a value as indented lines, codes replaced by what ``call`` calls them."""
    return list(_lines(value, 0, UNSAID, call))


def _lines(value: Any, depth: int, label: Words, call: Naming) -> Iterator[Line]:
    if isinstance(value, dict) and set(value) <= {"zh", "en"} and value:
        yield Line(depth, label, words(value))
    elif isinstance(value, dict) and label and all(_is_short(one) for one in value.values()):
        yield Line(depth, label, _joined(value, call))
    elif isinstance(value, dict):
        title = words(value["title"]) if "title" in value else UNSAID
        if label or title:
            yield Line(depth, label, title)
            depth += 1
        for name, inner in value.items():
            if name not in ("title", "key"):
                yield from _lines(inner, depth, call(str(name)), call)
    elif isinstance(value, list) and all(not isinstance(one, dict | list) for one in value):
        texts = [call(str(one)) for one in value]
        yield Line(
            depth,
            label,
            Words("、".join(text.zh for text in texts), ", ".join(text.en for text in texts)),
        )
    elif isinstance(value, list):
        if label:
            yield Line(depth, label, UNSAID)
        for one in value:
            yield from _lines(one, depth + 1, UNSAID, call)
    elif isinstance(value, bool):
        yield Line(depth, label, Words("是", "yes") if value else Words("否", "no"))
    else:
        yield Line(depth, label, call(str(value)))


def _is_short(value: Any) -> bool:
    is_text = isinstance(value, dict) and set(value) <= {"zh", "en"}
    is_row = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return is_text or is_row or not isinstance(value, dict | list)


def _joined(value: dict[str, Any], call: Naming) -> Words:
    """Say a mapping of short values in one line."""
    parts = []
    for name, inner in value.items():
        said = next(iter(_lines(inner, 0, UNSAID, call))).text
        called = call(str(name))
        is_told = name in ("title", "why")
        parts.append(said if is_told else Words(f"{called.zh} {said.zh}", f"{called.en} {said.en}"))
    return Words(" · ".join(one.zh for one in parts), " · ".join(one.en for one in parts))


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that was found: the edition in force and the text that matched."""

    key: str
    title: Words
    edition: Edition
    excerpt: str


def search(
    rules: Rulebook,
    text: str,
    *,
    on: date,
    place: str = "",
    family: str = "",
    certainty: str = "",
) -> list[Hit]:
    """
    Return rules in force on a day at a place that hold every word of ``text``.

    Cost: one pass over the text of all rules, kept after the first time.
    """
    asked = text.casefold().split()
    hits = []
    for key in rules.known_keys(f"{family}." if family else ""):
        try:
            edition = rules.edition(key, on=on, place=place)
        except NoRuleInForce:
            continue
        if certainty and edition.certainty != certainty:
            continue
        parts = _searched(rules, key, edition)
        whole = "\n".join(parts).casefold()
        if all(word in whole for word in asked):
            excerpt = next((part for part in parts if asked and asked[0] in part.casefold()), "")
            hits.append(Hit(key, rules.rule(key, place).title, edition, excerpt[:160]))
    return hits


def _searched(rules: Rulebook, key: str, edition: Edition) -> tuple[str, ...]:
    kept = ("searched", edition.key, edition.place, edition.since, edition.id)
    if kept not in rules.kept:
        rule = rules.rule(key, edition.place)
        source = edition.source.citation.words
        rules.kept[kept] = (
            rule.title.zh, rule.title.en, key, source.zh, source.en, edition.note.zh,
            edition.note.en, *_texts(rules, edition.value),
        )  # fmt: skip
    found: tuple[str, ...] = rules.kept[kept]
    return found


def _texts(rules: Rulebook, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(rules, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(rules, inner)
    elif isinstance(value, str):
        yield value
        if value.partition(" ")[0] in rules.instruments:
            cited = rules.citation(value).words
            yield from (cited.zh, cited.en)
