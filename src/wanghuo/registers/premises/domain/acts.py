"""What the journal says of acts on supervised objects."""

from wanghuo.foundation.kernel.words import gettext_noop

ACTS = {
    "premises.registered": gettext_noop("{by} put {name} on the register"),
    "premises.registered_together": gettext_noop(
        "{by} put {count} premises on the register together"
    ),
    "premises.changed": gettext_noop("{by} changed the record of {name}"),
    "premises.closed": gettext_noop("{by} recorded that {name} has closed: {reason}"),
    "premises.moved": gettext_noop("{by} recorded that {name} has moved: {reason}"),
    "premises.passed_over": gettext_noop(
        "{by} changed who covers the ground: {count} premises passed from {from} to {to}"
    ),
    "premises.reopened": gettext_noop("{by} put {name} back into use: {reason}"),
    "premises.succeeded": gettext_noop("{by} recorded that {name} took the place of {former}"),
    "premises.officer_assigned": gettext_noop(
        "{by} made {person} accountable for {name}: {reason}"
    ),
    "premises.officer_released": gettext_noop(
        "{by} returned accountability for {name} to the rule: {reason}"
    ),
    "premises.namings_ended": gettext_noop(
        "{by} changed posts or ground: {person} no longer answers for {count} premises; the"
        " rule applies"
    ),
    "premises.key_unit_decided": gettext_noop(
        "{by} decided on the key-unit status of {name}: {reason}"
    ),
    "premises.visits_bounded": gettext_noop(
        "{by} set {floor} to {ceiling} visits a year: {reason}"
    ),
    "premises.visits_unbounded": gettext_noop(
        "{by} returned the yearly visits to the rule: {reason}"
    ),
    "premises.alias_added": gettext_noop("{by} added the other name {alias}"),
    "premises.alias_removed": gettext_noop("{by} removed the other name {alias}"),
    "premises.facility_recorded": gettext_noop("{by} recorded a facility: {facility}"),
    "premises.facility_removed": gettext_noop("{by} removed a facility: {facility}"),
    "premises.estate_recorded": gettext_noop("{by} recorded the managed estate {estate}"),
    "premises.estate_removed": gettext_noop("{by} removed the managed estate {estate}"),
    "premises.imported": gettext_noop(
        "{by} imported {file}: {new} new, {changed} changed, {rejected} rejected"
    ),
    "premises.import_undone": gettext_noop("{by} took back the import of {file}: {reason}"),
}
