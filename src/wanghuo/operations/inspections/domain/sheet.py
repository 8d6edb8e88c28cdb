"""
The check list as it is filled: which verdict each item has, and what is still open.

An answer to the item ``REST`` stands for every item that has no answer of its own, so that
"all the rest is right" is kept as the one act it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.checklists import CheckItem, CheckList, Fault
from wanghuo.operations.inspections.domain.terms import Verdict

REST = "*"


class NoSuchItem(Invalid):
    code = "inspections.no-such-item"
    says = gettext_noop("The check list of this visit has no item “{item}”.")
    remedy = gettext_noop("Open the visit again; its check list may have changed.")


class RestCannotFail(Invalid):
    code = "inspections.rest-cannot-fail"
    says = gettext_noop("“All the rest” can be right or not applicable, but not wrong.")
    remedy = gettext_noop("Mark each item that is wrong.")


class NoSuchFault(Invalid):
    code = "inspections.no-such-fault"
    says = gettext_noop("The item “{item}” has no fault “{fault}”.")
    remedy = gettext_noop("Choose one of: {known}.")


class SheetIncomplete(Invalid):
    code = "inspections.sheet-incomplete"
    says = gettext_noop("{count} items have no answer yet: {items}.")
    remedy = gettext_noop("Answer them, or mark all the rest as right.")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given."""

    id: UUID
    item_key: str
    verdict: Verdict
    answered_at: datetime
    note: str = ""
    is_fixed_on_spot: bool = False
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the check list with the verdict that counts for it."""

    item: CheckItem
    given: Given | None
    verdict: Verdict | None
    is_own: bool
    is_previous: bool = False

    @property
    def id(self) -> UUID:
        """The id of the line's own answer."""
        if self.given is None:
            raise ValueError(f"{self.item.key} has no answer of its own")
        return self.given.id

    @property
    def note(self) -> str:
        return self.given.note if self.given else ""

    @property
    def fault_codes(self) -> tuple[str, ...]:
        """The faults that were chosen, as they were given."""
        return self.given.faults if self.given else ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What exactly is wrong, as far as it was said."""
        return self.item.chosen(self.fault_codes) if self.verdict is Verdict.FAIL else ()

    @property
    def is_fixed_on_spot(self) -> bool:
        return self.given.is_fixed_on_spot if self.given else False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A check list with its answers. ``lines`` stand in the order they are asked."""

    lines: tuple[Line, ...]

    @property
    def open(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.verdict is None)

    @property
    def failed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.verdict is Verdict.FAIL)

    @property
    def is_complete(self) -> bool:
        return not self.open

    @property
    def answered(self) -> int:
        return len(self.lines) - len(self.open)

    @property
    def passed(self) -> int:
        return sum(line.verdict is Verdict.PASS for line in self.lines)

    def line(self, key: str) -> Line | None:
        return next((line for line in self.lines if line.item.key == key), None)

    def after(self, key: str) -> Line | None:
        """Return the next open item after ``key``, or the first open one."""
        keys = [line.item.key for line in self.lines]
        place = keys.index(key) + 1 if key in keys else 0
        around = self.lines[place:] + self.lines[:place]
        return next((line for line in around if line.verdict is None), None)


def filled(
    checklist: CheckList, answers: Iterable[Given], *, previous: Sequence[str] = ()
) -> Sheet:
    """
    Return the sheet of a visit.

    ``previous`` are the keys of items that earlier visits found wrong: those come first, the
    rest in the order of the official form.
    """
    by_key: Mapping[str, Given] = {answer.item_key: answer for answer in answers}
    rest = by_key.get(REST)
    lines = []
    for item in ordered(checklist, previous):
        own = by_key.get(item.key)
        counts = own or rest
        lines.append(
            Line(
                item=item,
                given=own,
                verdict=counts.verdict if counts else None,
                is_own=own is not None,
                is_previous=item.key in previous,
            )
        )
    return Sheet(tuple(lines))


def ordered(checklist: CheckList, previous: Sequence[str]) -> list[CheckItem]:
    """Return the items, those found wrong before first, then by part of the official form."""
    in_form = [item for _, items in checklist.groups for item in items]
    return sorted(in_form, key=lambda item: item.key not in previous)


def check_answer(
    checklist: CheckList, key: str, verdict: Verdict, faults: Iterable[str] = ()
) -> None:
    """
    Refuse an answer the sheet has no place for: a fault is always the fault of one item.

    Raises: NoSuchItem, RestCannotFail, NoSuchFault.
    """
    if key == REST:
        if verdict is Verdict.FAIL:
            raise RestCannotFail(field="verdict")
        return
    item = checklist.item(key)
    if item is None:
        raise NoSuchItem(item=key, field="item_key")
    known = [fault.code for fault in item.faults]
    for fault in faults:
        if fault not in known:
            raise NoSuchFault(item=item.title.zh, fault=fault, known=known, field="faults")


def check_complete(sheet: Sheet) -> None:
    """Raises: SheetIncomplete, naming the first open items."""
    if sheet.is_complete:
        return
    first = "、".join(line.item.title.zh for line in sheet.open[:3])
    more = "…" if len(sheet.open) > 3 else ""
    raise SheetIncomplete(count=len(sheet.open), items=first + more)
