"""The peers: their chunks, their fusion, and how their findings count."""

from __future__ import annotations

import pytest

from bench.metrics import figures
from bench.peers import CHUNK_CHARACTERS, Articles, chunks_of, fused_by_rank
from bench.retrieval import OURS, as_json, as_tables, rank_of
from knowledge.law_parser import parse_law
from knowledge.model import DocumentKind, Level, Metadata

SENTENCE = "Cơ quan, đơn vị lập hồ sơ mẫu đúng thời hạn và chịu trách nhiệm về hồ sơ đó. "
DOCUMENT = parse_law(
    "\n".join(f"Điều {n}. Hồ sơ mẫu số {n}\n{SENTENCE * (n % 5 * 5 + 1)}" for n in range(1, 12)),
    Metadata(key="12-2031-nd-cp", kind=DocumentKind.LEGAL),
)


def found(*articles: str) -> list[Articles]:
    """Rankings are written 'a b' for what is found as one."""
    return [frozenset(names.split()) for names in articles]


def test_chunks_are_cut_by_length_and_overlap() -> None:
    chunks = list(chunks_of(DOCUMENT))

    assert max(len(chunk.text) for chunk in chunks) <= CHUNK_CHARACTERS
    assert sum(len(chunk.text) for chunk in chunks) > len(DOCUMENT.text)
    assert len({chunk.id for chunk in chunks}) == len(chunks)


def test_a_chunk_counts_for_every_article_it_covers() -> None:
    chunks = list(chunks_of(DOCUMENT))
    articles = {unit.key: unit for unit in DOCUMENT.provisions if unit.level is Level.ARTICLE}

    assert {key for chunk in chunks for key in chunk.articles} == articles.keys()
    assert max(len(chunk.articles) for chunk in chunks) > 1
    for chunk in chunks:
        headed = {key for key, unit in articles.items() if unit.heading in chunk.text.split("\n")}
        assert headed <= set(chunk.articles)


def test_the_article_that_fills_most_of_a_chunk_is_named_first() -> None:
    spans = {unit.key: unit.span for unit in DOCUMENT.provisions}

    for chunk in chunks_of(DOCUMENT):
        start = int(chunk.id.rpartition("#")[2])
        end = start + len(chunk.text)
        shares = [min(end, spans[k].end) - max(start, spans[k].start) for k in chunk.articles]
        assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("ranking", "rank"),
    [
        (found("a", "b", "c"), 1),
        (found("b", "c", "a"), 3),
        (found("b", "c a", "d"), 2),
        (found("b", "c"), None),
        ([], None),
    ],
)
def test_the_rank_is_that_of_the_first_find_with_a_right_article(
    ranking: list[Articles], rank: int | None
) -> None:
    assert rank_of(frozenset({"a", "x"}), ranking) == rank


def test_what_two_rankings_agree_on_comes_first() -> None:
    fused = fused_by_rank([found("a", "b", "c"), found("d", "b", "e")])

    assert fused[0] == frozenset({"b"})
    assert set(fused[1:3]) == {frozenset({"a"}), frozenset({"d"})}


def test_json_holds_the_peers_beside_the_required_figures() -> None:
    ours, peer = figures([1, 2], [3.0, 4.0]), figures([None, 1], [3.0, 4.0])

    row = as_json({"one": ours}, {"bm25": {"one": peer}})["one"]

    assert {"n", "r1", "r5", "r10", "mrr", "p50_ms", "p95_ms"} <= row.keys()
    assert (row["r1"], row["peers"]["bm25"]["r1"]) == (0.5, 0.5)
    assert "peers" not in as_json({"one": ours}, {})["one"]


def test_there_is_a_table_for_each_question_set() -> None:
    row = figures([1, 2], [3.0, 4.0])
    sources = {"one": row, "two": row}

    tables = as_tables(sources, {"bm25": sources, "dense": sources}).split("\n\n")

    assert [table.split(" ")[1] for table in tables] == ["one", "two"]
    assert [len(table.split("\n")) for table in tables] == [5, 5]
    assert all(f"| {OURS} | 2 | 0.500 (" in table for table in tables)


def test_without_peers_all_sources_share_a_table() -> None:
    row = figures([1, 2], [3.0, 4.0])

    assert len(as_tables({"one": row, "two": row}, {}).split("\n")) == 4
