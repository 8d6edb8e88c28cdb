"""
What a person should know today, derived from facts.

Nothing is stored for a notification: it is there while its cause is there and goes with it.
"""

from __future__ import annotations

from datetime import date

from wanghuo.interfaces.console import worklists
from wanghuo.interfaces.console.worklists import WorkGroup
from wanghuo.registers.access.models import Person

LOUD = ("overdue", "today")


def for_person(person: Person, *, on: date) -> list[WorkGroup]:
    """Return the groups of work that call for attention now."""
    return [group for group in worklists.groups(person, on=on) if group.key in LOUD]
