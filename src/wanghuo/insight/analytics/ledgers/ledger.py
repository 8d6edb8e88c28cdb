"""What a ledger is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from wanghuo.foundation.support.listings import Listing
from wanghuo.registers.access.models import Person


@dataclass(frozen=True, slots=True)
class Ledger:
    """
    A view that takes the place of paper.

    ``replaces`` names the paper ledgers it retires; ``why`` cites the duty they served;
    ``rows`` gives the facts a person may see.
    """

    listing: Listing
    replaces: tuple[Any, ...]
    why: Any
    rows: Callable[[Person], QuerySet[Any]]

    @property
    def key(self) -> str:
        return self.listing.key


def opens(page: str, record: str = "pk") -> Callable[[Any], str]:
    """Return the way from a row to its record: ``page`` of the row's attribute ``record``."""
    return lambda row: reverse(page, args=[getattr(row, record)])
