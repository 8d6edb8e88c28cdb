"""
What a person has to do, gathered from the rooms below by the role of their post.

A source is asked for a person on a day and answers with lines; the home page sorts them into
overdue, today, this week and later, and those that wait for others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from wanghuo.registers.access.models import Person

LINES_SHOWN = 12
"""Lines of one group on the home page; the rest stands on the list behind it."""


@dataclass(frozen=True, slots=True)
class Work:
    """One line: what, where, why mine, until when, and the next act."""

    what: str
    where: str
    why: str
    address: str
    due_on: date | None = None
    citation: str = ""
    act_label: str = ""
    act_address: str = ""
    waits_for: str = ""
    is_own: bool = True


@dataclass(slots=True)
class WorkGroup:
    key: str
    label: object
    tone: str
    icon: str
    empty: object
    lines: list[Work] = field(default_factory=list)
    more_address: str = ""

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def shown(self) -> list[Work]:
        return self.lines[:LINES_SHOWN]


Source = Callable[[Person, date], Iterable[Work]]
SOURCES: list[Source] = []


def groups(person: Person, *, on: date) -> list[WorkGroup]:
    """Return the work of ``person`` by urgency, soonest first."""
    lines = [line for source in SOURCES for line in source(person, on)]
    lines.sort(key=lambda line: (line.due_on or date.max, line.what))
    by_urgency = _empty_groups()
    for line in lines:
        by_urgency[_urgency(line, on)].lines.append(line)
    return list(by_urgency.values())


def _urgency(line: Work, on: date) -> str:
    if line.waits_for:
        return "waiting"
    if line.due_on is None:
        return "later"
    if line.due_on < on:
        return "overdue"
    if line.due_on == on:
        return "today"
    sunday = on + timedelta(days=6 - on.weekday())
    return "week" if line.due_on <= sunday else "later"


def _empty_groups() -> dict[str, WorkGroup]:
    every = [
        WorkGroup("overdue", _("Overdue"), "overdue", "alert-circle", _(
            "Nothing is overdue. What passes its date without being done appears here."
        )),
        WorkGroup("today", _("Today"), "soon", "calendar-due", _(
            "Nothing is due today. Inspections, re-inspections and answers due today appear here."
        )),
        WorkGroup("week", _("This week"), "wait", "calendar-event", _(
            "Nothing more is due this week."
        )),
        WorkGroup("later", _("Later"), "quiet", "calendar", _(
            "Nothing is planned for later. Tasks of the approved annual plan appear here "
            "when their window opens."
        )),
        WorkGroup("waiting", _("Waiting for others"), "quiet", "hourglass", _(
            "You are waiting for nobody. What you sent to others for approval or an answer "
            "appears here until they act."
        )),
    ]  # fmt: skip
    return {group.key: group for group in every}
