"""Fit the weights of the evidence on some question sets and measure them on the others."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.cached_library import cached_library, with_bar
from bench.metrics import Figures, figures
from bench.questions import Question, add_what_is_asked, questions_in
from bench.retrieval import as_table
from bench.vector_cache import cache_folder
from knowledge.fusion import WEIGHTS, Evidence
from knowledge.library import Library

FOLDS: Mapping[str, str] = {"ALQAC2023": "ALQAC", "ALQAC2025-train": "ALQAC"}
"""Sets that share questions are one fold; every other set is its own."""
STEPS = 300
RATE = 0.1
TOWARDS_EQUAL = 0.01
"""Pulls the weights towards each other: a set of fifty questions must not turn them over."""
FITTED = ("lexical", "meaning", "words", "pairs", "heading", "named")
"""The rest is a rule, not a likelihood: a report is no legal basis."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """What was found for one question: evidence by passage, and which of it is right."""

    source: str
    articles: tuple[str, ...]
    evidence: Array
    right: NDArray[np.bool_]

    def rank(self, weights: Array) -> int | None:
        """The place of the first right article; an article is as good as its best passage."""
        order = np.argsort(-(self.evidence @ weights), kind="stable")
        ranking = list(dict.fromkeys(self.articles[place] for place in order))
        right = {self.articles[place] for place in np.flatnonzero(self.right)}
        found = next((rank for rank, name in enumerate(ranking, 1) if name in right), None)
        return found if found is not None and found <= 10 else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the weights of every fold with the figures of the sets they have not seen."""
    options = _parser().parse_args(arguments)
    library = cached_library(options.corpus, options.listed)
    held = {metadata.key for metadata in library.documents()}
    questions = list(questions_in(options.questions, held))
    questions = [one for one in questions if not options.source or one.source in options.source]
    cases = _remembered(library, questions, options.remember)
    if not cases:
        print("None of these questions has its answer in this corpus.", file=sys.stderr)
        return 2
    today = np.array(WEIGHTS)
    print(as_table("weights of today", _by_source(cases, {case.source: today for case in cases})))
    unseen = {fold: fitted([c for c in cases if fold_of(c) != fold]) for fold in folds(cases)}
    print(
        as_table(
            "fitted on others", _by_source(cases, {c.source: unseen[fold_of(c)] for c in cases})
        )
    )
    for fold, weights in {**unseen, "none, fitted on all": fitted(cases)}.items():
        named = zip(Evidence._fields, weights, strict=True)
        print(f"without {fold}: {', '.join(f'{name} {weight:.2f}' for name, weight in named)}")
    return 0


def fitted(cases: Sequence[Case]) -> Array:
    """Weights that make the right passages likely (softmax over a question's passages).

    Every set counts alike, however many questions it has. The sum is that of `WEIGHTS`.
    """
    columns = [Evidence._fields.index(name) for name in FITTED]
    weights = np.array(WEIGHTS)
    if not any(case.right.any() for case in cases):
        return weights
    scale = 20.0  # sharpness: weights sum to about one, differences decide at a twentieth
    free = np.full(len(columns), scale / len(columns))
    sizes = {source: sum(c.source == source for c in cases) for source in {c.source for c in cases}}
    for _ in range(STEPS):
        step = sum(
            _slope(case.evidence[:, columns], case.right, free) / sizes[case.source]
            for case in cases
            if case.right.any()
        )
        free = np.maximum(free + RATE * scale * step / len(sizes), 0.0)
        free += TOWARDS_EQUAL * (free.mean() - free)
    weights[columns] = free / free.sum() * weights[columns].sum()
    return weights


def _slope(evidence: Array, right: NDArray[np.bool_], weights: Array) -> Array:
    """How the likelihood of the right passages grows with each weight."""
    likely = np.exp(evidence @ weights - (evidence @ weights).max())
    answers = likely * right
    slope: Array = evidence.T @ (answers / max(answers.sum(), 1e-300) - likely / likely.sum())
    return slope


def fold_of(case: Case) -> str:
    return FOLDS.get(case.source, case.source)


def folds(cases: Sequence[Case]) -> list[str]:
    return sorted({fold_of(case) for case in cases})


def _by_source(cases: Sequence[Case], weights: Mapping[str, Array]) -> dict[str, Figures]:
    """Figures by set, and of all together."""
    ranks = [(case.source, case.rank(weights[case.source])) for case in cases]
    sources = sorted({source for source, _ in ranks})
    rows = {name: [rank for source, rank in ranks if source == name] for name in sources}
    rows["all"] = [rank for _, rank in ranks]
    return {name: figures(found, [0.0] * len(found)) for name, found in rows.items()}


def _remembered(library: Library, questions: Sequence[Question], path: Path) -> list[Case]:
    """The evidence of every question, kept in a file: a search for weights embeds nothing."""
    if not path.exists():
        rows = [_row(library, question) for question in with_bar(questions, "questions")]
        path.write_text(json.dumps(rows), encoding="utf-8")
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [
        Case(
            row["source"], tuple(row["articles"]), np.array(row["evidence"]), np.array(row["right"])
        )
        for row in rows
        if row["articles"]
    ]


def _row(library: Library, question: Question) -> dict[str, object]:
    found = library.candidates(question.text)
    articles = [one.passage.article for one in found]
    return {
        "source": question.source,
        "articles": articles,
        "evidence": [list(one.evidence) for one in found],
        "right": [article in question.gold for article in articles],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.calibration", description=__doc__)
    add_what_is_asked(parser)
    parser.add_argument("--remember", type=Path, default=cache_folder() / "evidence.json")
    return parser


if __name__ == "__main__":
    sys.exit(main())
