"""The schematic map of communities and villages, laid on the smallest ground that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wanghuo.insight.analytics.domain.figures import Tile
from wanghuo.insight.analytics.selectors import Ways

FEW_COLUMNS = 12
"""Up to so many columns a tile is wide enough for the name of its community."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile where it lies on the map, counted from 1, and the ways from its figures."""

    tile: Tile
    column: int
    row: int
    ways: Ways


@dataclass(frozen=True, slots=True)
class TileMap:
    """The tiles in sight; ``columns`` is how wide the map is in tiles."""

    tiles: Sequence[Placed]
    columns: int

    @classmethod
    def of(cls, tiles: Sequence[Tile], ways: Ways) -> TileMap:
        left = min((tile.column for tile in tiles), default=0)
        top = min((tile.row for tile in tiles), default=0)
        placed = [
            Placed(tile, tile.column - left + 1, tile.row - top + 1, ways.on(tile.territory_id))
            for tile in tiles
        ]
        return cls(placed, max((each.column for each in placed), default=0))

    @property
    def has_names(self) -> bool:
        return self.columns <= FEW_COLUMNS
