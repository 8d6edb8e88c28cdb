"""What the journal says of local decisions."""

from wanghuo.foundation.kernel.words import gettext_noop

ACTS = {
    "policy.edition_added": gettext_noop(
        "{by} entered a local edition of the rule {key} from {since}: {reason}"
    ),
    "policy.edition_confirmed": gettext_noop(
        "{by} confirmed the local edition of the rule {key}: {reason}"
    ),
    "policy.edition_ended": gettext_noop(
        "{by} ended the local edition of the rule {key} on {until}: {reason}"
    ),
    "policy.edition_withdrawn": gettext_noop(
        "{by} withdrew the local edition of the rule {key}: {reason}"
    ),
    "policy.day_worked": gettext_noop("{by} entered {day} as a working day: {reason}"),
    "policy.day_off": gettext_noop("{by} entered {day} as a day off: {reason}"),
    "policy.day_cleared": gettext_noop("{by} took back the entry for {day}: {reason}"),
    "policy.year_confirmed": gettext_noop("{by} confirmed the working days of {year}: {reason}"),
    "policy.year_unconfirmed": gettext_noop(
        "{by} took back the confirmation of the working days of {year}: {reason}"
    ),
}
