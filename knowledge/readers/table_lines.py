"""How a table becomes lines: a row of data is one line, a layout table is read cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

CELL_BORDER = " | "

Cell = Sequence[str]
"""The lines of one cell."""

_LAYOUT_WORDS = re.compile(r"cộng hòa xã hội chủ nghĩa|cộng hoà xã hội chủ nghĩa|nơi nhận", re.I)
_LAYOUT_ROWS, _LAYOUT_COLUMNS = 6, 3


def table_lines(rows: Sequence[Sequence[Cell]], *, bordered: bool) -> list[str]:
    """The lines of a table; merged cells must already be left out or empty in `rows`."""
    if _is_layout(rows, bordered):
        return [line for row in rows for cell in row for line in cell]
    return [line for row in rows if (line := _row_line(row))]


def _is_layout(rows: Sequence[Sequence[Cell]], bordered: bool) -> bool:
    """Header and signature blocks of official documents and boxes of one column are layout."""
    columns = max((len(row) for row in rows), default=0)
    if not bordered or columns <= 1:
        return True
    words = " ".join(line for row in rows for cell in row for line in cell)
    small = len(rows) <= _LAYOUT_ROWS and columns <= _LAYOUT_COLUMNS
    return small and _LAYOUT_WORDS.search(words) is not None


def _row_line(row: Sequence[Cell]) -> str:
    cells = [" ".join(" ".join(cell).split()) for cell in row]
    return CELL_BORDER.join(cells).strip() if any(cells) else ""
