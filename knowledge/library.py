"""The library: put documents in, search them, cite them. The facade everything else uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from knowledge.archives import put_in_each
from knowledge.catalog import Catalog
from knowledge.citations import cite, smallest_unit
from knowledge.corrections import Correction
from knowledge.database import open_engine
from knowledge.diacritics import Language, Restorer
from knowledge.embedder import Embedder, open_embedder
from knowledge.indexes import Discrepancies, Indexes, Progress, no_progress
from knowledge.ingestion import Outcome, Result, original_path, put_in, set_right
from knowledge.messages import NO_DATA_FOLDER, NOT_IN_LIBRARY
from knowledge.model import (
    SCOPE_ALL,
    Citation,
    Document,
    DocumentKind,
    Hit,
    KnowledgeError,
    Metadata,
    Provision,
    Span,
    Status,
)
from knowledge.references import Reference, find_references
from knowledge.reranker import open_reranker
from knowledge.resolution import Resolved, completed, resolve
from knowledge.retriever import Candidate, Retriever
from knowledge.rows import Entry
from knowledge.settings import Settings
from knowledge.validity import speaks_of_changing, status_of
from knowledge.writer_lock import writer_lock

EVERYBODY = frozenset({SCOPE_ALL})
LOCK_WAIT_SECONDS = 20.0


class Library:
    """One library of documents. Reading methods take the scopes that the reader may see."""

    def __init__(self, settings: Settings, embedder: Embedder | None = None) -> None:
        self.settings = settings
        _make_folder(settings.data_dir)
        self.catalog = Catalog(open_engine(settings.catalog_url))
        self._embedder = embedder or open_embedder(settings)
        self.indexes = Indexes(settings, self.catalog, self._embedder)
        reranker = open_reranker(settings)
        self._retriever = Retriever(self.catalog, self.indexes, self._embedder, reranker)

    # -- writing ------------------------------------------------------------------------------

    def add(self, path: Path, *, scope: str = SCOPE_ALL, name: str = "") -> Outcome:
        """Put one document in; a refusal is an outcome. A zip of documents is for `add_all`.

        Raises KnowledgeError if another process is writing.
        """
        with writer_lock(self.settings, LOCK_WAIT_SECONDS):
            outcome = put_in(path, self.settings, self.catalog, scope=scope, name=name)
            self._bring_up_to_date(no_progress)
        return outcome

    def add_all(
        self,
        paths: Iterable[Path],
        *,
        scope: str = SCOPE_ALL,
        name: str = "",
        progress: Progress = no_progress,
        scanned: Progress | None = None,
    ) -> Iterator[Outcome]:
        """Put files in, one outcome a document (a zip holds several); then the indexes follow.

        `progress` hears of passages embedded, `scanned` of pages before they are recognised.
        A kill at any moment loses nothing that was stored, and the same call completes the rest.
        Raises KnowledgeError if another process is writing.
        """
        with writer_lock(self.settings, LOCK_WAIT_SECONDS):
            for path in paths:
                yield from put_in_each(
                    path, self.settings, self.catalog, scope=scope, name=name, progress=scanned
                )
            self._bring_up_to_date(progress)

    def remove(self, key: str) -> bool:
        """Remove a document; False if there is none with this key."""
        with writer_lock(self.settings, LOCK_WAIT_SECONDS):
            removed = self.catalog.remove(self.catalog.key_now(key))
            self._bring_up_to_date(no_progress)
        return removed

    def correct(self, key: str, **changes: str) -> Outcome:
        """Record what an admin says against the reader; '' takes an earlier correction back.

        Names are those of `corrections.FIELDS`. A refusal is an outcome, and changes nothing. The
        document's key may change; the old one leads to it.
        """
        with writer_lock(self.settings, LOCK_WAIT_SECONDS):
            try:
                outcome = set_right(self.catalog.key_now(key), changes, self.catalog)
            except KnowledgeError as refusal:
                return Outcome(key, Result.REFUSED, key=key, reason=str(refusal))
            self._bring_up_to_date(no_progress)
        return outcome

    def correction(self, key: str) -> Correction | None:
        """What was corrected of a document, None if nothing was."""
        return self.catalog.corrections.of(self.catalog.key_now(key))

    def rebuild(self) -> None:
        """Build the indexes anew from the catalog, without embedding what is embedded."""
        with writer_lock(self.settings, LOCK_WAIT_SECONDS):
            self.indexes.rebuild()

    def check(self) -> tuple[Discrepancies, ...]:
        """What differs between catalog and indexes; an entry for each scope."""
        return self.indexes.discrepancies()

    def _bring_up_to_date(self, progress: Progress) -> None:
        if not self.indexes.in_step():
            self.indexes.synchronise(progress)

    # -- reading ------------------------------------------------------------------------------

    def documents(self, scopes: frozenset[str] = EVERYBODY) -> tuple[Metadata, ...]:
        return self.catalog.documents(scopes)

    def entries(self, scopes: frozenset[str] = EVERYBODY) -> tuple[Entry, ...]:
        """The documents with their source files, counts and warnings."""
        return self.catalog.entries(scopes)

    def document(self, key: str, scopes: frozenset[str] = EVERYBODY) -> Document | None:
        document = self.catalog.document(key) or self.catalog.document(self.catalog.key_now(key))
        return document if document and document.metadata.scope in scopes else None

    def search(
        self,
        question: str,
        *,
        scopes: frozenset[str] = EVERYBODY,
        limit: int = 10,
        kinds: frozenset[DocumentKind] | None = None,
    ) -> tuple[Hit, ...]:
        """Passages that may answer, best first, of at most `limit` articles."""
        languages = self._languages(scopes)
        return self._retriever.search(question, languages, limit=limit, kinds=kinds)

    def candidates(self, question: str, scopes: frozenset[str] = EVERYBODY) -> Sequence[Candidate]:
        """The passages that `search` weighs, with what speaks for each; for benchmarks."""
        return self._retriever.candidates(question, self._languages(scopes))

    def warm_up(self) -> None:
        """Load the model and the indexes, so that the first question does not wait for them."""
        self.search("khởi động", limit=1)

    def references_in(self, text: str, scopes: frozenset[str] = EVERYBODY) -> tuple[Reference, ...]:
        """The references of a question, completed by what this library knows of names."""
        return completed(text, find_references(text), self.documents(scopes))

    def resolve(self, reference: Reference, scopes: frozenset[str] = EVERYBODY) -> Resolved:
        """The documents and the unit that a reference names, as far as they are in the library."""
        return resolve(reference, self.documents(scopes), self._document_in(scopes))

    def language(self, scope: str) -> Language:
        """The counts of syllables of a scope, for weighing words."""
        return self.indexes.restorer(scope).language

    def mentioned(self, metadata: Metadata) -> Metadata:
        """The document to name when citing: for an annex the document it belongs to."""
        if metadata.host is None:
            return metadata
        host = self.catalog.entry(metadata.host)
        return host.metadata if host and host.metadata.scope == metadata.scope else metadata

    def cite(
        self, key: str, quote: str, *, scopes: frozenset[str] = EVERYBODY, as_of: date
    ) -> Citation:
        """A verified citation of words at a provision; KnowledgeError if they are not there."""
        key = self.catalog.key_now(key)
        document = self._holding(key, scopes)
        mentioned = self.mentioned(document.metadata)
        return cite(document, mentioned, key, quote, status=self.status(mentioned, as_of))

    def cite_span(self, document: Document, span: Span, *, as_of: date) -> Citation:
        """A verified citation of a stretch of a document's stored text."""
        unit = smallest_unit(document, span)
        mentioned = self.mentioned(document.metadata)
        quote = span.of(document.text)
        return cite(document, mentioned, unit.key, quote, status=self.status(mentioned, as_of))

    def status(self, metadata: Metadata, as_of: date) -> Status:
        """What the library knows of a document's validity on a date."""
        return status_of(metadata, self.changing(metadata), as_of)

    def changing(self, metadata: Metadata) -> tuple[Metadata, ...]:
        """The legal documents that speak of amending, replacing or ending this one."""
        if metadata.kind is not DocumentKind.LEGAL or not metadata.number:
            return ()
        texts = self.catalog.texts_naming(metadata.number, frozenset({metadata.scope, SCOPE_ALL}))
        return tuple(
            other
            for other, text in texts
            if other.kind is DocumentKind.LEGAL
            and other.number != metadata.number
            and speaks_of_changing(text, metadata.number)
        )

    def provision(
        self, key: str, scopes: frozenset[str] = EVERYBODY
    ) -> tuple[Document, Provision] | None:
        """A provision with the document it stands in; former keys lead to where it is today."""
        key = self.catalog.key_now(key)
        document = self.document(document_key_of(key, self._has_document), scopes)
        unit = document.provision(key) if document else None
        return (document, unit) if document and unit else None

    def original(self, key: str, scopes: frozenset[str] = EVERYBODY) -> tuple[Path, str] | None:
        """The file a document was read from, and its name."""
        entry = self.catalog.entry(self.catalog.key_now(key))
        if entry is None or entry.metadata.scope not in scopes:
            return None
        path = original_path(self.settings, entry.source.original_hash)
        return (path, entry.source.name) if path.exists() else None

    def close(self) -> None:
        self.indexes.close()

    def _languages(self, scopes: frozenset[str]) -> dict[str, Restorer]:
        """The restorers of these scopes, as the indexes stand now."""
        self.indexes.follow()
        present = self.catalog.scopes() & scopes
        return {scope: self.indexes.restorer(scope) for scope in sorted(present)}

    def _holding(self, key: str, scopes: frozenset[str]) -> Document:
        document = self.document(document_key_of(key, self._has_document), scopes)
        if document is None:
            raise KnowledgeError(NOT_IN_LIBRARY)
        return document

    def _has_document(self, key: str) -> bool:
        return self.catalog.entry(key) is not None

    def _document_in(self, scopes: frozenset[str]) -> Callable[[str], Document | None]:
        return lambda key: self.document(key, scopes)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnowledgeError(NO_DATA_FOLDER.format(folder=folder)) from error


def document_key_of(key: str, exists: Callable[[str], bool]) -> str:
    """The document part of a provision key: the longest part that is a document's key.

    An annex in a file of its own is a document whose key stands below that of its host.
    """
    parts = key.split("/")
    candidates = ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return next((candidate for candidate in candidates if exists(candidate)), parts[0])
