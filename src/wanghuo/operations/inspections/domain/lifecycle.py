"""The life of a task as one table: from which state which end may be reached."""

from __future__ import annotations

from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.operations.inspections.domain.terms import TaskStatus


class TaskEnded(Conflict):
    code = "inspections.task-ended"
    says = gettext_noop("This task has already ended: {status}.")
    remedy = gettext_noop("Open a new task if the visit is still needed.")


class ReasonMissing(Invalid):
    code = "inspections.reason-missing"
    says = gettext_noop("This needs a reason.")
    remedy = gettext_noop("Write the reason in a sentence; it stays with the record.")


# A missed task can still be made up for or excused; a visit made offline may arrive after the
# chief excused its task, and what was done counts.
AFTER: dict[TaskStatus, frozenset[TaskStatus]] = {
    TaskStatus.OPEN: frozenset({
        TaskStatus.DONE, TaskStatus.MISSED, TaskStatus.EXCUSED, TaskStatus.CANCELLED,
    }),
    TaskStatus.MISSED: frozenset({TaskStatus.DONE, TaskStatus.EXCUSED}),
    TaskStatus.EXCUSED: frozenset({TaskStatus.DONE}),
    TaskStatus.DONE: frozenset(),
    TaskStatus.CANCELLED: frozenset(),
}  # fmt: skip

NEEDS_REASON = frozenset({TaskStatus.EXCUSED, TaskStatus.CANCELLED})


def may_become(status: TaskStatus, end: TaskStatus) -> bool:
    return end in AFTER[status]


def ended(status: TaskStatus, end: TaskStatus, *, reason: str = "") -> str:
    """
    Return the reason to keep for ending a task in ``status`` as ``end``.

    Raises: TaskEnded, ReasonMissing.
    """
    if not may_become(status, end):
        raise TaskEnded(status=status)
    reason = reason.strip()
    if end in NEEDS_REASON and not reason:
        raise ReasonMissing(field="reason")
    return reason
