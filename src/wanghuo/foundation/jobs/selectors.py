"""Questions about jobs; a person sees their own, and those of whoever they answer for."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import NotFound


def of(person: Actor, *, and_of: Iterable[Actor] = ()) -> QuerySet[Job]:
    return Job.objects.filter(by_id__in=[actor.id for actor in (person, *and_of)])


def ended(person: Actor, *, since: datetime) -> QuerySet[Job]:
    """Return a person's jobs that ended since an instant, the latest first."""
    return of(person).filter(ended_at__gte=since).order_by("-ended_at", "-id")


def get(job_id: UUID, *, seen_by: Actor, and_of: Iterable[Actor] = ()) -> Job:
    """Raises: NotFound, for another person's job as for none."""
    job = of(seen_by, and_of=and_of).filter(pk=job_id).first()
    if job is None:
        raise NotFound()
    return job


def latest(kind: str) -> Job | None:
    """Return the newest job of a kind, whoever started it."""
    return Job.objects.filter(kind=kind).order_by("-created_at").first()
