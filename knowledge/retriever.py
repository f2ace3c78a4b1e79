"""A question to ranked passages: lexical and dense evidence, gathered on articles and fused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.catalog import Catalog
from knowledge.diacritics import Restorer
from knowledge.embedder import Embedder
from knowledge.indexes import Indexes
from knowledge.lexical_index import Grain, ranked
from knowledge.model import DocumentKind, Hit, Metadata, Passage
from knowledge.question import asked_words

DEPTH = 100
"""How many entries each search contributes before fusion."""
DENSE_WEIGHT = 0.6
"""Measured on the dev questions; 0.5 to 0.6 is a plateau (measured.md §11, docs/benchmarks.md)."""
PASSAGE_WEIGHT = 0.75
"""How much of the lexical evidence is the article's best passage; the rest is the whole article.

On ALQAC 2023 R@1 is 0.85 with whole articles alone and 0.89 from half and half on.
"""
COVERAGE_WEIGHT = 0.3
"""How much the words of the question found in an article's best passage add to its score."""
REPORT_PENALTY = 0.1
RECONSIDERED = 20
PASSAGES_PER_ARTICLE = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the searches of one question found: scores by article key and by passage id."""

    lexical_articles: Mapping[str, float]
    lexical_passages: Mapping[str, float]
    dense_passages: Mapping[str, float]
    """Cosine similarities."""


class Ranked(NamedTuple):
    """An article with its score, and the ids of its passages with theirs, best first."""

    article: str
    score: float
    passages: Mapping[str, float]


class Retriever:
    """Searches the scopes a reader may see; scopes are separate indexes and never mix before."""

    def __init__(self, catalog: Catalog, indexes: Indexes, embedder: Embedder) -> None:
        self._catalog = catalog
        self._indexes = indexes
        self._embedder = embedder

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
        question = question.lower() if question.isupper() else question
        evidence = self._gather(question, languages)
        known = self._known(evidence, frozenset(languages))
        if kinds is not None:
            known = {key: row for key, row in known.items() if row[1].kind in kinds}
        order = fuse(evidence, (passage for passage, _ in known.values()))[:RECONSIDERED]
        found = {key: known[key] for ranking in order for key in ranking.passages}
        covered = _coverage(question, found, languages)
        reports = {p.article for p, m in found.values() if m.kind is DocumentKind.REPORT}
        return tuple(
            Hit(*known[key], score, covered[key], evidence.dense_passages.get(key, 0.0))
            for _, score, passages in reconsidered(order, covered, reports)[:limit]
            for key in list(passages)[:PASSAGES_PER_ARTICLE]
        )

    def _known(
        self, evidence: Evidence, scopes: frozenset[str]
    ) -> dict[str, tuple[Passage, Metadata]]:
        """The passages that were found, and those of articles that were found only as a whole."""
        ids = [*evidence.lexical_passages, *evidence.dense_passages]
        known = self._catalog.passages(ids, scopes)
        reached = {passage.article for passage, _ in known.values()}
        others = evidence.lexical_articles.keys() - reached
        return known | self._catalog.passages_of_articles(others, scopes)

    def _gather(self, question: str, languages: Mapping[str, Restorer]) -> Evidence:
        articles: list[tuple[str, float]] = []
        passages: list[tuple[str, float]] = []
        dense: dict[str, float] = {}
        for scope, restorer in languages.items():
            lexical, restored = self._indexes.lexical, restorer.restore(question)
            articles += lexical.search(scope, restored, Grain.ARTICLE, DEPTH)
            passages += lexical.search(scope, restored, Grain.PASSAGE, DEPTH)
            vector = self._embedder.question(restored)
            dense |= dict(self._indexes.vectors.nearest(scope, vector, DEPTH))
        return Evidence(
            {key.rsplit("@", 1)[0]: score for key, score in ranked(_best_first(articles)).items()},
            ranked(_best_first(passages)),
            dense,
        )


def fuse(evidence: Evidence, passages: Iterable[Passage]) -> list[Ranked]:
    """Articles best first, each with its passages best first.

    A weighted sum of scaled scores, not reciprocal ranks: RRF loses the gap between a certain hit
    and a guess and lowers R@1 on every set we measured (measured.md §11).
    """
    dense = ranked(_best_first(evidence.dense_passages.items()))
    by_article: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        by_article[passage.article].append(passage.id)
    found = []
    for article, keys in by_article.items():
        whole = evidence.lexical_articles.get(article, 0.0)
        best = max(evidence.lexical_passages.get(key, 0.0) for key in keys)
        lexical = (1 - PASSAGE_WEIGHT) * whole + PASSAGE_WEIGHT * best
        meaning = max(dense.get(key, 0.0) for key in keys)
        score = _weighted(meaning, lexical)
        own = {k: _weighted(dense.get(k, 0.0), evidence.lexical_passages.get(k, 0.0)) for k in keys}
        found.append(Ranked(article, score, dict(_best_first(own.items()))))
    return sorted(found, key=lambda ranking: (-ranking.score, ranking.article))


def reconsidered(
    order: Sequence[Ranked], covered: Mapping[str, float], reports: Collection[str]
) -> list[Ranked]:
    """The best articles again, with how much of what was asked stands in their best passage.

    Where a provision and a past report answer alike, the provision goes first: a report is never
    a legal basis (domain.md §3.4).
    """
    again = []
    for ranking in order:
        own = {k: score + COVERAGE_WEIGHT * covered[k] for k, score in ranking.passages.items()}
        best = max(covered[key] for key in own)
        score = ranking.score + COVERAGE_WEIGHT * best
        score -= REPORT_PENALTY * (ranking.article in reports)
        again.append(Ranked(ranking.article, score, dict(_best_first(own.items()))))
    return sorted(again, key=lambda ranking: (-ranking.score, ranking.article))


def _coverage(
    question: str,
    found: Mapping[str, tuple[Passage, Metadata]],
    languages: Mapping[str, Restorer],
) -> dict[str, float]:
    asked = {
        scope: asked_words(language.restore(question)) for scope, language in languages.items()
    }
    return {
        key: languages[metadata.scope].language.coverage(
            asked[metadata.scope], passage.indexed_text
        )
        for key, (passage, metadata) in found.items()
    }


def _weighted(dense: float, lexical: float) -> float:
    return DENSE_WEIGHT * dense + (1 - DENSE_WEIGHT) * lexical


def _best_first(scored: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))
