"""The states of a plan and the acts that lead from one to the next."""

from __future__ import annotations

from wanghuo.foundation.kernel.words import Term, gettext_noop


class PlanStatus(Term):
    DRAFT = "DRAFT", gettext_noop("Draft")
    SUBMITTED = "SUBMITTED", gettext_noop("Waiting for approval")
    APPROVED = "APPROVED", gettext_noop("Approved")
    PUBLISHED = "PUBLISHED", gettext_noop("Published")
    SUPERSEDED = "SUPERSEDED", gettext_noop("Replaced")


class PlanAct(Term):
    SUBMIT = "SUBMIT", gettext_noop("Submit for approval")
    SEND_BACK = "SEND_BACK", gettext_noop("Send back")
    APPROVE = "APPROVE", gettext_noop("Approve")
    PUBLISH = "PUBLISH", gettext_noop("Publish")
    REPLACE = "REPLACE", gettext_noop("Replace")


NEXT: dict[tuple[PlanStatus, PlanAct], PlanStatus] = {
    (PlanStatus.DRAFT, PlanAct.SUBMIT): PlanStatus.SUBMITTED,
    (PlanStatus.SUBMITTED, PlanAct.SEND_BACK): PlanStatus.DRAFT,
    (PlanStatus.APPROVED, PlanAct.SEND_BACK): PlanStatus.DRAFT,
    (PlanStatus.SUBMITTED, PlanAct.APPROVE): PlanStatus.APPROVED,
    (PlanStatus.APPROVED, PlanAct.PUBLISH): PlanStatus.PUBLISHED,
    (PlanStatus.DRAFT, PlanAct.REPLACE): PlanStatus.SUPERSEDED,
    (PlanStatus.SUBMITTED, PlanAct.REPLACE): PlanStatus.SUPERSEDED,
    (PlanStatus.APPROVED, PlanAct.REPLACE): PlanStatus.SUPERSEDED,
    (PlanStatus.PUBLISHED, PlanAct.REPLACE): PlanStatus.SUPERSEDED,
}

OPEN = (PlanStatus.DRAFT, PlanStatus.SUBMITTED, PlanStatus.APPROVED)
"""A plan being made; a station has one for a year at most, beside the published one."""


def after(status: PlanStatus, act: PlanAct) -> PlanStatus | None:
    """Return the status an act leads to, or None where it leads nowhere."""
    return NEXT.get((status, act))
