"""The chief's decisions on a plan."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import concurrency
from wanghuo.insight.planning.domain.lifecycle import PlanAct, PlanStatus, after
from wanghuo.insight.planning.models import Plan
from wanghuo.insight.planning.services.adjusting import ReasonMissing
from wanghuo.insight.planning.services.permission import require
from wanghuo.registers.access.models import Person


class NotInThisState(Conflict):
    code = "planning.not-in-this-state"
    says = gettext_noop("A plan that is “{status}” does not allow this: {act}.")
    remedy = gettext_noop("Open the plan again to see its next step.")


class ShortageUndecided(Invalid):
    code = "planning.shortage-undecided"
    says = gettext_noop(
        "This plan leaves {missing} required visits to {objects} objects unmet. Who approves it"
        " must write down what is to become of them."
    )
    remedy = gettext_noop(
        "Write the decision: more hours, help from others, or why it is accepted."
    )


def moved(plan: Plan, act: PlanAct, version: int | None = None) -> Plan:
    """
    Return the plan locked and in the status that ``act`` leads to.

    Raises: NotInThisState, StaleVersion.
    """
    plan = concurrency.claim(plan, version)
    status = PlanStatus(plan.status)
    following = after(status, act)
    if following is None:
        raise NotInThisState(status=status, act=act)
    plan.status = following
    return plan


@transaction.atomic
def submit(*, plan: Plan, by: Person, at: datetime, version: int | None = None) -> Plan:
    """
    Put a draft before the chief.

    Raises: NotInThisState, StaleVersion.
    """
    require(by, "planning.draft", plan.station)
    plan = moved(plan, PlanAct.SUBMIT, version)
    plan.save()
    facts = {"year": plan.year, "edition": plan.edition}
    journal.record("planning.submitted", about=plan, by=by, at=at, facts=facts)
    return plan


@transaction.atomic
def send_back(
    *, plan: Plan, reason: str, by: Person, at: datetime, version: int | None = None
) -> Plan:
    """
    Send a plan back to be changed.

    Raises: NotInThisState, ReasonMissing, StaleVersion.
    """
    require(by, "planning.approve", plan.station)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    plan = moved(plan, PlanAct.SEND_BACK, version)
    plan.approved_at = plan.approved_by = None
    plan.shortage_decision = ""
    plan.save()
    facts = {"year": plan.year, "edition": plan.edition, "reason": reason.strip()}
    journal.record("planning.sent_back", about=plan, by=by, at=at, facts=facts)
    return plan


@transaction.atomic
def approve(
    *,
    plan: Plan,
    by: Person,
    at: datetime,
    shortage_decision: str = "",
    version: int | None = None,
) -> Plan:
    """
    Approve a plan; where it leaves floors unmet, with a written decision about them.

    Raises: NotInThisState, ShortageUndecided, StaleVersion.
    """
    require(by, "planning.approve", plan.station)
    plan = moved(plan, PlanAct.APPROVE, version)
    decision = shortage_decision.strip()
    if plan.is_short and not decision:
        raise ShortageUndecided(
            missing=plan.missing_visits,
            objects=plan.objects_count - plan.objects_covered,
            field="shortage_decision",
        )
    plan.approved_at, plan.approved_by, plan.shortage_decision = at, by, decision
    plan.save()
    facts = {
        "year": plan.year,
        "edition": plan.edition,
        "missing": plan.missing_visits,
        "reason": decision,
    }
    journal.record("planning.approved", about=plan, by=by, at=at, facts=facts)
    return plan
