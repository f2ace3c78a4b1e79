"""A question to an answer that can be signed for: quotes with their places, or 'not found'."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.answer_blocks import answer_blocks
from bot.quoting import Quotation, quotation
from bot.reply import Block, paragraph
from bot.texts import answers as texts
from knowledge.diacritics import WORD, fold
from knowledge.library import Library
from knowledge.locators import locator_text
from knowledge.model import (
    Citation,
    Document,
    Hit,
    Level,
    Passage,
    Provision,
    Span,
)
from knowledge.question import wants_figure
from knowledge.references import (
    Reference,
    ReferenceKind,
    first_mention,
    format_date,
    later_mention,
)
from knowledge.resolution import Resolved

LONGEST_QUESTION = 3000
MOST_CITATIONS = 3
MOST_PROVISIONS = 5
"""So many provisions asked for by number are quoted in one answer."""
NEXT_BEST = 0.9
"""A further article is quoted if its score reaches this share of the first one's."""
NEXT_BEST_WITH_FIGURE = 0.7
"""The same where a figure is asked for: of these, only quotes that give one are shown."""
LEAST_COVERAGE = 0.62
"""Calibrated on answerable and unanswerable questions: see docs/benchmarks.md."""

_SECRET = re.compile(r"\b(?:tuyet mat|toi mat|(?:mau|van ban|to trinh|bao cao|cong van) mat)\b")
_ASKING_WORDS = """noi gi quy dinh the nao la bao nhieu may nhu ra sao ve gom nhung cho xem toi em
anh chi dieu khoan diem muc phu luc nghi dinh luat thong tu quyet dinh cua so nam ngay o dau hoi
noi dung toan van nguyen van trich doc"""
_ASKING = frozenset(_ASKING_WORDS.split())
"""Words that ask for a text as a whole, and for nothing in it."""


class AnswerKind(StrEnum):
    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    CLARIFY = "clarify"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, and every source behind it; `reason` names why nothing was answered."""

    kind: AnswerKind
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...] = ()
    reason: str = ""
    choices: tuple[str, ...] = ()
    """Questions to offer where the asked one can mean several things."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One question with all that answering it needs."""

    question: str
    library: Library
    scopes: frozenset[str]
    as_of: date


_Part = tuple[Document, Provision, Quotation]
"""What is quoted: from which document, which unit, which words."""


def answer(question: str, library: Library, *, scopes: frozenset[str], as_of: date) -> Answer:
    """Answer from the library alone. Every citation of the answer is verified."""
    case = _Case(unicodedata.normalize("NFC", question).strip(), library, scopes, as_of)
    refusal = _refusal(case)
    if refusal is not None:
        return refusal
    named = [library.resolve(one, scopes) for one in library.references_in(case.question, scopes)]
    told = _all_of_them(case, named)
    for resolved in named:
        told = told or _by_reference(case, resolved) or _inside(case, resolved)
    if told is not None:
        return told
    hits = library.search(case.question, scopes=scopes)
    return _found(case, _sufficient(case.question, hits)) or _not_found(case, hits)


# -- refusals and references --------------------------------------------------------------------


def _refusal(case: _Case) -> Answer | None:
    if not WORD.search(case.question):
        return _plain(AnswerKind.REFUSED, "empty", texts.EMPTY_QUESTION)
    if len(case.question) > LONGEST_QUESTION:
        said = texts.TOO_LONG_QUESTION.format(length=len(case.question), limit=LONGEST_QUESTION)
        return _plain(AnswerKind.REFUSED, "too_long", said)
    if _SECRET.search(fold(case.question)):
        return _plain(AnswerKind.REFUSED, "secret", texts.NOT_ON_A_NETWORK)
    return None


def _by_reference(case: _Case, resolved: Resolved) -> Answer | None:
    """What a reference alone decides; None if the library holds it and words remain to search."""
    reference = resolved.reference
    if resolved.is_ambiguous:
        return _which(case, resolved)
    if resolved.unit_is_missing and resolved.document is not None:
        return _unit_absent(resolved.document, case.library, reference)
    if resolved.provision is not None and resolved.document is not None:
        if _only_asks_for(case.question, [reference]):
            return _whole(case, resolved.document, resolved.provision)
        return None
    if resolved.document is None and _names_a_document(reference):
        return _document_absent(case, reference)
    return None


