"""The head of a sheet's table: which rows it takes, and what stands above each cell."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.readers.sheet.cells import MOST_CELLS, Area, Cell, Sheet
from knowledge.readers.table_lines import LAYOUT_WORDS

_DEEPEST_HEAD = 5
"""Rows; official forms have two or three."""
_LATEST_HEAD, _LOOK_AHEAD = 60, 10
"""Rows: a head stands at the top of its sheet, and its table is as wide as the rows that follow."""
_WIDEST_GROUP = 200
_FEWEST_COLUMNS = 3
_LEAST_COVERAGE = 0.6
"""The share of the table's columns that the first row of its head fills."""

Row = dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """The filled cells by row and column, merged cells standing in all rows that they cover."""

    rows: dict[int, Row]
    spans: dict[tuple[int, int], Area]
    """The merged area that a cell begins, by its row and column."""

    def area(self, cell: Cell) -> Area:
        alone = Area(cell.row, cell.column, cell.row, cell.column)
        return self.spans.get((cell.row, cell.column), alone)


def grid_of(sheet: Sheet) -> Grid:
    """The cells of a sheet, merged ones repeated downwards: each row then stands for itself."""
    rows: defaultdict[int, Row] = defaultdict(dict)
    for cell in sheet.cells:
        rows[cell.row][cell.column] = cell
    present = sorted(rows)
    room = MOST_CELLS
    for area in sheet.merged:
        first = rows[area.top].get(area.left) if area.top in rows else None
        if first is None or room <= 0:
            continue
        below = present[bisect_right(present, area.top) : bisect_right(present, area.bottom)]
        for row in below[:room]:
            rows[row].setdefault(area.left, first)
        room -= len(below)
    return Grid(dict(sorted(rows.items())), {(one.top, one.left): one for one in sheet.merged})


def with_head(sheet: Sheet) -> Sheet:
    """The sheet with the head of its table found, and the cells below told what stands above."""
    grid = grid_of(sheet)
    rows = list(grid.rows)[:_LATEST_HEAD]
    first = next((row for place, row in enumerate(rows) if _begins_head(grid, rows[place:])), 0)
    if not first:
        return sheet
    last = _end_of_head(grid, first)
    columns = _columns(grid, first, last)
    headers = {column: tuple(" ".join(c.text.split()) for c in above) for column, above in columns}
    cells = tuple(
        replace(cell, header=headers.get(cell.column, ())) if cell.row > last else cell
        for cell in sheet.cells
    )
    return replace(sheet, cells=cells, head=(first, last), columns=columns)


def _begins_head(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether the first of `rows` names most columns of them; no letterhead, no figures."""
    cells = _own(grid, rows[0])
    filled = {column for row in rows[:_LOOK_AHEAD] for column in grid.rows[row]}
    left, right = min(filled, default=1), max(filled, default=0)
    covered = sum(min(grid.area(cell).right, right) - cell.column + 1 for cell in cells)
    if len(cells) < min(_FEWEST_COLUMNS, right - left + 1) or len(cells) < 2:
        return False
    if covered < (right - left + 1) * _LEAST_COVERAGE or not all(_is_name(cell) for cell in cells):
        return False
    return LAYOUT_WORDS.search(" ".join(cell.text for cell in cells)) is None


def _own(grid: Grid, row: int) -> list[Cell]:
    """The cells that begin in a row, from left to right."""
    return [cell for _, cell in sorted(grid.rows.get(row, {}).items()) if cell.row == row]


def _is_name(cell: Cell) -> bool:
    """Words; a year may name a column, an amount may not."""
    value = cell.value
    return isinstance(value, str) or (isinstance(value, float) and value in range(1900, 2101))


def _end_of_head(grid: Grid, first: int) -> int:
    """The last row of the head: as deep as its merged cells reach, and the rows below groups."""
    last, row = first, first
    while row <= last < first + _DEEPEST_HEAD:
        deepest = max((grid.area(cell).bottom for cell in _own(grid, row)), default=row)
        if _has_groups(grid, row) or _fills_gaps(grid, row):
            deepest = max(deepest, row + 1)
        last = max(last, min(deepest, first + _DEEPEST_HEAD - 1))
        row += 1
    return min(last, max(grid.rows))


def _has_groups(grid: Grid, row: int) -> bool:
    """Whether the next row names several columns below one merged cell of this row."""
    below = _own(grid, row + 1)
    for cell in _own(grid, row):
        area = grid.area(cell)
        inside = [one for one in below if area.left <= one.column <= area.right]
        if len(inside) > 1 and all(_is_name(one) for one in inside):
            return True
    return False


def _fills_gaps(grid: Grid, row: int) -> bool:
    """Whether the next row names what this one left open, as heads without merged cells do."""
    above, below = grid.rows.get(row, {}), grid.rows.get(row + 1, {})
    named = len(below) > 1 and all(_is_name(cell) for cell in below.values())
    return named and bool(below.keys() - above.keys()) and bool(above.keys() - below.keys())


def _columns(grid: Grid, first: int, last: int) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    """Each column with what stands above it; groups reach over their columns."""
    above: defaultdict[int, list[Cell]] = defaultdict(list)
    for row in range(first, last + 1):
        for cell in _own(grid, row):
            right = min(_right_end(grid, cell, last), cell.column + _WIDEST_GROUP)
            for column in range(cell.column, right + 1):
                above[column].append(cell)
    return tuple((column, tuple(cells)) for column, cells in sorted(above.items()))


def _right_end(grid: Grid, cell: Cell, last: int) -> int:
    """The last column that a cell of the head stands above, also where it is not merged."""
    right = grid.area(cell).right
    below = {column for row in range(cell.row + 1, last + 1) for column in grid.rows.get(row, {})}
    if (cell.row, cell.column) in grid.spans or cell.column not in below:
        return right
    while right + 1 in below and right + 1 not in grid.rows[cell.row]:
        right += 1
    return right
