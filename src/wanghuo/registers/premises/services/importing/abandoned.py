"""Imports that somebody began and nobody entered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wanghuo.foundation.journal import tidying
from wanghuo.registers.premises.domain.terms import BatchState
from wanghuo.registers.premises.models import ImportBatch
from wanghuo.registers.premises.services.importing.batches import UNENTERED, discard


def give_up_abandoned(*, before: datetime) -> int:
    """
    Discard imports nobody has entered or worked on since an instant; return how many.

    The workbooks of these, and of those somebody discarded, leave the archive unless anything
    else names them. What was entered is an act and stays with its workbook.
    """
    begun = ImportBatch.objects.filter(created_at__lt=before)
    waiting = begun.filter(state__in=UNENTERED).exclude(job__created_at__gte=before)
    count = sum(_discarded(batch) for batch in waiting)
    discarded = begun.filter(state=BatchState.DISCARDED).exclude(file={})
    workbooks = {file["digest"] for file in discarded.values_list("file", flat=True)}
    discarded.update(file={})
    tidying.tidy(before=before, remove=True, among=workbooks)
    return count


@transaction.atomic
def _discarded(batch: ImportBatch) -> bool:
    rows = ImportBatch.objects.select_for_update().filter(pk=batch.pk, state__in=UNENTERED)
    still_waiting = rows.first()
    if still_waiting:
        discard(still_waiting)
    return still_waiting is not None
