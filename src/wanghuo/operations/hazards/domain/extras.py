"""What rooms above add to a hazard's page when this room's signals ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph of the fault, with the address of a small and of the full picture."""

    address: str
    thumbnail: str
    caption: str
    taken_at: datetime
