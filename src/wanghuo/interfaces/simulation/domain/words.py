"""The words of the generator, read once from the data beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists that names are combined from."""

    surnames: str
    surname_weights: tuple[float, ...]
    given: tuple[tuple[str, ...], tuple[str, ...]]
    lucky_first: str
    lucky_second: str
    owner_names: tuple[str, ...]
    roads: tuple[str, ...]
    lanes: tuple[str, ...]
    estate: tuple[tuple[str, ...], ...]
    parks: tuple[str, ...]

    def surname(self, rng: Random) -> str:
        return rng.choices(self.surnames, cum_weights=self.surname_weights)[0]

    def person(self, rng: Random) -> str:
        """Return the full name of somebody."""
        return self.surname(rng) + rng.choice(self.given[rng.random() < 0.42])

    def lucky(self, rng: Random) -> str:
        first = rng.choice(self.lucky_first)
        second = rng.choice(self.lucky_second)
        return first + (second if second != first else "升")

    def owner(self, full_name: str, rng: Random) -> str:
        return rng.choice(self.owner_names).format(s=full_name[0], g=full_name[-1])

    def estate_name(self, rng: Random) -> str:
        return "".join(rng.choice(part) for part in self.estate)


def read(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@cache
def words() -> Words:
    lists = read("words.yaml")
    weights = accumulate(1 / (rank + 6) for rank in range(len(lists["surnames"])))
    parts = ("estate_first", "estate_second", "estate_last")
    return Words(
        surnames=lists["surnames"],
        surname_weights=tuple(weights),
        given=(tuple(lists["given_men"].split("|")), tuple(lists["given_women"].split("|"))),
        lucky_first=lists["lucky_first"],
        lucky_second=lists["lucky_second"],
        owner_names=tuple(lists["owner_names"]),
        roads=tuple(lists["roads"].split("|")),
        lanes=tuple(lists["lanes"].split("|")),
        estate=tuple(tuple(lists[part].split("|")) for part in parts),
        parks=tuple(lists["parks"].split("|")),
    )
