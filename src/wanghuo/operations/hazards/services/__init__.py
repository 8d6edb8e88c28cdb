"""Verbs on hazards, one file each; callers use them as ``hazards.services.<verb>``."""

from wanghuo.operations.hazards.services.assigning import reassign
from wanghuo.operations.hazards.services.choosing import choose_measure
from wanghuo.operations.hazards.services.closing import close
from wanghuo.operations.hazards.services.extending import decide_extension, request_extension
from wanghuo.operations.hazards.services.finding import find
from wanghuo.operations.hazards.services.handing_over import hand_over
from wanghuo.operations.hazards.services.ordering import issue_orders
from wanghuo.operations.hazards.services.passing import pass_over
from wanghuo.operations.hazards.services.reinspecting import record_reinspection
from wanghuo.operations.hazards.services.reporting import report_draft, report_severe
from wanghuo.operations.hazards.services.steps import announce
from wanghuo.operations.hazards.services.transferring import (
    close_transferred,
    may_answer,
    record_receipt,
    record_reply,
    require_receiver,
    transfer,
    transfer_draft,
)

__all__ = [
    "announce",
    "choose_measure",
    "close",
    "close_transferred",
    "decide_extension",
    "find",
    "hand_over",
    "issue_orders",
    "may_answer",
    "pass_over",
    "reassign",
    "record_receipt",
    "record_reinspection",
    "record_reply",
    "report_draft",
    "report_severe",
    "request_extension",
    "require_receiver",
    "transfer",
    "transfer_draft",
]
