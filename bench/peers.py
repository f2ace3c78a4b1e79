"""What others would build from the same library and the same embedding model.

Every peer gets a question as it is typed; restoring marks is a part of ours.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bench.cached_library import caching_embedder, progress_bar
from knowledge.embedder import Embedder
from knowledge.indexes import EMBEDDING_BATCH
from knowledge.library import Library
from knowledge.model import SCOPE_ALL, Document, Level
from knowledge.vector_index import VectorIndex

Articles = frozenset[str]
Search = Callable[[str], Sequence[Articles]]
"""A question to the articles found, best first; those that are found as one stand together."""

CHUNK_CHARACTERS = 1000
CHUNK_OVERLAP = 200
CHUNKS = 50
"""How many chunks are asked for: enough to reach ten different articles."""
DEPTH = 100
"""How many passages or articles one search of ours yields before articles are gathered."""
RRF_CONSTANT = 60
"""Cormack, Clarke and Büttcher, 'Reciprocal Rank Fusion', SIGIR 2009."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document that pays no heed to its articles."""

    id: str
    text: str
    articles: tuple[str, ...]
    """Keys of all articles that stand in it, the one that fills most of it first."""

    @property
    def text_hash(self) -> str:
        return hashlib.sha256(f"chunk\n{self.text}".encode()).hexdigest()


def peers_of(library: Library) -> dict[str, Search]:
    """The peers by name; the first call embeds the chunks of a library."""
    embedder = caching_embedder()
    chunked = _chunked(library, embedder)
    lexical = _lexical(library)
    dense = _dense(library, embedder)
    return {
        "chunks": lambda question: _with_something_new(map(frozenset, chunked(question))),
        "chunks_by_article": lambda question: _one_by_one(chain(*chunked(question))),
        "bm25": lexical,
        "dense": dense,
        "rrf": lambda question: fused_by_rank([lexical(question), dense(question)]),
    }


def fused_by_rank(rankings: Iterable[Sequence[Articles]]) -> list[Articles]:
    """Reciprocal rank fusion: each ranking gives 1 / (60 + rank), the sums decide."""
    sums: dict[Articles, float] = defaultdict(float)
    for ranking in rankings:
        for rank, articles in enumerate(ranking, 1):
            sums[articles] += 1 / (RRF_CONSTANT + rank)
    return sorted(sums, key=lambda articles: -sums[articles])


def chunks_of(document: Document) -> Iterator[Chunk]:
    """Chunks of 1,000 characters with an overlap of 200, as LangChain's splitter cuts them."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # no need without peers

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARACTERS, chunk_overlap=CHUNK_OVERLAP, add_start_index=True
    )
    articles = [unit for unit in document.provisions if unit.level is Level.ARTICLE]
    for piece in splitter.create_documents([document.text]):
        start = piece.metadata["start_index"]
        end = start + len(piece.page_content)
        shares = {u.key: min(end, u.span.end) - max(start, u.span.start) for u in articles}
        covered = [key for key, share in shares.items() if share > 0]
        covered.sort(key=lambda key: -shares[key])
        yield Chunk(f"{document.key}#{start}", piece.page_content, tuple(covered))


def _chunked(library: Library, embedder: Embedder) -> Callable[[str], list[tuple[str, ...]]]:
    """What most people would build: chunks, the embedding model, Chroma."""
    documents = (library.document(metadata.key) for metadata in library.documents())
    chunks = [chunk for document in documents if document for chunk in chunks_of(document)]
    _embed(library, embedder, {chunk.text_hash: chunk.text for chunk in chunks})
    index = _chunk_index(library, embedder, chunks)
    articles = {chunk.id: chunk.articles for chunk in chunks}

    def search(question: str) -> list[tuple[str, ...]]:
        nearest = index.nearest(SCOPE_ALL, embedder.question(question), CHUNKS)
        return [articles[name] for name, _ in nearest]

    return search


def _embed(library: Library, embedder: Embedder, texts: Mapping[str, str]) -> None:
    """Keep the vectors of `texts` (by hash) in the library's catalog; a kill loses one batch."""
    kept = library.catalog.kept_vectors.of(embedder.model_id, texts.keys())
    waiting = sorted(texts.keys() - kept.keys(), key=lambda name: len(texts[name]))
    with progress_bar("chunks") as show:
        for start in range(0, len(waiting), EMBEDDING_BATCH):
            names = waiting[start : start + EMBEDDING_BATCH]
            vectors = embedder.passages([texts[name] for name in names])
            rows = dict(zip(names, vectors, strict=True))
            library.catalog.kept_vectors.keep(embedder.model_id, rows)
            show(start + len(names), len(waiting))


def _chunk_index(library: Library, embedder: Embedder, chunks: Sequence[Chunk]) -> VectorIndex:
    """The chunks in a Chroma of their own, filled anew: old chunks would stay otherwise."""
    folder = library.settings.data_dir / "chunks"
    index = VectorIndex(replace(library.settings, data_dir=folder), embedder.model_id)
    index.drop(SCOPE_ALL)
    vectors = library.catalog.kept_vectors.of(
        embedder.model_id, [chunk.text_hash for chunk in chunks]
    )
    rows = [vectors[chunk.text_hash] for chunk in chunks]
    index.put(SCOPE_ALL, [chunk.id for chunk in chunks], rows)
    return index


def _lexical(library: Library) -> Search:
    """BM25 alone: our lexical index of folded syllables and pairs, over khoản."""
    articles = _articles(library)

    def search(question: str) -> list[Articles]:
        found = library.indexes.lexical.search(SCOPE_ALL, question, DEPTH)
        return _one_by_one(articles[name] for name, _ in found)

    return search


def _dense(library: Library, embedder: Embedder) -> Search:
    """The nearest passages alone: our khoản with their path in front."""
    articles = _articles(library)

    def search(question: str) -> list[Articles]:
        vector = embedder.question(question)
        nearest = library.indexes.vectors.nearest(SCOPE_ALL, vector, DEPTH)
        return _one_by_one(articles[name] for name, _ in nearest)

    return search


def _articles(library: Library) -> dict[str, str]:
    """The article of every passage, in memory: peers read no database while the clock runs."""
    batches = library.catalog.indexed(SCOPE_ALL)
    return {passage.id: passage.article for batch in batches for passage in batch}


def _one_by_one(ranking: Iterable[str]) -> list[Articles]:
    """Every article takes a rank of its own, once."""
    return [frozenset({key}) for key in dict.fromkeys(ranking)]


def _with_something_new(ranking: Iterable[Articles]) -> list[Articles]:
    """Without what brings no further article: it takes no rank."""
    seen: set[str] = set()
    kept = []
    for articles in ranking:
        if not articles <= seen:
            kept.append(articles)
            seen |= articles
    return kept
