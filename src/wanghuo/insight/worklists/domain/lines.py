"""The shape of a worklist."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

LINES_SHOWN = 10
"""Lines of one group on the home page; the rest stand on a page of the group's own."""


@dataclass(slots=True)
class Work:
    """
    One line: what, where, why mine, until when, and the next act.

    ``kind`` and ``record`` name what it is about: a task, a visit, a hazard and its id.
    ``act_changes`` makes the act a form that posts; otherwise it is a link to a page. ``rule`` is
    the key of the rule the line comes from, ``matter`` the line of the competence matrix it rests
    on where no rule asks for it, ``basis`` the citation a reader sees of either.
    """

    what: str
    where: str
    why: str
    address: str
    kind: str
    record: UUID
    due_on: date | None = None
    how: str = ""
    rule: str = ""
    matter: str = ""
    basis: str = ""
    act_label: str = ""
    act_address: str = ""
    act_changes: bool = False
    waits_for: str = ""
    working_days_left: int | None = None


@dataclass(slots=True)
class WorkGroup:
    """Work of one urgency; ``empty`` says what would appear in it."""

    key: str
    label: Any
    tone: str
    icon: str
    empty: Any
    lines: list[Work] = field(default_factory=list)
    is_whole: bool = False

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def shown(self) -> list[Work]:
        return self.lines if self.is_whole else self.lines[:LINES_SHOWN]

    @property
    def hidden(self) -> int:
        return len(self.lines) - len(self.shown)
