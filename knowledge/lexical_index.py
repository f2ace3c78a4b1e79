"""BM25 over folded syllables and pairs of syllables, on disk, one tantivy index a scope.

Derived from the catalog like the vector index. Entries are passages and whole articles; the id of
an entry changes with its content, so bringing the index up to date is a difference of two sets.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.diacritics import lexical_terms

MARKED_WEIGHT = 0.4
"""What a syllable with its marks adds to the same syllable without them."""
_WRITER_MEMORY = 50_000_000


class Grain(StrEnum):
    """The size of what is found: whole articles, or single passages."""

    ARTICLE = "article"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    grain: Grain
    text: str


class LexicalIndex:
    """All scopes' indexes below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._indexes: dict[str, Any] = {}

    def put(self, scope: str, entries: Iterable[Entry]) -> None:
        """Add entries whose ids are not there yet."""
        index = self._open(scope)
        writer = index.writer(heap_size=_WRITER_MEMORY, num_threads=1)
        for entry in entries:
            writer.add_document(_as_document(entry))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    def remove(self, scope: str, ids: Iterable[str]) -> None:
        index = self._open(scope)
        writer = index.writer(heap_size=_WRITER_MEMORY, num_threads=1)
        for entry_id in ids:
            writer.delete_documents_by_term("id", entry_id)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    def ids(self, scope: str) -> set[str]:
        """The ids of all entries of a scope."""
        import tantivy

        index = self._open(scope)
        searcher = index.searcher()
        if not searcher.num_docs:
            return set()
        found = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs).hits
        return {str(searcher.doc(address)["id"][0]) for _, address in found}

    def search(self, scope: str, text: str, grain: Grain, limit: int) -> list[tuple[str, float]]:
        """Ids of the entries that share syllables with `text`, with BM25 scores, best first."""
        import tantivy

        terms = Counter(lexical_terms(text))
        if not terms:
            return []
        index = self._open(scope)
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, _weighted(tantivy, index.schema, grain, term, count))
                for term, count in terms.items()
            ]
        )
        searcher = index.searcher()
        hits = searcher.search(query, limit=limit, count=False).hits
        return [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in hits]

    def reopen(self) -> None:
        """See what another process has written."""
        for index in self._indexes.values():
            index.reload()

    def drop(self, scope: str) -> None:
        self._indexes.pop(scope, None)
        shutil.rmtree(self._path(scope), ignore_errors=True)

    def _path(self, scope: str) -> Path:
        return self._folder / hashlib.sha256(scope.encode()).hexdigest()[:16]

    def _open(self, scope: str) -> Any:
        import tantivy

        if scope not in self._indexes:
            path = self._path(scope)
            path.mkdir(parents=True, exist_ok=True)
            self._indexes[scope] = tantivy.Index(_schema(tantivy), path=str(path), reuse=True)
        return self._indexes[scope]


def _schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for grain in Grain:
        builder.add_text_field(
            grain.value, stored=False, tokenizer_name="whitespace", index_option="freq"
        )
    return builder.build()


def _as_document(entry: Entry) -> Any:
    import tantivy

    return tantivy.Document(id=entry.id, **{entry.grain.value: " ".join(lexical_terms(entry.text))})


def _weighted(tantivy: Any, schema: Any, grain: Grain, term: str, count: int) -> Any:
    query = tantivy.Query.term_query(schema, grain.value, term)
    weight = count * (MARKED_WEIGHT if term.startswith("=") else 1.0)
    return tantivy.Query.boost_query(query, weight) if weight != 1.0 else query


def ranked(scored: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Scores of one search scaled to 0..1, the best 1 and the last 0."""
    if not scored:
        return {}
    top, bottom = scored[0][1], scored[-1][1]
    width = top - bottom
    return {key: (score - bottom) / width if width else 1.0 for key, score in scored}
