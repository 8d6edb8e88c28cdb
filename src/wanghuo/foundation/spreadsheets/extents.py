"""How far the values of a sheet reach, and which of its cells show the error of a formula."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Extent:
    """The rectangle that holds a sheet's values, and its error cells by row and column from 0."""

    last_row: int = -1
    last_column: int = -1
    first_row: int = -1
    errors: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def area(self) -> int:
        return (self.last_row - max(self.first_row, 0) + 1) * (self.last_column + 1)

    def stretch(self, row: int, column: int) -> None:
        """Take in a cell that holds something."""
        if self.first_row < 0:
            self.first_row = row
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)
