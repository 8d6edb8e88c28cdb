"""
What a person should know today, derived from facts.

Nothing is stored for a notification: it is there while its cause is there and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.jobs import registry
from wanghuo.foundation.jobs import selectors as jobs
from wanghuo.foundation.support.speech import plain
from wanghuo.insight.worklists.domain.lines import Work, WorkGroup
from wanghuo.insight.worklists.selectors import urgency
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.registers.access.models import Person

LOUD = ("overdue", "today")
NEW_DAYS = 3
ANSWER_DAYS = 7


def for_person(person: Person, *, on: date) -> list[WorkGroup]:
    """Return what is due, what is newly the person's, and what others answered."""
    loud = [group for group in urgency.groups(person, on=on) if group.key in LOUD]
    return [
        *loud,
        WorkGroup(
            "new", _("Newly yours"), "wait", "circle-plus",
            _("Nothing new. What was given to you in the last three days appears here."),
            list(_new(person, _days_before(on, NEW_DAYS))), is_whole=True,
        ),
        WorkGroup(
            "answered", _("Answers received"), "done", "message-report",
            _("No answer yet. Decisions on what you asked for and finished background work "
              "of the last week appear here."),
            list(_answers(person, _days_before(on, ANSWER_DAYS))), is_whole=True,
        ),
    ]  # fmt: skip


def _days_before(on: date, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(on - timedelta(days=days), time.min))


def _new(person: Person, since: datetime) -> Iterable[Work]:
    for task in inspections.newly_assigned(person, since=since):
        yield Work(
            what=task.get_purpose_display(),
            where=task.premises.name,
            why=gettext("given {at}").format(at=plain(task.opened_at)),
            address=reverse("inspections:task", args=[task.pk]),
            kind="task",
            record=task.pk,
            due_on=task.due_on,
        )


def _answers(person: Person, since: datetime) -> Iterable[Work]:
    for extension in hazards.decided_for(person, since=since):
        said = gettext("{decision} by {by}, {at}")
        yield Work(
            what=gettext("Extension"),
            where=extension.hazard.premises.name,
            why=said.format(
                decision=extension.get_decision_display(),
                by=extension.decided_by.name if extension.decided_by else "",
                at=plain(extension.decided_at),
            ),
            address=reverse("hazards:record", args=[extension.hazard_id]),
            kind="hazard",
            record=extension.hazard_id,
        )
    for job in jobs.ended(person, since=since):
        yield Work(
            what=gettext(registry.title_of(job.kind)),
            where=job.get_state_display(),
            why=str(plain(job.ended_at)),
            address=reverse("console:job", args=[job.pk]),
            kind="job",
            record=job.pk,
        )
