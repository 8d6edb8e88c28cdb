"""Questions about supervised objects."""

from wanghuo.registers.premises.selectors.imports import (
    batch,
    batches,
    mapping_names,
    mappings,
    rows_of,
)
from wanghuo.registers.premises.selectors.people import (
    accountable,
    answered_by,
    exclusions,
    overrides,
)
from wanghuo.registers.premises.selectors.records import (
    brigade_people,
    by_code,
    duplicates,
    get,
    in_use_on,
    possible_accountable,
    possible_successors,
    stations_for,
    territories_around,
    territories_for,
    territory_named,
    unassigned,
    visible,
)
from wanghuo.registers.premises.selectors.search import matching, search

__all__ = [
    "accountable",
    "answered_by",
    "batch",
    "batches",
    "brigade_people",
    "by_code",
    "duplicates",
    "exclusions",
    "get",
    "in_use_on",
    "mapping_names",
    "mappings",
    "matching",
    "overrides",
    "possible_accountable",
    "possible_successors",
    "rows_of",
    "search",
    "stations_for",
    "territories_around",
    "territories_for",
    "territory_named",
    "unassigned",
    "visible",
]
