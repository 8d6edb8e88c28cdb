"""
Document numbers: without a gap per agency, kind and year, also for devices that work offline.

A series hands out the lowest returned number first, else the next one. A block is cut off the
series for a device; what it did not use comes back when the block is closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wanghuo.registers.documents.domain import wording
from wanghuo.registers.documents.domain.kinds import DocumentKind


@dataclass(frozen=True)
class Series:
    """How far a series has been handed out: up to ``last``, except the ``returned`` numbers."""

    last: int = 0
    returned: tuple[int, ...] = ()

    def take(self) -> tuple[int, Series]:
        """Return the number to use next and the series without it."""
        if self.returned:
            first, *others = sorted(self.returned)
            return first, Series(self.last, tuple(others))
        return self.last + 1, Series(self.last + 1)

    def cut(self, size: int) -> tuple[range, Series]:
        """Return ``size`` unbroken numbers for a device and the series without them."""
        block = range(self.last + 1, self.last + 1 + size)
        return block, Series(self.last + size, self.returned)

    def give_back(self, numbers: Iterable[int]) -> Series:
        """Return the series with numbers a closed block did not use."""
        return Series(self.last, tuple(sorted({*self.returned, *numbers})))


def agency_word(name: str, short_name: str = "") -> str:
    """Return the agency's word in its numbers: 五星派出所 gives 五星所."""
    return (short_name or name).replace("派出所", "所")


def number_text(kind: DocumentKind, *, word: str, year: int, number: int) -> str:
    """Return 五星所即字〔2026〕第0012号."""
    return f"{word}{wording.titles()[kind].word}字〔{year}〕第{number:04}号"
