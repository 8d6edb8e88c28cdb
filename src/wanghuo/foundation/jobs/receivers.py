"""Hands queued jobs to Django's background tasks."""

from typing import Any

from django.dispatch import receiver

from wanghuo.foundation.jobs import tasks
from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.jobs.signals import queued


@receiver(queued)
def enqueue(job: Job, **_: Any) -> None:
    tasks.run_job.enqueue(str(job.pk))
