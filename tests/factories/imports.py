"""A station's spreadsheet brought into the register, step by step as its chief does it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.factories.district import District
from tests.factories.premises import REGISTERED_AT, rules
from wanghuo.registers.premises.domain.terms import RowVerdict
from wanghuo.registers.premises.models import ImportBatch
from wanghuo.registers.premises.services import importing

AT = REGISTERED_AT + timedelta(days=60)


def compared(district: District, path: Path, *, at: datetime = AT, **options: Any) -> ImportBatch:
    """Return an import into the register of the north station, its columns as proposed."""
    batch = importing.begin(
        station=district.north, content=path.read_bytes(), source=path.name, by=district.chief,
        at=at, **options,
    )  # fmt: skip
    importing.read(batch)
    importing.confirm_columns(batch, at=at)
    return importing.compare(batch)


def entered(district: District, path: Path, *, at: datetime = AT, **options: Any) -> ImportBatch:
    batch = compared(district, path, at=at, **options)
    return importing.apply(batch, by=district.chief, at=at, rules=rules())


def verdicts(batch: ImportBatch) -> dict[str, int]:
    return {v.value: batch.counts[v] for v in RowVerdict if batch.counts[v]}


def codes(batch: ImportBatch) -> list[str]:
    """Return the codes for which rows were rejected, in order of the rows."""
    rejected = batch.rows.filter(verdict=RowVerdict.REJECTED).order_by("pk")
    return [problem["code"] for row in rejected for problem in row.problems]
