"""Which words of a found passage answer: the smallest unit, and in bold the part that matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.diacritics import WORD, Language, fold
from knowledge.model import Document, Level, Passage, Provision, Span

LONGEST_QUOTE = 900
"""Characters; a longer unit is quoted by the lines or sentences that answer."""
ENOUGH = 0.85
"""A part that holds this share of what the whole unit holds of the question stands for it."""

_SENTENCE = re.compile(r"[^.;\n]+(?:[.;](?=\d)[^.;\n]*)*[.;]*\s*")
_SEGMENT = re.compile(r"[^,;:.\n]+(?:[.,:](?=\d)[^,;:.\n]*)*")
_ASKS_FIGURE = re.compile(
    r"\b(?:bao nhieu|bao lau|may|khi nao|ngay nao|so nao|muc nao|thoi han|bao gio|toi da|toi thieu)\b"
)
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Spans in a document's stored text: what is quoted, what introduces it, what stands in bold."""

    span: Span
    lead: Span | None = None
    """The line of the khoản that introduces a quoted điểm."""
    bold: Span | None = None


def quotation(question: str, document: Document, passage: Passage, language: Language) -> Quotation:
    """The words of `passage` that answer `question`, at the smallest unit that holds them."""
    unit = _unit_of(document, passage)
    whole = _trimmed(document.text, _body(document, unit, passage))
    asked = _Asked(question, passage.context, language)
    span, lead = whole, None
    points = _children(document, unit, passage)
    if points:
        best = asked.best(document.text, points)
        if asked.stands_for(document.text, best, whole):
            span, lead = _trimmed(document.text, best), _lead(document, unit, best)
    if span.end - span.start > LONGEST_QUOTE:
        span, lead = _window(document.text, span, asked), None
    return Quotation(span, lead, _bold(document.text, span, asked))


class _Asked:
    """The question's words that the context does not say already, with their weights."""

    def __init__(self, question: str, context: str, language: Language) -> None:
        said = set(WORD.findall(fold(context)))
        words = set(WORD.findall(fold(question)))
        self._weights = {word: language.surprise(word) for word in (words - said) or words}
        self.wants_figure = bool(_ASKS_FIGURE.search(fold(question)))

    def score(self, text: str) -> float:
        held = set(WORD.findall(fold(text)))
        return sum(weight for word, weight in self._weights.items() if word in held)

    def best(self, text: str, spans: Sequence[Span]) -> Span:
        return max(spans, key=lambda span: (self.score(span.of(text)), -span.start))

    def stands_for(self, text: str, part: Span, whole: Span) -> bool:
        total = self.score(whole.of(text))
        return total > 0 and self.score(part.of(text)) >= ENOUGH * total


def _unit_of(document: Document, passage: Passage) -> Provision:
    unit = document.provision(passage.provision)
    assert unit is not None, "a passage names a unit of its own document"
    return unit


def _body(document: Document, unit: Provision, passage: Passage) -> Span:
    """The unit's own text inside the passage: without the headings in front of it."""
    start = max(unit.span.start, passage.span.start)
    return Span(start, min(unit.span.end, passage.span.end))


def _children(document: Document, unit: Provision, passage: Passage) -> list[Span]:
    return [
        child.span
        for child in document.provisions
        if child.parent == unit.key and passage.span.holds(child.span)
    ]


def _lead(document: Document, unit: Provision, part: Span) -> Span | None:
    """The introducing line of a khoản, for a điểm that cannot be understood without it."""
    if unit.level is not Level.CLAUSE:
        return None
    first = document.text[unit.span.start : part.start].split("\n")[0]
    lead = _trimmed(document.text, Span(unit.span.start, unit.span.start + len(first)))
    return lead if lead.end <= part.start and lead.end > lead.start else None


def _window(text: str, span: Span, asked: _Asked) -> Span:
    """The best sentence, widened to its neighbours while the quote stays short."""
    sentences = _split(_SENTENCE, text, span)
    best = asked.best(text, sentences)
    position = sentences.index(best)
    first, last = position, position
    while last + 1 < len(sentences) and sentences[last + 1].end - best.start <= LONGEST_QUOTE // 2:
        if text[sentences[last].end - 1] == "\n":
            break
        last += 1
    return _trimmed(text, Span(sentences[first].start, sentences[last].end))


def _bold(text: str, span: Span, asked: _Asked) -> Span | None:
    """The part of a sentence that says most of what was asked; none where nothing stands out."""
    segments = [_trimmed(text, part) for part in _split(_SEGMENT, text, span)]
    scored = [(_bold_score(part.of(text), asked), part) for part in segments]
    if len(scored) < 2:
        return None
    best = max(scored, key=lambda pair: (pair[0], -pair[1].start))
    return best[1] if best[0] > 0 and best[1] != span else None


def _bold_score(words: str, asked: _Asked) -> float:
    score = asked.score(words)
    if asked.wants_figure and score:
        return score * (2.0 if _FIGURE.search(words) else 0.5)
    return score


def _split(pattern: re.Pattern[str], text: str, span: Span) -> list[Span]:
    found: Iterable[re.Match[str]] = pattern.finditer(text, span.start, span.end)
    return [Span(match.start(), match.end()) for match in found if match.group().strip()] or [span]


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
