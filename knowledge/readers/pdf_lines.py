"""The printed lines of a PDF: their place on the page, page furniture, joining into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

_EDGE = 2
"""How many lines from the top or bottom of a page can be a running header."""
_GAZETTE = re.compile(r"(\d+ )?CÔNG BÁO/Số .{1,40}/Ngày [\d-]+( \d+)?", re.IGNORECASE)
_LONE_NUMBER = re.compile(r"[-–—|\s]*(\d{1,4})[-–—|\s]*")
_UNIT_START = re.compile(
    r"(?:Điều \d|Chương [IVXLC\d]|Mục [IVXLC\d]|Phần |PHẦN |PHỤ LỤC|Phụ lục [IVXLC\d]|"
    r"\d{1,3}[.)] |[a-zđ]{1,2}\) |[IVXLC]+\. |[-–+•*] )"
)
_SENTENCE_END = re.compile(r"[.;:!?”\"]\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line in points from the page's lower left corner.

    `first_word` is the width of its first word: whether it would have fitted the line above.
    """

    text: str
    left: float
    right: float
    bottom: float
    first_word: float


def page_lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines of a page in the order of its text layer."""
    layer = page.get_textpage()
    text = layer.get_text_range()
    lines = []
    for found in re.finditer(r"[^\r\n]+", text):
        words = [(found.start() + m.start(), found.start() + m.end()) for m in _words(found[0])]
        if words:
            lines.append(_placed(layer, found[0], words[0], words[-1][1]))
    return lines


def _words(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"\S+", text))


def _placed(layer: pypdfium2.PdfTextPage, text: str, first: tuple[int, int], end: int) -> Line:
    left, bottom, _, _ = layer.get_charbox(first[0])
    _, _, first_right, _ = layer.get_charbox(first[1] - 1)
    _, _, right, _ = layer.get_charbox(end - 1)
    return Line(" ".join(text.split()), left, right, bottom, first_right - left)


def without_furniture(
    pages: Sequence[Sequence[Line]],
) -> tuple[list[list[Line]], dict[str, tuple[str, ...]]]:
    """The pages without running headers and page numbers, and what was taken out by kind."""
    repeated = _repeated(pages)
    shift = _number_shift(pages)
    kept: list[list[Line]] = []
    headers: list[str] = []
    numbers: list[str] = []
    for index, lines in enumerate(pages):
        body = []
        for line in lines:
            if line not in _edges(lines):
                body.append(line)
            elif _GAZETTE.fullmatch(line.text) or _unnumbered(line.text) in repeated:
                headers.append(line.text)
            elif shift is not None and _page_number(line.text) == index + shift:
                numbers.append(line.text)
            else:
                body.append(line)
        kept.append(body)
    removed = {"page header": tuple(headers), "page number": tuple(numbers)}
    return kept, {kind: texts for kind, texts in removed.items() if texts}


def _edges(lines: Sequence[Line]) -> list[Line]:
    return [*lines[:_EDGE], *lines[-_EDGE:]]


def _unnumbered(text: str) -> str:
    return re.sub(r"^\d+ +| +\d+$", "", text)


def _repeated(pages: Sequence[Sequence[Line]]) -> set[str]:
    """Edge lines that stand on at least three pages and half of all, whatever the page number."""
    counts = Counter(
        text for lines in pages for text in {_unnumbered(x.text) for x in _edges(lines)}
    )
    needed = max(3, len(pages) / 2)
    return {text for text, count in counts.items() if count >= needed and not text.isdigit()}


def _page_number(text: str) -> int | None:
    found = _LONE_NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def _number_shift(pages: Sequence[Sequence[Line]]) -> int | None:
    """Page number minus page index, when most pages that could have a number agree on it."""
    shifts = Counter(
        number - index
        for index, lines in enumerate(pages)
        for line in _edges(lines)
        if (number := _page_number(line.text)) is not None
    )
    if not shifts:
        return None
    shift, count = shifts.most_common(1)[0]
    return shift if count >= max(2, len(pages) / 2) or (shift == 1 and len(pages) <= 2) else None


def joined(pages: Sequence[Sequence[Line]], page_break: str) -> str:
    """The paragraphs of all pages; a page border inside a sentence does not end it."""
    text = ""
    above: Line | None = None
    for lines in pages:
        right, left = _margins(lines)
        text += page_break if not text or above is None else ""
        for number, line in enumerate(lines):
            if above is not None:
                text += " " if _goes_on(above, line, left, right) else "\n"
            text += page_break if number == 0 and above is not None else ""
            text += line.text
            above = line
        text += page_break if not lines and above is not None else ""
    return text


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Right edge of the text block and the left edge that most of its full lines share."""
    if not lines:
        return 0.0, 0.0
    right = max(line.right for line in lines)
    full = [line for line in lines if line.right > right - 10] or list(lines)
    return right, min(line.left for line in full)


def _goes_on(above: Line, line: Line, left: float, right: float) -> bool:
    """Whether `line` continues the sentence: the line above was full and this one not indented."""
    fitted = above.right + line.first_word + 2 < right
    indented = line.left > left + 8
    if fitted or indented:
        return False
    return not (_UNIT_START.match(line.text) and _SENTENCE_END.search(above.text))
