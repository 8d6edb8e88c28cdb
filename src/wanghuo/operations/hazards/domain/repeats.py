"""When a fault counts as the same one again."""

from __future__ import annotations

from datetime import date, timedelta

from wanghuo.foundation.rulebook.book import Rulebook


def counted_since(found_on: date, *, rules: Rulebook, place: str) -> date:
    """
    Return the first day on which an earlier hazard of the kind still counts as predecessor.

    Units: calendar days.
    Source: rule hazards.repeat_span_days.
    """
    days: int = rules.value("hazards.repeat_span_days", on=found_on, place=place)
    return found_on - timedelta(days=days)
