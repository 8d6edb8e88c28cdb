"""How far a person sees, as a limit on queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Scope:
    """
    The rows a person may see: those of some stations, and for governments those on their ground.

    ``None`` means no limit on that side. A person without a current post sees nothing.
    """

    stations: frozenset[UUID] | None = frozenset()
    territories: frozenset[UUID] | None = None

    def limit(
        self, rows: QuerySet[M], *, station: str = "station", territory: str = "territory"
    ) -> QuerySet[M]:
        """Return the rows in scope; the arguments name the columns that hold station and ground."""
        if self.stations is not None:
            rows = rows.filter(**{f"{station}__in": self.stations})
        if self.territories is not None:
            rows = rows.filter(**{f"{territory}__in": self.territories})
        return rows

    def holds(self, *, station: UUID | None, territory: UUID | None = None) -> bool:
        """Say whether one row lies in scope."""
        if self.stations is not None and station not in self.stations:
            return False
        return self.territories is None or territory in self.territories
