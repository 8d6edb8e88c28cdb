"""The states of an issued document and the ways it reaches its addressee."""

from wanghuo.foundation.kernel.words import Term, gettext_noop


class DocumentStatus(Term):
    """A document is issued, then served; a voided one keeps its number."""

    ISSUED = "ISSUED", gettext_noop("Issued and in force")
    SERVED = "SERVED", gettext_noop("Served")
    VOIDED = "VOIDED", gettext_noop("Voided")


class FilePurpose(Term):
    ISSUED = "ISSUED", gettext_noop("As issued")
    SIGNED = "SIGNED", gettext_noop("With signatures")
    SCAN = "SCAN", gettext_noop("Scan of the signed paper")


class ServiceMethod(Term):
    """How a document reached its addressee (送达方式)."""

    DIRECT = "DIRECT", gettext_noop("Handed over in person")
    LEFT = "LEFT", gettext_noop("Left at the place after refusal")
    MAIL = "MAIL", gettext_noop("By post")
    ENTRUSTED = "ENTRUSTED", gettext_noop("Through another agency")
    ELECTRONIC = "ELECTRONIC", gettext_noop("Electronically, with consent")
    ANNOUNCEMENT = "ANNOUNCEMENT", gettext_noop("By public notice")


class Relation(Term):
    """Who took the document in hand, seen from the addressee."""

    SELF = "SELF", gettext_noop("The addressee")
    HEAD = "HEAD", gettext_noop("Head of the unit")
    STAFF = "STAFF", gettext_noop("Staff of the unit")
    FAMILY = "FAMILY", gettext_noop("Adult member of the household")
    AGENT = "AGENT", gettext_noop("Agent")
    AGENCY = "AGENCY", gettext_noop("Receiving agency")


# Kinds that bind somebody outside and therefore have to be served.
NEED_SERVICE = frozenset(
    {"ORDER_AT_ONCE", "ORDER_BY_DATE", "TRANSFER_LETTER", "SEVERE_HAZARD_REPORT"}
)
