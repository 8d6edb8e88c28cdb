"""Check lists (检查表): what an officer looks at, how, and what to order when it is wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook.bilingual import Words, joined, words
from wanghuo.foundation.rulebook.book import NoSuchRule, Rulebook
from wanghuo.foundation.rulebook.citations import Citation
from wanghuo.foundation.rulebook.editions import Edition, EditionStatus


class Group(Term):
    """Parts of the inspection record, in the order of the official form."""

    LEGALITY = "LEGALITY", gettext_noop("Lawful status")
    MANAGEMENT = "MANAGEMENT", gettext_noop("Fire-safety management")
    BUILDING = "BUILDING", gettext_noop("Building and evacuation")
    EQUIPMENT = "EQUIPMENT", gettext_noop("Fire equipment")
    ELECTRICITY_AND_FIRE = "ELECTRICITY_AND_FIRE", gettext_noop("Electricity, gas and open fire")
    DANGEROUS_GOODS = "DANGEROUS_GOODS", gettext_noop("Dangerous goods")
    COMMUNITY = "COMMUNITY", gettext_noop("Community and village work")
    OTHER = "OTHER", gettext_noop("Anything else")


class Order(Term):
    """What the officer is advised to do about a fault; the officer decides."""

    AT_ONCE = "AT_ONCE", gettext_noop("Order to correct at once")
    BY_DATE = "BY_DATE", gettext_noop("Order to correct by a date")
    TRANSFER = "TRANSFER", gettext_noop("Order correction and transfer")
    REPORT = "REPORT", gettext_noop("Order correction and report as severe")


UNNAMED = "OTHER"
"""The fault that only the officer's own words describe."""


@dataclass(frozen=True, slots=True)
class Fault:
    """
    One way in which an item is wrong, in words a legal document can use.

    ``box`` names the box of the inspection record it ticks: an option of the item's line, or
    ``line.OPTION``. ``violation`` stands where this fault breaks another duty than the item.
    """

    code: str
    title: Words
    violation: str | None = None
    box: str = ""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """
    One thing to look at.

    ``default_days`` are the days first offered for an order by date. ``record_field`` is the
    field of the inspection record that the answer fills. ``applies_when`` tells where the item
    does not concern every place, ``then`` what the officer does about a fault beside ordering.
    """

    key: str
    group: Group
    title: Words
    where: Words
    how: Words
    right: Words
    faults: tuple[Fault, ...]
    then: Words
    violation: str
    act: int | None
    order: Order
    default_days: int
    record_field: str
    citations: tuple[Citation, ...]
    applies_when: Words
    is_to_be_confirmed: bool
    edition: Edition

    @property
    def citation(self) -> Citation:
        return self.citations[0]

    @property
    def wrong(self) -> Words:
        """What may be wrong with it, in one line."""
        return joined(fault.title for fault in self.faults)

    def chosen(self, codes: Iterable[str]) -> tuple[Fault, ...]:
        """Return the faults with ``codes``; the only one that says something needs no choosing."""
        wanted = set(codes)
        found = tuple(fault for fault in self.faults if fault.code in wanted)
        is_plain = len(self.faults) == 1 and self.faults[0].code != UNNAMED
        return found or (self.faults if is_plain else ())


@dataclass(frozen=True, slots=True)
class CheckList:
    """
    The check list of one kind of place on one day.

    ``edition`` names its content: the same items with the same words always give the same name.
    """

    key: str
    title: Words
    edition: str
    in_force_since: date
    items: tuple[CheckItem, ...]
    citation: Citation

    def item(self, key: str) -> CheckItem | None:
        return next((item for item in self.items if item.key == key), None)

    @property
    def groups(self) -> list[tuple[Group, list[CheckItem]]]:
        """Items by part of the record, in the order of the official form."""
        by_group = [
            (group, [item for item in self.items if item.group == group]) for group in Group
        ]
        return [(group, items) for group, items in by_group if items]


