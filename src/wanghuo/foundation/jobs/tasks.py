"""The bridge to Django's background tasks."""

from django_tasks import task

from wanghuo.foundation.jobs import services
from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.support import clock


@task()
def run_job(job_id: str) -> None:
    """Do one queued job."""
    services.run(Job.objects.get(pk=job_id), clock=clock.now)
