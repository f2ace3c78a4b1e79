"""Embed a corpus into the benchmarks' cache of vectors, in the background; a kill costs a batch."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from bench.cached_library import caching_embedder
from bench.corpora import documents_in
from bench.vector_cache import BATCH
from knowledge.passages import passages_of
from knowledge.rows import text_hash

SECONDS_BETWEEN_LINES = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """Print passages a second and the time left; 0 when every passage has its vector."""
    options = _parser().parse_args(arguments)
    embedder = caching_embedder()
    texts = {
        text_hash(passage.indexed_text): passage.indexed_text
        for document in documents_in(options.corpus, options.listed)
        for passage in passages_of(document)
    }
    missing = embedder.missing(list(texts))
    print(f"{embedder.model_id}: {len(texts)} texts, {len(missing)} without vector", flush=True)
    with tqdm(total=len(missing), unit=" passages", mininterval=SECONDS_BETWEEN_LINES) as bar:
        for start in range(0, len(missing), BATCH):
            names = missing[start : start + BATCH]
            embedder.passages([texts[name] for name in names])
            bar.update(len(names))
    print("Every passage has its vector.", flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.embed_ahead", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--listed", type=Path, help="only the documents that this file lists")
    return parser


if __name__ == "__main__":
    sys.exit(main())
