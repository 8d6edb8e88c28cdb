"""Deletes many rows piece by piece, so that others write in between."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

ROWS = 500
"""Of one statement, and so of one hold on SQLite's database: a few hundredths of a second."""


def delete(rows: QuerySet[Any]) -> int:
    """Delete rows and what hangs on them; return how many of ``rows`` there were."""
    count = 0
    while keys := list(rows.order_by().values_list("pk", flat=True)[:ROWS]):
        rows.model._base_manager.filter(pk__in=keys).delete()
        count += len(keys)
    return count
