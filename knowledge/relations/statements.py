"""The statements of a document in its own words, unit by unit, and which unit stands above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.law_parser.lines import lines_of
from knowledge.law_parser.quotes import quoted_lines, starts_quote
from knowledge.model import Document, Level, Provision, Span

_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|“[^”\n]*$|\"[^\"\n]*$", re.MULTILINE)
_SENTENCE_END = re.compile(r"\.\s+(?=[A-ZÀ-ỸĐ])")
_NUMBERING = re.compile(r"\s*(?:Điều\s+\d+\w?\s*[.:]|\d{1,3}[a-zđ]?\s*[.)]|[a-zđ]\d?\s*\))\s*")

_INTO = re.compile(r"\bvào(?=\s+(?:sau|trước|cuối|giữa|điểm|khoản|điều)\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of a unit before its first child; `span` stands in the stored text."""

    unit: Provision
    span: Span
    words: str
    """The same length as the span: quoted words are blanks, line ends too."""

    @property
    def announces(self) -> bool:
        """Whether the units below carry on what this one begins: '… các văn bản sau đây:'."""
        return self.words.rstrip().endswith(":")


def own_words(text: str) -> str:
    """The text with everything quoted blanked out: quoted words belong to another document."""
    lines = lines_of(text)
    quoted, _ = quoted_lines(lines)
    characters = list(text)
    for position, line in enumerate(lines):
        if position in quoted or (starts_quote(line.text) and position + 1 in quoted):
            characters[line.span.start : line.span.end] = " " * (line.span.end - line.span.start)
    return _QUOTED.sub(lambda match: " " * len(match.group()), "".join(characters))


def statements_of(document: Document, words: str) -> Iterator[Statement]:
    """The front, then each unit in document order; annexes hold forms and lists, not clauses."""
    for position, unit in enumerate(document.provisions):
        if unit.level in (Level.TAIL, Level.ANNEX) or unit.locator.annex:
            continue
        following = document.provisions[position + 1 : position + 2]
        end = min([unit.span.end, *(other.span.start for other in following)])
        yield Statement(
            unit, Span(unit.span.start, end), _on_one_line(words[unit.span.start : end])
        )


def _on_one_line(words: str) -> str:
    """Line ends as blanks; 'vào' before a place as 'sau': 'điểm g vào' would be read 'g và o'."""
    return _INTO.sub("sau", words.replace("\n", " "))


def sentences(statement: Statement) -> Iterator[tuple[int, str]]:
    """Each sentence with its offset in the statement, the number in front blanked out."""
    words = statement.words
    numbering = _NUMBERING.match(words)
    start = numbering.end() if numbering else 0
    for match in _SENTENCE_END.finditer(words, start):
        yield start, words[start : match.end()]
        start = match.end()
    if words[start:].strip():
        yield start, words[start:]
