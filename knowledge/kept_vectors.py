"""The vectors that the catalog keeps by the hash of a text and the id of a model."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, delete, insert, select

from knowledge import tables
from knowledge.database import MOST_PARAMETERS, parts, reading, writing

Vector = NDArray[np.float32]

_FLOAT32 = np.dtype("<f4")


class KeptVectors:
    """Part of the catalog: a text is embedded once, however often its document is put in."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, model: str, hashes: Collection[str]) -> dict[str, Vector]:
        """The vectors of these text hashes; a hash without a vector is left out."""
        vectors = tables.vectors.c
        wanted = select(vectors.text_hash, vectors.vector).where(vectors.model == model)
        found: dict[str, Vector] = {}
        with reading(self._engine) as connection:
            for part in parts(hashes, MOST_PARAMETERS):
                for name, blob in connection.execute(wanted.where(vectors.text_hash.in_(part))):
                    found[name] = np.frombuffer(blob, _FLOAT32)
        return found

    def missing(self, model: str, scope: str) -> set[str]:
        """Ids of the passages of this scope whose text has no vector of this model yet."""
        kept = select(tables.vectors.c.text_hash).where(tables.vectors.c.model == model)
        ids = select(tables.passages.c.id).join(tables.documents)
        without = tables.passages.c.text_hash.not_in(kept)
        with reading(self._engine) as connection:
            return set(connection.scalars(ids.where(tables.documents.c.scope == scope, without)))

    def keep(self, model: str, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors by text hash. What is kept already stays; the revision does not move."""
        with writing(self._engine) as connection:
            kept = _kept(connection, model, vectors)
            rows = [
                {"model": model, "text_hash": name, "vector": vector.astype(_FLOAT32).tobytes()}
                for name, vector in vectors.items()
                if name not in kept
            ]
            if rows:
                connection.execute(insert(tables.vectors), rows)

    def prune(self) -> int:
        """Forget the vectors, of every model, that no passage needs; how many they were."""
        needed = select(tables.passages.c.text_hash)
        unused = delete(tables.vectors).where(tables.vectors.c.text_hash.not_in(needed))
        with writing(self._engine) as connection:
            return connection.execute(unused).rowcount


def _kept(connection: Connection, model: str, hashes: Iterable[str]) -> set[str]:
    vectors = tables.vectors.c
    wanted = select(vectors.text_hash).where(vectors.model == model)
    return {
        name
        for part in parts(hashes, MOST_PARAMETERS)
        for name in connection.scalars(wanted.where(vectors.text_hash.in_(part)))
    }
