"""What the journal says of acts on supervised objects."""

from wanghuo.foundation.kernel.words import gettext_noop

ACTS = {
    "premises.registered": gettext_noop("{by} put {name} on the register"),
    "premises.changed": gettext_noop("{by} changed the record of {name}"),
    "premises.closed": gettext_noop("{by} recorded that {name} has closed: {reason}"),
    "premises.moved": gettext_noop("{by} recorded that {name} has moved away: {reason}"),
    "premises.reopened": gettext_noop("{by} put {name} back into use: {reason}"),
    "premises.succeeded": gettext_noop("{by} recorded that {name} took the place of {former}"),
    "premises.officer_assigned": gettext_noop(
        "{by} made {person} accountable for {name}: {reason}"
    ),
    "premises.officers_resolved": gettext_noop("Accountable persons were resolved anew"),
    "premises.imported": gettext_noop("{by} imported {count} rows from {file}"),
    "premises.import_undone": gettext_noop("{by} undid the import from {file}: {reason}"),
}
