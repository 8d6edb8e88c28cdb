"""Ids that a device makes before it reaches the server: a record sent twice is made once."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop

M = TypeVar("M", bound=Model)


class IdTaken(Conflict):
    code = "conflict.id-taken"
    says = gettext_noop("Another record already has this id.")
    remedy = gettext_noop("Send it again with a new id.")


def made_before(model: type[M], id: UUID | None, **facts: Any) -> M | None:
    """
    Return the record a device already made under ``id`` with the same ``facts``, if there is one.

    A record with other facts is refused alike, whether the sender may see it or not.
    Raises: IdTaken.
    """
    known = model._default_manager.filter(pk=id).first() if id is not None else None
    if known is None:
        return None
    if any(getattr(known, name) != value for name, value in facts.items()):
        raise IdTaken(field="id")
    return known


def free(model: type[Model], id: UUID | None) -> UUID:
    """Return the id a device made, or a new one. Raises: IdTaken."""
    if id is not None and model._default_manager.filter(pk=id).exists():
        raise IdTaken(field="id")
    return id or uuid7()
