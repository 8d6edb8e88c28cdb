"""What a running job may say about itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from wanghuo.foundation.jobs.models import Failure, Job
from wanghuo.foundation.journal import archive
from wanghuo.foundation.kernel.refusals import Conflict, Refused
from wanghuo.foundation.kernel.words import gettext_noop


class Cancelled(Refused):
    code = "jobs.cancelled"
    says = gettext_noop("The work was cancelled before it ended.")


class Interrupted(Conflict):
    code = "jobs.interrupted"
    says = gettext_noop("The server stopped while this work was running.")
    remedy = gettext_noop("Start it again; nothing of it was half written.")


class Run:
    """
    The handle a piece of work gets.

    Progress written inside the work's own transaction is seen by others only when it commits;
    work that reports must therefore report between its transactions, or hold
    none while it only reads.
    """

    def __init__(self, job: Job) -> None:
        self.job = job

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Write down how far the work is, and stop it when somebody asked to."""
        Job.objects.filter(pk=self.job.pk).update(done=done, total=total, message=message[:200])
        if not connection.in_atomic_block:
            self.check_cancelled()

    def say(self, message: str) -> None:
        """Write down what the work is about to do."""
        Job.objects.filter(pk=self.job.pk).update(message=message[:200])

    def check_cancelled(self) -> None:
        """Raises: Cancelled; Interrupted, where the work was taken for lost meanwhile."""
        now = Job.objects.only("state", "is_cancel_requested").get(pk=self.job.pk)
        if now.has_ended:
            raise Interrupted()
        if now.is_cancel_requested:
            raise Cancelled()

    def attach_result(self, name: str, content: bytes | Iterable[bytes], media_type: str) -> None:
        """Keep a file, whole or piece by piece, for the person who started the work."""
        kept = archive.keep(content, name=name, media_type=media_type)
        self.job.result_digest, self.job.result_name = kept.digest, name
        self.job.result_media_type = media_type
        self.job.save(update_fields=["result_digest", "result_name", "result_media_type"])

    def fail_rows(self, failures: list[Failure]) -> None:
        """List rows the work could not take; ``failures`` come without their job."""
        for failure in failures:
            failure.job = self.job
        Failure.objects.bulk_create(failures, batch_size=1000)
