"""What a text tells of others: 'Luật … đã được sửa đổi, bổ sung một số điều theo Luật số …'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.model import Document, Locator, Span
from knowledge.references import Reference
from knowledge.relations.moments import moment_in
from knowledge.relations.naming import is_own_place, named_document, names_document, own_name
from knowledge.relations.relation import WITH_SOURCE, Place, Relation, RelationKind
from knowledge.relations.statements import Statement

_PASSIVE = re.compile(
    r"""\b(?:được|bị)\s+(?P<verb>sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|đính\s+chính)
        [^.;()\[\]]{0,90}?\s(?:bởi|theo|tại)[\s:]""",
    re.VERBOSE | re.IGNORECASE,
)
_LIST = re.compile(
    r"[\s,;]*(?:và|hoặc)?\s*(?:quy\s+định\s+)?(?:tại|theo|bởi|của|các|Luật|số)?[\s,]*",
    re.IGNORECASE,
)
_KINDS = {"bãi": RelationKind.REPEALS, "thay": RelationKind.REPLACES}
_LONGEST_MOMENT = 80
_FARTHEST_TARGET = 250


@dataclass(frozen=True, slots=True)
class Telling:
    """'được sửa đổi bởi …' at [start, end) of a sentence, `by` these documents."""

    kind: RelationKind
    start: int
    end: int
    opens: int
    """Where its bracket opens, `start` if it stands in none."""
    by: tuple[Reference, ...]
    is_note: bool
    """'[được sửa đổi bởi …]': a note about the unit itself in a pháp điển."""


def tellings_in(sentence: str, references: Sequence[Reference]) -> tuple[Telling, ...]:
    """What the sentence tells of changes by other documents, in brackets or not."""
    found: list[Telling] = []
    for match in _PASSIVE.finditer(sentence):
        if not found or match.start() >= found[-1].end:
            telling = _telling(sentence, match, references)
            found += [telling] if telling.by else []
    return tuple(found)


def _telling(sentence: str, match: re.Match[str], references: Sequence[Reference]) -> Telling:
    closing = _closing_bracket(sentence, match.start())
    if closing and (further := _PASSIVE.search(sentence, match.end(), closing)):
        closing = further.start()
    reach = match.end()
    by: list[Reference] = []
    for one in references:
        if one.span.start < match.end() or (closing and one.span.start > closing):
            continue
        gap = sentence[reach : one.span.start]
        if not closing and one.span.start > reach and not _LIST.fullmatch(gap):
            break
        if by and one.name and not by[0].name and not closing:
            break  # a law named again is the next of the list: 'Luật A … theo Luật số …, Luật B'
        by += [one] if names_document(one) else []
        reach = max(reach, one.span.end)
    return Telling(
        kind=_KINDS.get(match["verb"].lower().split()[0], RelationKind.AMENDS),
        start=match.start(),
        end=closing or reach,
        opens=max(sentence.rfind(mark, 0, match.start()) for mark in "([")
        if closing
        else match.start(),
        by=tuple(by),
        is_note=sentence[: match.start()].rstrip().endswith("["),
    )


def _closing_bracket(sentence: str, position: int) -> int:
    """Where the bracket closes in which `position` stands, 0 if it stands in none."""
    for opening, closing in ("()", "[]"):
        if sentence.rfind(opening, 0, position) > sentence.rfind(closing, 0, position):
            return max(0, sentence.find(closing, position))
    return 0


def told_relations(
    statement: Statement,
    start: int,
    sentence: str,
    references: Sequence[Reference],
    tellings: Sequence[Telling],
    document: Document,
) -> Iterator[Relation]:
    """The relations between other documents that a sentence tells."""
    for telling in tellings:
        target = _target(statement, telling, references, document)
        if target is None:
            continue
        offset = statement.span.start + start
        for one in telling.by:
            source = Place(named_document(one, document.metadata), one.locator)
            kind = telling.kind
            if kind is RelationKind.REPLACES and target.locator:
                kind = RelationKind.AMENDS
            if source.document.key != target.document.key:
                behind = sentence[one.span.end : one.span.end + _LONGEST_MOMENT]
                moment = moment_in(behind) if "hiệu lực" in behind else None
                yield Relation(
                    kind=kind,
                    source=source,
                    target=target,
                    begins=moment or WITH_SOURCE,
                    told_in=document.key,
                    provision=statement.unit.key,
                    span=Span(offset + telling.start, offset + telling.end),
                )


def _target(
    statement: Statement, telling: Telling, references: Sequence[Reference], document: Document
) -> Place | None:
    """The document named before the telling, or before its bracket; a note is on its unit."""
    if telling.is_note:
        return Place(own_name(document.metadata), Locator(article=statement.unit.locator.article))
    before = [
        one
        for one in references
        if one.span.end <= telling.opens and telling.opens - one.span.end < _FARTHEST_TARGET
    ]
    if not before or not names_document(before[-1]) or is_own_place(before[-1]):
        return None
    return Place(named_document(before[-1], document.metadata))
