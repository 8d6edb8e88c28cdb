"""Hazards and what happened to each: extensions, re-inspections, transfers, reports."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from wanghuo.foundation.support.clock import day_of
from wanghuo.foundation.support.constraints import both_or_neither, term_is_known
from wanghuo.foundation.support.fields import term_field
from wanghuo.foundation.support.models import Record
from wanghuo.operations.hazards.domain.terms import (
    Answer,
    Closing,
    Decision,
    Grade,
    Measure,
    NextStep,
    Outcome,
    Status,
)
from wanghuo.registers.organization.domain.kinds import Layer

BY_NOTE = [Closing.TRANSFERRED, Closing.PREMISES_CLOSED, Closing.FOUND_IN_ERROR]
OPEN = Q(closed_at__isnull=True)


class Hazard(Record):
    """A fault on premises that a rule requires someone to put right."""

    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+")
    station = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    territory = models.ForeignKey("organization.Territory", models.PROTECT, related_name="+")
    found_in = models.UUIDField(help_text="the visit that found it")
    item_key = models.CharField(max_length=80)
    violation = models.CharField(max_length=8, blank=True)
    act_number = models.PositiveSmallIntegerField(null=True)
    grade = term_field(Grade)
    description = models.TextField()
    found_on = models.DateField()
    found_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    partner = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    measure = term_field(Measure)
    status = term_field(Status)
    deadline_on = models.DateField(null=True)
    order = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeats")
    occurrence = models.PositiveSmallIntegerField(default=1)

    next_step = term_field(NextStep, blank=True)
    next_layer = term_field(Layer, blank=True)
    next_person = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    next_due_on = models.DateField(null=True)
    next_due_explained = models.JSONField(default=dict)

    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    closing = term_field(Closing, blank=True)
    proof_visit = models.UUIDField(null=True)
    proof_document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+"
    )
    proof_note = models.TextField(blank=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            both_or_neither("closed_at", "closed_by"),
            term_is_known("grade", Grade),
            term_is_known("measure", Measure),
            term_is_known("status", Status),
            models.CheckConstraint(
                name="hazards_open_has_next_step",
                condition=Q(status=Status.CLOSED, next_step="", next_due_on__isnull=True)
                | Q(next_person__isnull=False, next_due_on__isnull=False)
                & ~Q(status=Status.CLOSED)
                & ~Q(next_step="")
                & ~Q(next_layer=""),
            ),
            models.CheckConstraint(
                name="hazards_closed_has_reason",
                condition=Q(status=Status.CLOSED, closed_at__isnull=False) & ~Q(closing="")
                | ~Q(status=Status.CLOSED) & Q(closed_at__isnull=True, closing=""),
            ),
            models.CheckConstraint(
                name="hazards_closed_has_proof",
                condition=Q(closing="")
                | Q(
                    closing__in=[Closing.FIXED_ON_SPOT, Closing.REINSPECTED],
                    proof_visit__isnull=False,
                )
                | Q(closing__in=BY_NOTE) & ~Q(proof_note=""),
            ),
            models.CheckConstraint(
                name="hazards_ordered_has_deadline",
                condition=~Q(
                    status__in=[
                        Status.ORDERED,
                        Status.PARTLY_CORRECTED,
                        Status.EXTENSION_REQUESTED,
                    ]
                )
                | Q(deadline_on__isnull=False, order__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["station", "next_due_on"], condition=OPEN, name="hazards_open_at_station"
            ),
            models.Index(
                fields=["territory", "next_due_on"], condition=OPEN, name="hazards_open_on_ground"
            ),
            models.Index(
                fields=["next_person", "next_due_on"], condition=OPEN, name="hazards_open_of_person"
            ),
            models.Index(fields=["next_due_on", "id"], condition=OPEN, name="hazards_open_due"),
            models.Index(fields=["premises", "-found_on"], name="hazards_of_premises"),
            models.Index(fields=["-found_on", "-id"], name="hazards_newest"),
            models.Index(fields=["station", "-found_on", "-id"], name="hazards_station_newest"),
            models.Index(fields=["found_in"], name="hazards_visit"),
        ]

    def __str__(self) -> str:
        return self.description[:60]

    def get_absolute_url(self) -> str:
        return reverse("hazards:record", kwargs={"hazard_id": self.pk})

    @property
    def is_open(self) -> bool:
        return self.status != Status.CLOSED

    @property
    def deadline(self) -> date:
        """The last day allowed, of a hazard whose correction was ordered."""
        assert self.deadline_on is not None
        return self.deadline_on

    @property
    def lifecycle_status(self) -> Status:
        """The state as a term, for asking the table."""
        return Status(self.status)


class Extension(Record):
    """A request of the premises for more time, and the chief's decision."""

    hazard = models.ForeignKey(Hazard, models.PROTECT, related_name="extensions")
    requested_by = models.CharField(max_length=60)
    reason = models.TextField()
    until = models.DateField()
    deadline_before = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    decision = term_field(Decision, default=Decision.PENDING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    decision_reason = models.TextField(blank=True)
    document_number = models.CharField(max_length=60, blank=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            both_or_neither("decided_at", "decided_by"),
            term_is_known("decision", Decision),
            models.UniqueConstraint(
                fields=["hazard"],
                condition=Q(decision=Decision.PENDING),
                name="hazards_one_pending_extension",
            ),
            models.CheckConstraint(
                name="hazards_extension_decided",
                condition=Q(decision=Decision.PENDING, decided_at__isnull=True)
                | ~Q(decision=Decision.PENDING) & Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="hazards_extension_extends",
                condition=Q(until__gt=models.F("deadline_before")),
            ),
        ]


class Reinspection(Record):
    """What a visit found of a hazard that was to be corrected."""

    hazard = models.ForeignKey(Hazard, models.PROTECT, related_name="reinspections")
    visit_id = models.UUIDField()
    outcome = term_field(Outcome)
    note = models.TextField(blank=True)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    deadline_before = models.DateField()
    next_deadline_on = models.DateField(null=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            term_is_known("outcome", Outcome),
            models.UniqueConstraint(
                fields=["hazard", "visit_id"], name="hazards_once_per_reinspection"
            ),
            models.CheckConstraint(
                name="hazards_partly_has_next_deadline",
                condition=Q(outcome=Outcome.PARTLY, next_deadline_on__isnull=False)
                | ~Q(outcome=Outcome.PARTLY) & Q(next_deadline_on__isnull=True),
            ),
        ]


class Transfer(Record):
    """A hazard handed to the authority that may decide, with its receipt and answer."""

    hazard = models.ForeignKey(Hazard, models.PROTECT, related_name="transfers")
    to = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    letter = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    reason = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    due_on = models.DateField(help_text="last day to send it, as the rule counted")
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    receipt_number = models.CharField(max_length=60, blank=True)
    answer = term_field(Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    answer_note = models.TextField(blank=True)
    answer_number = models.CharField(max_length=60, blank=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            both_or_neither("received_at", "received_by"),
            both_or_neither("answered_at", "answered_by"),
            models.UniqueConstraint(
                fields=["hazard"],
                condition=Q(answered_at__isnull=True),
                name="hazards_one_open_transfer",
            ),
            models.CheckConstraint(
                name="hazards_answer_complete",
                condition=Q(answered_at__isnull=True, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(answer_note=""),
            ),
        ]
        indexes = [models.Index(fields=["to", "answered_at"], name="hazards_transfer_inbox")]

    @property
    def is_late(self) -> bool:
        """Whether it was sent after the last day the rule counted."""
        return day_of(self.sent_at) > self.due_on


class SevereReport(Record):
    """The written report of a severe hazard to the township government and the brigade."""

    hazard = models.OneToOneField(Hazard, models.PROTECT, related_name="severe_report")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    township = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    brigade = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")

    is_fully_journalled = True