def key_for(kind: str, small_kind: str = "") -> str:
    """Return the key of the list for a kind of premises; the small kind, if any, decides."""
    return f"checklists.{f'small_{small_kind}' if small_kind else kind}".lower()


def checklist_for(
    rules: Rulebook, kind: str, small_kind: str = "", *, on: date, place: str = ""
) -> CheckList:
    """
    Return the check list for premises of a kind.

    Raises: NoSuchRule, NoRuleInForce.
    """
    return checklist(rules, key_for(kind, small_kind), on=on, place=place)


def checklist(rules: Rulebook, key: str, *, on: date, place: str = "") -> CheckList:
    """
    Return a check list by its key, e.g. ``checklists.unit``.

    Raises: NoSuchRule, NoRuleInForce.
    """
    kept = ("checklist", key, *rules.stand(on, place))
    if kept not in rules.kept:
        rules.kept[kept] = _checklist(rules, key, on, place)
    found: CheckList = rules.kept[kept]
    return found


def check_item(rules: Rulebook, key: str, *, on: date, place: str = "") -> CheckItem:
    """
    Return one item by its key, whichever lists it stands in.

    Raises: NoSuchRule, NoRuleInForce.
    """
    edition = rules.edition(f"check_items.{key}", on=on, place=place)
    return _item(rules, key, edition, rules.rule(f"check_items.{key}", place).title, {})


def _checklist(rules: Rulebook, key: str, on: date, place: str) -> CheckList:
    edition = rules.edition(key, on=on, place=place)
    items = []
    for entry in edition.value["items"]:
        changes = entry if isinstance(entry, Mapping) else {"item": entry}
        name = f"check_items.{changes['item']}"
        if not rules.has(name):
            raise NoSuchRule(key=name)
        item_edition = rules.edition(name, on=on, place=place)
        title = rules.rule(name, place).title
        items.append(_item(rules, changes["item"], item_edition, title, changes))
    return CheckList(
        key=key,
        title=rules.rule(key, place).title,
        edition=_fingerprint(items),
        in_force_since=max([edition.since, *(item.edition.since for item in items)]),
        items=tuple(items),
        citation=edition.source.citation,
    )


def _item(
    rules: Rulebook, key: str, edition: Edition, title: Words, changes: Mapping[str, Any]
) -> CheckItem:
    data = {**edition.value, **{name: value for name, value in changes.items() if name != "item"}}
    citations = data.get("citations") or [edition.source.citation.code]
    return CheckItem(
        key=key,
        group=Group(data["group"]),
        title=words(data["title"]) if "title" in data else title,
        where=words(data["where"]),
        how=words(data["how"]),
        right=words(data["right"]),
        faults=_faults(data["wrong"]),
        then=words(data.get("then")),
        violation=data.get("violation") or "",
        act=data.get("act"),
        order=Order(data["order"]),
        default_days=int(data.get("default_days", 0)),
        record_field=data.get("record_field", ""),
        citations=tuple(rules.citation(written) for written in citations),
        applies_when=words(data.get("applies_when")),
        is_to_be_confirmed=edition.status is EditionStatus.LOCAL_POLICY,
        edition=edition,
    )


def _faults(data: object) -> tuple[Fault, ...]:
    """Read the faults of an item; one text alone is one fault."""
    if not isinstance(data, list):
        return (Fault(UNNAMED, words(data)),)
    return tuple(
        Fault(
            code=str(row["code"]),
            title=words(row),
            violation=row["violation"] or "" if "violation" in row else None,
            box=str(row.get("box", "")),
        )
        for row in data
    )


def _fingerprint(items: list[CheckItem]) -> str:
    content = [
        [
            item.key,
            item.title.zh,
            item.where.zh,
            item.how.zh,
            item.right.zh,
            [[fault.code, fault.title.zh, fault.violation, fault.box] for fault in item.faults],
            item.then.zh,
            item.violation,
            item.act,
            item.order.value,
            item.default_days,
            [citation.code for citation in item.citations],
        ]
        for item in items
    ]
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:12]
