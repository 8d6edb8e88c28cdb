"""When the nightly work of an installation is due."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from wanghuo.foundation.jobs import selectors as job_selectors
from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.organization import selectors as organization

KIND = "console.nightly"
DUE_AT = time(0, 20)
"""Shortly after midnight; a machine that was off catches up when it starts."""


def start_when_due(*, at: datetime) -> Job | None:
    """Queue the nightly work of the day of ``at`` unless it has been queued already."""
    installation = organization.installation()
    if installation is None or timezone.localtime(at).time() < DUE_AT:
        return None
    latest = job_selectors.latest(KIND)
    if latest and day_of(latest.created_at) >= day_of(at):
        return None
    return jobs.start(KIND, by=installation, at=at, parameters={"day": day_of(at).isoformat()})
