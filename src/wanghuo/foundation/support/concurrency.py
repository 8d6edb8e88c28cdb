"""Optimistic locking: two people editing one record lose nothing."""

from typing import TypeVar

from django.db import connection
from django.db.models import ForeignKey

from wanghuo.foundation.kernel.refusals import NotFound, StaleVersion
from wanghuo.foundation.support.models import Versioned

V = TypeVar("V", bound=Versioned)


def claim(record: V, expected_version: int | None = None) -> V:
    """
    Return ``record`` fresh and locked for the rest of the transaction, its version risen by one.

    The caller saves it. Without ``expected_version`` the caller has nothing to compare.
    Related rows that ``record`` had loaded and still points to come along, unread.

    Raises: StaleVersion, with ``current`` for showing both versions; NotFound.
    """
    rows = type(record)._default_manager.all()
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    current = rows.filter(pk=record.pk).first()
    if current is None:
        raise NotFound()
    if expected_version is not None and current.version != expected_version:
        raise StaleVersion(expected=expected_version, found=current.version, current=current)
    current.version += 1
    _carry_relations(record, current)
    return current


def _carry_relations(before: V, now: V) -> None:
    for field in now._meta.concrete_fields:
        if not isinstance(field, ForeignKey) or not field.is_cached(before):
            continue
        if getattr(before, field.attname) == getattr(now, field.attname):
            field.set_cached_value(now, field.get_cached_value(before))
