"""Takes a change by hand back: the visit stands again as the machine drafted it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.insight.planning.models import PlanItem
from wanghuo.insight.planning.services.adjusting import accept, facts_of, opened
from wanghuo.registers.access.models import Person


class NothingToUndo(Conflict):
    code = "planning.nothing-to-undo"
    says = gettext_noop("This visit stands as it was drafted or added.")
    remedy = gettext_noop("Change it, or take it out.")


@transaction.atomic
def undo(*, item: PlanItem, by: Person, at: datetime) -> PlanItem:
    """
    Put back a visit that was taken out, or month and officers that were changed.

    Raises: PlanIsClosed, NothingToUndo, MonthIsPast, LimitBroken, when others stand there now.
    """
    plan = opened(item.plan, by)
    facts, rules = facts_of(plan, at)
    rows = list(plan.items.select_related("premises"))
    row = next(row for row in rows if row.pk == item.pk)
    drafted = row.as_drafted
    if drafted is None and not row.is_dropped:
        raise NothingToUndo()
    others = [other for other in rows if other.pk != row.pk]
    row.is_dropped = False
    if drafted is not None:
        row.month, (row.lead_id, row.partner_id) = drafted["month"], drafted["officers"]
        row.reasons = {part: why for part, why in row.reasons.items() if part != "drafted"}
    if row.reasons:
        row.adjusted_at = row.adjusted_by = None
        row.adjust_reason = ""
    return accept("planning.undone", plan, row, others, facts, rules, by=by, at=at)
