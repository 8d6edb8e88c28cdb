"""Verbs on tasks and visits; callers use them as ``inspections.services.<verb>``."""

from wanghuo.operations.inspections.services.answering import (
    answer,
    answer_rest,
    attach_photograph,
    recheck,
    save_draft,
    withdraw_answer,
)
from wanghuo.operations.inspections.services.asking import ask_for_visit
from wanghuo.operations.inspections.services.ending import (
    cancel_task,
    excuse_task,
    mark_missed,
    reassign_all,
    reassign_task,
    release_task,
    reschedule_task,
)
from wanghuo.operations.inspections.services.finishing import finish_visit, report_visit
from wanghuo.operations.inspections.services.handing_over import hand_over
from wanghuo.operations.inspections.services.opening import NewTask, open_task, open_tasks
from wanghuo.operations.inspections.services.passing import pass_over
from wanghuo.operations.inspections.services.rearranging import cancel_tasks, reassign_tasks
from wanghuo.operations.inspections.services.refusals import OfficerExcluded
from wanghuo.operations.inspections.services.starting import (
    confirm_identity,
    discard_visit,
    start_visit,
)

__all__ = [
    "NewTask",
    "OfficerExcluded",
    "answer",
    "answer_rest",
    "ask_for_visit",
    "attach_photograph",
    "cancel_task",
    "cancel_tasks",
    "confirm_identity",
    "discard_visit",
    "excuse_task",
    "finish_visit",
    "hand_over",
    "mark_missed",
    "open_task",
    "open_tasks",
    "pass_over",
    "reassign_all",
    "reassign_task",
    "reassign_tasks",
    "recheck",
    "release_task",
    "report_visit",
    "reschedule_task",
    "save_draft",
    "start_visit",
    "withdraw_answer",
]
