"""Local editions of rules, the working-day table, and the mark that tells caches to read again."""

from __future__ import annotations

from django.db import models

from wanghuo.foundation.kernel.spans import Span
from wanghuo.foundation.support.constraints import both_or_neither, ends_after_start
from wanghuo.foundation.support.models import Versioned


class LocalEdition(Versioned):
    """What a place itself says a rule is during a span of days; withdrawn, never deleted."""

    key = models.CharField(max_length=96)
    place = models.CharField(max_length=12, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    value = models.JSONField()
    is_addition = models.BooleanField(default=False)
    is_confirmed = models.BooleanField(default=False)
    document = models.CharField(max_length=128, blank=True)
    reason = models.CharField(max_length=500)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")

    is_fully_journalled = True

    class Meta:
        constraints = [
            ends_after_start(),
            both_or_neither("withdrawn_at", "withdrawn_by"),
        ]
        indexes = [models.Index(fields=["key", "place"], name="policy_edition_key")]

    @property
    def in_force(self) -> Span:
        return Span(self.since, self.until)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class DayOverride(Versioned):
    """A day that is worked or not otherwise than the calendar that comes with the product says."""

    day = models.DateField(unique=True)
    is_worked = models.BooleanField()
    name = models.CharField(max_length=32, blank=True)
    source = models.CharField(max_length=128)

    is_fully_journalled = True


class YearNotice(Versioned):
    """The notice by which the working days of a year were entered and confirmed."""

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.CharField(max_length=128)

    is_fully_journalled = True


class Revision(models.Model):
    """One row whose token changes with every local decision, so that caches read again."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="policy_revision_one_row")
        ]
