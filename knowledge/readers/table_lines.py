"""How a table becomes lines: a row of data is one line, a layout table is read cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

CELL_BORDER = " | "

Cell = Sequence[str]
"""The lines of one cell."""

LAYOUT_WORDS = re.compile(
    r"cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập ?[-–] ?tự do|nơi nhận"
    r"|^[\w ]{0,20}\bsố ?:.*\bngày\b.*\btháng\b.*\bnăm\b",
    re.IGNORECASE,
)
"""What stands in the header or signature block of an official document, nowhere in its tables."""

_LAYOUT_ROWS, _LAYOUT_COLUMNS = 6, 3


def table_lines(rows: Sequence[Sequence[Cell]], *, bordered: bool) -> list[str]:
    """The lines of a table; merged cells must already be left out or empty in `rows`."""
    if _is_layout(rows, bordered=bordered):
        return [line for row in rows for cell in row for line in cell]
    return [line for row in rows for line in _row_lines(row)]


def _is_layout(rows: Sequence[Sequence[Cell]], *, bordered: bool) -> bool:
    """Boxes of one column, and the small blocks of header and signature, are layout."""
    columns = max((len(row) for row in rows), default=0)
    if columns <= 1:
        return True
    if len(rows) > _LAYOUT_ROWS or columns > _LAYOUT_COLUMNS:
        return False
    words = " ".join(line for row in rows for cell in row for line in cell)
    return not bordered or LAYOUT_WORDS.search(words) is not None


def _row_lines(row: Sequence[Cell]) -> list[str]:
    """One line; a row around another table is read cell by cell, to keep the inner rows apart."""
    if any(CELL_BORDER in line for cell in row for line in cell):
        return [line for cell in row for line in cell]
    cells = [" ".join(" ".join(cell).split()) for cell in row]
    return [CELL_BORDER.join(cells).strip()] if any(cells) else []
