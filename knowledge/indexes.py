"""What is derived from the catalog, kept in step with it: vectors, lexical entries, language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.catalog import Catalog
from knowledge.diacritics import Language, Restorer
from knowledge.embedder import Embedder
from knowledge.lexical_index import Entry, LexicalIndex
from knowledge.settings import Settings
from knowledge.vector_index import VectorIndex

EMBEDDING_BATCH = 64

Progress = Callable[[int, int], None]
"""Called with (passages embedded so far, passages to embed)."""


def no_progress(_done: int, _total: int) -> None:
    """For callers that show no progress."""


@dataclass(frozen=True, slots=True)
class Discrepancies:
    """How far the indexes of one scope are from the catalog; all zero when they agree."""

    scope: str
    missing_vectors: int
    stale_vectors: int
    missing_entries: int
    stale_entries: int

    def __bool__(self) -> bool:
        return any(
            (self.missing_vectors, self.stale_vectors, self.missing_entries, self.stale_entries)
        )


class Indexes:
    """The derived indexes of all scopes. One process writes (see `writer_lock`), others follow."""

    def __init__(self, settings: Settings, catalog: Catalog, embedder: Embedder) -> None:
        self.lexical = LexicalIndex(settings.lexical_dir)
        self.vectors = VectorIndex(settings, embedder.model_id, catalog.identity())
        self._embedder = embedder
        self._catalog = catalog
        self._folder = settings.lexical_dir
        self._mark = settings.data_dir / "indexed-revision"
        self._followed = self._written()
        self._restorers: dict[str, Restorer] = {}

    # -- following ----------------------------------------------------------------------------

    def follow(self) -> None:
        """See what another process has indexed since the last call; cheap when nothing moved."""
        written = self._written()
        if written != self._followed:
            self.lexical.reopen()
            self.vectors.reopen()
            self._restorers.clear()
            self._followed = written

    def restorer(self, scope: str) -> Restorer:
        """Restores marks in a scope's own language: nothing of other scopes shows through."""
        if scope not in self._restorers:
            language = Language.load(self._language_path(scope))
            self._restorers[scope] = Restorer(language)
        return self._restorers[scope]

    # -- writing ------------------------------------------------------------------------------

    def in_step(self) -> bool:
        return self._written() == self._state()

    def synchronise(self, progress: Progress = no_progress) -> None:
        """Bring every scope's indexes to what the catalog holds. New first, stale removed after."""
        scopes = self._catalog.scopes()
        self._embed(scopes, progress)
        for scope in sorted(scopes | self._known_scopes()):
            self._synchronise_vectors(scope)
            self._synchronise_entries(scope)
            self._synchronise_language(scope)
        self._remember_scopes(scopes)
        self._mark.write_text(self._state(), encoding="utf-8")
        self._followed = self._state()
        self._restorers.clear()

    def rebuild(self) -> None:
        """Throw the indexes away and build them anew; vectors come from the catalog."""
        self._mark.unlink(missing_ok=True)  # a kill from here on must not look like 'in step'
        for scope in self._known_scopes() | self._catalog.scopes():
            self.vectors.drop(scope)
            self.lexical.drop(scope)
            self._language_path(scope).unlink(missing_ok=True)
        self.synchronise()

    def discrepancies(self) -> tuple[Discrepancies, ...]:
        """What differs from the catalog, scope by scope."""
        found = []
        for scope in sorted(self._catalog.scopes() | self._known_scopes()):
            passages, held = self._catalog.passage_ids(scope), self.vectors.ids(scope)
            indexed = self.lexical.ids(scope)
            found.append(
                Discrepancies(
                    scope,
                    missing_vectors=len(passages - held),
                    stale_vectors=len(held - passages),
                    missing_entries=len(passages - indexed),
                    stale_entries=len(indexed - passages),
                )
            )
        return tuple(found)

    def close(self) -> None:
        self.vectors.close()

    # -- steps --------------------------------------------------------------------------------

    def _embed(self, scopes: Iterable[str], progress: Progress) -> None:
        """Embed what has no vector yet; what is done stays done when the process is killed."""
        model, waiting = self._embedder.model_id, dict[str, str]()
        for scope in scopes:
            for batch in self._catalog.indexed(
                scope, self._catalog.kept_vectors.missing(model, scope)
            ):
                waiting |= {passage.text_hash: passage.indexed_text for passage in batch}
        hashes = list(waiting)
        for start in range(0, len(hashes), EMBEDDING_BATCH):
            names = hashes[start : start + EMBEDDING_BATCH]
            vectors = self._embedder.passages([waiting[name] for name in names])
            self._catalog.kept_vectors.keep(model, dict(zip(names, vectors, strict=True)))
            progress(start + len(names), len(hashes))

    def _synchronise_vectors(self, scope: str) -> None:
        held, wanted = self.vectors.ids(scope), self._catalog.passage_ids(scope)
        for batch in self._catalog.indexed(scope, wanted - held):
            hashes = [passage.text_hash for passage in batch]
            vectors = self._catalog.kept_vectors.of(self._embedder.model_id, hashes)
            rows = [vectors[name] for name in hashes]
            self.vectors.put(scope, [passage.id for passage in batch], rows)
        self.vectors.remove(scope, sorted(held - wanted))

    def _synchronise_entries(self, scope: str) -> None:
        held, wanted = self.lexical.ids(scope), self._catalog.passage_ids(scope)
        if wanted - held:
            batches = self._catalog.indexed(scope, wanted - held)
            new = (
                Entry(passage.id, passage.indexed_text) for batch in batches for passage in batch
            )
            self.lexical.put(scope, new)
        if held - wanted:
            self.lexical.remove(scope, sorted(held - wanted))

    def _synchronise_language(self, scope: str) -> None:
        """Learn new documents; where one was removed or changed, learn the scope anew."""
        path, list_path = self._language_path(scope), self._language_path(scope, ".documents.json")
        entries = self._catalog.entries(frozenset({scope}))
        wanted = {entry.metadata.key: entry.source.content_hash for entry in entries}
        known: dict[str, str] = {}
        if path.exists() and list_path.exists():
            known = json.loads(list_path.read_text(encoding="utf-8"))
        if known == wanted:
            return
        if not known.items() <= wanted.items():
            known = {}
        language = Language.load(path) if known else Language()
        for key in sorted(wanted.keys() - known.keys()):
            document = self._catalog.document(key)
            language.learn(document.text if document else "")
        list_path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        language.save(path)
        list_path.write_text(json.dumps(wanted), encoding="utf-8")

    # -- files --------------------------------------------------------------------------------

    def _state(self) -> str:
        return f"{self._catalog.identity()} {self._catalog.revision()} {self._embedder.model_id}"

    def _written(self) -> str:
        return self._mark.read_text(encoding="utf-8") if self._mark.exists() else ""

    def _language_path(self, scope: str, suffix: str = ".language.gz") -> Path:
        return self._folder / (hashlib.sha256(scope.encode()).hexdigest()[:16] + suffix)

    def _known_scopes(self) -> set[str]:
        path = self._folder / "scopes.json"
        return set(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else set()

    def _remember_scopes(self, scopes: set[str]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / "scopes.json").write_text(json.dumps(sorted(scopes)), encoding="utf-8")
