"""Where the processor time of a question goes: milliseconds by part, all threads counted."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import mean, median
from typing import Any
from unittest.mock import patch

from bench.cached_library import cached_library, with_bar
from bench.questions import questions_in
from knowledge import retriever
from knowledge.catalog import Catalog
from knowledge.embedder.bundled import BundledEmbedder
from knowledge.lexical_index import LexicalIndex
from knowledge.library import Library
from knowledge.vector_index import VectorIndex

PARTS: Mapping[str, tuple[tuple[object, str], ...]] = {
    "understand": ((retriever, "for_retrieval"),),
    "lexical": ((LexicalIndex, "search"),),
    "embed": ((BundledEmbedder, "question"),),
    "chroma": ((VectorIndex, "nearest"),),
    "catalog": ((Catalog, "scopes"), (Catalog, "passages")),
    "weigh": ((retriever, "evidence_for"),),
}
"""The methods a part is made of. None of them calls another, so nothing counts twice."""

REST, WHOLE = "rest", "whole question"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of parts; 2 if nothing was asked."""
    options = _parser().parse_args(arguments)
    library = cached_library(options.corpus)
    held = {metadata.key for metadata in library.documents()}
    questions = list(questions_in(options.questions, held))[: options.limit]
    if options.no_diacritics:
        questions = [question.without_marks() for question in questions]
    if not questions:
        print("None of these questions has its answer in this corpus.", file=sys.stderr)
        return 2
    print(_table(costs(library, [question.text for question in questions])))
    return 0


def costs(library: Library, questions: Sequence[str]) -> dict[str, list[float]]:
    """CPU milliseconds of every question by part, with `REST` and `WHOLE`."""
    library.search("câu hỏi khởi động", limit=10)
    by_part: dict[str, list[float]] = defaultdict(list)
    for question in with_bar(questions, "questions"):
        spent: Counter[str] = Counter()
        with _watched(spent):
            start = time.process_time_ns()
            library.search(question, limit=10)
            whole = time.process_time_ns() - start
        spent[REST] = whole - spent.total()
        spent[WHOLE] = whole
        for part in [*PARTS, REST, WHOLE]:
            by_part[part].append(spent[part] / 1e6)
    return dict(by_part)


@contextmanager
def _watched(spent: Counter[str]) -> Iterator[None]:
    """Inside, every call of a part adds its nanoseconds to `spent`."""
    with ExitStack() as patches:
        for part, methods in PARTS.items():
            for owner, name in methods:
                timed = _timed(getattr(owner, name), part, spent)
                patches.enter_context(patch.object(owner, name, timed))
        yield


def _timed(method: Callable[..., Any], part: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*values: Any, **named: Any) -> Any:
        start = time.process_time_ns()
        try:
            return method(*values, **named)
        finally:
            spent[part] += time.process_time_ns() - start

    return timed


def _table(by_part: Mapping[str, Sequence[float]]) -> str:
    head = "| part | mean CPU ms | median | share |\n|" + "---|" * 4
    whole = mean(by_part[WHOLE])
    rows = [
        f"| {part} | {mean(times):.1f} | {median(times):.1f} | {mean(times) / whole:.0%} |"
        for part, times in by_part.items()
    ]
    return "\n".join([head, *rows])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.question_cost", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=100, help="ask only so many questions")
    parser.add_argument("--no-diacritics", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
