"""What tells work that is being done from work whose process died: a lease, renewed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from threading import Event, Thread
from uuid import UUID

from django.db import Error, connection
from django.db.models import QuerySet

from wanghuo.foundation.jobs.domain.states import State
from wanghuo.foundation.jobs.models import Job, Lease
from wanghuo.foundation.support.clock import Clock

LASTS = timedelta(minutes=2)
"""
Longer than one piece of writing holds a SQLite database, in which nothing can be renewed meanwhile
(23 s for 200,000 rows), and than the clocks of servers that share a database may differ.
"""

RENEWED_EACH_SECONDS = 20.0


def lost(*, at: datetime) -> QuerySet[Job]:
    """Return the jobs that say they run and whose worker no longer says so."""
    return Job.objects.filter(state=State.RUNNING).exclude(lease__until__gte=at)


def take(job: Job, *, at: datetime) -> None:
    """Say that somebody is at ``job``."""
    Lease.objects.create(job=job, until=at + LASTS)


@contextmanager
def kept(job: Job, *, clock: Clock) -> Iterator[None]:
    """Renew the lease of ``job`` while the block lasts, and give it up then."""
    has_ended = Event()
    renewing = Thread(target=_renew, args=(job.pk, clock, has_ended), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        has_ended.set()
        renewing.join()
        Lease.objects.filter(job=job).delete()


def _renew(job_id: UUID, clock: Clock, has_ended: Event) -> None:
    """Renew from a thread and connection of its own: the work may compute or write for long."""
    while not has_ended.wait(RENEWED_EACH_SECONDS):
        with suppress(Error):  # a database that does not answer is asked again next time
            Lease.objects.filter(job=job_id).update(until=clock() + LASTS)
        connection.close()
