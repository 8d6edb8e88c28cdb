"""Answers given to requests that carried an idempotency key."""

from django.db import models


class Answered(models.Model):
    """The answer to one request of one person, kept so that a repeat gets it again."""

    person = models.ForeignKey("access.Person", models.CASCADE, related_name="+")
    key = models.CharField(max_length=128)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="api_answered_once"),
        ]
        indexes = [models.Index(fields=["at"], name="api_answered_at")]
