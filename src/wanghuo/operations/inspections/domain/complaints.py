"""Until when a complaint has to be verified on site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wanghuo.foundation.rulebook import deadlines
from wanghuo.foundation.rulebook.bilingual import Words
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.rulebook.deadlines import Due
from wanghuo.operations.inspections.domain.terms import Complaint

RULES: Mapping[Complaint, str] = {
    Complaint.OTHER: "deadlines.complaint_other",
    Complaint.URGENT: "deadlines.complaint_urgent",
}


@dataclass(frozen=True, slots=True)
class Received:
    """What a task keeps of the complaint that made it."""

    complaint: Complaint
    at: datetime

    def as_facts(self) -> dict[str, str]:
        return {"complaint": self.complaint.value, "received_at": self.at.isoformat()}


def received_of(facts: Mapping[str, Any]) -> Received | None:
    """Return what ``Received.as_facts`` kept, if anything."""
    if "received_at" not in facts:
        return None
    return Received(Complaint(facts["complaint"]), datetime.fromisoformat(facts["received_at"]))


def due(
    received: Received, *, act_on: date, rules: Rulebook, calendar: WorkingCalendar, place: str
) -> Due:
    """
    Return the day by which a complaint must be verified, with the count from its receipt.

    ``received.at`` is in the time of the place, since its day counts. The rule in force on the
    day of the act counts.
    Raises: NoRuleInForce.
    Source: rules deadlines.complaint_other, deadlines.complaint_urgent.
    """
    rule = deadlines.deadline(rules, RULES[received.complaint], on=act_on, place=place)
    return deadlines.due(rule, received.at, calendar)


def explained(counted: Due, due_on: date) -> dict[str, Any]:
    """Return what a task keeps of its day: the count, or the count another day stands for."""
    kept = counted.as_data()
    return kept if due_on == counted.on else {"instead_of": kept}


def time_allowed(kept: Mapping[str, Any]) -> Words:
    """Return how long the rule gives, from what ``explained`` returned; nothing without a rule."""
    return deadlines.kept_length(kept.get("instead_of", kept))
