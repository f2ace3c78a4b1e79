"""Which words of a found passage answer: the smallest unit, and in bold the part that matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.diacritics import WORD, Language, fold
from knowledge.model import Document, DocumentKind, Level, Passage, Provision, Span
from knowledge.question import asked_words, wants_figure, wants_list

LONGEST_QUOTE = 900
"""Characters; a longer unit is quoted by the lines or sentences that answer."""
LONGEST_PROSE = 300
"""A report has no conditions to lose: beyond this it is quoted by the sentence that answers."""
ENOUGH = 0.85
"""A part that holds this share of what the whole unit holds of the question stands for it."""

_SENTENCE = re.compile(r"[^.;\n]+(?:[.;](?=\d)[^.;\n]*)*[.;]*\s*")
_SEGMENT = re.compile(r"[^,;:.\n]+(?:[.,:](?=\d)[^,;:.\n]*)*")
_FIGURE = re.compile(r"\d")
_FIGURE_PHRASE = re.compile(
    r"(?:số )?\d[\w./%-]*(?: (?:ngày|tháng|năm) \d[\d/]*)*(?: %| ngày| giờ)?"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Spans in a document's stored text: the quote, what introduces it, what stands in bold."""

    span: Span
    lead: Span | None = None
    """The line of the khoản that introduces a quoted điểm."""
    bold: Span | None = None


def quotation(question: str, document: Document, passage: Passage, language: Language) -> Quotation:
    """The words of `passage` that answer `question`, at the smallest unit that holds them."""
    unit = _unit_of(document, passage)
    asked = _Asked(question, passage.context, language)
    span, lead = _smallest(document, unit, _body(unit, passage), asked)
    if span.end - span.start > _longest(document, unit, span, asked):
        span, lead = _window(document.text, span, asked), None
    return Quotation(span, lead, _bold(document.text, span, asked))


def _longest(document: Document, unit: Provision, span: Span, asked: _Asked) -> int:
    """How much may be quoted whole: less of a report, unless its heading is what was asked for."""
    if document.metadata.kind is DocumentKind.LEGAL:
        return LONGEST_QUOTE
    all_of_it = asked.score(unit.heading) >= ENOUGH * asked.score(span.of(document.text))
    return LONGEST_QUOTE if unit.heading and all_of_it else LONGEST_PROSE


def _smallest(
    document: Document, unit: Provision, body: Span, asked: _Asked
) -> tuple[Span, Span | None]:
    """Down the tree as long as one part stands for the whole; a điểm keeps its introducing line."""
    whole = _trimmed(document.text, body)
    children = [c for c in document.provisions if c.parent == unit.key and body.holds(c.span)]
    if not children or (asked.wants_list and children[0].level is Level.POINT):
        return whole, None
    best = asked.best(document.text, children)
    lead = _lead(document, unit, best.span)
    introduced = unit.heading + " " + (lead.of(document.text) if lead else "")
    if not asked.is_said_by(best.span.of(document.text), whole.of(document.text), introduced):
        return whole, None
    span, deeper = _smallest(document, best, best.span, asked)
    return span, deeper or lead


class _Asked:
    """The words that were asked about and the context does not say already, with their weights."""

    def __init__(self, question: str, context: str, language: Language) -> None:
        said = set(WORD.findall(fold(context)))
        words = {fold(word) for word in asked_words(question)}
        self._weights = {word: language.surprise(word) for word in (words - said) or words}
        self.wants_figure = wants_figure(question)
        self.wants_list = wants_list(question)

    def score(self, text: str) -> float:
        return self._weight(self._held(text))

    def best(self, text: str, units: Sequence[Provision]) -> Provision:
        return max(units, key=lambda unit: (self.score(unit.span.of(text)), -unit.span.start))

    def is_said_by(self, part: str, whole: str, introduced: str) -> bool:
        """Whether a part says nearly all that the whole says beyond what introduces it."""
        before = self._held(introduced)
        total = self._weight(self._held(whole) - before)
        return total > 0 and self._weight(self._held(part) - before) >= ENOUGH * total

    def _held(self, text: str) -> set[str]:
        return self._weights.keys() & set(WORD.findall(fold(text)))

    def _weight(self, words: set[str]) -> float:
        return sum(self._weights[word] for word in words)


def _unit_of(document: Document, passage: Passage) -> Provision:
    return next(unit for unit in document.provisions if unit.key == passage.provision)


def _body(unit: Provision, passage: Passage) -> Span:
    """The unit's own text inside the passage: without the headings in front of it."""
    start = max(unit.span.start, passage.span.start)
    return Span(start, min(unit.span.end, passage.span.end))


def _lead(document: Document, unit: Provision, part: Span) -> Span | None:
    """The introducing line of a khoản, for a điểm that cannot be understood without it."""
    if unit.level is not Level.CLAUSE:
        return None
    first = document.text[unit.span.start : part.start].split("\n")[0]
    lead = _trimmed(document.text, Span(unit.span.start, unit.span.start + len(first)))
    return lead if lead.end <= part.start and lead.end > lead.start else None


def _window(text: str, span: Span, asked: _Asked) -> Span:
    """The best sentence, and those after it while they add to what was asked."""
    sentences = _split(_SENTENCE, text, span)
    best = max(sentences, key=lambda one: (asked.score(one.of(text)), -one.start))
    for following in sentences[sentences.index(best) + 1 :]:
        longer = Span(best.start, following.end)
        is_richer = asked.score(longer.of(text)) > asked.score(best.of(text))
        if not is_richer or longer.end - longer.start > LONGEST_QUOTE:
            break
        best = longer
    return _trimmed(text, best)


def _bold(text: str, span: Span, asked: _Asked) -> Span | None:
    """The part of a sentence that says most of what was asked; none where nothing stands out."""
    segments = [_trimmed(text, part) for part in _split(_SEGMENT, text, span)]
    scored = [(_bold_score(part.of(text), asked), part) for part in segments]
    if len(scored) < 2:
        return _figure(text, span) if asked.wants_figure else None
    best = max(scored, key=lambda pair: (pair[0], -pair[1].start))
    return best[1] if best[0] > 0 and best[1] != span else None


def _figure(text: str, span: Span) -> Span | None:
    """The only figure of a sentence with its unit or date; none where there are several."""
    found = list(_FIGURE_PHRASE.finditer(text, span.start, span.end))
    return Span(*found[0].span()) if len(found) == 1 else None


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
