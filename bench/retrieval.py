"""Is the right article found, and how fast: figures by question set on a fixed library."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

from tqdm import tqdm

from bench.corpora import document_key, documents_in
from bench.metrics import Figures, figures
from knowledge.diacritics import fold
from knowledge.library import Library
from knowledge.model import DocumentKind
from knowledge.passages import passages_of
from knowledge.rows import Source
from knowledge.settings import Settings, settings_from

DEPTH = 10
ALL_KINDS = frozenset(DocumentKind)


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    source: str
    gold: frozenset[str]
    """Keys of the right articles."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table, or JSON, of recall and reciprocal rank by source."""
    options = _parser().parse_args(arguments)
    library = _library(options.corpus)
    held = {metadata.key for metadata in library.documents()}
    questions = [
        q
        for q in _questions(options.questions, without_marks=options.no_diacritics)
        if _asked(q, held)
    ]
    if options.source:
        questions = [q for q in questions if q.source in options.source]
    results = measure(library, questions[: options.limit])
    if options.json:
        print(json.dumps({source: asdict(row) for source, row in results.items()}, indent=2))
    else:
        print(table(results))
    return 0 if results else 2


def measure(library: Library, questions: Sequence[Question]) -> dict[str, Figures]:
    """Ask every question; figures by source, and 'all' where there is more than one."""
    ranks: dict[str, list[int | None]] = defaultdict(list)
    times: dict[str, list[float]] = defaultdict(list)
    library.search("câu hỏi khởi động", limit=1)
    for question in tqdm(questions, desc="questions", file=sys.stderr, leave=False, disable=None):
        start = time.perf_counter()
        hits = library.search(question.text, limit=DEPTH)
        times[question.source].append(1000 * (time.perf_counter() - start))
        found = list(dict.fromkeys(hit.passage.article for hit in hits))
        right = (rank for rank, key in enumerate(found, 1) if key in question.gold)
        ranks[question.source].append(next(right, None))
    sources = {source: figures(ranks[source], times[source]) for source in sorted(ranks)}
    if len(sources) > 1:
        sources["all"] = figures([*chain(*ranks.values())], [*chain(*times.values())])
    return sources


def table(results: dict[str, Figures]) -> str:
    """The figures as a Markdown table."""
    head = "| source | n | R@1 (95 %) | R@5 | R@10 | MRR | p50 ms | p95 ms |\n|" + "---|" * 8
    rows = [
        f"| {source} | {row.n} | {row.r1:.3f} ({row.r1_interval[0]:.2f}–{row.r1_interval[1]:.2f}) "
        f"| {row.r5:.3f} | {row.r10:.3f} | {row.mrr:.3f} | {row.p50_ms:.0f} | {row.p95_ms:.0f} |"
        for source, row in results.items()
    ]
    return "\n".join([head, *rows])


def _library(corpus: Path) -> Library:
    """A library of the corpus, kept between runs; vectors are embedded once."""
    settings = settings_from(os.environ)
    name = hashlib.sha256(corpus.name.encode()).hexdigest()[:8]
    cache = Path(os.environ.get("BENCH_CACHE") or Path.home() / ".cache" / "tham-muu-bench")
    library = Library(
        Settings(
            data_dir=cache / f"{corpus.stem.split('.')[0]}-{name}",
            embedding_model=settings.embedding_model,
            models_dir=settings.models_dir,
        )
    )
    for document in tqdm(
        documents_in(corpus), desc="documents", file=sys.stderr, leave=False, disable=None
    ):
        digest = hashlib.sha256(document.text.encode()).hexdigest()
        entry = library.catalog.entry(document.key)
        passages = passages_of(document)
        if entry is None or entry.source.content_hash != digest or entry.passages != len(passages):
            library.catalog.store(document, passages, Source(corpus.name, digest, digest))
    with tqdm(desc="passages", unit="passage", file=sys.stderr, leave=False, disable=None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        if not library.indexes.in_step():
            library.indexes.synchronise(show)
    return library


def _questions(path: Path, *, without_marks: bool) -> list[Question]:
    with path.open(encoding="utf-8") as rows:
        return [_question(json.loads(row), without_marks=without_marks) for row in rows]


def _question(row: dict[str, object], *, without_marks: bool) -> Question:
    text = str(row["question"])
    gold: list[dict[str, str]] = row["gold"]  # type: ignore[assignment]
    keys = {f"{document_key(place['doc'])}/art_{place['article']}" for place in gold}
    return Question(fold(text) if without_marks else text, str(row["source"]), frozenset(keys))


def _asked(question: Question, held: set[str]) -> bool:
    """Whether the library holds every document that a right answer stands in."""
    return {key.rpartition("/art_")[0] for key in question.gold} <= held


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.retrieval", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--source", action="append", help="only this question set")
    parser.add_argument("--limit", type=int, default=None, help="ask only so many questions")
    parser.add_argument("--no-diacritics", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
