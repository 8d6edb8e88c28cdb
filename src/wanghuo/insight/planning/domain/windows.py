"""In which months each visit to an object may fall, so that its visits keep their distance."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence


def open_months(
    months: Iterable[int], *, first_month: int, taken: Iterable[int], gap: int
) -> tuple[int, ...]:
    """Return the months from ``first_month`` that lie ``gap`` or more from every one taken."""
    taken = tuple(taken)
    return tuple(
        month
        for month in sorted(set(months))
        if month >= first_month and all(abs(month - other) >= gap for other in taken)
    )


def spread(months: Sequence[int], visits: int, gap: int) -> list[tuple[int, ...]]:
    """
    Divide ``months`` into one window per visit, ``gap`` months apart wherever they allow it.

    Every window holds at least one month and no month stands in two windows, so any choice of
    one month from each is a possible year. Fewer windows come back when the months are fewer
    than the visits.
    """
    visits = min(visits, len(months))
    if visits <= 0:
        return []
    bounds = [len(months) * index // visits for index in range(visits + 1)]
    windows = [list(months[a:b]) for a, b in itertools.pairwise(bounds)]
    for before, after in itertools.pairwise(windows):
        while after[0] - before[-1] < gap and (len(before) > 1 or len(after) > 1):
            if len(before) >= len(after):
                before.pop()
            else:
                after.pop(0)
    return [tuple(window) for window in windows]
