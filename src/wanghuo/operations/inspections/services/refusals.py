"""How this room says no."""

from __future__ import annotations

from wanghuo.foundation.kernel.refusals import Conflict, Invalid, NotAllowed
from wanghuo.foundation.kernel.words import gettext_noop


class AnswerWithdrawn(Conflict):
    code = "inspections.answer-withdrawn"
    says = gettext_noop("This answer was taken back at {at}, after it had been given.")
    remedy = gettext_noop("Nothing is to be done; answer the item again if it still stands.")


class NobodyAccountable(Conflict):
    code = "inspections.nobody-accountable"
    says = gettext_noop("No officer is accountable for {premises}, so the task has nobody.")
    remedy = gettext_noop("Name an officer for the task, or one for the premises.")


class NotAnOfficer(Invalid):
    code = "inspections.not-an-officer"
    says = gettext_noop("{name} is not an officer of {station} and cannot inspect here.")
    remedy = gettext_noop("Choose an officer of {station}.")


class SameOfficer(Invalid):
    code = "inspections.same-officer"
    says = gettext_noop("An inspection needs two different officers; {name} was named twice.")
    remedy = gettext_noop("Choose somebody else as the second officer.")


class OfficerExcluded(NotAllowed):
    code = "inspections.officer-excluded"
    says = gettext_noop("{name} must not inspect {premises}: {reason}")
    remedy = gettext_noop("Another officer has to make this visit.")


class WindowReversed(Invalid):
    code = "inspections.window-reversed"
    says = gettext_noop("The task would be due on {due_on}, before it may begin on {start}.")
    remedy = gettext_noop("Choose a later day.")


class DueDayMissing(Invalid):
    code = "inspections.due-day-missing"
    says = gettext_noop("The task has no day by which it must be done.")
    remedy = gettext_noop("Give that day. Only a complaint may go without: the rule's day counts.")


class ReceivedLater(Invalid):
    code = "inspections.received-later"
    says = gettext_noop("The complaint would be received at {received_at}, which is still to come.")
    remedy = gettext_noop("Give the instant at which the complaint was received.")


class PremisesEnded(Conflict):
    code = "inspections.premises-ended"
    says = gettext_noop("{premises} is no longer in use there: {status}.")
    remedy = gettext_noop("Reopen it in the register first if that is wrong.")


class OutsideYourGround(NotAllowed):
    code = "inspections.outside-your-ground"
    says = gettext_noop("{premises} is in the charge of {station}.")
    remedy = gettext_noop("An officer of {station} has to do this.")


class InTheBrigadesCharge(NotAllowed):
    code = "inspections.in-the-brigades-charge"
    says = gettext_noop("{premises} is in the brigade's charge, not in the station's.")
    remedy = gettext_noop(
        "Tell the brigade, or let higher police assign the premises to the station."
    )


class CeilingReached(Conflict):
    code = "inspections.ceiling-reached"
    says = gettext_noop(
        "{premises} has had {done} routine visits this year; at most {ceiling} are allowed."
    )
    remedy = gettext_noop(
        "Only a complaint, a re-inspection or a special campaign with its reason goes further."
    )


class BeforeTheTask(Invalid):
    code = "inspections.before-the-task"
    says = gettext_noop("The visit would be of {on}, but its task was opened on {opened_on}.")
    remedy = gettext_noop(
        "Set the clock of the device right; if that day is true, send the visit without the task."
    )


class BeforeItWasFound(Invalid):
    code = "inspections.before-it-was-found"
    says = gettext_noop("This hazard was found on {found_on}, after this visit of {on}.")
    remedy = gettext_noop("Look at it again in a later visit.")


class VisitUnderWay(Conflict):
    code = "inspections.visit-under-way"
    says = gettext_noop("{officers} are already visiting {premises}.")
    remedy = gettext_noop("Join them, or wait until they have finished or discarded that visit.")


class VisitEnded(Conflict):
    code = "inspections.visit-ended"
    says = gettext_noop("This visit is over: {status}.")
    remedy = gettext_noop("What was wrong with it is put right by a new visit.")


class NotYourVisit(NotAllowed):
    code = "inspections.not-your-visit"
    says = gettext_noop("This visit is made by {officers}.")
    remedy = gettext_noop("One of them has to do this.")


class TwoOfficersNeeded(Invalid):
    code = "inspections.two-officers-needed"
    says = gettext_noop("The law asks for two officers; the second is not named yet.")
    remedy = gettext_noop("Choose the second officer.")


class IdNotShown(Invalid):
    code = "inspections.id-not-shown"
    says = gettext_noop("The officers have to show their ID before the inspection counts.")
    remedy = gettext_noop("Confirm that you showed your ID, and to whom.")


class NobodyPresent(Invalid):
    code = "inspections.nobody-present"
    says = gettext_noop("The record has to name who was present for the inspected place.")
    remedy = gettext_noop("Choose or write the name of the person who accompanied you.")


class RechecksMissing(Invalid):
    code = "inspections.rechecks-missing"
    says = gettext_noop("This is a re-inspection, but what became of the hazard is not answered.")
    remedy = gettext_noop("Say for the hazard whether it was put right.")


class ElsewhereFound(Invalid):
    code = "inspections.hazard-elsewhere"
    says = gettext_noop("This hazard is not an open hazard of {premises}.")
    remedy = gettext_noop("Open the visit again; the hazard may have been closed meanwhile.")
