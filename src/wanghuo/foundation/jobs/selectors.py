"""Questions about jobs; a person sees their own."""

from uuid import UUID

from django.db.models import QuerySet

from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import NotFound


def of(person: Actor) -> QuerySet[Job]:
    return Job.objects.filter(by_id=person.id)


def get(job_id: UUID, *, seen_by: Actor) -> Job:
    """Raises: NotFound, for another person's job as for none."""
    job = of(seen_by).filter(pk=job_id).first()
    if job is None:
        raise NotFound()
    return job


def latest(kind: str) -> Job | None:
    """Return the newest job of a kind, whoever started it."""
    return Job.objects.filter(kind=kind).order_by("-created_at").first()
