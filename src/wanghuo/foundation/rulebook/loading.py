"""Reads rule files: YAML under a country folder, a folder of digits being a place within it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from wanghuo.foundation.kernel.spans import Span
from wanghuo.foundation.rulebook.bilingual import words
from wanghuo.foundation.rulebook.citations import Citation, Instrument, Source, instrument_from
from wanghuo.foundation.rulebook.editions import Certainty, Edition, EditionStatus, Rule

_UNSURE = {Certainty.C, Certainty.U}
_INSTRUMENTS = "instruments"
_TEXTS = "texts"


class BadRuleFile(ValueError):
    """A rule file that cannot be read; the message names file and fault."""


@dataclass(frozen=True)
class Shelf:
    """What a set of folders holds."""

    rules: tuple[Rule, ...]
    instruments: dict[str, Instrument]
    texts: dict[str, Path]


@functools.lru_cache(maxsize=8)
def read(folders: tuple[Path, ...]) -> Shelf:
    """
    Read all folders once per process.

    Raises: BadRuleFile.
    """
    instruments: dict[str, Instrument] = {}
    texts: dict[str, Path] = {}
    files: dict[tuple[str, str], Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/**/*.yaml")):
            key, place = _key_and_place(path.relative_to(folder))
            if key == _INSTRUMENTS:
                for code, data in _loaded(path).items():
                    instruments[code] = instrument_from(code, data, place)
                    if instruments[code].text:
                        texts[code] = path.parent / _TEXTS / instruments[code].text
            else:
                files[key, place] = path
    rules = (_rule(path, key, place, instruments) for (key, place), path in files.items())
    return Shelf(tuple(rules), instruments, texts)


def _key_and_place(relative: Path) -> tuple[str, str]:
    _country, *inner = relative.with_suffix("").parts
    place = inner.pop(0) if inner[0].isdigit() else ""
    return ".".join(inner), place


def _loaded(path: Path) -> Any:
    with path.open("rb") as stream:
        return yaml.load(stream, Loader=yaml.CSafeLoader)


def _rule(path: Path, key: str, place: str, instruments: Mapping[str, Instrument]) -> Rule:
    data = _loaded(path)
    try:
        editions = [edition_from(key, place, one, instruments) for one in data["editions"]]
        return Rule(
            key=key,
            title=words(data["title"]),
            about=words(data.get("about")),
            editions=tuple(sorted(editions, key=lambda edition: edition.since)),
            place=place,
            gaps_explained=words(data.get("gaps_explained")),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise BadRuleFile(f"{path}: {fault!r}") from fault


def edition_from(
    key: str, place: str, data: Mapping[str, Any], instruments: Mapping[str, Instrument]
) -> Edition:
    start, end = data["in_force"]
    certainty = Certainty(data["certainty"])
    status = EditionStatus.LOCAL_POLICY if certainty in _UNSURE else EditionStatus.LAW
    source = data["source"]
    return Edition(
        key=key,
        place=place,
        in_force=Span(_day(start), _day(end) if end else None),
        value=data["value"],
        source=Source(
            citation=Citation(instruments[source["instrument"]], str(source.get("article") or "")),
            read_on=_day(source["read_on"]),
            href=str(source.get("href") or ""),
            note=words(source.get("note")),
        ),
        certainty=certainty,
        status=EditionStatus(data["status"].upper()) if "status" in data else status,
        note=words(data.get("note")),
        is_addition=bool(data.get("is_addition", False)),
    )


def _day(written: object) -> date:
    if not isinstance(written, date):
        raise ValueError(f"{written!r} is not a date")
    return written
