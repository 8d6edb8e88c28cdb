"""Abstract models every room builds on."""

from django.db import models

from wanghuo.foundation.kernel.ids import uuid7


class Record(models.Model):
    """A row with a time-ordered id: a phone can make it offline, and indexes stay compact."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class Versioned(Record):
    """A record that two people may edit: ``version`` rises with each accepted change."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
