"""A question to ranked passages: lexical and dense evidence, weighed together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from knowledge.catalog import Catalog
from knowledge.diacritics import Restorer
from knowledge.embedder import Embedder
from knowledge.fusion import Asked, Evidence, evidence_for, weighed
from knowledge.indexes import Indexes
from knowledge.lexical_index import ranked
from knowledge.model import DocumentKind, Hit, Metadata, Passage
from knowledge.question import for_retrieval
from knowledge.reranker import Reranker

DEPTH = 100
"""How many passages each search contributes."""
WEIGHED = 40
"""How many of them are read and weighed; more cost time and moved no right article on the sets."""
PASSAGES_PER_ARTICLE = 4
RERANKED = 20
"""Articles that a reranker reads again."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer, with what speaks for it."""

    passage: Passage
    metadata: Metadata
    evidence: Evidence
    cosine: float
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What the two searches found, by passage id."""

    lexical: Mapping[str, float]
    """BM25, scaled to 0..1."""
    cosines: Mapping[str, float]
    meaning: Mapping[str, float]
    """The cosines, scaled to 0..1."""

    def best(self, count: int) -> list[str]:
        """The ids that both searches together put first."""
        ids = {**self.lexical, **self.meaning}
        sums = {key: self.lexical.get(key, 0.0) + self.meaning.get(key, 0.0) for key in ids}
        return [key for key, _ in _best_first(sums.items())][:count]


class Retriever:
    """Searches the scopes a reader may see; scopes are separate indexes and never mix before."""

    def __init__(
        self,
        catalog: Catalog,
        indexes: Indexes,
        embedder: Embedder,
        reranker: Reranker | None = None,
    ) -> None:
        self._catalog = catalog
        self._indexes = indexes
        self._embedder = embedder
        self._reranker = reranker

    def search(
        self,
        question: str,
        languages: Mapping[str, Restorer],
        *,
        limit: int,
        kinds: frozenset[DocumentKind] | None = None,
    ) -> tuple[Hit, ...]:
        """The passages that answer `question` best, of at most `limit` articles, best first.

        `languages` maps each scope that may be searched to the restorer of its own language.
        """
        articles = gathered(self.candidates(question, languages, kinds))
        if self._reranker is not None:
            articles = _reranked(self._reranker, question, articles)
        return tuple(
            Hit(one.passage, one.metadata, one.score, one.evidence.words, one.cosine)
            for article in articles[:limit]
            for one in article[:PASSAGES_PER_ARTICLE]
        )

    def candidates(
        self,
        question: str,
        languages: Mapping[str, Restorer],
        kinds: frozenset[DocumentKind] | None = None,
    ) -> list[Candidate]:
        """The passages worth weighing, with all that speaks for them, in no order."""
        asked = {
            scope: Asked(for_retrieval(question, restorer), restorer.language)
            for scope, restorer in languages.items()
        }
        found = self._found(asked)
        best = found.best(WEIGHED if kinds is None else 2 * DEPTH)
        known = self._catalog.passages(best, frozenset(languages))
        return [
            _candidate(asked[metadata.scope], passage, metadata, found)
            for passage, metadata in known.values()
            if kinds is None or metadata.kind in kinds
        ]

    def _found(self, asked: Mapping[str, Asked]) -> Found:
        lexical: list[tuple[str, float]] = []
        dense: list[tuple[str, float]] = []
        texts = {one.text for one in asked.values()}
        vectors = {text: self._embedder.question(text) for text in texts}
        for scope, one in asked.items():
            lexical += self._indexes.lexical.search(scope, one.text, DEPTH)
            dense += self._indexes.vectors.nearest(scope, vectors[one.text], DEPTH)
        meaning = ranked(_best_first(dense))
        return Found(ranked(_best_first(lexical)), dict(dense), meaning)


def gathered(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """The passages by article, best first; an article is as good as its best passage."""
    by_article = sorted(candidates, key=lambda one: (one.passage.article, *_rank(one)))
    articles = [list(group) for _, group in groupby(by_article, lambda one: one.passage.article)]
    return sorted(articles, key=lambda article: _rank(article[0]))


def _candidate(asked: Asked, passage: Passage, metadata: Metadata, found: Found) -> Candidate:
    lexical = found.lexical.get(passage.id, 0.0)
    meaning = found.meaning.get(passage.id, 0.0)
    evidence = evidence_for(asked, passage, metadata, lexical, meaning)
    cosine = found.cosines.get(passage.id, 0.0)
    return Candidate(passage, metadata, evidence, cosine, weighed(evidence))


def _reranked(
    reranker: Reranker, question: str, articles: Sequence[list[Candidate]]
) -> list[list[Candidate]]:
    """The best articles in the order of a model that reads question and passage together."""
    read = [one for article in articles[:RERANKED] for one in article[:PASSAGES_PER_ARTICLE]]
    scores = reranker.scores(question, [one.passage.indexed_text for one in read])
    return gathered(replace(one, score=score) for one, score in zip(read, scores, strict=True))


def _rank(candidate: Candidate) -> tuple[float, str]:
    return (-candidate.score, candidate.passage.id)


def _best_first(scored: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))
