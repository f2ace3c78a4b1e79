"""What stands on a page: words, ruling lines and printed lines, with their place in points.

Measured from the left and the foot of the page, seen with the text upright.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.readers.table_lines import CELL_BORDER


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word and its box."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line of a table."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_upright(self) -> bool:
        return self.top - self.bottom > self.right - self.left


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one row of a table with ruling lines.

    `first_word` is the width of its first word: whether it would have fitted the line above.
    """

    text: str
    left: float
    right: float
    bottom: float
    first_word: float
    is_row: bool = False

    @property
    def plain(self) -> str:
        """The text without borders between columns."""
        return self.text.replace(CELL_BORDER, " ")

    @property
    def in_table(self) -> bool:
        return self.is_row or CELL_BORDER in self.text
