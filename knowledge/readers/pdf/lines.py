"""The printed lines of a PDF page with their place on it, also where the page lies on its side."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from statistics import median

import pypdfium2

from knowledge.legacy_encoding import Encoding
from knowledge.readers.pdf.fonts import PrintedText
from knowledge.readers.pdf.page import Line, Word
from knowledge.readers.pdf.rulings import rulings_of
from knowledge.readers.pdf.tables import Table, tables_of
from knowledge.readers.table_lines import CELL_BORDER, LAYOUT_WORDS

_SPACE = 0.4
"""In sideways text, a gap of this share of the usual height of its letters is a space."""
_COLUMN_GAP = 16.0
"""Points between two words of different columns; justified text stays below."""
_ROW_HEIGHT = 8.0
"""Points; descenders and superscripts move the lower edge of a word by less."""
_SAME_GAP = 1.5
"""Points: gaps of this likeness, all wide, come from justifying a narrow column."""
_LIST_NUMBER = re.compile(r"[-–+•*]|\(?\w{1,5}[.)]")


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter of sideways text: `start` and `end` in reading direction, `base` across it."""

    text: str
    start: float
    end: float
    base: float
    height: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page, and the legacy encodings that its fonts had."""

    lines: list[Line]
    encodings: frozenset[Encoding | None]


def page_text(page: pypdfium2.PdfPage) -> PageText:
    """A page in the order of its text layer; a row of a table with ruling lines is one line."""
    layer = page.get_textpage()
    printed = PrintedText(layer)
    tables = tables_of(rulings_of(page))
    found: list[Line | Table] = []
    cells: dict[Table, list[Word]] = {}
    rows = re.finditer(r"[^\r\n]*[^\s][^\r\n]*", layer.get_text_range())
    for sideways, group in groupby(rows, lambda row: _is_sideways(layer, row)):
        if sideways:
            found += _sideways_lines(layer, list(group))
            continue
        for row in group:
            for table, words in groupby(_words(layer, row, printed), partial(_table_at, tables)):
                if table is None:
                    found += _upright_lines(list(words))
                else:
                    found += [] if table in cells else [table]
                    cells.setdefault(table, []).extend(words)
    lines = [line for item in found for line in _lines_of(item, cells)]
    return PageText(lines, frozenset(printed.encodings))


def _is_sideways(layer: pypdfium2.PdfTextPage, found: re.Match[str]) -> bool:
    """Whether the first letter of a line runs up or down the page."""
    first = found.end() - len(found[0].lstrip())
    angle = pypdfium2.raw.FPDFText_GetCharAngle(layer.raw, first)
    return abs(math.sin(angle)) > math.sin(math.pi / 4)


def _table_at(tables: Sequence[Table], word: Word) -> Table | None:
    return next((table for table in tables if table.holds(word)), None)


def _lines_of(item: Line | Table, cells: Mapping[Table, list[Word]]) -> list[Line]:
    return [item] if isinstance(item, Line) else item.row_lines(cells[item])


def _words(
    layer: pypdfium2.PdfTextPage, row: re.Match[str], printed: PrintedText
) -> Iterator[Word]:
    for found in re.finditer(r"\S+", row[0]):
        start, end = row.start() + found.start(), row.start() + found.end()
        left, bottom, right, top = layer.get_charbox(start)
        right = layer.get_charbox(end - 1)[2] if end - 1 > start else right
        yield Word(printed.word(found[0], start), left, right, bottom, top)


def _upright_lines(words: Sequence[Word]) -> list[Line]:
    """One line with its columns marked; of an official header, one line a column."""
    lines: list[Line] = []
    for row in _rows(words):
        columns = _columns(row)
        is_layout = LAYOUT_WORDS.search(" ".join(word.text for word in row))
        lines += map(_upright_line, [[column] for column in columns] if is_layout else [columns])
    return lines


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """The layer sometimes runs rows of a table together: a word further down and left is next."""
    rows = [[words[0]]]
    for before, word in pairwise(words):
        if word.left < before.left and before.bottom - word.bottom > _ROW_HEIGHT:
            rows.append([])
        rows[-1].append(word)
    return rows


def _columns(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a line, parted where the gap is too wide for a space."""
    gaps = [after.left - before.right for before, after in pairwise(words)]
    stretched = min(gaps, default=0) > _COLUMN_GAP and max(gaps) - min(gaps) < _SAME_GAP
    if stretched and not any(word.text[0].isdigit() for word in words):
        return [list(words)]
    columns = [[words[0]]]
    for gap, word in zip(gaps, words[1:], strict=True):
        numbered = (
            len(columns) == 1 and len(columns[0]) == 1 and _LIST_NUMBER.fullmatch(words[0].text)
        )
        if gap > _COLUMN_GAP and not numbered:
            columns.append([])
        columns[-1].append(word)
    return columns


def _upright_line(columns: Sequence[Sequence[Word]]) -> Line:
    text = CELL_BORDER.join(" ".join(word.text for word in column) for column in columns)
    first, last = columns[0][0], columns[-1][-1]
    return Line(text, first.left, last.right, first.bottom, first.right - first.left)


def _sideways_lines(layer: pypdfium2.PdfTextPage, group: Sequence[re.Match[str]]) -> list[Line]:
    """Lines put together from letters: the layer breaks sideways text at every marked vowel."""
    places = [found.start() + place for found in group for place in range(len(found[0]))]
    upward = _runs_upward(layer, places)
    letters = [_letter(layer, place, upward=upward) for place in places]
    height = median(letter.height for letter in letters)
    lines: list[list[_Letter]] = [letters[:1]]
    for before, letter in pairwise(letters):
        if abs(letter.base - before.base) > height or letter.start < before.start - height:
            lines.append([])
        lines[-1].append(letter)
    return [_line_of(line, height * _SPACE) for line in lines if _has_text(line)]


def _has_text(letters: Sequence[_Letter]) -> bool:
    return any(letter.text.strip() for letter in letters)


def _runs_upward(layer: pypdfium2.PdfTextPage, places: Sequence[int]) -> bool:
    heights = [_origin(layer, place)[1] for place in places]
    return sum(math.copysign(1, after - before) for before, after in pairwise(heights)) > 0


def _origin(layer: pypdfium2.PdfTextPage, place: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(layer.raw, place, x, y)
    return x.value, y.value


def _letter(layer: pypdfium2.PdfTextPage, place: int, *, upward: bool) -> _Letter:
    x, y = _origin(layer, place)
    left, bottom, right, top = layer.get_charbox(place)
    text, height = layer.get_text_range(place, 1), right - left
    return _Letter(text, y, top, -x, height) if upward else _Letter(text, -y, -bottom, x, height)


def _line_of(letters: Sequence[_Letter], space: float) -> Line:
    text = letters[0].text
    for before, letter in pairwise(letters):
        gap = letter.start - before.end > space
        text += " " + letter.text if gap else letter.text
    words = " ".join(text.split())
    width = (letters[-1].end - letters[0].start) / max(1, len(words))
    first_word = width * len(words.split()[0])
    return Line(words, letters[0].start, letters[-1].end, letters[0].base, first_word)
