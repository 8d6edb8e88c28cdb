"""What the journal says of acts on hazards."""

from wanghuo.foundation.kernel.words import gettext_noop

ACTS = {
    "hazards.found": gettext_noop("{by} found a hazard: {description}"),
    "hazards.fixed_on_spot": gettext_noop("{by} saw it fixed on the spot: {description}"),
    "hazards.measure_chosen": gettext_noop("{by} changed what will be ordered"),
    "hazards.ordered": gettext_noop("{by} issued the order to correct: {numbers}"),
    "hazards.reported": gettext_noop(
        "{by} reported the hazard to {township} and {brigade}: {number}"
    ),
    "hazards.extension_requested": gettext_noop(
        "{by} recorded that {requested_by} asked for time until {until}: {reason}"
    ),
    "hazards.extension_granted": gettext_noop("{by} granted time until {until}"),
    "hazards.extension_refused": gettext_noop("{by} refused more time: {reason}"),
    "hazards.found_corrected": gettext_noop("{by} found the hazard put right"),
    "hazards.found_partly_corrected": gettext_noop(
        "{by} found it partly put right, the rest due by {next_deadline_on}: {note}"
    ),
    "hazards.found_not_yet_corrected": gettext_noop(
        "{by} found it not put right yet; the time allowed still runs"
    ),
    "hazards.found_not_corrected": gettext_noop("{by} found it not put right in time"),
    "hazards.transferred": gettext_noop(
        "{by} transferred it to {to} with letter {number}: {reason}"
    ),
    "hazards.transfer_received": gettext_noop("{by} confirmed that {to} received the transfer"),
    "hazards.answered_corrected": gettext_noop("{by} answered for {to}: put right. {note}"),
    "hazards.answered_case_filed": gettext_noop("{by} answered for {to}: case filed. {note}"),
    "hazards.answered_returned": gettext_noop("{by} returned it for {to}: {note}"),
    "hazards.closed_on_answer": gettext_noop("{by} closed it on the answer of {to}: {proof}"),
    "hazards.closed_without_correction": gettext_noop(
        "{by} closed it without correction: {reason}"
    ),
    "hazards.handed_over": gettext_noop(
        "{by} changed posts of {organization}: {count} open hazards went to who is accountable now"
    ),
    "hazards.followed_posts": gettext_noop(
        "{by} changed posts: {to} takes over what {from} had open ({count} hazards)"
    ),
    "hazards.passed_over": gettext_noop(
        "{count} open hazards passed from {from} to {to}, because of an act of {by}"
    ),
    "hazards.moved_along": gettext_noop(
        "{count} open hazards moved with their premises, because of an act of {by}"
    ),
    "hazards.reassigned": gettext_noop("{by} gave it from {from} to {to}: {reason}"),
}
