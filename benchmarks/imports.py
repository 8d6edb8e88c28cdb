"""
Bringing one station's workbook of 200,000 rows into the register.

Floors: for speed, a bare python-calamine read of the same file, nothing understood; for memory,
the 1 GB an import may take.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.figures import Figure, elapsed
from wanghuo.interfaces.simulation.services import founding, workbooks
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises.domain.terms import RowVerdict
from wanghuo.registers.premises.models import ImportBatch
from wanghuo.registers.premises.services import importing

DATABASES = ["sqlite", "postgresql"]
ROWS = 200_000
COUNTY, SEED = "320902", 1
SINCE = date(2025, 1, 1)
AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
LIMIT = 1024
"""Megabytes."""


def run(scale: float) -> list[Figure]:
    district = founding.found_district(
        organization.shipped_table(COUNTY), name="模拟数据", name_en="Simulated data", seed=SEED,
        since=SINCE, at=AT, most_stations=1,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="wanghuo-workbook-") as folder:
        path = Path(folder) / "register.xlsx"
        workbooks.write_workbook(path, district.communities, int(ROWS * scale), seed=SEED)
        figures = importing_of(path, district)
    return figures


def importing_of(path: Path, district: founding.District) -> list[Figure]:
    before = peak_memory()
    station = district.stations[0]
    chief = district.people(station, PostKind.CHIEF)[0]
    batch = importing.begin(
        station=station, content=path.read_bytes(), source=path.name, by=chief, at=AT,
        community=district.territories[district.communities[0].code],
    )  # fmt: skip
    comparing = elapsed(lambda: compare(batch))
    writing: list[float] = []
    entering = elapsed(
        lambda: importing.apply(
            batch, by=chief, at=AT, rules=policy.rulebook(),
            on_writing=lambda: writing.append(time.perf_counter()),
        )
    )  # fmt: skip
    held = time.perf_counter() - writing[-1]
    peak = peak_memory()
    batch.refresh_from_db()
    counts = {verdict: batch.counts[verdict] for verdict in RowVerdict if batch.counts[verdict]}
    if not batch.counts[RowVerdict.NEW]:
        raise RuntimeError(f"nothing was imported: {counts}, {batch.sheets}")
    rows = batch.rows.count()
    note = ", ".join(f"{verdict} {count:,}" for verdict, count in counts.items())
    print(f"· compared in {comparing:.0f} s, entered in {entering:.0f} s", file=sys.stderr)
    bare = rows / elapsed(lambda: bare_read(path))
    floor = "bare python-calamine read of the file"
    return [
        Figure("rows read, recognized and compared", rows / comparing, "rows/s", floor, bare, note),
        Figure("rows entered", batch.counts[RowVerdict.NEW] / entering, "rows/s", floor, bare),
        Figure("rows imported, all of it", rows / (comparing + entering), "rows/s", floor, bare),
        Figure(
            "the register held for writing", held, "s", "all of entering", entering,
            f"{batch.counts[RowVerdict.NEW] / held:,.0f} rows/s",
        ),
        Figure(
            "peak memory of the import", peak, "MB", "what an import may take", LIMIT,
            f"{before:.0f} MB before it began",
        ),
    ]  # fmt: skip


def compare(batch: ImportBatch) -> None:
    importing.read(batch)
    importing.confirm_columns(batch, at=AT)
    importing.compare(batch)


def bare_read(path: Path) -> int:
    book = CalamineWorkbook.from_path(str(path))
    return sum(1 for name in book.sheet_names for _ in book.get_sheet_by_name(name).iter_rows())


def peak_memory() -> float:
    """Return the most memory this process has taken so far. Units: megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
