"""Why a task is there, as a sentence for the person it falls to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.operations.inspections.domain.terms import Purpose

SENTENCES: dict[str, str] = {
    "plan": gettext_noop("The annual plan puts a visit here."),
    "plan-floor": gettext_noop("The annual plan puts a visit here: at least {floor} a year."),
    "plan-extra": gettext_noop("The annual plan puts an additional visit here: {ceiling} allowed."),
    "reinspection": gettext_noop("The time allowed for a correction is over: {description}"),
    "complaint": gettext_noop("A complaint has to be verified on site: {description}"),
    "by-hand": gettext_noop("{by} asked for this visit: {description}"),
}
"""``{names}`` are the task's ``reason_facts``. Further codes come with ``words`` of their own."""

DEFAULTS = {"PLAN": "plan", "HAZARD": "reinspection", "COMPLAINT": "complaint", "MANUAL": "by-hand"}

MATTERS: Mapping[str, str] = {
    Purpose.ROUTINE: "daily_inspection",
    Purpose.REINSPECTION: "reinspection",
    Purpose.CAMPAIGN: "daily_inspection",
    Purpose.VERIFY: "complaint",
}
"""What makes a visit of each purpose the station's business: keys of the competence matrix."""


def words_of(facts: Mapping[str, Any]) -> Mapping[str, str] | None:
    """Return the sentence in both languages that the maker of the task gave, if any."""
    given = facts.get("words")
    return given if isinstance(given, Mapping) else None
