"""Until when a step must be done, and how many days a correction may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook import deadlines, severity
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.rulebook.deadlines import Due
from wanghuo.operations.hazards.domain.lifecycle import Clock, Start


class DeadlineMissing(Invalid):
    code = "hazards.deadline-missing"
    says = gettext_noop("An order to correct by a date needs that date.")
    remedy = gettext_noop("Give the last day allowed for the correction.")


class DeadlineTooEarly(Invalid):
    code = "hazards.deadline-too-early"
    says = gettext_noop("The deadline {given} is not after {after}.")
    remedy = gettext_noop("Choose a later day, or order the correction at once.")


class DeadlineTooLate(Invalid):
    code = "hazards.deadline-too-late"
    says = gettext_noop("The deadline {given} is later than the {limit} the rules allow.")
    remedy = gettext_noop("Choose {limit} or an earlier day.")


@dataclass(frozen=True, slots=True)
class Allowance:
    """The days a correction may take: what is proposed, and the last day that may be set."""

    proposed_on: date
    latest_on: date


def step_due(
    clock: Clock,
    *,
    found_on: date,
    deadline_on: date | None,
    act_on: date,
    rules: Rulebook,
    calendar: WorkingCalendar,
    place: str,
) -> Due:
    """
    Return until when a step must be done, with the count.

    The rule in force on the day of the act counts.
    Raises: NoRuleInForce.
    """
    starts = {Start.FOUND_ON: found_on, Start.DEADLINE_ON: deadline_on, Start.ACT_ON: act_on}
    start = starts[clock.start]
    if start is None:
        raise DeadlineMissing(field="deadline_on")
    rule = deadlines.deadline(rules, clock.rule, on=act_on, place=place)
    return deadlines.due(rule, start, calendar)


def allowance(
    *,
    on: date,
    violation: str,
    rules: Rulebook,
    calendar: WorkingCalendar,
    place: str,
    default_days: int | None = None,
) -> Allowance:
    """
    Return what may be set as the deadline of an order made ``on`` that day.

    ``default_days`` is the check item's own proposal, else the violation's. A proposal that
    falls on a day off moves to the first working day after it, if that is still allowed.
    Units: calendar days, counted from the day after ``on``.
    Source: rule hazards.default_rectification_days.
    """
    days = default_days or severity.default_days(rules, violation, on=on, place=place)
    latest_on = on + timedelta(days=severity.longest_days(rules, on=on, place=place))
    proposed_on = calendar.first_working_day(on + timedelta(days=days))
    return Allowance(proposed_on=min(proposed_on, latest_on), latest_on=latest_on)


def check_deadline(given: date | None, *, after: date, latest_on: date) -> date:
    """
    Return ``given`` if it may be set.

    Raises: DeadlineMissing, DeadlineTooEarly, DeadlineTooLate.
    """
    if given is None:
        raise DeadlineMissing(field="deadline_on")
    if given <= after:
        raise DeadlineTooEarly(given=given, after=after, field="deadline_on")
    if given > latest_on:
        raise DeadlineTooLate(given=given, limit=latest_on, field="deadline_on")
    return given
