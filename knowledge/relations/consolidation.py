"""What a văn bản hợp nhất tells: the document it joins with its amendments, and from which day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.identity.consolidation import consolidated_document
from knowledge.model import Document, Level, Span
from knowledge.references import Reference, find_references
from knowledge.relations.moments import moment_in
from knowledge.relations.naming import named_document, names_document, own_name
from knowledge.relations.relation import WITH_SOURCE, Place, Relation, RelationKind

_LINE = re.compile(r"^[^\n]*(?:\n(?![A-ZÀ-ỸĐ])[^\n]*)*", re.MULTILINE)
_LONGEST_NUMBERING = 12


def told_by_consolidation(document: Document, words: str) -> Iterator[Relation]:
    """That it consolidates the original, and each amendment listed in front of its text."""
    front = next((unit for unit in document.provisions if unit.level is Level.FRONT), None)
    reference = consolidated_document(document.text)
    if front is None or reference is None:
        return
    named = named_document(reference, document.metadata)
    original = Place(replace(named, key=document.metadata.consolidates or named.key))
    told = Relation(
        kind=RelationKind.CONSOLIDATES,
        source=Place(own_name(document.metadata)),
        target=original,
        begins=WITH_SOURCE,
        told_in=document.key,
        provision=front.key,
        span=front.span,
    )
    yield told
    for span, reference in _amendments(words, front.span):
        source = named_document(reference, document.metadata)
        if source.number and source.number != named.number:
            amends = replace(told, kind=RelationKind.AMENDS, source=Place(source), span=span)
            yield replace(amends, begins=moment_in(span.of(words)) or WITH_SOURCE)


def _amendments(words: str, front: Span) -> Iterator[tuple[Span, Reference]]:
    """The lines that begin with a document: 'Thông tư số …, có hiệu lực kể từ ngày …'."""
    for line in _LINE.finditer(words, front.start, front.end):
        named = [one for one in find_references(line.group()) if names_document(one)]
        if named and named[0].span.start <= _LONGEST_NUMBERING and "hiệu lực" in line.group():
            yield Span(*line.span()), named[0]
