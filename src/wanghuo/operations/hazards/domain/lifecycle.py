"""
The life of a hazard as one table: a state and an act give the next state.

Every state but CLOSED names the step that must follow, the layer it falls to and the clock
it runs on, so that no open hazard can be without next step, person and day.
"""

from __future__ import annotations

from dataclasses import dataclass

from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.operations.hazards.domain.terms import Grade, Measure, NextStep, Status
from wanghuo.registers.organization.domain.kinds import Layer


class Act(Term):
    """What can be done to a hazard."""

    ORDER = "ORDER", gettext_noop("Issue the order")
    REQUEST_EXTENSION = "REQUEST_EXTENSION", gettext_noop("Record a request for an extension")
    GRANT_EXTENSION = "GRANT_EXTENSION", gettext_noop("Grant the extension")
    REFUSE_EXTENSION = "REFUSE_EXTENSION", gettext_noop("Refuse the extension")
    CONFIRM_CORRECTED = "CONFIRM_CORRECTED", gettext_noop("Confirm the correction")
    CONFIRM_PARTLY = "CONFIRM_PARTLY", gettext_noop("Record partial correction")
    CONFIRM_NOT_CORRECTED = "CONFIRM_NOT_CORRECTED", gettext_noop("Record that nothing changed")
    TRANSFER = "TRANSFER", gettext_noop("Transfer")
    RECEIVE = "RECEIVE", gettext_noop("Confirm receipt")
    REPLY = "REPLY", gettext_noop("Answer the transfer")
    RETURN = "RETURN", gettext_noop("Return to the station")
    CLOSE_TRANSFER = "CLOSE_TRANSFER", gettext_noop("Close on the other authority's answer")
    CLOSE = "CLOSE", gettext_noop("Close for another reason")


