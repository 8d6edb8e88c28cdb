"""Official words of the forms, read once from the YAML files in ``wording/``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from wanghuo.registers.documents.domain.kinds import DocumentKind, Verdict

FOLDER = Path(__file__).resolve().parents[1] / "wording"


@dataclass(frozen=True)
class Title:
    """What a kind is called in print and in its number, and where its copies go."""

    kind: DocumentKind
    title: str
    word: str
    copies: str


@dataclass(frozen=True)
class Option:
    """One box of a field. ``answers`` is the verdict that ticks it by itself, if any."""

    code: str
    zh: str
    en: str
    answers: Verdict | None


@dataclass(frozen=True)
class Field:
    """One line of boxes in the inspection record, ticked by check items of ``filled_by``."""

    key: str
    zh: str
    en: str
    options: tuple[Option, ...]
    filled_by: tuple[str, ...] = ()

    def option_for(self, verdict: Verdict) -> str | None:
        """Return the code of the box ``verdict`` ticks, or None if the form has none for it."""
        return next((option.code for option in self.options if option.answers == verdict), None)


@dataclass(frozen=True)
class Section:
    key: str
    zh: str
    en: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Item:
    """A tick item of an order or of the record's transfer line."""

    code: str
    zh: str
    en: str
    violations: tuple[str, ...]


@cache
def titles() -> Mapping[DocumentKind, Title]:
    return {
        DocumentKind(key): Title(DocumentKind(key), **row) for key, row in _read("titles").items()
    }


@cache
def record_sections() -> tuple[Section, ...]:
    """Return the sections of the inspection record, in the order of the form."""
    return tuple(
        Section(
            row["key"], row["label"]["zh"], row["label"]["en"], tuple(map(_field, row["fields"]))
        )
        for row in _read("inspection_record")["sections"]
    )


@cache
def record_fields() -> Mapping[str, Field]:
    return {field.key: field for section in record_sections() for field in section.fields}


@cache
def field_filled_by() -> Mapping[str, Field]:
    """Return the line of boxes for every record field of a check item, and for its own key."""
    lines = record_fields()
    return {
        **lines,
        **{name: field for field in lines.values() for name in field.filled_by},
    }


@cache
def order_items() -> tuple[Item, ...]:
    """Return the twelve tick items of an order, in the order of the form."""
    return tuple(map(_item, _read("orders")["items"]))


@cache
def transfer_items() -> tuple[Item, ...]:
    """Return the three transfer items of the inspection record."""
    return tuple(map(_item, _read("inspection_record")["transfers"]))


def order_items_for(violations: Iterable[str | None]) -> tuple[str, ...]:
    """Return the codes of the boxes an order ticks for ``violations``; OTHER for the rest."""
    return tuple(dict.fromkeys(_order_item_for(violation) for violation in violations))


def _order_item_for(violation: str | None) -> str:
    for item in order_items():
        if violation in item.violations:
            return item.code
    return "OTHER"


def ticks_for(verdicts: Iterable[tuple[str, Verdict]]) -> dict[str, tuple[str, ...]]:
    """
    Return the boxes to tick for pairs of a check item's record field and its verdict.

    Several check items may share a field: one failure outweighs any pass, a pass outweighs
    "not applicable". Fields the form does not have are passed over.
    """
    weight = {Verdict.NOT_APPLICABLE: 0, Verdict.PASS: 1, Verdict.FAIL: 2}
    heaviest: dict[Field, Verdict] = {}
    for name, verdict in verdicts:
        field = field_filled_by().get(name)
        if field and (field not in heaviest or weight[verdict] > weight[heaviest[field]]):
            heaviest[field] = verdict
    boxes = {field.key: field.option_for(verdict) for field, verdict in heaviest.items()}
    return {key: (code,) for key, code in boxes.items() if code}


def _field(row: Mapping[str, Any]) -> Field:
    return Field(
        row["key"],
        row["label"]["zh"],
        row["label"]["en"],
        tuple(map(_option, row["options"])),
        tuple(row.get("filled_by", ())),
    )


def _option(row: Mapping[str, Any]) -> Option:
    marks = {"right": Verdict.PASS, "wrong": Verdict.FAIL, "none": Verdict.NOT_APPLICABLE}
    answers = next((verdict for mark, verdict in marks.items() if row.get(mark)), None)
    return Option(row["code"], row["zh"], row["en"], answers)


def _item(row: Mapping[str, Any]) -> Item:
    return Item(row["code"], row["zh"], row["en"], tuple(row["violations"]))


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
