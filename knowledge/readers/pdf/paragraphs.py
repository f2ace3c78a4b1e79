"""From printed lines to paragraphs: running headers taken out, hard line breaks joined."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.readers.pdf.page import Line
from knowledge.readers.table_lines import CELL_BORDER

_GAZETTE = re.compile(r"(\d+ )?CÔNG BÁO/Số .{1,40}/Ngày [\d -]+?( \d+)?", re.IGNORECASE)
"""The running header of the official gazette, wherever it stands on a page."""

_LONE_NUMBER = re.compile(r"[-–—| ]*(\d{1,4})[-–—| ]*")
_UNIT_START = re.compile(
    r"Điều \d|Chương [IVXLC\d]|Mục [IVXLC\d]|Phần |PHẦN |PHỤ LỤC|Phụ lục [IVXLC\d]|"
    r"\d{1,3}[.)] |[a-zđ]{1,2}\) |[IVXLC]+\. |[-–+•*] "
)
_SENTENCE_END = re.compile(r"[.;:!?”\"/]$")
_SAME_HEIGHT = 4.0
_INDENT = 8.0
_FULL_LINE = 10.0
_LINES_OF_A_FULL_PAGE = 15
_FEWEST_FULL_LINES = 3


@dataclass(frozen=True, slots=True)
class _Block:
    """The left and right edge, in points, between which running text is set."""

    left: float
    right: float


def without_furniture(
    pages: Sequence[Sequence[Line]],
) -> tuple[list[list[Line]], dict[str, tuple[str, ...]]]:
    """The pages without running headers and page numbers, and what was taken out by kind."""
    repeated = _repeated(pages)
    pages, headers = _parted(pages, lambda _, line: _is_header(line, repeated))
    shift = _number_shift(pages)
    pages, numbers = _parted(pages, lambda index, line: _number(line) == index + shift)
    removed = {"page header": headers, "page number": numbers}
    return pages, {kind: tuple(texts) for kind, texts in removed.items() if texts}


def _parted(
    pages: Sequence[Sequence[Line]], is_furniture: Callable[[int, Line], bool]
) -> tuple[list[list[Line]], list[str]]:
    """What stays on the pages, and the outermost or gazette lines that `is_furniture` names."""
    kept: list[list[Line]] = []
    removed: list[str] = []
    for index, lines in enumerate(pages):
        edges = _edges(lines)
        kept.append([])
        for line in lines:
            if (line in edges or _is_gazette(line)) and is_furniture(index, line):
                removed.append(line.plain)
            else:
                kept[-1].append(line)
    return kept, removed


def _is_gazette(line: Line) -> bool:
    return _GAZETTE.fullmatch(line.plain) is not None


def _is_header(line: Line, repeated: set[str]) -> bool:
    return _is_gazette(line) or _core(line) in repeated


def _edges(lines: Sequence[Line]) -> list[Line]:
    """The outermost lines of a page, above and below; the gazette's own header does not count."""
    heights = [line.bottom for line in lines if not _is_gazette(line)]
    if not heights:
        return []
    top, bottom = max(heights) - _SAME_HEIGHT, min(heights) + _SAME_HEIGHT
    return [line for line in lines if line.bottom > top or line.bottom < bottom]


def _core(line: Line) -> str:
    """The line without a page number at either end."""
    return re.sub(r"^\d+ +| +\d+$", "", line.plain)


def _repeated(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Edge lines that stand on at least three pages and half of all, whatever the page number.

    The gazette has its own header; what else repeats there are the headings of long tables.
    """
    if any(_is_gazette(line) for lines in pages for line in lines):
        return set()
    if len(pages) == 2:
        return _on_both(*pages)
    counts = Counter(text for lines in pages for text in {_core(line) for line in _edges(lines)})
    needed = max(3, len(pages) / 2)
    return {text for text, count in counts.items() if count >= needed and not text.isdigit()}


def _on_both(first: Sequence[Line], second: Sequence[Line]) -> set[str]:
    """Edge lines of a file of two pages: at the same height on both, and no heading of a table."""
    return {
        _core(line)
        for line in _edges(first)
        for other in _edges(second)
        if _core(line) == _core(other) and abs(line.bottom - other.bottom) < _SAME_HEIGHT
        if CELL_BORDER not in line.text and any(map(str.isalpha, line.text))
    }


def _number(line: Line) -> int | None:
    found = _LONE_NUMBER.fullmatch(line.text)
    return int(found[1]) if found else None


def _number_shift(pages: Sequence[Sequence[Line]]) -> int:
    """Page number minus page index, as most numbered pages have it; else 1, for a short file."""
    shifts = Counter(
        number - index
        for index, lines in enumerate(pages)
        for line in _edges(lines)
        if (number := _number(line)) is not None
    )
    shift, count = shifts.most_common(1)[0] if shifts else (1, 0)
    return shift if count >= max(2, len(pages) / 3) else 1


def joined(pages: Sequence[Sequence[Line]], page_break: str) -> str:
    """The paragraphs of all pages, `page_break` where one starts; a sentence may run across it."""
    whole = _block([line for lines in pages for line in lines])
    text = ""
    above: Line | None = None
    for lines in pages:
        block = _block(lines) if len(lines) >= _LINES_OF_A_FULL_PAGE else whole
        start_of_page = page_break
        for line in lines:
            if above is not None:
                text += " " if _goes_on(above, line, block) else "\n"
            text += start_of_page + line.text
            above, start_of_page = line, ""
        text += start_of_page
    return text


def _block(lines: Sequence[Line]) -> _Block:
    """The edges of running text; a tenth of the lines may stand out (headers, figures).

    Where no three lines end at the same edge, no line is full.
    """
    right = _at(0.9, (line.right for line in lines)) if lines else 0
    full = [line for line in lines if abs(line.right - right) < _FULL_LINE]
    if len(full) < _FEWEST_FULL_LINES:
        return _Block(0, math.inf)
    return _Block(_at(0.1, (line.left for line in full)), right)


def _at(share: float, values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[int(share * (len(ordered) - 1))]


def _goes_on(above: Line, line: Line, block: _Block) -> bool:
    """Whether `line` continues the sentence of the line above.

    It does when that line was full, unless this one starts a unit or is indented as a new
    paragraph; below a list item the rest of the sentence may be indented too.
    """
    if above.in_table or line.in_table or above.right + line.first_word < block.right:
        return False
    ended = _SENTENCE_END.search(above.text) is not None
    if line.left > block.left + _INDENT:
        return not ended and line.text[0].islower() and line.left > above.left - _INDENT
    return not (ended and _UNIT_START.match(line.text))
