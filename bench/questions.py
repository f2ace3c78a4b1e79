"""The questions of the benchmarks with the articles that answer them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.corpora import document_key
from knowledge.diacritics import fold


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    source: str
    gold: frozenset[str]
    """Keys of the right articles."""
    clauses: frozenset[str] = frozenset()
    """Keys of the right khoản, where the set tells them."""

    def without_marks(self) -> Question:
        """The question as many type it on a phone: no marks, no capital letters."""
        return replace(self, text=fold(self.text))


def add_what_is_asked(parser: argparse.ArgumentParser) -> None:
    """The options that choose a library and the questions put to it."""
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--listed", type=Path, help="only the documents listed in this file")
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--source", action="append", help="only this question set")


def questions_in(path: Path, documents: Collection[str]) -> Iterator[Question]:
    """The questions of a `.jsonl` file whose gold documents are all among `documents` (keys).

    Rows that say of themselves that nobody has verified them are left out.
    """
    with path.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            is_held = all(document_key(place["doc"]) in documents for place in row["gold"])
            if is_held and row.get("verified", True):
                yield _question(row)


def _question(row: dict[str, Any]) -> Question:
    gold = frozenset(_article_key(place) for place in row["gold"])
    clauses = frozenset(
        f"{_article_key(place)}/cl_{place['clause']}"
        for place in row.get("gold_detail", ())
        if place["clause"]
    )
    return Question(row["question"], row["source"], gold, clauses)


def _article_key(place: dict[str, Any]) -> str:
    return f"{document_key(place['doc'])}/art_{place['article']}"
