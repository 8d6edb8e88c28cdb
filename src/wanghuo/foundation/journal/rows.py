"""The digest of a row, by which a change behind the journal's back is found."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import BooleanField, CharField, Field, IntegerField, Model, TextField

from wanghuo.foundation.journal.domain import canonical, hashing
from wanghuo.foundation.journal.models import Chain
from wanghuo.foundation.kernel.actors import Actor

EMPTY: dict[Any, Any] = {str: "", bool: False, int: 0, list: [], dict: {}}
"""What a column that may not be null holds as long as it says nothing."""


@lru_cache(maxsize=256)
def journalled_fields(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    """
    Return the columns of ``model`` that its digest covers.

    A model leaves out columns that no act changes (caches, counters) by naming them in a class
    attribute ``unjournalled``.
    """
    left_out: frozenset[str] = getattr(model, "unjournalled", frozenset())
    fields = [field for field in model._meta.concrete_fields if field.name not in left_out]
    return tuple(sorted(fields, key=lambda field: field.attname))


class Column(NamedTuple):
    """What a digest has to know of a column."""

    name: str
    to_python: Callable[[Any], Any]
    settled: type | None
    """The type of values that need no conversion."""
    decimal_places: int | None
    unsaid: Any
    """The value when nobody filled it in."""


_SETTLED = ((BooleanField, bool), (IntegerField, int), (CharField, str), (TextField, str))


@lru_cache(maxsize=256)
def _columns(model: type[Model]) -> tuple[Column, ...]:
    return tuple(_column(field) for field in journalled_fields(model))


def _column(field: Field[Any, Any]) -> Column:
    target = getattr(field, "target_field", field)
    settled = next((settled for kind, settled in _SETTLED if isinstance(target, kind)), None)
    places = getattr(target, "decimal_places", None)
    return Column(field.attname, target.to_python, settled, places, _unsaid(field))


def _unsaid(field: Field[Any, Any]) -> Any:
    if field.null:
        return None
    if field.has_default() and callable(field.default):
        return EMPTY.get(field.default)  # one that makes ids is not asked for one
    return EMPTY.get(type(field.get_default()))


def row_digest(row: Model, algorithm: str) -> str:
    """
    Hash a saved row's columns; equal on both databases and before and after a reload.

    A column nobody filled in says nothing: what a later version adds, empty for the rows that
    were there, leaves their digests as they are.
    """
    values = {}
    for name, to_python, settled, places, unsaid in _columns(row._meta.concrete_model):
        value = getattr(row, name)
        if value is not None and type(value) is not settled:
            value = to_python(value)
            if places is not None:
                value = round(value, places)
        if value != unsaid:
            values[name] = value
    return hashing.digest(algorithm, canonical.packed(values))


class Digested(NamedTuple):
    """A row of an act, digested before the act's transaction; a removed one has no digest."""

    label: str
    object_id: UUID
    digest: str = ""


class Digester:
    """Takes the digests of rows as the journal of somebody's organization wants them."""

    def __init__(self, by: Actor) -> None:
        chains = Chain.objects.filter(key=by.chain)
        self.algorithm = chains.values_list("algorithm", flat=True).first() or settings.JOURNAL_HASH

    def of(self, row: Model) -> Digested:
        return Digested(row._meta.label, row.pk, row_digest(row, self.algorithm))
