"""The plain sources of the samples: text with five marks, read into items to lay out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

SAMPLE_MARK = "VĂN BẢN MẪU, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
"""Stands on every page of a sample, or in the first line where the format has no pages."""


class Look(Enum):
    """How a paragraph looks, after Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục V."""

    HEADING = "heading"
    """Centred and bold: type, title, chapter."""
    BASIS = "basis"
    """Italic: căn cứ ban hành."""
    HOST = "host"
    """Italic and centred: '(Kèm theo ...)'."""
    UNIT = "unit"
    """Bold: the heading of an article, of a report's section, of a titled clause."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Columns:
    """Two cells side by side without borders: the official header, the signature block."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a page of its own: an annex, or rules that a decision promulgates."""


Item = Paragraph | Columns | Table | PageBreak

_UNIT = re.compile(r"(Điều \d+[a-zđ]?\.|[IVX]+\.|\d+\.) .*[^.;:,]$")


def parse(source: str) -> tuple[Item, ...]:
    """Read a source text.

    `# ` opens a centred bold line, `| a | b |` is a row of a table, `---` starts a new page,
    `[[`, `||` and `]]` on lines of their own hold two columns. Every other line is a paragraph.
    """
    return tuple(_items(iter(line.strip() for line in source.splitlines())))


def lines_of(items: tuple[Item, ...]) -> tuple[str, ...]:
    """The lines a reader of the finished file sees, in order, cells of a row joined by ' | '."""
    return tuple(line for item in items for line in _lines(item))


def _lines(item: Item) -> tuple[str, ...]:
    match item:
        case Paragraph(text):
            return (text,)
        case Columns(left, right):
            return left + right
        case Table(rows):
            return tuple(" | ".join(row).strip() for row in rows)
        case PageBreak():
            return ()


def _items(lines: Iterator[str]) -> Iterator[Item]:
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            yield Table(tuple(rows))
            rows = []
        if line == "[[":
            yield Columns(_until("||", lines), _until("]]", lines))
        elif line == "---":
            yield PageBreak()
        elif line:
            yield _paragraph(line)
    if rows:
        yield Table(tuple(rows))


def _until(end: str, lines: Iterator[str]) -> tuple[str, ...]:
    return tuple(iter(lambda: next(lines), end))


def _paragraph(line: str) -> Paragraph:
    if line.startswith("# "):
        return Paragraph(line[2:], Look.HEADING)
    if line.startswith(("Căn cứ ", "Theo đề nghị ")):
        return Paragraph(line, Look.BASIS)
    if line.startswith(("(Kèm theo ", "(Ban hành kèm theo ")):
        return Paragraph(line, Look.HOST)
    return Paragraph(line, Look.UNIT if _UNIT.fullmatch(line) else Look.TEXT)
