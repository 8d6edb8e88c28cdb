"""What the journal says of acts on documents."""

from wanghuo.foundation.kernel.words import gettext_noop

ACTS = {
    "documents.issued": gettext_noop("{by} issued {title} {number}"),
    "documents.signed": gettext_noop("{by} added the signature of {name} to {number}"),
    "documents.scan_attached": gettext_noop("{by} added a scan of the signed paper to {number}"),
    "documents.served": gettext_noop("{by} served {number} on {recipient} ({method})"),
    "documents.handed_over": gettext_noop(
        "{by} changed posts: {to} now has to serve what {from} had to serve ({count} documents)"
    ),
    "documents.voided": gettext_noop("{by} voided {number}: {reason}"),
    "documents.numbers_reserved": gettext_noop(
        "{by} reserved the numbers {first} to {last} for the device {device}"
    ),
    "documents.numbers_returned": gettext_noop(
        "{by} gave back {count} unused numbers of the device {device}"
    ),
}
