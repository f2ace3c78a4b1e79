"""The printed lines of a PDF page with their place on it, also where the page lies on its side."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

import pypdfium2

from knowledge.legacy_encoding import Encoding
from knowledge.readers.pdf_fonts import PrintedText
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


def page_lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines of a page in the order of its text layer; rows of a ruled table are a line each."""
    layer = page.get_textpage()
    tables = tables_of(rulings_of(page))
    printed: list[Line | Table] = []
    cells: dict[Table, list[Word]] = {}
    lines = re.finditer(r"[^\r\n]*[^\s][^\r\n]*", layer.get_text_range())
    for sideways, group in groupby(lines, lambda found: _is_sideways(layer, found)):
        if sideways:
            printed += _sideways_lines(layer, list(group))
            continue
        words = [word for found in group for word in _words(layer, found)]
        for table, words_there in groupby(words, lambda word: _table_at(tables, word)):
            if table is None:
                printed += _upright_lines(words_there)
            elif table in cells:
                cells[table] += words_there
            else:
                cells[table] = list(words_there)
                printed.append(table)
    return [line for item in printed for line in _lines_of(item, cells)]


def _is_sideways(layer: pypdfium2.PdfTextPage, found: re.Match[str]) -> bool:
    """Whether the first letter of a line runs up or down the page."""
    first = found.end() - len(found[0].lstrip())
    angle = pypdfium2.raw.FPDFText_GetCharAngle(layer.raw, first)
    return abs(math.sin(angle)) > math.sin(math.pi / 4)


def _table_at(tables: Sequence[Table], word: Word) -> Table | None:
    return next((table for table in tables if table.holds(word)), None)


def _lines_of(item: Line | Table, cells: Mapping[Table, list[Word]]) -> list[Line]:
    return [item] if isinstance(item, Line) else item.row_lines(cells[item])


XXdef _rows(words: Sequence[Word]) -> list[list[Word]]:
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


def _edges(layer: pypdfium2.PdfTextPage, start: int, end: int) -> tuple[float, float, float]:
    left, bottom, right, _ = layer.get_charbox(start)
    return left, layer.get_charbox(end - 1)[2] if end - 1 > start else right, bottom


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
