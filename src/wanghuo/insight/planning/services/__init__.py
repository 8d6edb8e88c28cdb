"""Verbs on plans: draft, change by hand, decide, publish, declare hours and conflicts."""

from wanghuo.insight.planning.services.adjusting import add_visit, adjust, drop
from wanghuo.insight.planning.services.deciding import approve, send_back, submit
from wanghuo.insight.planning.services.declaring import (
    declare_conflict,
    declare_hours,
    end_conflict,
)
from wanghuo.insight.planning.services.drafting import (
    NothingToPlan,
    draft,
    preview,
    report_as_json,
    seed_for,
)
from wanghuo.insight.planning.services.passing import pass_over
from wanghuo.insight.planning.services.publishing import publish
from wanghuo.insight.planning.services.undoing import NothingToUndo, undo

__all__ = [
    "NothingToPlan",
    "NothingToUndo",
    "add_visit",
    "adjust",
    "approve",
    "declare_conflict",
    "declare_hours",
    "draft",
    "drop",
    "end_conflict",
    "pass_over",
    "preview",
    "publish",
    "report_as_json",
    "seed_for",
    "send_back",
    "submit",
    "undo",
]
