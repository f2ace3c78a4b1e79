"""The questions of the benchmarks with the articles that answer them."""

from __future__ import annotations

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

    def without_marks(self) -> Question:
        """The question as many type it on a phone: no marks, no capital letters."""
        return replace(self, text=fold(self.text))


def questions_in(path: Path, documents: Collection[str]) -> Iterator[Question]:
    """The questions of a `.jsonl` file whose gold documents are all among `documents` (keys)."""
    with path.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if all(document_key(place["doc"]) in documents for place in row["gold"]):
                yield _question(row)


def _question(row: dict[str, Any]) -> Question:
    gold = (f"{document_key(place['doc'])}/art_{place['article']}" for place in row["gold"])
    return Question(row["question"], row["source"], frozenset(gold))
