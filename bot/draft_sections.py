"""The sections of a draft: which ones are wanted, and what stands in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.draft import Blank, DraftSection, Origin, Paragraph, Provenance
from bot.draft_request import DraftRequest
from bot.particulars import Emptier
from bot.past_reports import PastLine, past_section
from bot.skeletons import Skeleton, SkeletonSection
from bot.texts import drafts as texts
from knowledge.diacritics import fold
from knowledge.model import Document, KnowledgeError, Level

_OPEN_WORD = re.compile(r"\{(agency|subject|about|mandate|addressee|unit)\}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that a skeleton's sentences leave open."""

    values: dict[str, str]
    facts: dict[str, Provenance]
    """Sources of the values that somebody gave."""

    def paragraph(self, sentence: str, origin: Origin = Origin.SKELETON) -> Paragraph:
        """`sentence` with its open words; what somebody gave is a source of its own."""
        open_words = _OPEN_WORD.findall(sentence)
        text = _OPEN_WORD.sub(lambda match: self.values[match[1]], sentence)
        given = (self.facts[name] for name in dict.fromkeys(open_words) if name in self.facts)
        return Paragraph(text, (Provenance(origin), *given))


def wanted_sections(
    request: DraftRequest, skeleton: Skeleton
) -> tuple[tuple[SkeletonSection, ...], str]:
    """The sections that the request asks for, in order, and a warning ('' for none).

    Raises KnowledgeError where neither a kind of document nor a section of one is named.
    """
    sections = skeleton.sections
    if (request.whole and request.names_kind) or not sections:
        return sections, ""
    if request.opening or request.closing:
        return (), ""
    numbered = [i for i in range(len(sections)) if _is_numbered(sections, i, request.numbers)]
    named = _best_named(request.words, sections)
    chosen = numbered if _agree(numbered, named, sections) or named is None else [named]
    if chosen:
        return tuple(sections[i] for start in chosen for i in _with_children(sections, start)), ""
    if request.numbers or (request.names_part and request.words):
        return _other_section(request, skeleton)
    if request.names_kind:
        return sections, ""
    raise KnowledgeError(texts.WISH_UNCLEAR)


def _other_section(
    request: DraftRequest, skeleton: Skeleton
) -> tuple[tuple[SkeletonSection, ...], str]:
    """A section that the skeleton lacks, under the title that the request gives it."""
    title = request.words or str(Blank(texts.BLANK_TITLE))
    number = request.numbers[0] if request.numbers else "I"
    matches = (request.words,) if request.words else ()
    content = (f"{Blank(texts.BLANK_CONTENT)}.",)
    section = SkeletonSection(Level.SECTION, number, title, matches, content)
    return (section,), texts.OTHER_SECTION.format(form=skeleton.form, words=f"{number} {title}")


def _is_numbered(
    sections: tuple[SkeletonSection, ...], position: int, numbers: tuple[str, ...]
) -> bool:
    section = sections[position]
    if section.level is not Level.SECTION:
        return False
    order = _ROMAN.index(section.number) + 1 if section.number in _ROMAN else 0
    return section.number in numbers or str(order) in numbers


def _best_named(words: str, sections: tuple[SkeletonSection, ...]) -> int | None:
    """The section one of whose names stands in `words`; the longest name decides."""
    folded = fold(words)
    scores = [
        max((len(name) for name in section.matches if fold(name) in folded), default=0)
        for section in sections
    ]
    best = max(scores, default=0)
    return scores.index(best) if best else None


def _agree(numbered: list[int], named: int | None, sections: tuple[SkeletonSection, ...]) -> bool:
    return named is not None and any(named in _with_children(sections, one) for one in numbered)


def _with_children(sections: tuple[SkeletonSection, ...], start: int) -> range:
    end = start + 1
    if sections[start].level is Level.SECTION:
        while end < len(sections) and sections[end].level is Level.CLAUSE:
            end += 1
    return range(start, end)


class SectionBuilder:
    """Fills sections from past reports, else from the skeleton; remembers whom it took from."""

    def __init__(self, reports: tuple[Document, ...], emptier: Emptier, wording: Wording) -> None:
        self._reports = reports
        self._emptier = emptier
        self._wording = wording
        self.sources: list[Document] = []
        self.filled = False

    def build(self, sections: tuple[SkeletonSection, ...]) -> Iterator[DraftSection]:
        """The sections in order; what a past report divides further becomes sub-sections."""
        for section, following in zip(sections, (*sections, None)[1:], strict=True):
            parent = section.level is Level.SECTION
            if parent and following is not None and following.level is Level.CLAUSE:
                yield DraftSection(section.level, section.number, section.title)
            else:
                yield from self._filled(section)

    def _filled(self, section: SkeletonSection) -> Iterator[DraftSection]:
        self.filled = True
        past = past_section(section, self._reports)
        if past is None:
            yield self._from_skeleton(section)
            return
        if past.document not in self.sources:
            self.sources.append(past.document)
        own = tuple(self._taken_over(line) for line in past.lines)
        yield DraftSection(section.level, section.number, section.title, own)
        for number, (part, lines) in enumerate(past.parts, start=1):
            taken = tuple(self._taken_over(line) for line in lines)
            yield DraftSection(Level.CLAUSE, str(number), self._emptier.empty(part.heading), taken)

    def _taken_over(self, line: PastLine) -> Paragraph:
        return Paragraph(
            self._emptier.empty(line.text), (Provenance(Origin.PASSAGE, line.key, line.quote),)
        )

    def _from_skeleton(self, section: SkeletonSection) -> DraftSection:
        paragraphs = [
            *(self._wording.paragraph(sentence) for sentence in section.sentences),
            *(self._wording.paragraph(one, Origin.PROPOSAL) for one in section.proposals),
        ]
        title = section.title
        return DraftSection(section.level, section.number, title, tuple(paragraphs))
