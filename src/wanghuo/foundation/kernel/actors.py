"""Who acts: the least the journal must know about a person."""

from __future__ import annotations

import uuid
from typing import Protocol


class Actor(Protocol):
    """A person, or an installation acting by itself, as the journal writes it down."""

    @property
    def id(self) -> uuid.UUID: ...

    @property
    def label(self) -> str:
        """Name as it was on the day, for reading the journal without the database."""
        ...

    @property
    def chain(self) -> str:
        """Id of the organization whose journal chain records what the actor does."""
        ...
