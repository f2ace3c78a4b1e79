"""Sections of past reports: which report fits a subject, and what it says under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.skeletons import SkeletonSection
from bot.texts import drafts as texts
from knowledge.diacritics import fold
from knowledge.library import Library
from knowledge.model import Document, DocumentKind, Level, Provision, Span

LEAST_FIT = 0.5
"""Share of the subject's neighbouring words that a report must hold to be about it."""
NEAR_THE_BEST = 0.6
"""A report that fits much less than the best one is about something else."""
MOST_REPORTS = 3
_SEARCHED = 20
_LEVELS = (Level.SECTION, Level.CLAUSE, Level.POINT)
_LABEL = re.compile(r"(?:[IVX]+\.|\d{1,2}\.|[a-zđ]\)|[-+])\s+")
_PERIOD = re.compile(
    r"\b(?:\d+ thang|thang|quy|nam|tuan|giai doan)\s+(?:dau nam|cuoi nam|[ivx]+\b|\d+)"
    r"[\s/-]*(?:\d{4})?"
)
_SENTENCE_ENDS = '.;:!?…”"'
_WORD = re.compile(r"\w+")
_TITLE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class PastLine:
    """A line of a past report: its words as stored, and the key of the unit they stand in."""

    key: str
    quote: str
    text: str
    """The quote as it goes into the draft: with another label, or without its heading."""


@dataclass(frozen=True, slots=True)
class PastSection:
    """What a past report says under a heading; `parts` are its headed sub-sections."""

    document: Document
    lines: tuple[PastLine, ...]
    parts: tuple[tuple[Provision, tuple[PastLine, ...]], ...] = ()


def find_reports(subject: str, library: Library, scopes: frozenset[str]) -> tuple[Document, ...]:
    """Past reports about `subject`, best and newest first; rather none than a wrong one."""
    query = spelled_out(subject)
    kinds = frozenset({DocumentKind.REPORT})
    hits = library.search(query, scopes=scopes, limit=_SEARCHED, kinds=kinds)
    keys = list(dict.fromkeys(hit.metadata.key for hit in hits))
    found = [document for key in keys if (document := library.document(key, scopes))]
    fits = [(_fit(query, document), document) for document in found]
    least = max(LEAST_FIT, NEAR_THE_BEST * max((fit for fit, _ in fits), default=0.0))
    fitting = [(fit, document) for fit, document in fits if fit >= least]
    fitting.sort(key=lambda pair: (round(pair[0], 1), pair[1].metadata.date or date.min))
    fitting.reverse()
    return tuple(document for _, document in fitting[:MOST_REPORTS])


def spelled_out(subject: str) -> str:
    """`subject` with its usual abbreviations in full: 'CCHC' -> 'cải cách hành chính'."""
    return " ".join(texts.ABBREVIATIONS.get(fold(word), word) for word in subject.split())


def _fit(subject: str, document: Document) -> float:
    """How far a report is about the subject: its words in the title count most; 0..3."""
    title = agreement(subject, document.metadata.title)
    return _TITLE_WEIGHT * title + agreement(subject, document.text)


def agreement(subject: str, text: str) -> float:
    """The share (0..1) of the subject's neighbouring words that are neighbours in `text` too.

    Periods ('quý IV/2034') do not count; a subject of one word agrees with everything.
    """
    wanted = _pairs(_PERIOD.sub(" ", fold(subject)))
    return len(wanted & _pairs(fold(text))) / len(wanted) if wanted else 1.0


def _pairs(folded: str) -> set[tuple[str, str]]:
    """Neighbouring words; punctuation parts them."""
    pairs: set[tuple[str, str]] = set()
    for phrase in re.split(r"[.,;:()\n“”\"]", folded):
        words = _WORD.findall(phrase)
        pairs.update(pairwise(words))
    return pairs


