"""Fusion of lexical and dense evidence on articles."""

from __future__ import annotations

from knowledge.model import Passage, Span
from knowledge.retriever import Evidence, Ranked, fuse, reconsidered


def passage(article: str, number: int) -> Passage:
    key = f"{article}/cl_{number}"
    return Passage(key, article.split("/")[0], key, article, Span(0, 1), "", "x")


A1, A2, B1 = passage("a/art_1", 1), passage("a/art_1", 2), passage("b/art_9", 1)


def test_an_article_found_both_ways_comes_before_one_found_one_way() -> None:
    evidence = Evidence({"a/art_1": 1.0, "b/art_9": 0.9}, {A1.id: 1.0}, {A1.id: 0.9, A2.id: 0.8})
    assert [row.article for row in fuse(evidence, [A1, A2, B1])] == ["a/art_1", "b/art_9"]


def test_the_passages_of_an_article_are_ordered_by_their_own_evidence() -> None:
    evidence = Evidence({"a/art_1": 1.0}, {A2.id: 1.0, A1.id: 0.1}, {A1.id: 0.80, A2.id: 0.90})
    (only,) = fuse(evidence, [A1, A2])
    assert list(only.passages) == [A2.id, A1.id]


def test_equal_evidence_is_ordered_the_same_way_every_time() -> None:
    evidence = Evidence({}, {A1.id: 1.0, B1.id: 1.0}, {})
    assert fuse(evidence, [B1, A1]) == fuse(evidence, [A1, B1])


def test_nothing_found_is_nothing_ranked() -> None:
    assert fuse(Evidence({}, {}, {}), []) == []


def test_the_words_of_the_question_decide_between_close_articles() -> None:
    order = [Ranked("a/art_1", 0.9, {A1.id: 0.9}), Ranked("b/art_9", 0.85, {B1.id: 0.8})]
    again = reconsidered(order, {A1.id: 0.3, B1.id: 1.0}, ())
    assert [row.article for row in again] == ["b/art_9", "a/art_1"]


def test_a_provision_goes_before_a_report_that_answers_alike() -> None:
    order = [Ranked("a/art_1", 0.92, {A1.id: 0.9}), Ranked("b/art_9", 0.9, {B1.id: 0.8})]
    again = reconsidered(order, {A1.id: 0.8, B1.id: 0.8}, {"a/art_1"})
    assert [row.article for row in again] == ["b/art_9", "a/art_1"]
