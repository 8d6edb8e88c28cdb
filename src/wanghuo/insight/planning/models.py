"""Plans and their lines, declared hours, conflicts of interest."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.support.constraints import (
    both_or_neither,
    term_is_known,
)
from wanghuo.foundation.support.fields import term_field
from wanghuo.foundation.support.models import Record, Versioned
from wanghuo.insight.planning.domain.facts import Purpose, Standing
from wanghuo.insight.planning.domain.lifecycle import OPEN, PlanStatus

PERSON = "access.Person"


def month_is_real() -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(month__gte=1, month__lte=12), name="%(app_label)s_%(class)s_month_is_real"
    )


class Plan(Versioned):
    """
    One edition of a station's plan for a year.

    ``report`` is what the planner answered, recounted after each change by hand; the counts
    beside it stand for lists. ``first_month`` was the first that could still be planned.
    """

    station = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField()
    status = term_field(PlanStatus, default=PlanStatus.DRAFT)
    seed = models.CharField(max_length=64)
    first_month = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)
    report = models.JSONField(default=dict)
    objects_count = models.PositiveIntegerField(default=0)
    objects_covered = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    missing_visits = models.PositiveIntegerField(default=0)
    shortage_decision = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            term_is_known("status", PlanStatus),
            both_or_neither("approved_at", "approved_by"),
            models.UniqueConstraint(
                fields=["station", "year", "edition"], name="planning_plan_edition"
            ),
            models.UniqueConstraint(
                fields=["station", "year"],
                condition=Q(status=PlanStatus.PUBLISHED.value),
                name="planning_plan_published_once",
            ),
            models.UniqueConstraint(
                fields=["station", "year"],
                condition=Q(status__in=[status.value for status in OPEN]),
                name="planning_plan_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.edition}"

    @property
    def is_short(self) -> bool:
        return self.missing_visits > 0


class PlanItem(Record):
    """
    One visit of a plan.

    ``line`` names the visit through all editions of the plan, and its task. ``reasons`` holds
    codes and facts. A visit taken out by hand stays as a dropped line.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    line = models.UUIDField(default=uuid7)
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+")
    month = models.PositiveSmallIntegerField()
    lead = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    partner = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    minutes = models.PositiveIntegerField()
    purpose = term_field(Purpose)
    standing = term_field(Standing, default=Standing.NEW)
    reasons = models.JSONField(default=dict)
    adjusted_at = models.DateTimeField(null=True)
    adjusted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    adjust_reason = models.TextField(blank=True)
    is_dropped = models.BooleanField(default=False)

    is_fully_journalled = True

    class Meta:
        constraints = [
            month_is_real(),
            term_is_known("purpose", Purpose),
            term_is_known("standing", Standing),
            both_or_neither("adjusted_at", "adjusted_by"),
            models.CheckConstraint(
                condition=Q(lead__isnull=True) | Q(partner__isnull=True) | ~Q(lead=F("partner")),
                name="planning_planitem_two_officers",
            ),
            models.UniqueConstraint(fields=["plan", "line"], name="planning_planitem_line"),
            models.UniqueConstraint(
                fields=["plan", "premises", "month"],
                condition=Q(is_dropped=False) & ~Q(standing=Standing.DONE.value),
                name="planning_planitem_once_a_month",
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "month", "id"], name="planning_item_month"),
            models.Index(fields=["line"], name="planning_item_line"),
        ]

    @property
    def is_adjusted(self) -> bool:
        return self.adjusted_at is not None

    @property
    def as_drafted(self) -> dict[str, Any] | None:
        """Month and officers before the first change by hand; None while nothing was changed."""
        kept = self.reasons.get("drafted")
        return kept[0]["facts"] if kept else None

    @property
    def is_moved(self) -> bool:
        """Whether it stands in another month than the one it was drafted for."""
        return self.as_drafted is not None and self.as_drafted["month"] != self.month

    @property
    def has_other_officers(self) -> bool:
        """Whether other officers make it, or lead it, than those it was drafted for."""
        return self.as_drafted is not None and self.as_drafted["officers"] != self._officers()

    def _officers(self) -> list[str | None]:
        return [str(person) if person else None for person in (self.lead_id, self.partner_id)]

    def keep_as_drafted(self) -> None:
        """Keep month and officers as they are, unless that was done before; not saved yet."""
        if not self.reasons or "drafted" in self.reasons:
            return
        facts = {"month": self.month, "officers": self._officers()}
        self.reasons = self.reasons | {"drafted": [{"code": "drafted", "facts": facts}]}


class Availability(Record):
    """
    The minutes an officer declares for supervision in a month.

    Without one the yearly hours of the officer's post hold, a twelfth of them a month.
    """

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()

    is_fully_journalled = True

    class Meta:
        constraints = [
            month_is_real(),
            models.UniqueConstraint(
                fields=["person", "year", "month"], name="planning_availability_once"
            ),
        ]


class ConflictOfInterest(Record):
    """
    An officer who must not inspect certain premises, and why.

    ``until`` is the first day it no longer holds; one taken back at once never held a day.
    """

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+")
    reason = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="planning_conflict_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "premises"],
                condition=Q(until__isnull=True),
                name="planning_conflict_open_once",
            ),
        ]
        indexes = [models.Index(fields=["premises"], name="planning_conflict_premises")]
