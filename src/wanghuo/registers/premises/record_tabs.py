"""
What other rooms show on the page of a supervised object.

Rooms above know visits, hazards and documents; they register a tab or an act here when the
product starts, and this room draws it without knowing them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import Premises

Context = Callable[[Premises, Person], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Tab:
    """
    A tab: ``context`` answers what ``template`` draws, for one object and one reader.

    ``count``, if given, answers the number beside the label; ``permission`` hides the tab from
    who lacks it. Tabs stand in the order of ``rank``.
    """

    key: str
    label: Any
    template: str
    context: Context
    count: Callable[[Premises, Person], int] | None = None
    permission: str = ""
    rank: int = 100


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do from the object's page; ``address`` is None where it cannot be done now."""

    label: Any
    address: Callable[[Premises, Person], str | None]
    permission: str = ""
    is_primary: bool = False


_tabs: dict[str, Tab] = {}
_acts: list[Act] = []


def register(tab: Tab) -> None:
    _tabs[tab.key] = tab


def offer(act: Act) -> None:
    _acts.append(act)


def tabs() -> list[Tab]:
    return sorted(_tabs.values(), key=lambda tab: (tab.rank, tab.key))


def acts() -> list[Act]:
    return list(_acts)
