"""What can go wrong with a document, said to a person."""

from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop


class Incomplete(Invalid):
    code = "documents.incomplete"
    says = gettext_noop("The document cannot be issued yet: {missing} must be filled in.")
    remedy = gettext_noop("Fill in what is missing and issue it again.")


class UnreadablePayload(Invalid):
    code = "documents.unreadable-payload"
    says = gettext_noop("This is not the content of such a document: {reason}")
    remedy = gettext_noop("Send the fields of the form, as its reference page lists them.")


class AlreadyIssued(Conflict):
    code = "documents.already-issued"
    says = gettext_noop("A different document has already been issued under this id.")


class Voided(Conflict):
    code = "documents.voided"
    says = gettext_noop("{number} was voided and can no longer be acted on.")
    remedy = gettext_noop("Issue a new document.")


class AlreadyServed(Conflict):
    code = "documents.already-served"
    says = gettext_noop("{number} was already served on {on}.")


class NoReason(Invalid):
    code = "documents.no-reason"
    says = gettext_noop("A document can only be voided with a reason.")
    remedy = gettext_noop("Write why the document is void.")


class NoWitness(Invalid):
    code = "documents.no-witness"
    says = gettext_noop("A document left at the place needs the name of a witness.")
    remedy = gettext_noop("Name the witness who saw that it was refused and left.")


class NoRecipient(Invalid):
    code = "documents.no-recipient"
    says = gettext_noop("Nobody is named who received the document.")
    remedy = gettext_noop("Write the name of the person or agency that received it.")


class ServedBeforeIssue(Invalid):
    code = "documents.served-before-issue"
    says = gettext_noop("A document cannot be served before it was issued ({issued}).")
    remedy = gettext_noop("Correct day and time of the service.")


class NumberNotReserved(Conflict):
    code = "documents.number-not-reserved"
    says = gettext_noop("The number {number} is not among those reserved for this device.")
    remedy = gettext_noop("Reserve new numbers for the device and issue the document again.")


class BlockClosed(Conflict):
    code = "documents.block-closed"
    says = gettext_noop("The numbers of the device {device} were already given back.")


class BlockTooLarge(Invalid):
    code = "documents.block-too-large"
    says = gettext_noop("A device may hold between 1 and {most} numbers at a time.")
