"""The kinds of document the product issues, and the states a document can be in."""

from wanghuo.foundation.kernel.words import Term, gettext_noop


class DocumentKind(Term):
    """A legal document. Official titles and number words stand in ``wording/titles.yaml``."""

    INSPECTION_RECORD = "INSPECTION_RECORD", gettext_noop("Daily inspection record")
    REINSPECTION_RECORD = "REINSPECTION_RECORD", gettext_noop("Re-inspection record")
    ORDER_AT_ONCE = "ORDER_AT_ONCE", gettext_noop("Written order to correct at once")
    ORDER_BY_DATE = "ORDER_BY_DATE", gettext_noop("Written order to correct by a date")
    TRANSFER_LETTER = "TRANSFER_LETTER", gettext_noop("Transfer letter")
    SEVERE_HAZARD_REPORT = "SEVERE_HAZARD_REPORT", gettext_noop("Report of a severe hazard")


class Nature(Term):
    """How the law classes the inspected place (一般 / 重点)."""

    GENERAL = "GENERAL", gettext_noop("General unit")
    KEY = "KEY", gettext_noop("Key unit")


class Correction(Term):
    """What a re-inspection found of one earlier finding."""

    CORRECTED = "CORRECTED", gettext_noop("Put right")
    PARTLY = "PARTLY", gettext_noop("Partly put right")
    NOT_CORRECTED = "NOT_CORRECTED", gettext_noop("Not put right")


class Verdict(Term):
    """The three answers a check item can have."""

    PASS = "PASS", gettext_noop("Passed")
    FAIL = "FAIL", gettext_noop("Not passed")
    NOT_APPLICABLE = "NOT_APPLICABLE", gettext_noop("Not applicable")
