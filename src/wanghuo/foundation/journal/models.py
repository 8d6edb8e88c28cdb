"""Chains, their entries, and the rows each entry is about."""

from django.db import models

from wanghuo.foundation.journal.domain.hashing import GENESIS, Algorithm
from wanghuo.foundation.journal.domain.links import Role
from wanghuo.foundation.support.fields import term_field
from wanghuo.foundation.support.models import Record


class Chain(models.Model):
    """The journal of one organization; its row is locked while an entry is appended."""

    key = models.CharField(primary_key=True, max_length=64)
    algorithm = term_field(Algorithm)
    length = models.PositiveBigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default=GENESIS)


class Entry(Record):
    """One act: who did what, when, on the strength of which evidence."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=64)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_label = models.CharField(max_length=128)
    facts = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="journal_entry_number_once"),
        ]
        indexes = [
            models.Index(fields=["by_id", "at"], name="journal_entry_by"),
            models.Index(fields=["kind", "at"], name="journal_entry_kind"),
            models.Index(fields=["at", "id"], name="journal_entry_at"),
        ]


class Subject(models.Model):
    """A row an entry is about; ``digest`` is what the row was after the act."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="subjects")
    role = term_field(Role)
    label = models.CharField(max_length=64)
    object_id = models.UUIDField()
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["object_id", "id"], name="journal_subject_object")]
