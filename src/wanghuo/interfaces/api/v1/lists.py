"""Lists as keyset pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from ninja import Field, Schema

from wanghuo.foundation.support.pages import keyset


class Paging(Schema):
    """Query parameters of every list."""

    after: str | None = Field(None, description="`next` of the page before")
    size: int = Field(50, ge=1, le=200, description="rows a page")


def page(rows: QuerySet[Any], paging: Paging, *, order: Sequence[str]) -> dict[str, Any]:
    """Return one page as ``items`` and the token ``next``, null on the last page."""
    found = keyset(rows, order=order, after=paging.after, size=paging.size)
    return {"items": found.rows, "next": found.next}
