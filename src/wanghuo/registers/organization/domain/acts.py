"""What the journal says of acts on organizations."""

from wanghuo.foundation.kernel.words import gettext_noop

ACTS = {
    "organization.installation_set_up": gettext_noop("The installation was set up"),
    "organization.territories_loaded": gettext_noop("{by} loaded {count} territories"),
    "organization.founded": gettext_noop("{by} added the organization {name}"),
    "organization.changed": gettext_noop("{by} changed the organization {name}"),
    "organization.covers": gettext_noop("{name} covers {territory} from {since} on, by {by}"),
    "organization.covers_no_longer": gettext_noop(
        "{by} ended that {name} covers {territory}: from {until} on it does not"
    ),
    "organization.never_covered": gettext_noop("{by} took back that {name} covers {territory}"),
}
