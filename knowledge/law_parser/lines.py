"""The lines of a legal text, and what a line says about the one below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.model import Span

_MARKUP = re.compile(r"^[#\s]+(?=\S)|\*\*")
_FURNITURE = re.compile(
    r"(?:CÔNG BÁO/|Ký bởi: |Cơ quan: |Thời gian ký: ).*|[-–—]? ?\d{1,4} ?[-–—]?|Trang \d+.*"
)
"""What the printer added: the running head of the gazette, page numbers, the signature stamp."""
_NUMBER = r"(?:\d{1,3}(?:\.\d+)*[a-zđ]?|[a-zđ]\d?)"
_CUT = re.compile(
    r"(?:(?:^|[\s(])(?:[Kk]hoản|[Đđ]iểm|[Cc]ác|[Tt]ại|[Tt]heo|và|hoặc|của|với|đến|từ|bởi|thuộc|tiết"
    rf"|đoạn|Mục|Chương)(?:\s+{_NUMBER}(?:\s*(?:,|và|hoặc)\s*{_NUMBER})*)?|,)$"
)
"""'... quy định tại khoản 2', '... theo', '...,': the sentence goes on in the next line."""
_LONGEST_END = 80


@dataclass(frozen=True, slots=True)
class Line:
    """A line without blanks and markup around it; `span` is where it stands in the text."""

    text: str
    span: Span


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that hold more than blanks and markup."""
    return tuple(_lines(text))


def previous_lines(lines: Sequence[Line]) -> tuple[str, ...]:
    """For each line the text of the line above it, across page heads and page numbers."""
    above: list[str] = []
    last = ""
    for line in lines:
        above.append(last)
        if not _FURNITURE.fullmatch(line.text):
            last = line.text
    return tuple(above)


def is_cut(text: str) -> bool:
    """Whether a line ends within a reference or a list, so that 'Điều 5' below it belongs to it."""
    return _CUT.search(text[-_LONGEST_END:]) is not None


def announces(text: str) -> bool:
    """Whether a line says that quoted words follow: '... được sửa đổi như sau:'."""
    return text.endswith(":") and "như sau" in text[-_LONGEST_END:]


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if bare := _MARKUP.sub("", stripped).strip("#").strip():
            offset = start + raw.index(stripped)
            yield Line(bare, Span(offset, offset + len(stripped)))
        start += len(raw)
