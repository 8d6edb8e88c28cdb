"""Official words of the forms, read once from the YAML files in ``wording/``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

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
    """
    A tick item of an order or of the record's transfer line.

    ``filled_by`` names what ticks it before others: check items for an order, record fields for
    a transfer.
    """

    code: str
    zh: str
    en: str
    violations: tuple[str, ...]
    filled_by: tuple[str, ...] = ()


class Answered(NamedTuple):
    """
    What a check list says of a record field; ``boxes`` are those of the faults chosen.

    A box is an option of the line the field fills, or ``line.OPTION`` where it fills several.
    """

    name: str
    verdict: Verdict
    boxes: Sequence[str] = ()


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
def fields_filled_by() -> Mapping[str, tuple[Field, ...]]:
    """Return the lines of boxes for every record field of a check item, and for its own key."""
    lines: dict[str, tuple[Field, ...]] = {key: (field,) for key, field in record_fields().items()}
    for field in record_fields().values():
        for name in field.filled_by:
            lines[name] = (*lines.get(name, ()), field)
    return lines


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
    return tuple(dict.fromkeys(order_item_for(violation) for violation in violations))


def order_item_for(violation: str | None, check_item: str = "") -> str:
    """Return the box of one fault; the check item decides between boxes of one violation."""
    broken = [item for item in order_items() if violation in item.violations]
    named = [item for item in broken if check_item in item.filled_by]
    return next((item.code for item in (*named, *broken)), "OTHER")


def transfer_items_for(fields: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of the record's transfer boxes that failed record fields tick."""
    failed = set(fields)
    return tuple(item.code for item in transfer_items() if failed & set(item.filled_by))


WEIGHT = {Verdict.NOT_APPLICABLE: 0, Verdict.PASS: 1, Verdict.FAIL: 2}


def ticks_for(answers: Iterable[tuple[Any, ...]]) -> dict[str, tuple[str, ...]]:
    """
    Return the boxes to tick for what check items :class:`Answered`, given as such or as tuples.

    Several check items may share a line: one failure outweighs any pass, a pass outweighs
    "not applicable", and failures add up. Fields the form does not have are passed over.
    """
    ticked: dict[str, tuple[Verdict, tuple[str, ...]]] = {}
    for answered in (Answered(*answer) for answer in answers):
        for field in fields_filled_by().get(answered.name, ()):
            verdict, codes = _boxes_of(field, answered)
            before = ticked.get(field.key)
            if before is None or WEIGHT[verdict] > WEIGHT[before[0]]:
                ticked[field.key] = (verdict, codes)
            elif verdict is before[0] is Verdict.FAIL:
                ticked[field.key] = (verdict, tuple(dict.fromkeys((*before[1], *codes))))
    return {key: codes for key, (_, codes) in ticked.items() if codes}


def _boxes_of(field: Field, answered: Answered) -> tuple[Verdict, tuple[str, ...]]:
    """Return the boxes one answer ticks in a line: those chosen, else the one for its verdict."""
    verdict = answered.verdict
    if verdict is Verdict.FAIL:
        named = [box if "." in box else f"{field.key}.{box}" for box in answered.boxes]
        options = [f"{field.key}.{option.code}" for option in field.options]
        if own := tuple(box.partition(".")[2] for box in options if box in named):
            return verdict, own
        if any(box.partition(".")[0] in record_fields() and "." in box for box in answered.boxes):
            verdict = Verdict.PASS  # the fault is one of another line this item fills
    code = field.option_for(verdict)
    return verdict, (code,) if code else ()


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
    return Item(
        row["code"], row["zh"], row["en"],
        tuple(row.get("violations", ())), tuple(row.get("filled_by", ())),
    )  # fmt: skip


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
