"""The vocabulary of spreadsheets: sheets of filled cells, each with its address and its header."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge import messages
from knowledge.model import KnowledgeError
from knowledge.readers.sheet.number_formats import Value

MOST_CELLS = 300_000
"""Filled cells of a workbook; the annexes of real decisions stay below 20,000."""


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells, all borders included; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell. `row` and `column` count from 1."""

    row: int
    column: int
    value: Value
    text: str
    """The value as it is displayed: '1.234,5', '12%', '05/03/2024'."""
    number_format: str = ""
    header: tuple[str, ...] = ()
    """What stands above it in the head of its table, outermost first; () outside a table."""

    @property
    def address(self) -> str:
        """'C12'."""
        return f"{column_name(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `cells` from left to right, from top to bottom."""

    name: str
    cells: tuple[Cell, ...]
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    uncomputed: int = 0
    """Formulas whose value the file does not hold."""
    head: tuple[int, int] = (0, 0)
    """First and last row of the table's head; (0, 0) without a table."""
    columns: tuple[tuple[int, tuple[Cell, ...]], ...] = ()
    """The table's columns, each with the cells of the head above it, outermost first."""

    def cell(self, address: str) -> Cell | None:
        """The cell at 'C12', None if nothing stands there."""
        return next((cell for cell in self.cells if cell.address == address.upper()), None)


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a reader of one file format found, before the heads of tables are told."""

    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...] = ()


def column_name(column: int) -> str:
    """'C' for 3, 'AA' for 27."""
    name = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def check_size(cells: int, name: str) -> None:
    """KnowledgeError for more filled cells than a document ever has."""
    if cells > MOST_CELLS:
        limit = f"{MOST_CELLS:,}".replace(",", ".")
        raise KnowledgeError(messages.TOO_MANY_CELLS.format(name=name, limit=limit))
