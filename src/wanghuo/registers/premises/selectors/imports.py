"""Questions about imports."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.premises.domain.terms import RowVerdict
from wanghuo.registers.premises.models import ColumnMapping, ImportBatch, ImportRow


def batches(seen_by: Person) -> QuerySet[ImportBatch]:
    """Return the imports into the registers a person may see, if they may import."""
    if not access.may(seen_by, "premises.import"):
        return ImportBatch.objects.none()
    stations = access.scope_of(seen_by).stations
    rows = ImportBatch.objects.select_related("station", "by", "job")
    return rows if stations is None else rows.filter(station__in=stations)


def batch(batch_id: UUID, seen_by: Person) -> ImportBatch:
    """Raises: NotFound."""
    found = batches(seen_by).filter(pk=batch_id).first()
    if found is None:
        raise NotFound()
    return found


def rows_of(batch: ImportBatch, verdict: RowVerdict | None = None) -> QuerySet[ImportRow]:
    rows = ImportRow.objects.filter(batch=batch)
    return rows.filter(verdict=verdict) if verdict else rows


def communities_in(rows: Iterable[ImportRow]) -> dict[str, str]:
    """Return the names of the communities between which rows differ from the register, by id."""
    wanted = {pk for row in rows for pk in row.differences.get("territory", ())}
    found = Territory.objects.filter(pk__in=wanted).values_list("pk", "name") if wanted else ()
    return {str(pk): name for pk, name in found}


def mappings(station: Organization) -> QuerySet[ColumnMapping]:
    return ColumnMapping.objects.filter(station=station).order_by("name")


def mapping_names(station: Organization) -> list[str]:
    return list(mappings(station).values_list("name", flat=True))