def _all_of_them(case: _Case, named: Sequence[Resolved]) -> Answer | None:
    """Several provisions asked for by their numbers, each in full."""
    found = [(one.document, one.provision) for one in named]
    if not 1 < len(found) <= MOST_PROVISIONS:
        return None
    parts = [
        (d, u, Quotation(_without_tail(d, u))) for d, u in found if d is not None and u is not None
    ]
    references = [one.reference for one in named]
    if len(parts) < len(found) or not _only_asks_for(case.question, references):
        return None
    return _quoted(case, parts)


def _inside(case: _Case, resolved: Resolved) -> Answer | None:
    """What the named document, or the named provision, says of the rest of the question."""
    document, unit = resolved.document, resolved.provision
    if document is None:
        return None
    if _only_asks_for(case.question, [resolved.reference]):
        return _opening(case, document)
    inside = replace(case, question=_without(case.question, [resolved.reference]))
    found = _found(inside, _hits_in(inside, document, unit))
    if found is None and unit is not None:
        return _whole(case, document, unit)
    return found or _not_settled(case, document)


def _not_settled(case: _Case, document: Document) -> Answer:
    mention = later_mention(case.library.mentioned(document.metadata))
    said = texts.NOT_SETTLED.format(document=mention)
    return _plain(AnswerKind.NOT_FOUND, "not_in_document", said)


def _names_a_document(reference: Reference) -> bool:
    named = reference.canonical or (reference.name and reference.year)
    return reference.kind is not ReferenceKind.ANAPHORA and bool(named)


def _only_asks_for(question: str, references: Sequence[Reference]) -> bool:
    return all(word in _ASKING for word in WORD.findall(fold(_without(question, references))))


def _without(question: str, references: Sequence[Reference]) -> str:
    """The question without the documents it names: what is asked of them."""
    for reference in sorted(references, key=lambda one: -one.span.start):
        question = f"{question[: reference.span.start]} {question[reference.span.end :]}"
    return question


def _which(case: _Case, resolved: Resolved) -> Answer:
    written = resolved.reference.span.of(case.question)
    rest = case.question[resolved.reference.span.end :]
    choices = tuple(
        f"{case.question[: resolved.reference.span.start]}{later_mention(metadata)}{rest}"
        for metadata in resolved.documents
    )
    said = texts.WHICH_DOCUMENT.format(reference=written)
    lines = [paragraph(f"– {first_mention(metadata)}") for metadata in resolved.documents]
    return Answer(
        AnswerKind.CLARIFY, (paragraph(said), *lines), reason="ambiguous", choices=choices
    )


def _unit_absent(document: Document, library: Library, reference: Reference) -> Answer:
    mention = first_mention(library.mentioned(document.metadata))
    said = texts.UNIT_ABSENT.format(document=mention, locator=locator_text(reference.locator))
    articles = [
        unit
        for unit in document.provisions
        if unit.level is Level.ARTICLE and unit.locator.annex == reference.locator.annex
    ]
    if articles and reference.locator.article:
        said += " " + texts.ARTICLES_COUNT.format(
            count=len(articles), first=articles[0].number, last=articles[-1].number
        )
    changing = library.changing(document.metadata)
    if changing:
        names = "; ".join(map(later_mention, changing))
        return _plain(
            AnswerKind.NOT_FOUND, "no_such_unit", said, texts.SEE_CHANGES.format(documents=names)
        )
    return _plain(AnswerKind.NOT_FOUND, "no_such_unit", said)


def _document_absent(case: _Case, reference: Reference) -> Answer:
    said = texts.DOCUMENT_ABSENT.format(
        reference=reference.span.of(case.question).strip(), date=format_date(case.as_of)
    )
    near = case.library.search(case.question, scopes=case.scopes, limit=3)
    return _plain(AnswerKind.NOT_FOUND, "document_absent", said, *_nearest(case, near))


def _whole(case: _Case, document: Document, unit: Provision) -> Answer:
    """The provision that was asked for by its number, in full."""
    span = _without_tail(document, unit)
    return _quoted(case, [(document, unit, Quotation(span))])


