"""The library of a benchmark's corpus, kept between runs: parsed and embedded once."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from bench.corpora import documents_in
from bench.vector_cache import CachingEmbedder, cache_folder
from knowledge.embedder import open_embedder
from knowledge.indexes import Progress
from knowledge.library import Library
from knowledge.model import Document
from knowledge.passages import passages_of
from knowledge.rows import Source
from knowledge.settings import settings_from
from knowledge.writer_lock import writer_lock

Item = TypeVar("Item")

WAIT_FOR_ANOTHER_BENCHMARK = 3600.0
"""Seconds: two may ask for the same library at the same time."""


def cached_library(corpus: Path, listed: Path | None = None) -> Library:
    """The library of `corpus` below `BENCH_CACHE`, brought to what the file holds today.

    `listed` names the documents to take (see `bench/libraries`); without it, all of them.
    """
    settings = settings_from(os.environ)
    name = (listed or corpus).name.split(".")[0]
    place = replace(settings, data_dir=cache_folder() / name, chroma_url="", database_url="")
    library = Library(place, caching_embedder())
    with writer_lock(place, WAIT_FOR_ANOTHER_BENCHMARK):
        _store(library, corpus, listed)
        if not library.indexes.in_step():
            with progress_bar("passages") as show:
                library.indexes.synchronise(show)
    return library


def caching_embedder() -> CachingEmbedder:
    """The embedder of the environment, with the vectors that benchmarks have computed before."""
    return CachingEmbedder(
        open_embedder(settings_from(os.environ)), cache_folder() / "vectors.sqlite"
    )


def _store(library: Library, corpus: Path, listed: Path | None) -> None:
    stale = {metadata.key for metadata in library.documents()}
    for document in with_bar(documents_in(corpus, listed), "documents"):
        stale.discard(document.key)
        _store_if_changed(library, corpus, document)
    for key in stale:
        library.catalog.remove(key)


def with_bar(items: Iterable[Item], name: str) -> Iterator[Item]:
    """The items, counted in a progress bar where a person watches."""
    return iter(tqdm(items, desc=name, file=sys.stderr, leave=False, disable=None))


@contextmanager
def progress_bar(name: str) -> Iterator[Progress]:
    """A bar for work that reports (done, total) itself."""
    with tqdm(desc=name, file=sys.stderr, leave=False, disable=None) as bar:

        def show(done: int, total: int) -> None:
            if bar.total != total:
                bar.reset(total)
            bar.update(done - bar.n)

        yield show


def _store_if_changed(library: Library, corpus: Path, document: Document) -> None:
    """The id of a passage holds its place and the hash of its text."""
    passages = passages_of(document)
    held = [passage.id for passage in library.catalog.passages_of(document.key)]
    if held != [passage.id for passage in passages]:
        digest = hashlib.sha256(document.text.encode()).hexdigest()
        library.catalog.store(document, passages, Source(corpus.name, digest, digest))
