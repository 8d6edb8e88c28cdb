"""
What has served its time: each room registers how it removes its own, and every night does so.

A room writes ``@leftovers.removes("premises.abandoned_imports")`` above a function in its
``tasks.py``; how many days it keeps them stands in ``settings.KEPT_DAYS`` under the same name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings

from wanghuo.foundation.jobs import registry


class Removal(Protocol):
    def __call__(self, *, before: datetime) -> int:
        """Remove what was done with before an instant; return how many."""


_removals: dict[str, Removal] = {}


def removes(what: str) -> Callable[[Removal], Removal]:
    """Register a function as what removes the leftovers called ``what``."""

    def register(function: Removal) -> Removal:
        _removals[what] = function
        return function

    return register


def kept() -> frozenset[str]:
    """Return what the rooms have registered."""
    registry.load()
    return frozenset(_removals)


def remove(*, at: datetime) -> dict[str, int]:
    """Remove what is older than it is kept; return how many of what."""
    return {
        what: _removals[what](before=at - timedelta(days=settings.KEPT_DAYS[what]))
        for what in sorted(kept())
    }
