"""Imports as background work with progress."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from wanghuo.foundation.jobs import leftovers, registry
from wanghuo.foundation.jobs.models import Failure
from wanghuo.foundation.jobs.run import Run
from wanghuo.foundation.journal import archive
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import clock, statistics
from wanghuo.registers.access.models import Person
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises.domain.terms import RowVerdict
from wanghuo.registers.premises.models import ImportBatch, ImportRow
from wanghuo.registers.premises.services import importing
from wanghuo.registers.premises.services.importing.rejected import reason_of, remedy_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITING = gettext_noop(
    "All of it is written now, in one step; whoever saves something meanwhile waits for it."
)
VERDICTS = {verdict.value: verdict.english for verdict in RowVerdict}
MOST_LISTED = 5000
"""Rejected rows the job's page lists; the workbook beside it holds all of them."""


@registry.work("premises.import_read", title=gettext_noop("Read a register"),
               counts={"sheets": gettext_noop("Sheets")})  # fmt: skip
def read(job: Run, batch_id: str) -> dict[str, Any]:
    batch = importing.read(_batch(batch_id))
    return {"sheets": len(batch.sheets)}


@registry.work("premises.import_compare", title=gettext_noop("Compare a register with ours"),
               counts=VERDICTS)  # fmt: skip
def compare(job: Run, batch_id: str) -> dict[str, Any]:
    said = gettext("Rows are compared")
    batch = importing.compare(
        _batch(batch_id), progress=lambda done, total: job.progress(done, total, said)
    )
    if batch.counts[RowVerdict.REJECTED]:
        _attach_rejected(job, batch)
    return batch.counts


@registry.work("premises.import_apply", title=gettext_noop("Enter a register"), counts=VERDICTS)
def apply(job: Run, batch_id: str, by: str) -> dict[str, Any]:
    said = gettext("Rows are made ready")
    batch = importing.apply(
        _batch(batch_id),
        by=Person.objects.get(pk=UUID(by)),
        at=clock.now(),
        rules=policy.rulebook(),
        progress=lambda done, total: job.progress(done, total, said),
        on_writing=lambda: job.say(gettext(WRITING)),
    )
    statistics.refresh()
    return batch.counts


@registry.work("premises.import_undo", title=gettext_noop("Take an import back"))
def undo(job: Run, batch_id: str, by: str, reason: str) -> dict[str, Any]:
    importing.undo(
        _batch(batch_id),
        reason=reason,
        by=Person.objects.get(pk=UUID(by)),
        at=clock.now(),
        rules=policy.rulebook(),
        progress=lambda done, total: job.progress(done, total, gettext("Rows are restored")),
        on_writing=lambda: job.say(gettext(WRITING)),
    )
    return {}


@leftovers.removes("premises.abandoned_imports")
def give_up_abandoned(*, before: datetime) -> int:
    return importing.give_up_abandoned(before=before)


def _batch(batch_id: str) -> ImportBatch:
    rows = ImportBatch.objects.select_related("station__territory", "community", "by")
    return rows.get(pk=UUID(batch_id))


def _attach_rejected(job: Run, batch: ImportBatch) -> None:
    rejected = batch.rows.filter(verdict=RowVerdict.REJECTED).order_by("pk")
    job.fail_rows([
        failure for row in rejected[:MOST_LISTED] for failure in _failures(row)
    ])  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rejected.xlsx"
        importing.write_rejected(batch, path)
        rejected_rows = gettext("rejected rows")
        name = f"{Path(batch.source).stem}-{rejected_rows}.xlsx"
        with path.open("rb") as file:
            job.attach_result(name, archive.pieces(file), XLSX)


def _failures(row: ImportRow) -> list[Failure]:
    return [
        Failure(
            sheet=row.sheet, row=row.number, column=problem["column"][:120],
            value=problem["value"], code=problem["code"], reason=reason_of(problem),
            remedy=remedy_of(problem),
        )
        for problem in row.problems
    ]  # fmt: skip
