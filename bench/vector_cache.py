"""Vectors kept by content outside any library: a corpus parsed anew embeds only new text."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import Embedder
from knowledge.rows import text_hash

Vector = NDArray[np.float32]

BATCH = 32
"""Texts embedded between two commits: what a kill costs."""


def cache_folder() -> Path:
    """`BENCH_CACHE`, by default `~/.cache/tham-muu-bench`."""
    folder = Path(os.environ.get("BENCH_CACHE") or Path.home() / ".cache" / "tham-muu-bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class CachingEmbedder:
    """An embedder that never computes a passage twice; several processes may share the file."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder = embedder
        self._path = path
        with self._database() as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(
                "CREATE TABLE IF NOT EXISTS vectors"
                " (model TEXT, text_hash TEXT, vector BLOB, PRIMARY KEY (model, text_hash))"
            )

    @property
    def model_id(self) -> str:
        return self._embedder.model_id

    def question(self, text: str) -> Vector:
        return self._embedder.question(text)

    def passages(self, texts: Sequence[str]) -> Vector:
        by_hash = {text_hash(text): text for text in texts}
        missing = self.missing(list(by_hash))
        for start in range(0, len(missing), BATCH):
            names = missing[start : start + BATCH]
            rows = self._embedder.passages([by_hash[name] for name in names])
            self._keep(dict(zip(names, rows, strict=True)))
        kept = self._kept(list(by_hash))
        return np.array([kept[text_hash(text)] for text in texts], np.float32)

    def missing(self, hashes: Sequence[str]) -> list[str]:
        """The hashes that have no vector yet, in order."""
        kept = self._kept(hashes)
        return [name for name in hashes if name not in kept]

    def _kept(self, hashes: Sequence[str]) -> dict[str, Vector]:
        query = "SELECT vector FROM vectors WHERE model = ? AND text_hash = ?"
        with self._database() as database:
            found = {
                name: database.execute(query, (self.model_id, name)).fetchone() for name in hashes
            }
        return {name: np.frombuffer(row[0], "<f4") for name, row in found.items() if row}

    def _keep(self, rows: Mapping[str, Vector]) -> None:
        values = [(self.model_id, name, row.astype("<f4").tobytes()) for name, row in rows.items()]
        with self._database() as database:
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", values)

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """A connection of one's own for each use: callers may be threads."""
        database = sqlite3.connect(self._path, timeout=60)
        try:
            with database:
                yield database
        finally:
            database.close()
