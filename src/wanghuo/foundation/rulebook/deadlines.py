"""Counts deadlines the way officers have to, and can show each step of the count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook.bilingual import UNSAID, Words
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import DayKind, WorkingCalendar
from wanghuo.foundation.rulebook.editions import Edition

_WEEKDAYS = (
    ("周一", "Mon"),
    ("周二", "Tue"),
    ("周三", "Wed"),
    ("周四", "Thu"),
    ("周五", "Fri"),
    ("周六", "Sat"),
    ("周日", "Sun"),
)


class Unit(Term):
    HOUR = "HOUR", gettext_noop("hours")
    WORKING_DAY = "WORKING_DAY", gettext_noop("working days")
    CALENDAR_DAY = "CALENDAR_DAY", gettext_noop("calendar days")
    MONTH = "MONTH", gettext_noop("months")
    YEAR = "YEAR", gettext_noop("years")


_UNIT_WORDS = {
    Unit.HOUR: Words("小时", "hours"),
    Unit.WORKING_DAY: Words("个工作日", "working days"),
    Unit.CALENDAR_DAY: Words("日", "calendar days"),
    Unit.MONTH: Words("个月", "months"),
    Unit.YEAR: Words("年", "years"),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long something may take, and from which event it runs."""

    key: str
    amount: int
    unit: Unit
    starts: str
    title: Words = UNSAID
    edition: Edition | None = None

    @property
    def length(self) -> Words:
        return _length(self.amount, self.unit)

    @property
    def is_to_be_confirmed(self) -> bool:
        return self.edition is not None and self.edition.is_to_be_confirmed


def deadline(rules: Rulebook, key: str, *, on: date, place: str = "") -> Deadline:
    """
    Return a deadline by its short name, e.g. ``reinspection``.

    Raises: NoSuchRule, NoRuleInForce.
    Source: rules ``deadlines.*``.
    """
    name = key if key.startswith("deadlines.") else f"deadlines.{key}"
    edition = rules.edition(name, on=on, place=place)
    return Deadline(
        key=name,
        amount=int(edition.value["amount"]),
        unit=Unit(edition.value["unit"]),
        starts=str(edition.value["from"]),
        title=rules.rule(name, place).title,
        edition=edition,
    )


class StepKind(Term):
    START = "START", gettext_noop("Starting day, not counted")
    COUNTED = "COUNTED", gettext_noop("Counted")
    SKIPPED = "SKIPPED", gettext_noop("Not a working day, not counted")
    MOVED = "MOVED", gettext_noop("Last day falls on a day off, moves on")
    DUE = "DUE", gettext_noop("Due")


@dataclass(frozen=True, slots=True)
class Step:
    """One day on the way from the starting event to the due day."""

    on: date
    kind: StepKind
    number: int = 0
    why: Words = UNSAID


@dataclass(frozen=True, slots=True)
class Due:
    """
    When something is due and how that was counted.

    ``at`` is set when hours were counted. ``working_days`` is the number of working days between
    the starting day and the due day. ``is_confirmed`` is False when a day on the way lies in a
    year whose days off are not published yet.
    """

    on: date
    at: datetime | None
    working_days: int
    steps: tuple[Step, ...]
    is_confirmed: bool
    deadline: Deadline

    @property
    def explanation(self) -> Words:
        return _told(self)

    def as_data(self) -> dict[str, Any]:
        """Return plain data to keep with a task, so that the count can be shown years later."""
        return {
            "rule": self.deadline.key,
            "amount": self.deadline.amount,
            "unit": self.deadline.unit.value,
            "on": self.on.isoformat(),
            "at": self.at.isoformat() if self.at else None,
            "is_confirmed": self.is_confirmed,
            "explanation": self.explanation.as_data(),
            "steps": [
                {
                    "on": step.on.isoformat(),
                    "kind": step.kind.value,
                    "number": step.number,
                    "why": step.why.as_data(),
                }
                for step in self.steps
            ],
        }


def due(deadline: Deadline, start: date | datetime, calendar: WorkingCalendar) -> Due:
    """
    Count a deadline from ``start``.

    Hours run through nights and days off. The starting day is not counted. When the last of a
    run of calendar days, months or years is a day off, the first working day after it is due.
    Source: PSP 35; APL 85; reference TM-01, TM-02, TM-05, TM-07.
    """
    first = start.date() if isinstance(start, datetime) else start
    if deadline.unit is Unit.HOUR:
        return _due_in_hours(deadline, start, calendar)
    if deadline.unit is Unit.WORKING_DAY:
        last, steps = _in_working_days(first, deadline.amount, calendar)
    else:
        last, steps = _in_calendar(first, deadline, calendar)
    return Due(
        on=last,
        at=None,
        working_days=calendar.working_days_between(first, last),
        steps=tuple(steps),
        is_confirmed=calendar.is_span_confirmed(first, last),
        deadline=deadline,
    )


def kept_explanation(data: Mapping[str, Any]) -> Words:
    """Return the explanation kept by ``Due.as_data``."""
    kept = data.get("explanation") or {}
    return Words(zh=kept.get("zh", ""), en=kept.get("en", ""))


def kept_length(data: Mapping[str, Any]) -> Words:
    """Return how long the rule allowed that ``Due.as_data`` kept; nothing if none was counted."""
    return _length(data["amount"], Unit(data["unit"])) if "amount" in data else UNSAID


