"""BM25 over folded syllables and pairs of syllables, on disk, one tantivy index a scope.

Derived from the catalog like the vector index. Entries are passages; the id of a passage changes
with its content, so bringing the index up to date is a difference of two sets.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.diacritics import lexical_terms

COMMON_SHARE = 0.2
"""A term that stands in more passages tells nothing and costs most: without such terms a search
takes half the time and R@10 stays (docs/benchmarks.md)."""
COMMON_AT_LEAST = 200
"""In so few passages no term is common."""
_FORM = "2"
"""Changes with the schema and the terms; an index of another form is built anew."""
_TEXT = "text"
_WRITER_MEMORY = 50_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
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

    def search(self, scope: str, text: str, limit: int) -> list[tuple[str, float]]:
        """Ids of the entries that share syllables with `text`, with BM25 scores, best first."""
        import tantivy

        index = self._open(scope)
        searcher = index.searcher()
        common = max(COMMON_AT_LEAST, COMMON_SHARE * searcher.num_docs)
        terms = {
            term: count
            for term, count in Counter(lexical_terms(text)).items()
            if 0 < searcher.doc_freq(_TEXT, term) <= common
        }
        if not terms:
            return []
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, _weighted(tantivy, index.schema, term, count))
                for term, count in terms.items()
            ]
        )
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
        return self._folder / hashlib.sha256(f"{_FORM}\n{scope}".encode()).hexdigest()[:16]

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
    builder.add_text_field(_TEXT, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _as_document(entry: Entry) -> Any:
    import tantivy

    return tantivy.Document(id=entry.id, **{_TEXT: " ".join(lexical_terms(entry.text))})


def _weighted(tantivy: Any, schema: Any, term: str, count: int) -> Any:
    query = tantivy.Query.term_query(schema, _TEXT, term)
    return tantivy.Query.boost_query(query, float(count)) if count > 1 else query


def ranked(scored: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Scores of one search scaled to 0..1, the best 1 and the last 0."""
    if not scored:
        return {}
    top, bottom = scored[0][1], scored[-1][1]
    width = top - bottom
    return {key: (score - bottom) / width if width else 1.0 for key, score in scored}
