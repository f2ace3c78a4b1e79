"""Vectors in Chroma, embedded or on a server: one collection for each scope and model.

A copy derived from the catalog. Passage ids change with their content, so bringing a collection up
to date is a difference of sets; new vectors go in first and stale ones out after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from threading import Condition
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import httpx
import numpy as np
from numpy.typing import NDArray

from knowledge import messages
from knowledge.model import KnowledgeError
from knowledge.settings import Settings

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.config import Settings as ChromaSettings

Vector = NDArray[np.float32]

_BATCH = 1000
"""Records in one call: Chroma takes 5,461, but readers of this process wait while it writes."""

_PAGE = 5000
"""Ids in one answer: Chroma fails on some 100,000 at once."""

_HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "ef_search": 200,
    "ef_construction": 200,
    "max_neighbors": 32,
}
"""Twice Chroma's defaults: a provision that exists must be found."""

_PATIENCE_SECONDS = 60.0
"""How long a server may take for one answer."""

_NOTHING_WRITTEN = "Nothing found on disk"
"""How a Chroma server answers a question to a collection that never held a vector."""


class VectorIndex:
    """Nearest passages by cosine. Safe to share between threads.

    Embedded, one process may write while others read, and a reader sees the writer's vectors after
    `reopen`; a server serves several at once. Chroma is imported and opened on first use.
    Every method raises KnowledgeError when the server at CHROMA_URL does not answer.
    """

    def __init__(self, settings: Settings, model_id: str, library: str = "") -> None:
        """`library` is the catalog's identity: it keeps libraries on one server apart."""
        self._settings = settings
        self._model_id = model_id
        self._prefix = f"tm-{_digest(library)}-"
        self._client: Client | None = None
        self._in_use = 0
        self._idle = Condition()

    def put(self, scope: str, ids: Sequence[str], vectors: Sequence[Vector] | Vector) -> None:
        """Add or overwrite vectors; `vectors` has one row for each id."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            with self._chroma() as client:
                collection = client.get_or_create_collection(
                    self._name(scope), configuration={"hnsw": _HNSW}, embedding_function=None
                )
                collection.upsert(ids=list(ids[part]), embeddings=np.asarray(vectors[part]))

    def remove(self, scope: str, ids: Collection[str]) -> None:
        """Remove vectors; ids that are not there make no difference."""
        stale = list(ids)
        for start in range(0, len(stale), _BATCH):
            with self._chroma() as client, _absent_is_empty():
                collection = client.get_collection(self._name(scope), embedding_function=None)
                collection.delete(ids=stale[start : start + _BATCH])

    def ids(self, scope: str) -> set[str]:
        """The ids this scope holds."""
        found: set[str] = set()
        with self._chroma() as client, _absent_is_empty():
            collection = client.get_collection(self._name(scope), embedding_function=None)
            for offset in range(0, collection.count(), _PAGE):
                found.update(collection.get(include=[], limit=_PAGE, offset=offset)["ids"])
        return found

    def nearest(self, scope: str, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """Ids with their cosine to `vector`, best first, at most `limit`."""
        with self._chroma() as client, _absent_is_empty():
            collection = client.get_collection(self._name(scope), embedding_function=None)
            found = collection.query(
                query_embeddings=vector, n_results=limit, include=["distances"]
            )
            distances = (found["distances"] or [[]])[0]
            return [(name, 1.0 - far) for name, far in zip(found["ids"][0], distances, strict=True)]
        return []

    def drop(self, scope: str) -> None:
        """Forget all vectors of a scope."""
        with self._chroma() as client, _absent_is_empty():
            client.delete_collection(self._name(scope))

    def prune(self, scopes: Collection[str]) -> None:
        """Forget this library's collections of other scopes and of models used before."""
        kept = {self._name(scope) for scope in scopes}
        with self._chroma() as client:
            for collection in client.list_collections():
                if collection.name.startswith(self._prefix) and collection.name not in kept:
                    client.delete_collection(collection.name)

    def reopen(self) -> None:
        """Show what another process has written; a server always does."""
        if not self._settings.chroma_url:
            self.close()

    def close(self) -> None:
        """Let go of Chroma once no call is under way; the next call opens it again."""
        with self._idle:
            self._idle.wait_for(lambda: not self._in_use)
            if self._client is not None:
                _close(self._client)
                self._client = None

    def _name(self, scope: str) -> str:
        return self._prefix + _digest(f"{self._model_id}\n{scope}")

    @contextmanager
    def _chroma(self) -> Iterator[Client]:
        """The client, which nobody closes inside the block."""
        with self._idle:
            self._client = self._client or _open(self._settings)
            client = self._client
            self._in_use += 1
        try:
            with _silence_refused(self._settings.chroma_url):
                yield client
        finally:
            with self._idle:
                self._in_use -= 1
                self._idle.notify_all()


def _open(settings: Settings) -> Client:
    import chromadb  # one and a half seconds, which listing documents need not pay
    from chromadb.config import Settings as ChromaSettings

    quiet = ChromaSettings(anonymized_telemetry=False)
    if settings.chroma_url:
        client = _connect(settings.chroma_url, quiet)
    else:
        client = chromadb.PersistentClient(settings.chroma_dir, quiet)
    return cast("Client", client)  # declared as its interface, which has no `close`


def _connect(url: str, quiet: ChromaSettings) -> ClientAPI:
    import chromadb

    address = urlsplit(url)
    secure = address.scheme == "https"
    with _silence_refused(url):
        heartbeat = httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_PATIENCE_SECONDS)
        heartbeat.raise_for_status()
        port = address.port or (443 if secure else 80)
        client = chromadb.HttpClient(str(address.hostname), port, ssl=secure, settings=quiet)
    for session in _sessions(client):
        session.timeout = httpx.Timeout(_PATIENCE_SECONDS)
    return client


def _close(client: Client) -> None:
    client.close()
    for session in _sessions(client):
        session.close()


def _sessions(client: ClientAPI) -> list[httpx.Client]:
    """The connections to a server, which Chroma waits on for ever and never closes."""
    sides = (client, getattr(client, "_admin_client", None))
    sessions = (getattr(getattr(side, "_server", None), "_session", None) for side in sides)
    return [session for session in sessions if session is not None]


@contextmanager
def _silence_refused(url: str) -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise KnowledgeError(messages.VECTOR_SERVER_SILENT.format(url=url)) from error


@contextmanager
def _absent_is_empty() -> Iterator[None]:
    """Leaves the block where a collection does not exist or never held a vector."""
    from chromadb.errors import InternalError, NotFoundError

    try:
        yield
    except NotFoundError:
        return
    except InternalError as error:
        if _NOTHING_WRITTEN not in str(error):
            raise


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
