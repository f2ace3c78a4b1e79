"""A library in memory: real parsers and citations, words in common instead of indexes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from knowledge.citations import cite
from knowledge.diacritics import fold, syllables
from knowledge.document_parser import parse
from knowledge.library import Library
from knowledge.model import (
    Citation,
    Document,
    DocumentKind,
    Hit,
    KnowledgeError,
    Metadata,
    ReadText,
    Status,
    Validity,
)
from knowledge.passages import passages_of


class FakeLibrary:
    """Satisfies what drafting asks of `knowledge.library.Library`."""

    def __init__(self, texts: Sequence[str], *, validity: Validity = Validity.UNKNOWN) -> None:
        self._documents = [parse(ReadText(text)) for text in texts]
        self._validity = validity

    def documents(self, scopes: frozenset[str]) -> tuple[Metadata, ...]:
        return tuple(one.metadata for one in self._documents if one.metadata.scope in scopes)

    def document(self, key: str, scopes: frozenset[str]) -> Document | None:
        seen = (one for one in self._documents if one.metadata.scope in scopes)
        return next((one for one in seen if one.key == key), None)

    def search(
        self,
        question: str,
        *,
        scopes: frozenset[str],
        limit: int = 10,
        kinds: frozenset[DocumentKind] | None = None,
    ) -> tuple[Hit, ...]:
        wanted = set(syllables(fold(question)))
        hits = []
        for metadata in self.documents(scopes):
            document = self.document(metadata.key, scopes)
            if document is None or (kinds is not None and metadata.kind not in kinds):
                continue
            for passage in passages_of(document):
                share = len(wanted & set(syllables(fold(passage.indexed_text)))) / max(
                    1, len(wanted)
                )
                hits.append(Hit(passage, metadata, score=share, lexical=share))
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])

    def cite(self, key: str, quote: str, *, scopes: frozenset[str], as_of: date) -> Citation:
        readable = (self.document(one.key, scopes) for one in self.documents(scopes))
        document = next((one for one in readable if one and one.provision(key)), None)
        if document is None:
            raise KnowledgeError(key)
        return cite(document, document.metadata, key, quote, status=Status(self._validity, as_of))


def library_of(*texts: str, validity: Validity = Validity.UNKNOWN) -> Library:
    """A library that holds `texts`, each as a reader would give it."""
    return cast("Library", FakeLibrary(texts, validity=validity))
