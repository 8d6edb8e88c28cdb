"""Questions about supervised objects."""

from wanghuo.registers.premises.selectors.imports import (
    batch,
    batches,
    mapping_names,
    mappings,
    rows_of,
)
from wanghuo.registers.premises.selectors.people import accountable, answered_by
from wanghuo.registers.premises.selectors.records import (
    by_code,
    duplicates,
    get,
    stations_for,
    territories_for,
    unassigned,
    visible,
)
from wanghuo.registers.premises.selectors.search import matching, search

__all__ = [
    "accountable",
    "answered_by",
    "batch",
    "batches",
    "by_code",
    "duplicates",
    "get",
    "mapping_names",
    "mappings",
    "matching",
    "rows_of",
    "search",
    "stations_for",
    "territories_for",
    "unassigned",
    "visible",
]
