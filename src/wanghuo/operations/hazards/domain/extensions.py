"""When more time may be asked for, and how much."""

from __future__ import annotations

from datetime import date, timedelta

from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.operations.hazards.domain.deadlines import DeadlineTooEarly, DeadlineTooLate


class TooLateToExtend(Conflict):
    code = "hazards.too-late-to-extend"
    says = gettext_noop("The time allowed was over on {deadline}; it can no longer be extended.")
    remedy = gettext_noop("Re-inspect the hazard.")


class TooManyExtensions(Conflict):
    code = "hazards.too-many-extensions"
    says = gettext_noop("The deadline was already extended {granted} times, as often as allowed.")
    remedy = gettext_noop("Re-inspect the hazard when the time is over.")


def latest_until(deadline_on: date, *, on: date, rules: Rulebook, place: str) -> date:
    """
    Return the last day an extension may reach.

    Units: calendar days, counted from the day after the present deadline.
    Source: rule hazards.extension.
    """
    policy = rules.value("hazards.extension", on=on, place=place)
    return deadline_on + timedelta(days=policy["longest_days"])


def check(
    until: date, *, deadline_on: date, on: date, granted: int, rules: Rulebook, place: str
) -> None:
    """
    Refuse a request that may not be made.

    Raises: TooLateToExtend, TooManyExtensions, DeadlineTooEarly, DeadlineTooLate.
    """
    if on > deadline_on:
        raise TooLateToExtend(deadline=deadline_on)
    most = rules.value("hazards.extension", on=on, place=place)["most_times"]
    if granted >= most:
        raise TooManyExtensions(granted=granted)
    if until <= deadline_on:
        raise DeadlineTooEarly(given=until, after=deadline_on, field="until")
    limit = latest_until(deadline_on, on=on, rules=rules, place=place)
    if until > limit:
        raise DeadlineTooLate(given=until, limit=limit, field="until")
