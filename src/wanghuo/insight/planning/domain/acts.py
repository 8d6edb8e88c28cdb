"""What the journal says of acts on plans."""

from wanghuo.foundation.kernel.words import gettext_noop

ACTS = {
    "planning.drafted": gettext_noop(
        "{by} drafted edition {edition} of the {year} plan of {station}: {visits} visits"
    ),
    "planning.adjusted": gettext_noop("{by} changed the visit to {premises}: {reason}"),
    "planning.added": gettext_noop("{by} added a visit to {premises}: {reason}"),
    "planning.dropped": gettext_noop("{by} took out the visit to {premises}: {reason}"),
    "planning.undone": gettext_noop("{by} put the visit to {premises} back as it was drafted"),
    "planning.submitted": gettext_noop("{by} submitted the {year} plan for approval"),
    "planning.sent_back": gettext_noop("{by} sent the {year} plan back: {reason}"),
    "planning.approved": gettext_noop("{by} approved the {year} plan. {reason}"),
    "planning.published": gettext_noop(
        "{by} published the {year} plan: {opened} tasks opened, {kept} kept, {cancelled} cancelled"
    ),
    "planning.passed_over": gettext_noop(
        "Premises passed from {from} to {to}, because of an act of {by}: {count} planned visits"
        " went along, {removed} left the plans"
    ),
    "planning.hours_declared": gettext_noop("{by} declared {hours} hours of {name} for {year}"),
    "planning.conflict_declared": gettext_noop(
        "{by} declared a conflict of interest of {name} with {premises}: {reason}"
    ),
    "planning.conflict_ended": gettext_noop(
        "{by} ended the conflict of interest of {name} with {premises}"
    ),
}
