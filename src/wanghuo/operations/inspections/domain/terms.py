"""Words of the room: where a task comes from, what a visit is for, how both end."""

from __future__ import annotations

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.registers.documents.domain.kinds import Verdict

__all__ = ["Complaint", "Origin", "Purpose", "TaskStatus", "Verdict", "VisitStatus", "origin_of"]


class Origin(Term):
    """What made a task."""

    PLAN = "PLAN", gettext_noop("Annual plan")
    HAZARD = "HAZARD", gettext_noop("Hazard")
    COMPLAINT = "COMPLAINT", gettext_noop("Complaint")
    MANUAL = "MANUAL", gettext_noop("By hand")


class Purpose(Term):
    """What a visit is for. Only routine visits count against the yearly ceiling."""

    ROUTINE = "ROUTINE", gettext_noop("Routine inspection")
    REINSPECTION = "REINSPECTION", gettext_noop("Re-inspection")
    CAMPAIGN = "CAMPAIGN", gettext_noop("Special campaign")
    VERIFY = "VERIFY", gettext_noop("Verification of a complaint")


def origin_of(purpose: Purpose) -> Origin:
    """Return what makes a task that a person opens for a purpose."""
    return Origin.COMPLAINT if purpose is Purpose.VERIFY else Origin.MANUAL


class Complaint(Term):
    """What a complaint is about, as far as the time to verify it depends on that."""

    OTHER = "OTHER", gettext_noop("Any other complaint")
    URGENT = "URGENT", gettext_noop("Evacuation blocked or facilities switched off")


class TaskStatus(Term):
    OPEN = "OPEN", gettext_noop("To do")
    DONE = "DONE", gettext_noop("Done")
    MISSED = "MISSED", gettext_noop("Missed")
    EXCUSED = "EXCUSED", gettext_noop("Excused")
    CANCELLED = "CANCELLED", gettext_noop("Cancelled")


class VisitStatus(Term):
    DRAFT = "DRAFT", gettext_noop("Under way")
    REPORTED = "REPORTED", gettext_noop("Reported, to be confirmed by an officer")
    FINISHED = "FINISHED", gettext_noop("Finished")
    DISCARDED = "DISCARDED", gettext_noop("Discarded")