def kept_rule(data: Mapping[str, Any]) -> str:
    """Return the key of the rule behind what ``Due.as_data`` kept; empty if nothing was counted."""
    return str(data.get("rule") or "")


def _length(amount: int, unit: Unit) -> Words:
    words = _UNIT_WORDS[unit]
    return Words(f"{amount}{words.zh}", f"{amount} {words.en}")


def _due_in_hours(deadline: Deadline, start: date | datetime, calendar: WorkingCalendar) -> Due:
    if not isinstance(start, datetime):
        raise TypeError("a deadline in hours starts at an instant, not on a day")
    at = start + timedelta(hours=deadline.amount)
    return Due(
        on=at.date(),
        at=at,
        working_days=calendar.working_days_between(start.date(), at.date()),
        steps=(Step(start.date(), StepKind.START), Step(at.date(), StepKind.DUE)),
        is_confirmed=True,
        deadline=deadline,
    )


def _in_working_days(
    first: date, amount: int, calendar: WorkingCalendar
) -> tuple[date, list[Step]]:
    steps = [Step(first, StepKind.START)]
    on, number = first, 0
    while number < amount:
        on += timedelta(days=1)
        day = calendar.day(on)
        if day.is_worked:
            number += 1
            why = _named(day.kind, day.name) if day.kind is DayKind.MADE_UP else Words()
            steps.append(Step(on, StepKind.COUNTED, number, why))
        else:
            steps.append(Step(on, StepKind.SKIPPED, why=_named(day.kind, day.name)))
    return on, steps


def _in_calendar(
    first: date, deadline: Deadline, calendar: WorkingCalendar
) -> tuple[date, list[Step]]:
    if deadline.unit is Unit.CALENDAR_DAY:
        last = first + timedelta(days=deadline.amount)
    else:
        months = deadline.amount * (12 if deadline.unit is Unit.YEAR else 1)
        last = _months_after(first, months)
    steps = [Step(first, StepKind.START)]
    while deadline.amount and not calendar.is_working_day(last):
        day = calendar.day(last)
        steps.append(Step(last, StepKind.MOVED, why=_named(day.kind, day.name)))
        last += timedelta(days=1)
    steps.append(Step(last, StepKind.DUE, deadline.amount))
    return last, steps


def _months_after(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(1))


def _named(kind: DayKind, name: Words) -> Words:
    zh, en = {
        DayKind.WEEKEND: ("周末", "weekend"),
        DayKind.HOLIDAY: ("放假", "holiday"),
        DayKind.MADE_UP: ("调休上班", "worked to make up for a holiday"),
        DayKind.WORKDAY: ("", ""),
    }[kind]
    return Words(f"{name.zh}{zh}", f"{name.en} {en}".strip()) if name else Words(zh, en)


def _told(counted: Due) -> Words:
    """Tell a count in a sentence per language."""
    start = counted.steps[0].on
    length = counted.deadline.length
    if counted.at is not None:
        return Words(
            f"自受理时起连续计算{length.zh}（含夜间和节假日），{counted.at:%Y-%m-%d %H:%M}到期。",
            f"{length.en} counted without a break, nights and days off included: "
            f"due {counted.at:%Y-%m-%d %H:%M}.",
        )
    zh = [f"{_day(start).zh}起算，当日不计"]
    en = [f"runs from {_day(start).en}, that day not counted"]
    skipped = [step for step in counted.steps if step.kind is StepKind.SKIPPED]
    moved = [step for step in counted.steps if step.kind is StepKind.MOVED]
    for run in _runs(skipped):
        zh.append(f"{_run(run).zh}{run[0].why.zh}不计")
        en.append(f"{_run(run).en} not counted ({run[0].why.en})")
    for run in _runs(moved):
        zh.append(f"最后一日{_run(run).zh}为{run[0].why.zh}，顺延")
        en.append(f"last day {_run(run).en} is a day off ({run[0].why.en}), so it moves on")
    zh.append(f"共{length.zh}，{_day(counted.on).zh}到期")
    en.append(f"{length.en}: due {_day(counted.on).en}")
    if not counted.is_confirmed:
        zh.append("其间有年份放假安排尚未公布，日期待确认")
        en.append("days off of a year on the way are not published yet, so not confirmed")
    return Words("；".join(zh) + "。", "; ".join(en) + ".")


def _day(on: date) -> Words:
    zh, en = _WEEKDAYS[on.weekday()]
    return Words(f"{on.isoformat()}（{zh}）", f"{en} {on.isoformat()}")


def _run(steps: list[Step]) -> Words:
    if len(steps) == 1:
        return Words(f"{steps[0].on:%m-%d}", f"{steps[0].on:%m-%d}")
    return Words(
        f"{steps[0].on:%m-%d}至{steps[-1].on:%m-%d}", f"{steps[0].on:%m-%d} to {steps[-1].on:%m-%d}"
    )


def _runs(steps: list[Step]) -> list[list[Step]]:
    """Join neighbouring days off that have the same reason."""
    runs: list[list[Step]] = []
    for step in steps:
        if runs and step.on - runs[-1][-1].on == timedelta(days=1) and step.why == runs[-1][-1].why:
            runs[-1].append(step)
        else:
            runs.append([step])
    return runs
