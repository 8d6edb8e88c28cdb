"""What the journal says of tasks and visits."""

from wanghuo.foundation.kernel.words import gettext_noop

ACTS = {
    "inspections.task_opened": gettext_noop("{by} opened the task, due {due_on}"),
    "inspections.tasks_opened": gettext_noop("{by} opened {count} tasks"),
    "inspections.task_excused": gettext_noop("{by} excused the task: {reason}"),
    "inspections.task_cancelled": gettext_noop("{by} cancelled the task: {reason}"),
    "inspections.task_reassigned": gettext_noop("{by} gave the task to {to}: {reason}"),
    "inspections.task_rescheduled": gettext_noop("{by} moved the task to {due_on}, {to}"),
    "inspections.tasks_reassigned": gettext_noop(
        "{by} gave {count} tasks to other officers: {reason}"
    ),
    "inspections.tasks_handed_over": gettext_noop(
        "{by} changed posts: {to} takes over from {from} ({count} tasks)"
    ),
    "inspections.visit_handed_over": gettext_noop(
        "{by} changed posts: {to} takes over the visit from {from}"
    ),
    "inspections.partner_left": gettext_noop(
        "{by} changed posts: {from} no longer goes along as the second officer"
    ),
    "inspections.passed_over": gettext_noop(
        "{tasks} open tasks and {visits} unfinished visits passed from {from} to {to}, because of"
        " an act of {by}"
    ),
    "inspections.moved_along": gettext_noop(
        "{tasks} open tasks and {visits} unfinished visits moved with their premises, because of"
        " an act of {by}"
    ),
    "inspections.tasks_cancelled": gettext_noop("{by} cancelled {count} tasks: {reason}"),
    "inspections.tasks_missed": gettext_noop("{count} tasks were not done in time"),
    "inspections.visit_started": gettext_noop("{by} began the visit"),
    "inspections.id_shown": gettext_noop("{by} confirmed that the officers showed their ID"),
    "inspections.photograph_attached": gettext_noop("{by} took a photograph"),
    "inspections.visit_reported": gettext_noop("{by} reported the visit for confirmation"),
    "inspections.visit_finished": gettext_noop(
        "{by} finished the visit: {passed} passed, {failed} failed"
    ),
    "inspections.reinspection_finished": gettext_noop(
        "{by} finished the re-inspection: hazards looked at again: {rechecked}"
    ),
    "inspections.visit_discarded": gettext_noop("{by} discarded the visit: {reason}"),
}
