"""The rulebook: every rule of an installation, asked by key, day and place."""

from __future__ import annotations

import dataclasses
import functools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook import loading, texts
from wanghuo.foundation.rulebook.citations import Citation, Instrument
from wanghuo.foundation.rulebook.editions import Edition, EditionStatus, Rule

SHIPPED = Path(__file__).resolve().parents[2] / "rules"
STANDS_KEPT = 1024
"""Days and places of which it is remembered which rules hold."""


class NoSuchRule(NotFound):
    code = "rulebook.no-such-rule"
    says = gettext_noop("There is no rule “{key}”.")


class NoRuleInForce(NotFound):
    code = "rulebook.no-rule-in-force"
    says = gettext_noop("No edition of the rule “{key}” is in force on {on}.")
    remedy = gettext_noop("Enter a local edition for that time under “Legal basis”.")


class NoSuchInstrument(NotFound):
    code = "rulebook.no-such-instrument"
    says = gettext_noop("There is no instrument “{instrument}” in the rulebook.")


class Rulebook:
    """
    Answers what a rule says on a day at a place.

    A local edition comes before a shipped one of the same place; a narrower place comes before
    a broader one.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        instruments: Mapping[str, Instrument],
        local: Iterable[Edition] = (),
        text_files: Mapping[str, Path] | None = None,
    ) -> None:
        self._rules: dict[str, dict[str, Rule]] = defaultdict(dict)
        for rule in rules:
            self._rules[rule.key][rule.place] = rule
        self._local: dict[str, list[Edition]] = defaultdict(list)
        for edition in local:
            if edition.key not in self._rules:
                continue
            self._local[edition.key].append(edition)
        self.instruments = dict(instruments)
        self._text_files = dict(text_files or {})
        self._found: dict[tuple[str, date, str], Edition] = {}
        self._stands: dict[tuple[date, str], tuple[date, str]] = {}
        self._turns, self._stating = self._turning_points()
        self.kept: dict[tuple[object, ...], Any] = {}

    @classmethod
    def from_folders(cls, folders: Sequence[Path]) -> Rulebook:
        """Read rule folders; a later folder replaces a rule of an earlier one at the same place."""
        shelf = loading.read(tuple(folders))
        return cls(shelf.rules, shelf.instruments, text_files=shelf.texts)

    def with_local(self, editions: Iterable[Edition]) -> Rulebook:
        """Return this rulebook with local editions laid over it."""
        return Rulebook(self.all(), self.instruments, editions, self._text_files)

    def value(self, key: str, *, on: date, place: str = "") -> Any:
        """
        Return what the rule says; callers read it and never change it.

        Raises: NoSuchRule, NoRuleInForce.
        """
        return self.edition(key, on=on, place=place).value

    def edition(self, key: str, *, on: date, place: str = "") -> Edition:
        """
        Return the edition in force on a day at a place.

        Raises: NoSuchRule, NoRuleInForce.
        """
        asked = (key, *self.stand(on, place))
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._find(key, on, place)
        return found

    def stand(self, on: date, place: str) -> tuple[date, str]:
        """
        Return the first day and the narrowest place for which everything is as it is then there.

        What is kept by these two stays small: rules turn on few days and in few places.
        """
        asked = (on, place)
        stand = self._stands.get(asked)
        if stand is None:
            stand = self._stand(on, place)
            if len(self._stands) >= STANDS_KEPT:
                self._stands.clear()
            self._stands[asked] = stand
        return stand

    def _stand(self, on: date, place: str) -> tuple[date, str]:
        before = bisect_right(self._turns, on)
        around = (place[:length] for length in range(len(place), 0, -1))
        narrowest = next((code for code in around if code in self._stating), "")
        return (self._turns[before - 1] if before else date.min), narrowest

    def has(self, key: str) -> bool:
        return key in self._rules

    def rule(self, key: str, place: str = "") -> Rule:
        """
        Return the rule as the narrowest place around ``place`` states it.

        Raises: NoSuchRule.
        """
        places = self._places(key)
        for candidate in sorted(places, key=len, reverse=True):
            if place.startswith(candidate):
                return places[candidate]
        return next(iter(places.values()))

    def all(self) -> Iterator[Rule]:
        """Iterate over every rule at every place, by key and then from broad to narrow."""
        for key in sorted(self._rules):
            for place in sorted(self._rules[key]):
                yield self._rules[key][place]

    def known_keys(self, prefix: str = "") -> list[str]:
        return sorted(key for key in self._rules if key.startswith(prefix))

    def history(self, key: str, place: str = "") -> list[Edition]:
        """Return every edition that ever counted at ``place``, narrow and local ones first."""
        shipped = [
            edition
            for at, rule in self._places(key).items()
            if place.startswith(at)
            for edition in rule.editions
        ]
        local = [edition for edition in self._local[key] if place.startswith(edition.place)]
        return sorted(
            local + shipped,
            key=lambda edition: (len(edition.place), bool(edition.id), edition.since),
            reverse=True,
        )

    def places(self, key: str) -> list[str]:
        """Return the places that state the rule, the country as an empty string."""
        return sorted({*self._places(key), *(edition.place for edition in self._local[key])})

    def citation(self, written: str) -> Citation:
        """
        Read ``FL 60(1)(3)``: code of the instrument, a space, article.

        Raises: NoSuchInstrument.
        """
        code, _, article = written.partition(" ")
        if code not in self.instruments:
            raise NoSuchInstrument(instrument=code)
        return Citation(instrument=self.instruments[code], article=article.strip())

    def text(self, instrument: str) -> texts.LawText | None:
        """Return the text of an instrument if it is shipped."""
        path = self._text_files.get(instrument)
        return _text(path) if path else None

    def _turning_points(self) -> tuple[list[date], frozenset[str]]:
        """Return the days on which any edition begins or ends, and the places that state any."""
        editions = [edition for rule in self.all() for edition in rule.editions]
        editions += [edition for local in self._local.values() for edition in local]
        spans = [edition.in_force for edition in editions]
        turns = {span.start for span in spans} | {span.end for span in spans if span.end}
        return sorted(turns), frozenset(edition.place for edition in editions)

    def _places(self, key: str) -> dict[str, Rule]:
        if key not in self._rules:
            raise NoSuchRule(key=key)
        return self._rules[key]

    def _find(self, key: str, on: date, place: str) -> Edition:
        candidates = [edition for edition in self.history(key, place) if on in edition.in_force]
        over: list[Edition] = []
        for edition in candidates:
            over.append(edition)
            if not edition.is_addition:
                return _laid_over(over)
        raise NoRuleInForce(key=key, on=on)


def _laid_over(editions: list[Edition]) -> Edition:
    """Lay the additions of narrower places over the whole edition that ends the list."""
    narrowest = editions[0]
    if len(editions) == 1:
        return narrowest
    value: dict[str, Any] = {}
    for edition in reversed(editions):
        value |= edition.value
    status = narrowest.status
    if any(edition.status is EditionStatus.LOCAL_POLICY for edition in editions):
        status = EditionStatus.LOCAL_POLICY
    return dataclasses.replace(narrowest, value=value, status=status, is_addition=False)


@functools.lru_cache(maxsize=16)
def _text(path: Path) -> texts.LawText:
    return texts.read(path)


@functools.lru_cache(maxsize=1)
def shipped() -> Rulebook:
    """Return the rules that come with the product, read once."""
    return Rulebook.from_folders([SHIPPED])
