"""What a failed item amounts to: the hazard, the measure and the day the system proposes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from wanghuo.foundation.kernel.words import Term
from wanghuo.foundation.rulebook import violations
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.rulebook.checklists import CheckItem, Fault, Order
from wanghuo.operations.hazards.domain import authority, deadlines
from wanghuo.operations.hazards.domain.authority import Choice
from wanghuo.operations.hazards.domain.terms import Grade, Measure
from wanghuo.operations.inspections.domain.sheet import Line, Sheet

T = TypeVar("T", bound=Term)

PROPOSED: Mapping[Order, Measure] = {
    Order.AT_ONCE: Measure.AT_ONCE,
    Order.BY_DATE: Measure.BY_DATE,
    Order.TRANSFER: Measure.TRANSFER,
    Order.REPORT: Measure.REPORT,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the officer decided about one failed item; ``None`` takes the proposal."""

    measure: Measure | None = None
    grade: Grade | None = None
    deadline_on: date | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """
    A failed item on its way to becoming a hazard, with everything that may be chosen.

    ``id`` is the answer's and becomes the hazard's: made once, the same on every device.
    ``is_unsaid`` when nobody said yet what exactly is wrong.
    """

    id: UUID
    item: CheckItem
    faults: tuple[Fault, ...]
    violation: str
    act: int | None
    description: str
    is_unsaid: bool
    grade: Grade
    measure: Measure
    deadline_on: date | None
    proposed: Measure
    offered_on: date
    latest_on: date
    choices: tuple[Choice, ...]

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def refused(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if not choice.is_allowed)


def findings(
    sheet: Sheet,
    chosen: Mapping[str, Chosen],
    *,
    on: date,
    rules: Rulebook,
    calendar: WorkingCalendar,
    place: str,
) -> tuple[Finding, ...]:
    """Return the findings of a sheet, each as the officer chose or as it is proposed."""
    return tuple(
        finding(
            line, chosen.get(line.item.key, Chosen()), on=on, rules=rules, calendar=calendar,
            place=place,
        )
        for line in sheet.failed
    )  # fmt: skip


def finding(
    line: Line,
    chosen: Chosen,
    *,
    on: date,
    rules: Rulebook,
    calendar: WorkingCalendar,
    place: str,
) -> Finding:
    """
    Return one finding.

    The proposal is the check item's; where the station may not do that, the first measure it may
    take. Units: the proposed day is counted from the visit by the rules of the hazards.
    """
    item = line.item
    severe = item.order is Order.REPORT or chosen.measure is Measure.REPORT
    grade = chosen.grade or (Grade.SEVERE if severe else Grade.GENERAL)
    violation = _violation(line)
    choices = authority.choices(violation=violation, grade=grade, rules=rules, on=on, place=place)
    limit = deadlines.allowance(
        on=on, violation=violation, rules=rules, calendar=calendar, place=place,
        default_days=item.default_days or None,
    )  # fmt: skip
    proposed = _proposed(line, grade, choices)
    measure = chosen.measure or proposed
    return Finding(
        id=line.id,
        item=item,
        faults=line.faults,
        violation=violation,
        act=_act(item, violation, on=on, rules=rules, place=place),
        description=chosen.description.strip() or proposed_description(line),
        is_unsaid=not (chosen.description.strip() or line.note.strip() or line.faults),
        grade=grade,
        measure=measure,
        deadline_on=_deadline(measure, chosen.deadline_on, on, limit.proposed_on),
        proposed=proposed,
        offered_on=chosen.deadline_on or limit.proposed_on,
        latest_on=limit.latest_on,
        choices=choices,
    )


def proposed_description(line: Line) -> str:
    """Return what a document says of a fault: what was chosen, and in brackets what was typed."""
    said, note = "；".join(fault.title.zh for fault in line.faults), line.note.strip()
    if len(line.item.faults) == 1 and note:
        return note
    if said and note:
        return f"{said}（{note.rstrip('。；')}）"
    return said or note or f"{line.item.title.zh}：不符合要求"


def _act(item: CheckItem, violation: str, *, on: date, rules: Rulebook, place: str) -> int | None:
    """Return which of the ten acts it is; a fault that breaks another duty is another act."""
    if violation == item.violation:
        return item.act
    known = violations.acts(rules, on=on, place=place)
    return next((act.number for act in known if violation in act.violations), None)


def _violation(line: Line) -> str:
    """Return the violation of the item, or of its faults where all chosen break another duty."""
    broken = {fault.violation for fault in line.faults}
    if len(broken) == 1 and None not in broken:
        return broken.pop() or ""
    return line.item.violation


def _proposed(line: Line, grade: Grade, choices: tuple[Choice, ...]) -> Measure:
    wanted = Measure.FIXED_ON_SPOT if line.is_fixed_on_spot else PROPOSED[line.item.order]
    if grade is Grade.SEVERE and wanted is not Measure.TRANSFER:
        wanted = Measure.REPORT
    allowed = [choice.measure for choice in choices if choice.is_allowed]
    if wanted in allowed or not allowed:
        return wanted
    orders = [measure for measure in allowed if measure is not Measure.FIXED_ON_SPOT]
    return (orders or allowed)[0]


def _deadline(measure: Measure, given: date | None, on: date, proposed_on: date) -> date | None:
    if measure is Measure.AT_ONCE:
        return on
    if measure in (Measure.BY_DATE, Measure.REPORT):
        return given or proposed_on
    return None


def from_draft(data: Mapping[str, str]) -> Chosen:
    """Read what was typed; what is not a known code or a day is passed over."""
    return Chosen(
        measure=_term(Measure, data.get("measure", "")),
        grade=_term(Grade, data.get("grade", "")),
        deadline_on=_day(data.get("deadline_on", "")),
        description=data.get("description", ""),
    )


def _term(term: type[T], code: str) -> T | None:
    return term(code) if code in {member.value for member in term} else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
