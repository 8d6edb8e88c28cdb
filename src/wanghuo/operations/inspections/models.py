"""Tasks, visits, their answers, rechecks of earlier hazards, and photographs."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from wanghuo.foundation.support.clock import day_of
from wanghuo.foundation.support.constraints import both_or_neither, term_is_known
from wanghuo.foundation.support.fields import term_field
from wanghuo.foundation.support.models import Record, Versioned
from wanghuo.operations.hazards.domain.terms import Outcome
from wanghuo.operations.inspections.domain.reasons import SENTENCES, words_of
from wanghuo.operations.inspections.domain.terms import (
    Origin,
    Purpose,
    TaskStatus,
    Verdict,
    VisitStatus,
)


class Task(Record):
    """Somebody has to visit some premises in a span of days, for a reason that can be cited."""

    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+")
    station = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    territory = models.ForeignKey("organization.Territory", models.PROTECT, related_name="+")
    origin = term_field(Origin)
    purpose = term_field(Purpose)
    reason_code = models.CharField(max_length=40)
    reason_facts = models.JSONField(default=dict)
    window_start = models.DateField()
    due_on = models.DateField()
    due_explained = models.JSONField(default=dict)
    accountable = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    partner = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    hazard = models.ForeignKey("hazards.Hazard", models.PROTECT, null=True, related_name="+")
    plan_item = models.UUIDField(null=True)
    status = term_field(TaskStatus, default=TaskStatus.OPEN)
    end_reason = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            term_is_known("origin", Origin),
            term_is_known("purpose", Purpose),
            term_is_known("status", TaskStatus),
            models.CheckConstraint(
                name="inspections_task_window", condition=Q(due_on__gte=F("window_start"))
            ),
            models.CheckConstraint(
                name="inspections_task_two_officers",
                condition=Q(partner__isnull=True) | ~Q(partner=F("accountable")),
            ),
            models.CheckConstraint(
                name="inspections_task_ended",
                condition=Q(status=TaskStatus.OPEN, ended_at__isnull=True)
                | ~Q(status=TaskStatus.OPEN) & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="inspections_task_end_has_reason",
                condition=~Q(status__in=[TaskStatus.EXCUSED, TaskStatus.CANCELLED])
                | ~Q(end_reason=""),
            ),
            models.UniqueConstraint(
                fields=["hazard"],
                condition=Q(status=TaskStatus.OPEN),
                name="inspections_one_task_per_hazard",
            ),
            models.UniqueConstraint(fields=["plan_item"], name="inspections_task_plan_item_once"),
        ]
        indexes = [
            models.Index(fields=["station", "status", "due_on", "id"], name="inspections_task_st"),
            models.Index(fields=["territory", "status", "due_on"], name="inspections_task_ground"),
            models.Index(
                fields=["accountable", "status", "due_on"], name="inspections_task_person"
            ),
            models.Index(fields=["partner", "status", "due_on"], name="inspections_task_partner"),
            models.Index(fields=["premises", "due_on"], name="inspections_task_premises"),
            models.Index(fields=["status", "due_on", "id"], name="inspections_task_due"),
            models.Index(fields=["station", "due_on", "id"], name="inspections_task_st_due"),
            models.Index(fields=["due_on", "id"], name="inspections_task_all"),
            models.Index(
                fields=["-opened_at", "-id"],
                name="inspections_complaints",
                condition=Q(origin=Origin.COMPLAINT.value),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.status == TaskStatus.OPEN

    @property
    def reason_words(self) -> Any:
        """The reason in both languages, when whoever made the task gave it so."""
        return words_of(self.reason_facts)

    @property
    def rule(self) -> str:
        """The key of the rule that asks for the visit or counted its day; empty if none did."""
        return str(self.reason_facts.get("rule") or self.due_explained.get("rule") or "")

    @property
    def reason_sentence(self) -> str:
        """The English sentence of the reason, to be translated and filled with the facts."""
        return SENTENCES.get(self.reason_code, SENTENCES["by-hand"])


class Visit(Versioned):
    """
    Two officers at some premises, from the first answer to the finished record.

    ``draft`` is what was typed and not decided yet. ``reporter`` is the auxiliary who made the
    visit; an officer confirms it by finishing it.
    """

    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="visits")
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+")
    station = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    territory = models.ForeignKey("organization.Territory", models.PROTECT, related_name="+")
    purpose = term_field(Purpose)
    reason = models.CharField(max_length=300, blank=True)
    lead = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    partner = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    reporter = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    checklist_key = models.CharField(max_length=80)
    checklist_edition = models.CharField(max_length=16)
    started_at = models.DateTimeField()
    visited_on = models.DateField()
    id_shown_at = models.DateTimeField(null=True)
    accompanied_by = models.CharField(max_length=60, blank=True)
    accompanied_as = models.CharField(max_length=60, blank=True)
    remarks = models.TextField(blank=True)
    status = term_field(VisitStatus, default=VisitStatus.DRAFT)
    reported_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    discard_reason = models.CharField(max_length=300, blank=True)
    failed = models.PositiveSmallIntegerField(default=0)
    draft = models.JSONField(default=dict)

    unjournalled = frozenset({"draft", "version"})
    is_fully_journalled = True

    class Meta:
        constraints = [
            term_is_known("purpose", Purpose),
            term_is_known("status", VisitStatus),
            both_or_neither("finished_at", "finished_by", name="inspections_visit_finisher"),
            models.CheckConstraint(
                name="inspections_visit_two_officers",
                condition=Q(partner__isnull=True) | ~Q(partner=F("lead")),
            ),
            models.CheckConstraint(
                name="inspections_finished_is_lawful",
                condition=~Q(status=VisitStatus.FINISHED)
                | Q(
                    partner__isnull=False,
                    id_shown_at__isnull=False,
                    finished_at__isnull=False,
                )
                & ~Q(accompanied_by=""),
            ),
            models.CheckConstraint(
                name="inspections_discarded_has_reason",
                condition=~Q(status=VisitStatus.DISCARDED) | ~Q(discard_reason=""),
            ),
            models.CheckConstraint(
                name="inspections_reported_by_somebody",
                condition=Q(reported_at__isnull=True) | Q(reporter__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["station", "-visited_on", "-id"], name="inspections_visit_station"
            ),
            models.Index(
                fields=["territory", "-visited_on", "-id"], name="inspections_visit_ground"
            ),
            models.Index(fields=["-visited_on", "-id"], name="inspections_visit_newest"),
            # These three hold all that the year's counts ask for: they read no row.
            models.Index(
                fields=["premises", "-visited_on", "-id", "status"], name="inspections_visit_place"
            ),
            models.Index(
                fields=["station", "status", "visited_on", "purpose"], name="inspections_visit_st"
            ),
            models.Index(
                fields=["status", "visited_on", "purpose", "station"],
                name="inspections_visit_counts",
            ),
            models.Index(fields=["lead", "status", "visited_on"], name="inspections_visit_lead"),
            models.Index(fields=["partner", "status"], name="inspections_visit_partner"),
            # Few visits have one; with the many that have none SQLite would think it useless.
            models.Index(
                fields=["reporter", "status"],
                name="inspections_visit_reporter",
                condition=Q(reporter__isnull=False),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.status in (VisitStatus.DRAFT, VisitStatus.REPORTED)

    @property
    def needs_sheet(self) -> bool:
        """Whether the whole check list has to be answered; a re-inspection looks at less."""
        return self.purpose != Purpose.REINSPECTION

    def __str__(self) -> str:
        return f"{day_of(self.started_at).isoformat()} {self.premises.name}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:visit", kwargs={"visit_id": self.pk})


class Answer(Record):
    """
    The verdict on one item of the check list, or on all the rest at once.

    ``faults`` are the codes of what exactly is wrong. The latest ``answered_at`` counts, in
    whatever order answers arrive.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="answers")
    item_key = models.CharField(max_length=80)
    verdict = term_field(Verdict)
    note = models.TextField(blank=True)
    faults = models.JSONField(default=list)
    is_fixed_on_spot = models.BooleanField(default=False)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            term_is_known("verdict", Verdict),
            models.UniqueConstraint(
                fields=["visit", "item_key"], name="inspections_answer_once_per_item"
            ),
            models.CheckConstraint(
                name="inspections_only_faults_are_fixed",
                condition=Q(is_fixed_on_spot=False) | Q(verdict=Verdict.FAIL),
            ),
        ]


class Recheck(Record):
    """What the visit saw of a hazard found before; recorded with the hazard when it finishes."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="rechecks")
    hazard = models.ForeignKey("hazards.Hazard", models.PROTECT, related_name="+")
    outcome = term_field(Outcome)
    note = models.TextField(blank=True)
    next_deadline_on = models.DateField(null=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            term_is_known("outcome", Outcome),
            models.UniqueConstraint(
                fields=["visit", "hazard"], name="inspections_recheck_once_per_hazard"
            ),
        ]


class Photograph(Record):
    """A photograph of an item or a hazard; the picture lies in the archive under its digest."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photographs")
    item_key = models.CharField(max_length=80, blank=True)
    hazard_id = models.UUIDField(null=True)
    digest = models.CharField(max_length=64)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["visit", "item_key"], name="inspections_photograph_item")]
