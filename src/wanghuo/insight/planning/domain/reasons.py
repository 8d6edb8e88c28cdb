"""Why a visit stands in the plan, as codes that interfaces turn into sentences."""

from __future__ import annotations

from wanghuo.foundation.kernel.words import gettext_noop

SENTENCES: dict[str, str] = {
    "floor": gettext_noop("Required: visit {number} of at least {floor} this year."),
    "key": gettext_noop("Additional: a key unit gets more than the required {floor}."),
    "risk": gettext_noop("Additional: high risk, so more than the required {floor}."),
    "extra": gettext_noop("Additional: hours remain, and {ceiling} visits are allowed."),
    "done": gettext_noop("Already done."),
    "fixed": gettext_noop("Fixed by hand; the plan was made around it."),
    "by-hand": gettext_noop("Changed by hand: {reason}"),
    "drafted": gettext_noop("The draft had month {month}, {officers}."),
    "spaced": gettext_noop(
        "Visit {number} of {total}: at least {gap} months from the others, so between month"
        " {first} and month {last}."
    ),
    "squeezed": gettext_noop(
        "The rest of the year is too short for the usual {wanted} months between visits."
    ),
    "only-month": gettext_noop("The only month in which it can be visited."),
    "even": gettext_noop(
        "Spreads the work evenly: {visits} visits in this month, {mean} on average."
    ),
    "early": gettext_noop("Key and high-risk objects come early in the year."),
    "same-month": gettext_noop("The month it had in the plan before."),
    "accountable": gettext_noop("{officer} is accountable for this object and leads."),
    "accountable-away": gettext_noop(
        "{officer} is accountable for this object but has no hours left in this month."
    ),
    "accountable-excluded": gettext_noop(
        "{officer} is accountable for this object but excluded by a conflict of interest."
    ),
    "territory": gettext_noop("{officer} looks after its community."),
    "hours": gettext_noop("{officer} has hours free: {planned} of {available} minutes planned."),
    "certified": gettext_noop("{officer} holds the certificate one of the two must have."),
    "same-officers": gettext_noop("The same officers as in the plan before."),
    "came-along": gettext_noop(
        "It stood in the plan of {station} and came along with the object; the officers are those"
        " of its task."
    ),
    "excluded": gettext_noop("Excluded by a conflict of interest: {officers}."),
    "unmet-months": gettext_noop(
        "No month is left for it: {needed} visits were needed and each must have its own month."
    ),
    "unmet-officers": gettext_noop(
        "No two officers may make this visit together: {able} of {staff} are free of a conflict"
        " of interest, {certified} of those hold a certificate."
    ),
    "unmet-hours": gettext_noop(
        "Hours run short: a visit takes two officers {minutes} minutes each; the most that two"
        " of them have left in one of its months is {free} minutes."
    ),
    "unmet-dropped": gettext_noop("Taken out of the plan by hand: {reason}"),
    "unmet-ceiling": gettext_noop(
        "The floor of {floor} stands above the ceiling of {ceiling}; the ceiling holds."
    ),
}
"""``{names}`` are the facts of the reason; months are numbers, officers are ids until shown."""
