"""Jobs, what they produced, and the rows they could not take."""

from django.db import models

from wanghuo.foundation.jobs.domain.states import ENDED, State
from wanghuo.foundation.support.fields import term_field
from wanghuo.foundation.support.models import Record


class Job(Record):
    """A piece of long work somebody started."""

    kind = models.CharField(max_length=64)
    state = term_field(State, default=State.WAITING)
    parameters = models.JSONField(default=dict)
    by_id = models.UUIDField()
    by_label = models.CharField(max_length=128)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    is_cancel_requested = models.BooleanField(default=False)
    summary = models.JSONField(default=dict)
    refusal = models.JSONField(default=dict)
    result_digest = models.CharField(max_length=64, blank=True)
    result_name = models.CharField(max_length=200, blank=True)
    result_media_type = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["by_id", "-created_at"], name="jobs_job_by"),
            models.Index(fields=["state", "created_at"], name="jobs_job_state"),
        ]

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


class Lease(models.Model):
    """
    A worker's word that it is at a job until an instant, renewed while it lives.

    A row of its own, so that renewing waits for nothing the work itself holds.
    """

    job = models.OneToOneField(Job, models.CASCADE, primary_key=True, related_name="lease")
    until = models.DateTimeField()


class Failure(models.Model):
    """A row a job could not take: where, why, and what to do."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="failures")
    sheet = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=120, blank=True)
    value = models.TextField(blank=True)
    code = models.CharField(max_length=64)
    reason = models.TextField()
    remedy = models.TextField(blank=True)
