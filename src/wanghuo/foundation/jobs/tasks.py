"""The bridge to Django's background tasks, and what is left of work that ended long ago."""

from datetime import datetime

from django_tasks import task

from wanghuo.foundation.jobs import leftovers, services
from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.support import clock


@task()
def run_job(job_id: str) -> None:
    """Do one queued job."""
    services.run(Job.objects.get(pk=job_id), clock=clock.now)


@leftovers.removes("jobs.ended")
def forget_ended(*, before: datetime) -> int:
    return services.forget_ended(before=before)
