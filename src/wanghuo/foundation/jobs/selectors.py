"""Questions about jobs; a person sees their own."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import NotFound


def of(person: Actor) -> QuerySet[Job]:
    return Job.objects.filter(by_id=person.id)


def ended(person: Actor, *, since: datetime) -> QuerySet[Job]:
    """Return a person's jobs that ended since an instant, the latest first."""
    return of(person).filter(ended_at__gte=since).order_by("-ended_at", "-id")


def get(job_id: UUID, *, seen_by: Actor) -> Job:
    """Raises: NotFound, for another person's job as for none."""
    job = of(seen_by).filter(pk=job_id).first()
    if job is None:
        raise NotFound()
    return job


def latest(kind: str) -> Job | None:
    """Return the newest job of a kind, whoever started it."""
    return Job.objects.filter(kind=kind).order_by("-created_at").first()