class Start(Term):
    """The day a clock starts from."""

    FOUND_ON = "FOUND_ON", gettext_noop("the day the hazard was found")
    DEADLINE_ON = "DEADLINE_ON", gettext_noop("the last day allowed for correction")
    ACT_ON = "ACT_ON", gettext_noop("the day of the act before it")


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline rule and the day it is counted from."""

    rule: str
    start: Start


@dataclass(frozen=True, slots=True)
class Onward:
    """What must follow: the step, whose it is, and until when."""

    step: NextStep
    layer: Layer
    clock: Clock


@dataclass(frozen=True, slots=True)
class Move:
    """Where an act leads; ``onward`` is None only for CLOSED."""

    status: Status
    onward: Onward | None


class IllegalTransition(Conflict):
    code = "hazards.illegal-transition"
    says = gettext_noop("“{act}” is not possible while the hazard is in the state “{status}”.")
    remedy = gettext_noop("Do the next step shown on the hazard's page first.")


ORDER_AT_ONCE = Onward(
    NextStep.ISSUE_ORDER, Layer.OFFICER, Clock("deadlines.serve_order_at_once", Start.FOUND_ON)
)
ORDER_BY_DATE = Onward(
    NextStep.ISSUE_ORDER, Layer.OFFICER, Clock("deadlines.serve_order_by_date", Start.FOUND_ON)
)
ORDER_AND_REPORT = Onward(
    NextStep.ISSUE_ORDER, Layer.OFFICER, Clock("deadlines.severe_hazard_report", Start.FOUND_ON)
)
SEND = Onward(
    NextStep.SEND_TRANSFER,
    Layer.OFFICER,
    Clock("deadlines.transfer_permit_violation", Start.FOUND_ON),
)
PASS_ON = Onward(
    NextStep.SEND_TRANSFER, Layer.OFFICER, Clock("deadlines.transfer_other_violation", Start.ACT_ON)
)
PASS_ON_AGAIN = Onward(
    NextStep.SEND_TRANSFER, Layer.CHIEF, Clock("deadlines.transfer_other_violation", Start.ACT_ON)
)
REINSPECT = Onward(
    NextStep.REINSPECT, Layer.OFFICER, Clock("deadlines.reinspection", Start.DEADLINE_ON)
)
DECIDE = Onward(
    NextStep.DECIDE_EXTENSION, Layer.CHIEF, Clock("deadlines.extension_decision", Start.ACT_ON)
)
CONFIRM_RECEIPT = Onward(
    NextStep.CONFIRM_RECEIPT, Layer.BRIGADE, Clock("deadlines.transfer_receipt", Start.ACT_ON)
)
REPLY = Onward(NextStep.REPLY, Layer.BRIGADE, Clock("deadlines.transfer_follow_up", Start.ACT_ON))
READ = Onward(
    NextStep.CLOSE_TRANSFER, Layer.OFFICER, Clock("deadlines.transfer_answer_read", Start.ACT_ON)
)

ORDERED = Move(Status.ORDERED, REINSPECT)
TRANSFERRED = Move(Status.TRANSFERRED, CONFIRM_RECEIPT)
CLOSED = Move(Status.CLOSED, None)

TABLE: dict[tuple[Status, Act], Move] = {
    (Status.FOUND, Act.ORDER): ORDERED,
    (Status.FOUND, Act.TRANSFER): TRANSFERRED,
    (Status.ORDERED, Act.REQUEST_EXTENSION): Move(Status.EXTENSION_REQUESTED, DECIDE),
    (Status.ORDERED, Act.CONFIRM_CORRECTED): CLOSED,
    (Status.ORDERED, Act.CONFIRM_PARTLY): Move(Status.PARTLY_CORRECTED, REINSPECT),
    (Status.ORDERED, Act.CONFIRM_NOT_CORRECTED): Move(Status.NOT_CORRECTED, PASS_ON),
    (Status.ORDERED, Act.TRANSFER): TRANSFERRED,
    (Status.EXTENSION_REQUESTED, Act.GRANT_EXTENSION): ORDERED,
    (Status.EXTENSION_REQUESTED, Act.REFUSE_EXTENSION): ORDERED,
    (Status.EXTENSION_REQUESTED, Act.CONFIRM_CORRECTED): CLOSED,
    (Status.PARTLY_CORRECTED, Act.REQUEST_EXTENSION): Move(Status.EXTENSION_REQUESTED, DECIDE),
    (Status.PARTLY_CORRECTED, Act.CONFIRM_CORRECTED): CLOSED,
    (Status.PARTLY_CORRECTED, Act.CONFIRM_PARTLY): Move(Status.PARTLY_CORRECTED, REINSPECT),
    (Status.PARTLY_CORRECTED, Act.CONFIRM_NOT_CORRECTED): Move(Status.NOT_CORRECTED, PASS_ON),
    (Status.PARTLY_CORRECTED, Act.TRANSFER): TRANSFERRED,
    (Status.NOT_CORRECTED, Act.TRANSFER): TRANSFERRED,
    (Status.NOT_CORRECTED, Act.CONFIRM_CORRECTED): CLOSED,
    (Status.TRANSFERRED, Act.RECEIVE): Move(Status.RECEIVED, REPLY),
    (Status.TRANSFERRED, Act.RETURN): Move(Status.RETURNED, PASS_ON_AGAIN),
    (Status.RECEIVED, Act.REPLY): Move(Status.REPLIED, READ),
    (Status.RECEIVED, Act.RETURN): Move(Status.RETURNED, PASS_ON_AGAIN),
    (Status.RETURNED, Act.TRANSFER): TRANSFERRED,
    (Status.RETURNED, Act.ORDER): ORDERED,
    (Status.REPLIED, Act.CLOSE_TRANSFER): CLOSED,
} | {(status, Act.CLOSE): CLOSED for status in Status if status is not Status.CLOSED}


def opening(measure: Measure, grade: Grade) -> Move:
    """Return where a hazard begins; one fixed on the spot begins closed."""
    if measure is Measure.FIXED_ON_SPOT:
        return CLOSED
    if measure is Measure.TRANSFER:
        return Move(Status.FOUND, SEND)
    if grade is Grade.SEVERE or measure is Measure.REPORT:
        return Move(Status.FOUND, ORDER_AND_REPORT)
    return Move(Status.FOUND, ORDER_AT_ONCE if measure is Measure.AT_ONCE else ORDER_BY_DATE)


def move(status: Status, act: Act) -> Move:
    """
    Return where ``act`` leads from ``status``.

    Raises: IllegalTransition.
    """
    found = TABLE.get((status, act))
    if found is None:
        raise IllegalTransition(act=act.english, status=status.english)
    return found


def acts_from(status: Status) -> tuple[Act, ...]:
    """Return what can be done to a hazard in ``status``, in the order of the table."""
    return tuple(act for state, act in TABLE if state is status)