def _opening(case: _Case, document: Document) -> Answer:
    """A document asked for as a whole is told by its first article, mục or opening."""
    levels = (Level.ARTICLE, Level.SECTION, Level.CLAUSE, Level.FRONT, Level.ANNEX)
    found = (u for level in levels for u in document.provisions if u.level is level)
    return _whole(case, document, next(found))


def _without_tail(document: Document, unit: Provision) -> Span:
    words = unit.span.of(document.text)
    return Span(unit.span.start, unit.span.start + len(words.rstrip()))


# -- searching ----------------------------------------------------------------------------------


def _sufficient(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """The best passage of each article that answers about as well as the first; none if weak."""
    firsts: dict[str, Hit] = {}
    for hit in hits:
        firsts.setdefault(hit.passage.article, hit)
    best = list(firsts.values())
    if not best or best[0].lexical < LEAST_COVERAGE:
        return []
    first = best[0]
    enough = NEXT_BEST_WITH_FIGURE if wants_figure(question) else NEXT_BEST
    near = [hit for hit in best if hit.score >= enough * first.score]
    return [hit for hit in near if hit.lexical >= NEXT_BEST * first.lexical][:MOST_CITATIONS]


def _hits_in(case: _Case, document: Document, unit: Provision | None) -> list[Hit]:
    """The best passage inside the document, or the provision, that the question names."""
    hits = case.library.search(case.question, scopes=case.scopes, limit=50)
    inside = [hit for hit in hits if _is_inside(hit.passage, document, unit)]
    return [hit for hit in inside[:1] if hit.lexical >= LEAST_COVERAGE]


def _is_inside(passage: Passage, document: Document, unit: Provision | None) -> bool:
    if unit is None:
        return passage.document == document.key or passage.document.startswith(document.key + "/")
    overlaps = unit.span.start < passage.span.end and passage.span.start < unit.span.end
    return passage.document == document.key and overlaps


def _found(case: _Case, hits: Sequence[Hit]) -> Answer | None:
    if not hits:
        return None
    parts = []
    for hit in hits:
        document = case.library.document(hit.passage.document, case.scopes)
        unit = document.provision(hit.passage.provision) if document else None
        if document is not None and unit is not None:
            language = case.library.language(hit.metadata.scope)
            parts.append(
                (document, unit, quotation(case.question, document, hit.passage, language))
            )
    return _quoted(case, _with_figures(case, parts))


def _with_figures(case: _Case, parts: Sequence[_Part]) -> Sequence[_Part]:
    """Where a figure is asked for, the quotes that give one; all of them if none does."""
    if not wants_figure(case.question):
        return parts
    return [part for part in parts if _new_figures(case, part)] or parts


def _new_figures(case: _Case, part: _Part) -> set[str]:
    """The figures in the bold words of a quote that the question does not hold itself."""
    document, _, quoted = part
    words = quoted.bold.of(document.text) if quoted.bold else ""
    return set(re.findall(r"\d+", words)) - set(re.findall(r"\d+", case.question))


# -- saying -------------------------------------------------------------------------------------


def _quoted(case: _Case, parts: Sequence[_Part]) -> Answer:
    blocks: list[Block] = []
    citations: list[Citation] = []
    for number, (document, unit, quoted) in enumerate(parts, 1):
        citation = case.library.cite_span(document, quoted.span, as_of=case.as_of)
        citations.append(citation)
        blocks += answer_blocks(document, unit, quoted, citation, number)
    return Answer(AnswerKind.ANSWERED, tuple(blocks), tuple(citations))


def _not_found(case: _Case, hits: Sequence[Hit]) -> Answer:
    said = texts.NOT_FOUND.format(date=format_date(case.as_of))
    return _plain(AnswerKind.NOT_FOUND, "no_basis", said, *_nearest(case, hits))


def _nearest(case: _Case, hits: Sequence[Hit]) -> list[str]:
    documents = dict.fromkeys(case.library.mentioned(hit.metadata) for hit in hits)
    names = [later_mention(metadata) for metadata in documents][:3]
    return [texts.NEAREST.format(documents="; ".join(names))] if names else []


def _plain(kind: AnswerKind, reason: str, *sentences: str) -> Answer:
    return Answer(kind, tuple(paragraph(sentence) for sentence in sentences), reason=reason)
