"""The library of a benchmark's corpus, kept between runs: parsed and embedded once."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from bench.corpora import documents_in
from knowledge.indexes import Progress
from knowledge.library import Library
from knowledge.model import Document
from knowledge.passages import passages_of
from knowledge.rows import Source
from knowledge.settings import Settings, settings_from

Item = TypeVar("Item")


def cached_library(corpus: Path) -> Library:
    """The library of `corpus` below `BENCH_CACHE`, brought to what the file holds today."""
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
    stale = {metadata.key for metadata in library.documents()}
    for document in with_bar(documents_in(corpus), "documents"):
        stale.discard(document.key)
        _store_if_changed(library, corpus, document)
    for key in stale:
        library.catalog.remove(key)
    if not library.indexes.in_step():
        with progress_bar("passages") as show:
            library.indexes.synchronise(show)
    return library


def with_bar(items: Iterable[Item], name: str) -> Iterator[Item]:
    """The items, counted in a progress bar where a person watches."""
    return iter(tqdm(items, desc=name, file=sys.stderr, leave=False, disable=None))


@contextmanager
def progress_bar(name: str) -> Iterator[Progress]:
    """A bar for work that reports (done, total) itself."""
    with tqdm(desc=name, file=sys.stderr, leave=False, disable=None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


def _store_if_changed(library: Library, corpus: Path, document: Document) -> None:
    """The id of a passage holds its place and the hash of its text."""
    passages = passages_of(document)
    held = [passage.id for passage in library.catalog.passages_of(document.key)]
    if held != [passage.id for passage in passages]:
        digest = hashlib.sha256(document.text.encode()).hexdigest()
        library.catalog.store(document, passages, Source(corpus.name, digest, digest))
