"""The digest of a row, by which a change behind the journal's back is found."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.models import Field, Model

from wanghuo.foundation.journal.domain import canonical, hashing


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


def row_digest(row: Model, algorithm: str) -> str:
    """Hash a saved row's columns; equal on both databases and before and after a reload."""
    values = {}
    for field in journalled_fields(row._meta.concrete_model):
        target = getattr(field, "target_field", field)
        value = target.to_python(getattr(row, field.attname))
        places = getattr(target, "decimal_places", None)
        if value is not None and places is not None:
            value = round(value, places)
        values[field.attname] = value
    return hashing.digest(algorithm, canonical.packed(values))
