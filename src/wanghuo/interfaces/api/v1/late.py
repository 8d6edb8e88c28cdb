"""Acts of a device that was without a connection: they arrive late, twice and out of order."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime

from wanghuo.foundation.support import clock


class Late(Schema):
    """An act that may have been kept for a while; one said to be still to come counts as now."""

    given_at: AwareDatetime | None = Field(None, description="the instant it was done")

    def act(self, *left_out: str, since: datetime | None = None) -> dict[str, Any]:
        """Return what a service is told, with the instant as ``at``, not before ``since``."""
        now = clock.now()
        at = min(self.given_at, now) if self.given_at else now
        at = max(at, since) if since else at
        return self.dict(exclude={"given_at", *left_out}) | {"at": at}


class Marked(Late):
    """An act on a record, which sent twice counts once."""

    id: UUID | None = Field(None, description="made by the device, best a time-ordered UUID")


class Made(Marked):
    """
    An act that makes a record: ``id`` becomes the record's.

    The same person sending the same again is answered the same; with other words, or under an id
    that stands for something else, it is refused.
    """
