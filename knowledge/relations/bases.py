"""What a document rests on ('Căn cứ …') and what it works out ('quy định chi tiết …')."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.model import Document, Level, Span
from knowledge.references import Reference, find_references
from knowledge.relations.naming import named_document, names_document, own_name, with_numbers
from knowledge.relations.relation import WITH_SOURCE, Place, Relation, RelationKind
from knowledge.relations.statements import Statement
from knowledge.relations.tellings import tellings_in

_BASIS = re.compile(
    r"(?<!\w)Căn\s+cứ\s(?P<basis>.*?)(?=;|\.\s|(?<!\w)(?:Căn\s+cứ|Theo\s+đề\s+nghị|Xét)\s|$)",
    re.DOTALL,
)
_DETAILS = re.compile(
    r"(?<!\w)(?:quy\s+định\s+chi\s+tiết|hướng\s+dẫn)(?!\w)(?P<what>[^.;:]{0,200})", re.IGNORECASE
)
_OWN_SUBJECT = re.compile(
    r"(?:(?<!\w)này|^\W*|ban\s+hành\s+(?:Nghị\s+định|Thông\s+tư|Nghị\s+quyết|Quyết\s+định)[\w\s]{0,20})\s+$",
    re.IGNORECASE,
)
_REACH = 80


def bases_in(statement: Statement, document: Document) -> Iterator[Relation]:
    """The legal bases in the front of a document; what amended a basis is no basis itself."""
    for match in _BASIS.finditer(statement.words):
        named = [one for one in _untold(match["basis"]) if names_document(one)]
        first = named[0].span if named else None
        for one in named:
            if one.span == first:
                place = Place(named_document(one, document.metadata), one.locator)
                yield _relation(RelationKind.BASED_ON, place, statement, match.span(), document)


def _untold(words: str) -> list[Reference]:
    """The references of a basis before it is told what amended it."""
    references = with_numbers(words, find_references(words))
    tellings = tellings_in(words, references)
    end = min((telling.start for telling in tellings), default=len(words))
    return [one for one in references if one.span.start < end]


def details_in(statement: Statement, document: Document) -> Iterator[Relation]:
    """What the document details, told where it is issued and in its first article."""
    if statement.unit.level is not Level.FRONT and statement.unit.locator.article != "1":
        return
    words = _BASIS.sub(lambda match: " " * len(match.group()), statement.words)
    for match in _DETAILS.finditer(words):
        if not _OWN_SUBJECT.search(words[max(0, match.start() - _REACH) : match.start()]):
            continue
        for one in find_references(match["what"]):
            if names_document(one):
                place = Place(named_document(one, document.metadata), one.locator)
                yield _relation(RelationKind.DETAILS, place, statement, match.span(), document)


def _relation(
    kind: RelationKind,
    target: Place,
    statement: Statement,
    span: tuple[int, int],
    document: Document,
) -> Relation:
    offset = statement.span.start
    return Relation(
        kind=kind,
        source=Place(own_name(document.metadata), statement.unit.locator),
        target=target,
        begins=WITH_SOURCE,
        told_in=document.key,
        provision=statement.unit.key,
        span=Span(offset + span[0], offset + span[1]),
    )