def past_section(section: SkeletonSection, documents: tuple[Document, ...]) -> PastSection | None:
    """The same section of the first report that has it; its more exact names are tried first."""
    for document in documents:
        for phrase in section.matches:
            found = _unit_called(phrase, document)
            lines, parts = _content(document, found, section.level) if found else ((), ())
            if lines or parts:
                return PastSection(document, lines, parts)
    return None


def _unit_called(phrase: str, document: Document) -> Provision | None:
    wanted = " ".join(_WORD.findall(fold(phrase)))
    for unit in document.provisions:
        if unit.level in _LEVELS:
            name = " ".join(_WORD.findall(fold(_name(document, unit))))
            if wanted in name:
                return unit
    return None


def _name(document: Document, unit: Provision) -> str:
    """The heading, or what stands in front of the colon: 'a) Nguyên nhân chủ quan: …'."""
    if unit.heading:
        return unit.heading
    first = unit.span.of(document.text).strip().split("\n")[0]
    return first.partition(":")[0] if ":" in first else ""


def _content(
    document: Document, unit: Provision, level: Level
) -> tuple[tuple[PastLine, ...], tuple[tuple[Provision, tuple[PastLine, ...]], ...]]:
    """The unit's own lines, and its headed parts where the draft's section can hold parts."""
    children = (one for one in document.provisions if one.parent == unit.key and one.heading)
    parts = [
        (child, tuple(_lines(document, child, Level.CLAUSE, child.span)))
        for child in children
        if level is Level.SECTION
    ]
    parts = [(child, lines) for child, lines in parts if lines]
    end = parts[0][0].span.start if parts else unit.span.end
    own = _lines(document, unit, level, Span(unit.span.start, end))
    return tuple(own), tuple(parts)


def _lines(document: Document, unit: Provision, level: Level, span: Span) -> Iterator[PastLine]:
    """The lines of `unit` within `span`, without its heading, for a section of `level`."""
    spans = list(_line_spans(document.text, span))
    headings = _heading_lines(document.text, unit, spans)
    for position, line in enumerate(spans[headings:]):
        quote = line.of(document.text)
        if quote.endswith(texts.END_MARK):
            return
        if not headings and position == 0:
            text = _LABEL.sub("", quote, count=1).partition(": ")[2] or quote
        elif level is Level.CLAUSE and unit.level is Level.SECTION:
            text = _LABEL.sub("- ", quote, count=1)
        else:
            text = quote
        text = " ".join(text.split())
        yield PastLine(_smallest_unit(document, line), quote, text)


def _line_spans(text: str, span: Span) -> Iterator[Span]:
    """The lines in `span` that are not empty; a line torn by a page break is one."""
    joined: Span | None = None
    for line in re.finditer(r"[^\n]*\S", span.of(text)):
        start = span.start + line.start() + len(line[0]) - len(line[0].lstrip())
        found = Span(start, span.start + line.end())
        if joined and _is_torn(text, joined, found):
            joined = Span(joined.start, found.end)
            continue
        if joined:
            yield joined
        joined = found
    if joined:
        yield joined


def _is_torn(text: str, before: Span, after: Span) -> bool:
    """Whether a line goes on in small letters what the line before it did not end."""
    goes_on = text[after.start].islower() and not _LABEL.match(text, after.start)
    return goes_on and text[before.end - 1] not in _SENTENCE_ENDS


def _heading_lines(text: str, unit: Provision, spans: list[Span]) -> int:
    """How many lines the heading takes: 0 where the unit has none."""
    heading = _WORD.findall(fold(unit.heading))
    words: list[str] = []
    for count, span in enumerate(spans):
        if len(words) >= len(heading):
            return count
        words += _WORD.findall(fold(_LABEL.sub("", span.of(text), count=1)))
    return len(spans)


def _smallest_unit(document: Document, span: Span) -> str:
    holding = [unit for unit in document.provisions if unit.span.holds(span)]
    return min(holding, key=lambda unit: unit.span.end - unit.span.start).key
