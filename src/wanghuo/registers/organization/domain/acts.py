"""What the journal says of acts on organizations."""

from wanghuo.foundation.kernel.words import gettext_noop

ACTS = {
    "organization.installation_set_up": gettext_noop("The installation was set up"),
    "organization.territories_loaded": gettext_noop("{by} loaded {count} territories"),
    "organization.founded": gettext_noop("{by} added the organization {name}"),
    "organization.changed": gettext_noop("{by} changed the organization {name}"),
    "organization.covers": gettext_noop("{name} covers {territory} from {since} on, by {by}"),
}
