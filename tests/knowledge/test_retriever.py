"""Passages gathered on their articles, and an optional second opinion."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.fusion import Evidence
from knowledge.model import DocumentKind, Metadata, Passage, Span
from knowledge.retriever import Candidate, Found, _reranked, gathered

NOTHING = Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def candidate(article: str, number: int, score: float) -> Candidate:
    key = f"{article}/cl_{number}"
    passage = Passage(key, article.split("/")[0], key, article, Span(0, 1), "", key)
    metadata = Metadata(article.split("/")[0], DocumentKind.LEGAL)
    return Candidate(passage, metadata, NOTHING, 0.0, score)


def order(articles: Sequence[Sequence[Candidate]]) -> list[list[str]]:
    return [[one.passage.id for one in article] for article in articles]


class Preferring:
    """A reranker that likes one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        return [float(bool(question) and text == self._text) for text in texts]


A1, A2 = candidate("a/art_1", 1, 0.5), candidate("a/art_1", 2, 0.9)
B1, C1 = candidate("b/art_9", 1, 0.7), candidate("c/art_2", 1, 0.7)


def test_an_article_is_as_good_as_its_best_passage() -> None:
    assert order(gathered([B1, A1, A2])) == [["a/art_1/cl_2", "a/art_1/cl_1"], ["b/art_9/cl_1"]]


def test_equal_evidence_is_ordered_the_same_way_every_time() -> None:
    assert gathered([C1, B1]) == gathered([B1, C1])


def test_nothing_found_is_nothing_ranked() -> None:
    assert gathered([]) == []
    assert Found({}, {}, {}).best(5) == []


def test_what_both_searches_found_is_weighed_first() -> None:
    found = Found({"a": 1.0, "b": 0.8}, {"b": 0.9, "c": 0.88}, {"b": 0.7, "c": 1.0})
    assert found.best(2) == ["b", "a"]


def test_a_reranker_decides_the_order_of_what_it_reads() -> None:
    again = _reranked(Preferring("b/art_9/cl_1"), "?", gathered([A1, A2, B1]))
    assert order(again)[0] == ["b/art_9/cl_1"]
    assert again[0][0].score == 1.0
