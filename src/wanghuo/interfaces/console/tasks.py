"""Work the installation does by itself, every night."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.management import call_command
from django.db.models import Q
from django.utils.translation import gettext
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wanghuo.foundation.jobs import leftovers
from wanghuo.foundation.jobs.models import Failure
from wanghuo.foundation.jobs.registry import work
from wanghuo.foundation.jobs.run import Run
from wanghuo.foundation.journal import verification
from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import clock, pieces, speech, statistics
from wanghuo.interfaces.console import exports, nightly
from wanghuo.operations.inspections import selectors as inspection_selectors
from wanghuo.operations.inspections import services as inspections
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Assignment
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import services as premises


@work(
    nightly.KIND, title=gettext_noop("Nightly work"),
    counts={
        "assignments": gettext_noop("Assignments that began or ended"),
        "passed_over": gettext_noop("Premises that passed to another station"),
        "missed": gettext_noop("Tasks marked as missed"),
        "removed": gettext_noop("Old working notes removed"),
    },
)  # fmt: skip
def every_night(job: Run, *, day: str) -> dict[str, Any]:
    """Let the new day take effect, then clear away what has run out."""
    installation, today, at = organization.installation(), date.fromisoformat(day), clock.now()
    if installation is None:
        return {}
    job.progress(0, 3, "")
    turned = access.turn_assignments(on=today, by=installation, at=at)
    job.fail_rows([_held_on(assignment, refusal) for assignment, refusal in turned.kept])
    gathered = premises.gather_begun(on=today, by=installation, at=at)
    job.fail_rows([_waiting_at(station, refusal) for station, refusal in gathered.waiting])
    job.progress(1, 3, "")
    late = inspection_selectors.beyond_recall(today)
    missed = inspections.mark_missed(tasks=late, by=installation, at=at)
    job.progress(2, 3, "")
    call_command("clearsessions")
    removed = leftovers.remove(at=at)
    statistics.refresh()
    job.progress(3, 3, "")
    return {
        "assignments": turned.count, "passed_over": gathered.count, "missed": len(missed),
        "removed": sum(removed.values()),
    }  # fmt: skip


@leftovers.removes("console.task_results")
def forget_task_results(*, before: datetime) -> int:
    """Forget what workers noted; what began so long ago and has no end lost its worker."""
    has_no_end = Q(status=TaskResultStatus.RUNNING, started_at__lt=before)
    return pieces.delete(DBTaskResult.objects.filter(Q(finished_at__lt=before) | has_no_end))


def _held_on(assignment: Assignment, refusal: access.NobodyTakesOver) -> Failure:
    """List an assignment that should have ended, and what has to be done so that it can."""
    said = speech.said(refusal)
    return Failure(
        column=assignment.post.organization.name, value=assignment.person.name, code=said.code,
        reason=said.sentence, remedy=said.remedy,
    )  # fmt: skip


def _waiting_at(station: Organization, refusal: Conflict) -> Failure:
    """List a station that could not take over what lies on its ground, and what that needs."""
    said = speech.said(refusal)
    return Failure(
        column=station.name, code=said.code, reason=said.sentence, remedy=said.remedy
    )  # fmt: skip


@work(exports.KIND, title=gettext_noop("Export of a list"))
def export_list(job: Run, **parameters: Any) -> dict[str, Any]:
    """Make the spreadsheet of a long list."""
    return exports.make(job, **parameters)


@work(
    "journal.verify", title=gettext_noop("Verification of the journal"),
    counts={
        "chains": gettext_noop("Chains"),
        "entries": gettext_noop("Entries"),
        "rows": gettext_noop("Rows compared"),
        "files": gettext_noop("Archived files"),
        "findings": gettext_noop("Discrepancies"),
    },
)  # fmt: skip
def verify_journal(job: Run) -> dict[str, Any]:
    """Prove every chain, row and archived file; list what is wrong."""
    result = verification.verify(progress=lambda entries: job.progress(entries, 0, ""))
    job.fail_rows(
        [
            Failure(
                sheet=finding.chain, row=finding.number or None, code=finding.discrepancy.value,
                column=finding.label, value=finding.object_id or finding.file,
                reason=gettext(finding.discrepancy.english),
            )
            for finding in result.findings
        ]
    )  # fmt: skip
    return {
        "chains": result.chains, "entries": result.entries, "rows": result.rows,
        "files": result.files, "findings": len(result.findings),
    }  # fmt: skip
