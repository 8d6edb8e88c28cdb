"""Words of the room: grades, measures, states, steps, and how a hazard ends."""

from __future__ import annotations

from wanghuo.foundation.kernel.words import Term, gettext_noop


class Grade(Term):
    """How dangerous the fault is."""

    GENERAL = "GENERAL", gettext_noop("General hazard")
    SEVERE = "SEVERE", gettext_noop("Hazard seriously threatening public safety")


class Measure(Term):
    """What the station does about the fault on the day it is found."""

    FIXED_ON_SPOT = "FIXED_ON_SPOT", gettext_noop("Fixed on the spot")
    AT_ONCE = "AT_ONCE", gettext_noop("Correct at once")
    BY_DATE = "BY_DATE", gettext_noop("Correct by a date")
    TRANSFER = "TRANSFER", gettext_noop("Transfer to the competent authority")
    REPORT = "REPORT", gettext_noop("Order and report to the township and the brigade")


class Status(Term):
    """Where a hazard stands between finding and proven closure."""

    FOUND = "FOUND", gettext_noop("Found, nothing issued yet")
    ORDERED = "ORDERED", gettext_noop("Ordered, to be corrected")
    EXTENSION_REQUESTED = "EXTENSION_REQUESTED", gettext_noop("Extension requested")
    PARTLY_CORRECTED = "PARTLY_CORRECTED", gettext_noop("Partly corrected")
    NOT_CORRECTED = "NOT_CORRECTED", gettext_noop("Not corrected in time")
    TRANSFERRED = "TRANSFERRED", gettext_noop("Transferred, receipt awaited")
    RECEIVED = "RECEIVED", gettext_noop("Received by the other authority")
    RETURNED = "RETURNED", gettext_noop("Returned by the other authority")
    REPLIED = "REPLIED", gettext_noop("Answered by the other authority")
    CLOSED = "CLOSED", gettext_noop("Closed")


class NextStep(Term):
    """What has to happen next to an open hazard."""

    ISSUE_ORDER = "ISSUE_ORDER", gettext_noop("Issue the order")
    SEND_TRANSFER = "SEND_TRANSFER", gettext_noop("Send the transfer letter")
    REINSPECT = "REINSPECT", gettext_noop("Re-inspect")
    DECIDE_EXTENSION = "DECIDE_EXTENSION", gettext_noop("Decide on the extension")
    CONFIRM_RECEIPT = "CONFIRM_RECEIPT", gettext_noop("Confirm receipt of the transfer")
    REPLY = "REPLY", gettext_noop("Answer the station")
    CLOSE_TRANSFER = "CLOSE_TRANSFER", gettext_noop("Read the answer and close")


class Outcome(Term):
    """What a re-inspection found."""

    CORRECTED = "CORRECTED", gettext_noop("Corrected")
    PARTLY = "PARTLY", gettext_noop("Partly corrected")
    NOT_CORRECTED = "NOT_CORRECTED", gettext_noop("Not corrected")


class Answer(Term):
    """What the other authority answers to a transfer."""

    CORRECTED = "CORRECTED", gettext_noop("Corrected under its supervision")
    CASE_FILED = "CASE_FILED", gettext_noop("Case filed and handled there")
    RETURNED = "RETURNED", gettext_noop("Returned: not competent or not enough evidence")


class Decision(Term):
    """How a request for an extension ended."""

    PENDING = "PENDING", gettext_noop("Waiting for a decision")
    GRANTED = "GRANTED", gettext_noop("Granted")
    REFUSED = "REFUSED", gettext_noop("Refused")
    LAPSED = "LAPSED", gettext_noop("Lapsed: corrected before the decision")


class Closing(Term):
    """Why a hazard is closed."""

    FIXED_ON_SPOT = "FIXED_ON_SPOT", gettext_noop("Fixed on the spot during the visit")
    REINSPECTED = "REINSPECTED", gettext_noop("Found corrected on re-inspection")
    TRANSFERRED = "TRANSFERRED", gettext_noop("Taken over by the competent authority")
    PREMISES_CLOSED = "PREMISES_CLOSED", gettext_noop("The premises closed down")
    FOUND_IN_ERROR = "FOUND_IN_ERROR", gettext_noop("Recorded in error")
