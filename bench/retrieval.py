"""Is the right article found, and how fast: figures by question set on a fixed library."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from typing import Any

from bench.cached_library import cached_library, with_bar
from bench.metrics import Figures, Interval, figures
from bench.peers import Articles, Search, peers_of
from bench.questions import Question, add_what_is_asked, questions_in
from knowledge.library import Library

DEPTH = 10
OURS = "Tham Mưu"
NAMES = {
    "chunks": "chunks of 1,000/200 characters, any article in it counts",
    "chunks_by_article": "the same, each article in it takes a place",
    "bm25": "BM25, khoản",
    "dense": "dense, khoản",
    "rrf": "RRF of BM25 and dense",
}
"""The peers as tables call them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print tables, or JSON, of recall and reciprocal rank by source; 2 if nothing was asked."""
    options = _parser().parse_args(arguments)
    library = cached_library(options.corpus, options.listed)
    held = {metadata.key for metadata in library.documents()}
    questions = list(questions_in(options.questions, held))
    if options.source:
        questions = [q for q in questions if q.source in options.source]
    questions = questions[: options.limit]
    if not questions:
        print("None of these questions has its answer in this corpus.", file=sys.stderr)
        return 2
    if options.no_diacritics:
        questions = [question.without_marks() for question in questions]
    ours = measure(ours_of(library), questions, OURS)
    searches = peers_of(library) if options.peers else {}
    peers = {name: measure(search, questions, name) for name, search in searches.items()}
    if options.json:
        print(json.dumps(as_json(ours, peers), indent=2, ensure_ascii=False))
    else:
        print(as_tables(ours, peers))
    return 0


def measure(search: Search, questions: Sequence[Question], name: str) -> dict[str, Figures]:
    """Ask every question; figures by source, and 'all' where there is more than one."""
    ranks: dict[str, list[int | None]] = defaultdict(list)
    times: dict[str, list[float]] = defaultdict(list)
    search("câu hỏi khởi động")
    for question in with_bar(questions, name):
        start = time.perf_counter()
        found = search(question.text)
        times[question.source].append(1000 * (time.perf_counter() - start))
        ranks[question.source].append(rank_of(question.gold, found[:DEPTH]))
    sources = {source: figures(ranks[source], times[source]) for source in sorted(ranks)}
    if len(sources) > 1:
        sources["all"] = figures([*chain(*ranks.values())], [*chain(*times.values())])
    return sources


def rank_of(gold: Articles, found: Sequence[Articles]) -> int | None:
    """The place, from 1, of the first that holds a right article."""
    return next((rank for rank, articles in enumerate(found, 1) if articles & gold), None)


def as_json(
    ours: Mapping[str, Figures], peers: Mapping[str, Mapping[str, Figures]]
) -> dict[str, dict[str, Any]]:
    """Our figures by source; those of the peers beside them, by name."""
    by_source = {source: asdict(row) for source, row in ours.items()}
    for name, rows in peers.items():
        for source, row in rows.items():
            by_source[source].setdefault("peers", {})[name] = asdict(row)
    return by_source


def as_tables(ours: Mapping[str, Figures], peers: Mapping[str, Mapping[str, Figures]]) -> str:
    """Markdown: a table for each source, or one of all sources where there are no peers."""
    if not peers:
        return as_table("source", ours)
    return "\n\n".join(
        as_table(source, {OURS: row} | {NAMES[name]: rows[source] for name, rows in peers.items()})
        for source, row in ours.items()
    )


def as_table(title: str, rows: Mapping[str, Figures]) -> str:
    """Markdown: a line for each of `rows`."""
    head = f"| {title} | n | R@1 (95 %) | R@5 | R@10 (95 %) | MRR (95 %) | p50 ms | p95 ms |\n"
    lines = [
        f"| {name} | {row.n} | {_with_interval(row.r1, row.r1_interval)} | {row.r5:.3f} "
        f"| {_with_interval(row.r10, row.r10_interval)} "
        f"| {_with_interval(row.mrr, row.mrr_interval)} | {row.p50_ms:.0f} | {row.p95_ms:.0f} |"
        for name, row in rows.items()
    ]
    return "\n".join([head + "|" + "---|" * 8, *lines])


def _with_interval(figure: float, interval: Interval) -> str:
    return f"{figure:.3f} ({interval[0]:.2f}–{interval[1]:.2f})"


def ours_of(library: Library) -> Search:
    def search(question: str) -> list[Articles]:
        hits = library.search(question, limit=DEPTH)
        return [frozenset({key}) for key in dict.fromkeys(hit.passage.article for hit in hits)]

    return search


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.retrieval", description=__doc__)
    add_what_is_asked(parser)
    parser.add_argument("--limit", type=int, default=None, help="ask only so many questions")
    parser.add_argument("--no-diacritics", action="store_true")
    parser.add_argument("--peers", action="store_true", help="measure what others would build too")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
