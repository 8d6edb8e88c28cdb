"""Numbers: taken one by one, or cut off in blocks for devices without a connection."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents.domain import numbers
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.models import Document, NumberBlock, NumberSeries
from wanghuo.registers.documents.services.refusals import (
    BlockClosed,
    BlockTooLarge,
    NumberNotReserved,
)
from wanghuo.registers.organization.models import Organization

LARGEST_BLOCK = 200


@transaction.atomic
def reserve_numbers(
    *,
    organization: Organization,
    kind: DocumentKind,
    year: int,
    size: int,
    device: str,
    by: Person,
    at: datetime,
) -> NumberBlock:
    """
    Cut numbers off a series for a device that will issue documents without a connection.

    Raises: BlockTooLarge.
    """
    if not 1 <= size <= LARGEST_BLOCK:
        raise BlockTooLarge(most=LARGEST_BLOCK, field="size")
    series = _locked_series(organization, kind, year)
    cut, left = numbers.Series(series.last, tuple(series.returned)).cut(size)
    _keep_series(series, left)
    block = NumberBlock(
        series=series, first=cut[0], last=cut[-1], device=device, reserved_at=at, reserved_by=by
    )
    block.save(force_insert=True)
    journal.record(
        "documents.numbers_reserved", about=block, by=by, at=at,
        facts={"first": block.first, "last": block.last, "device": device},
    )  # fmt: skip
    return block


@transaction.atomic
def return_numbers(*, block: NumberBlock, by: Person, at: datetime) -> NumberBlock:
    """
    Close a device's block; the numbers it did not use are handed out again.

    Raises: BlockClosed.
    """
    owner = block.series
    series = _locked_series(owner.organization, DocumentKind(owner.kind), owner.year)
    block = NumberBlock.objects.get(pk=block.pk)
    if block.closed_at:
        raise BlockClosed(device=block.device)
    used = set(
        Document.objects.filter(
            organization=series.organization, kind=series.kind, year=series.year,
            number__range=(block.first, block.last),
        ).values_list("number", flat=True)
    )  # fmt: skip
    unused = [number for number in range(block.first, block.last + 1) if number not in used]
    left = numbers.Series(series.last, tuple(series.returned)).give_back(unused)
    _keep_series(series, left)
    block.closed_at = at
    block.save(update_fields=["closed_at"])
    journal.record(
        "documents.numbers_returned", about=block, by=by, at=at,
        facts={"count": len(unused), "device": block.device},
    )  # fmt: skip
    return block


def take_number(
    organization: Organization,
    kind: DocumentKind,
    year: int,
    *,
    number: int | None,
    block: NumberBlock | None,
) -> int:
    series = _locked_series(organization, kind, year)
    if number is None:
        taken, left = numbers.Series(series.last, tuple(series.returned)).take()
        _keep_series(series, left)
        return taken
    held = NumberBlock.objects.filter(pk=block.pk, series=series).first() if block else None
    if held is None or number not in held:
        raise NumberNotReserved(number=number, field="number")
    if held.closed_at:
        raise BlockClosed(device=held.device)
    if Document.objects.filter(
        organization=organization, kind=kind, year=year, number=number
    ).exists():
        raise NumberNotReserved(number=number, field="number")
    return number


def _locked_series(organization: Organization, kind: DocumentKind, year: int) -> NumberSeries:
    rows = NumberSeries.objects.all()
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    wanted: dict[str, Any] = {"organization": organization, "kind": kind, "year": year}
    series = rows.filter(**wanted).first()
    if series is None:
        with transaction.atomic():
            NumberSeries.objects.get_or_create(**wanted)
        series = rows.get(**wanted)
    return series


def _keep_series(series: NumberSeries, left: numbers.Series) -> None:
    series.last, series.returned = left.last, list(left.returned)
    series.save(update_fields=["last", "returned"])
