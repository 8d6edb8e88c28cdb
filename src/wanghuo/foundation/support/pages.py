"""
Keyset pages: as fast on page 20,000 as on page 1, and stable while rows arrive.

Cost: one index seek and ``size + 1`` keys, whatever the length of the list, then the rows of
these keys with what belongs to them. Asked in one go, a database may begin with what belongs to
the rows and sort the whole list.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop

M = TypeVar("M", bound=Model)


class UnreadablePlace(Invalid):
    code = "pages.unreadable-place"
    says = gettext_noop("This link to a page of a list is damaged.")
    remedy = gettext_noop("Open the list again from its first page.")


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Some rows of a list and the way to the rows after and before them."""

    rows: list[M]
    next: str | None
    previous: str | None


def keyset(
    queryset: QuerySet[M],
    *,
    order: Sequence[str],
    after: str | None = None,
    before: str | None = None,
    size: int = 50,
) -> Page[M]:
    """
    Return one page of ``queryset`` in ``order``.

    ``order`` names columns that are never null, ``-`` for descending; the last must be unique.
    ``after`` and ``before`` are tokens of an earlier page.

    Raises: UnreadablePlace.
    """
    backwards = before is not None
    walk = [_turned(name) if backwards else name for name in order]
    token = before if backwards else after
    rows = queryset.order_by(*walk)
    if token:
        rows = rows.filter(_beyond(walk, _read(token, len(order)), queryset.model))
    keys = list(rows.values_list("pk", flat=True)[: size + 1])
    more = len(keys) > size
    by_key = queryset.order_by().in_bulk(keys[:size])
    found = [by_key[key] for key in keys if key in by_key]
    if backwards:
        found.reverse()
    has_next = more if not backwards else bool(token)
    has_previous = more if backwards else bool(token)
    return Page(
        rows=found,
        next=_token(found[-1], order) if found and has_next else None,
        previous=_token(found[0], order) if found and has_previous else None,
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], values: Sequence[Any], model: type[Model]) -> Q:
    """Return rows after ``values``: (a > x) or (a = x and b > y) or …, bounded for the index."""
    condition = Q()
    equal = Q()
    for name, value in zip(order, values, strict=True):
        column = name.lstrip("-")
        compare = "lt" if name.startswith("-") else "gt"
        try:
            condition |= equal & Q(**{f"{column}__{compare}": value})
            equal &= Q(**{column: value})
        except (ValidationError, ValueError) as error:
            raise UnreadablePlace() from error
    first = order[0]
    bound = "lte" if first.startswith("-") else "gte"
    return Q(**{f"{first.lstrip('-')}__{bound}": values[0]}) & condition


def _token(row: Model, order: Sequence[str]) -> str:
    values = [_plain(_value(row, name.lstrip("-"))) for name in order]
    packed = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _value(row: Any, path: str) -> Any:
    for part in path.split(LOOKUP_SEP):
        row = getattr(row, "pk" if part == "pk" else part)
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        value = value.pk
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def _read(token: str, length: int) -> list[Any]:
    try:
        padded = token + "=" * (-len(token) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (ValueError, binascii.Error, UnicodeError) as error:
        raise UnreadablePlace() from error
    if not isinstance(values, list) or len(values) != length or any(v is None for v in values):
        raise UnreadablePlace()
    return values


def count_up_to(queryset: QuerySet[M], limit: int) -> int:
    """Count rows, but no further than ``limit + 1``: a long list must not be read to be counted."""
    return queryset.order_by()[: limit + 1].count()
