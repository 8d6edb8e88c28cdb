"""Numbers inside a rule's value, so that a form can offer them one by one."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wanghuo.foundation.rulebook.bilingual import Words, words
from wanghuo.registers.policy.domain.labels import named

EDITED_AS_NUMBERS = ("deadlines", "visits", "officers", "key_units", "small_places", "planning")
EDITED_AS_NUMBERS_KEYS = frozenset({"hazards.default_rectification_days"})


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a value: where it stands, what it is called, how much it is."""

    path: tuple[str, ...]
    label: Words
    amount: int

    @property
    def name(self) -> str:
        return "__".join(self.path)


def is_edited_as_numbers(key: str) -> bool:
    return key.partition(".")[0] in EDITED_AS_NUMBERS or key in EDITED_AS_NUMBERS_KEYS


def numbers_in(value: Any) -> list[Number]:
    """Return every whole number of a value in the order it is written."""
    return list(_numbers(value, (), []))


def with_numbers(value: Any, amounts: Mapping[str, int]) -> Any:
    """Return a copy of ``value`` with the numbers named in ``amounts`` put in."""
    changed = copy.deepcopy(value)
    for number in numbers_in(value):
        if number.name not in amounts:
            continue
        holder = changed
        for step in number.path[:-1]:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        last = number.path[-1]
        holder[int(last) if isinstance(holder, list) else last] = amounts[number.name]
    return changed


def _numbers(value: Any, path: tuple[str, ...], labels: list[Words]) -> Iterator[Number]:
    if isinstance(value, dict):
        title = words(value["title"]) if "title" in value else None
        for name, inner in value.items():
            around = [*labels[:-1], title] if title else labels
            yield from _numbers(inner, (*path, str(name)), [*around, named(str(name))])
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _numbers(inner, (*path, str(place)), labels)
    elif isinstance(value, int) and not isinstance(value, bool):
        said = [label for label in labels if label]
        yield Number(
            path,
            Words(" · ".join(label.zh for label in said), " · ".join(label.en for label in said)),
            value,
        )
