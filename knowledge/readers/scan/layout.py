"""From recognised words to printed lines in reading order: tables, header, body, signature."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from knowledge.diacritics import fold
from knowledge.readers.pdf.page import Line, Ruling, Word
from knowledge.readers.pdf.tables import tables_of
from knowledge.readers.scan.words import SeenWord
from knowledge.readers.table_lines import CELL_BORDER

Row = list[SeenWord]
"""Words printed side by side, from the left."""

_NATION = re.compile(r"cong hoa xa hoi|dang cong san viet nam")
_ADDRESSEE = re.compile(r"kinh gui")
_NUMBER = re.compile(r"so *:|so *\S*[/-]")
_DATE = re.compile(r"ngay\b.*\bthang\b")
_DISTRIBUTION = re.compile(r"noi nhan\b")
_COLUMN_GAP = 16.0
"""Points between words of different columns; justified text stays below."""
_STRADDLE_GAP = 10.0
"""Points between the two columns of a header at least."""
_SAME_ROW = 0.5
"""Share of its height by which a word may stand above or below its neighbours."""
_LOWEST_HEADER = 0.5
"""The header ends in the upper half of a page."""
_GUTTER_FROM, _GUTTER_TO = 0.3, 0.75
"""Where, across the page, nơi nhận and signature part."""
_ABOVE_DISTRIBUTION = 40.0
"""Points by which a signature's title may stand above 'Nơi nhận'."""


def lines_in_order(
    words: Sequence[SeenWord], rulings: Sequence[Ruling], width: float, height: float
) -> list[Line]:
    """The lines of a page of `width` × `height` points, from the top down.

    Rows of a ruled table are a line each; of the header and of the signature block the left
    column comes first, a header's by its two rows (issuer and nation, number and date).
    """
    lines: list[Line] = []
    for table in tables_of(rulings):
        inside = [word for word in words if table.holds(word)]
        beside = [word for word in words if not table.holds(word)]
        above = [word for word in beside if word.middle > table.tops[0]]
        lines += _running_lines(above, width, height) + table.row_lines(inside)
        words = [word for word in beside if word.middle <= table.tops[0]]
    return lines + _running_lines(words, width, height)


def _running_lines(words: Sequence[SeenWord], width: float, height: float) -> list[Line]:
    rows = _rows(words)
    header, rows = _header(rows, height)
    rows, signature = _signature(rows, width)
    return [_line(row) for row in (*header, *rows, *signature)]


def _rows(words: Iterable[SeenWord]) -> list[Row]:
    """The lines tesseract found, from the top down; pieces at one height are one row."""
    pieces: dict[tuple[int, int, int], Row] = defaultdict(list)
    for word in words:
        pieces[word.line].append(word)
    rows: list[Row] = []
    for piece in sorted(pieces.values(), key=lambda piece: -_middle(piece)):
        if rows and _is_beside(rows[-1], piece):
            rows[-1] = sorted(rows[-1] + piece, key=lambda word: word.left)
        else:
            rows.append(piece)
    return rows


def _middle(row: Sequence[Word]) -> float:
    return median(word.middle for word in row)


def _is_beside(row: Sequence[Word], piece: Sequence[Word]) -> bool:
    height = min(_height(row), _height(piece))
    apart = piece[0].left >= row[-1].right or piece[-1].right <= row[0].left
    return apart and abs(_middle(row) - _middle(piece)) < height * _SAME_ROW


def _height(row: Sequence[Word]) -> float:
    return median(word.top - word.bottom for word in row)


def _header(rows: Sequence[Row], height: float) -> tuple[list[Row], list[Row]]:
    """The rows of an official header, read column by column, and the rows below it."""
    start, border = _nation(rows, height)
    if border is None:
        return [], list(rows)
    end = start + 1
    while end < len(rows) and _has_columns(rows[end], border, height):
        end += 1
    left, right = _columns(rows[:end], border)
    number, day = _first(left, _NUMBER), _first(right, _DATE)
    header = left[:number] + right[:day] + left[number:] + right[day:]
    return header, list(rows[end:])


def _nation(rows: Sequence[Row], height: float) -> tuple[int, float | None]:
    """The row of the national title, and the left edge of its column."""
    for index, row in enumerate(rows):
        found = _NATION.search(_folded(row))
        if found and _middle(row) > height * _LOWEST_HEADER:
            return index, row[_folded(row)[: found.start()].count(" ")].left
    return 0, None


def _has_columns(row: Row, border: float, height: float) -> bool:
    """Whether a row below the national title still belongs to the header."""
    if _middle(row) < height * _LOWEST_HEADER or _ADDRESSEE.match(_folded(row)):
        return False
    left, right = _parted(row, border)
    return not left or not right or right[0].left - left[-1].right > _STRADDLE_GAP


def _columns(rows: Sequence[Row], border: float) -> tuple[list[Row], list[Row]]:
    parted = [_parted(row, border) for row in rows]
    return [left for left, _ in parted if left], [right for _, right in parted if right]


def _parted(row: Row, border: float) -> tuple[Row, Row]:
    left = [word for word in row if word.centre < border]
    return left, [word for word in row if word.centre >= border]


def _first(rows: Sequence[Row], pattern: re.Pattern[str]) -> int:
    """Index of the first row that starts the second half of a header column, else their count."""
    return next((n for n, row in enumerate(rows) if pattern.search(_folded(row))), len(rows))


def _signature(rows: Sequence[Row], width: float) -> tuple[list[Row], list[Row]]:
    """The rows above 'Nơi nhận', and those from there on: its column, then the signature."""
    starts = [n for n, row in enumerate(rows) if _DISTRIBUTION.match(_folded(row))]
    if not starts or (gutter := _gutter(rows[starts[-1] :], width)) is None:
        return list(rows), []
    start = starts[-1]
    top = _middle(rows[start]) + _ABOVE_DISTRIBUTION
    while start and rows[start - 1][0].left > gutter and _middle(rows[start - 1]) < top:
        start -= 1
    left, right = _columns(rows[start:], gutter)
    return list(rows[:start]), left + right


def _gutter(rows: Sequence[Row], width: float) -> float | None:
    """The middle of the widest gap across the page that fewest words cross."""
    candidates = range(int(width * _GUTTER_FROM), int(width * _GUTTER_TO))
    words = [word for row in rows for word in row]
    crossed = {x: sum(word.left < x < word.right for word in words) for x in candidates}
    fewest = min(crossed.values())
    runs: list[list[int]] = [[]]
    for x in candidates:
        if crossed[x] == fewest:
            runs[-1].append(x)
        elif runs[-1]:
            runs.append([])
    widest = max(runs, key=len)
    border = widest[len(widest) // 2]
    return border if any(word.left > border for word in words) else None


def _folded(row: Sequence[Word]) -> str:
    return " ".join(fold(word.text) for word in row)


def _line(row: Row) -> Line:
    """Words a column apart are set apart as in a table without lines."""
    text = row[0].text
    for before, word in pairwise(row):
        is_apart = word.left - before.right > _COLUMN_GAP
        text += (CELL_BORDER if is_apart else " ") + word.text
    bottom = median(word.bottom for word in row)
    return Line(text, row[0].left, row[-1].right, bottom, row[0].right - row[0].left)
