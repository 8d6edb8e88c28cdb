"""
What a person has to do, gathered from the rooms below and sorted by urgency.

A source is asked for a person on a day and answers with lines. Nothing is stored: a line is there
while its cause is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.rulebook import bases
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.editions import EditionStatus
from wanghuo.insight.worklists.domain.lines import Work, WorkGroup
from wanghuo.insight.worklists.selectors import administration, operations, papers
from wanghuo.registers.access.models import Person
from wanghuo.registers.policy import selectors as policy

Source = Callable[[Person, date], Iterable[Work]]

SOURCES: tuple[Source, ...] = (
    operations.inspections_to_do,
    operations.inspections_to_report,
    operations.hazards_to_act_on,
    operations.hazards_with_others,
    papers.documents_to_serve,
    papers.plans,
    administration.posts,
)


def groups(person: Person, *, on: date) -> list[WorkGroup]:
    """Return the work of ``person`` by urgency, soonest first."""
    lines = [line for source in SOURCES for line in source(person, on)]
    lines.sort(key=lambda line: (line.due_on or date.max, line.what, line.where))
    by_urgency = {group.key: group for group in _empty_groups()}
    for line in lines:
        by_urgency[_urgency(line, on)].lines.append(line)
    calendar, rules, place = policy.calendar(), policy.rulebook(), policy.home_place(person)
    for group in by_urgency.values():
        for line in group.shown:
            line.basis = _basis(line, rules, on, place)
            if line.due_on:
                line.working_days_left = calendar.working_days_between(on, line.due_on)
    return list(by_urgency.values())


def _basis(line: Work, rules: Rulebook, on: date, place: str) -> str:
    """Return where the line's rule stands, and that it is to be confirmed if it is."""
    found = None
    if rules.has(line.rule):
        found = bases.of_rule(rules, line.rule, on=on, place=place)
    elif line.matter:
        found = bases.of_matter(rules, line.matter, on=on, place=place)
    if found is None:
        return ""
    cited = gettext("under {citation}").format(citation=found.citation)
    unsure = gettext(EditionStatus.LOCAL_POLICY.english)
    return f"{cited} · {unsure}" if found.is_to_be_confirmed else cited


def _urgency(line: Work, on: date) -> str:
    if line.waits_for:
        return "waiting"
    if line.due_on is None:
        return "today"
    if line.due_on < on:
        return "overdue"
    if line.due_on == on:
        return "today"
    sunday = on + timedelta(days=6 - on.weekday())
    return "week" if line.due_on <= sunday else "later"


def _empty_groups() -> list[WorkGroup]:
    return [
        WorkGroup("overdue", _("Overdue"), "overdue", "alert-circle", _(
            "Nothing is overdue. What passes its date without being done appears here."
        )),
        WorkGroup("today", _("Today"), "soon", "calendar-due", _(
            "Nothing is due today. Inspections, re-inspections and answers due today appear here."
        )),
        WorkGroup("week", _("This week"), "wait", "calendar-event", _(
            "Nothing more is due this week."
        )),
        WorkGroup("later", _("Later"), "quiet", "calendar", _(
            "Nothing is planned for later. Tasks of the approved annual plan appear here "
            "when their window opens."
        )),
        WorkGroup("waiting", _("Waiting for others"), "quiet", "hourglass", _(
            "You are waiting for nobody. What you sent to others for approval or an answer "
            "appears here until they act."
        )),
    ]  # fmt: skip
