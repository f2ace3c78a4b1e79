"""What ingest costs: the engine against plain sentence-transformers, and the same files again."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.cached_library import with_bar
from bench.corpora import documents_in
from knowledge.default_model import PROMPTS, model_folder
from knowledge.embedder.bundled import BundledEmbedder
from knowledge.embedder.sentence_transformer import load_model
from knowledge.library import Library
from knowledge.model import Document
from knowledge.passages import passages_of
from knowledge.settings import Settings, settings_from

OURS, PLAIN = "Tham Mưu", "sentence-transformers, float32, batches of 32"
BLOCK = 128
"""Passages that the two engines embed in turn, so that both meet the same load of the machine."""
SEED = 20261123


class CountingEmbedder:
    """Counts what would be embedded; its vectors are noise and cost nothing."""

    model_id = "noise"

    def __init__(self) -> None:
        self.texts = 0
        self._chance = np.random.default_rng(SEED)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        rows = self._chance.standard_normal((len(texts), 384)).astype(np.float32)
        lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / lengths

    def question(self, text: str) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self.passages([text])[0]
        return row


def main(arguments: Sequence[str] | None = None) -> int:
    """Print CPU seconds per 1,000 khoản of both engines, then of both times of an ingest."""
    options = _parser().parse_args(arguments)
    settings = settings_from(os.environ)
    documents = list(documents_in(options.corpus, options.listed))
    seconds = embedding_cost(documents, settings, options.passages)
    with tempfile.TemporaryDirectory() as folder:
        texts = sorted((document.text for document in documents), key=len)
        files = written(texts[: options.documents], Path(folder) / "files")
        place = replace(settings, data_dir=Path(folder) / "data", chroma_url="", database_url="")
        repetition_cost(files, place, seconds)
    return 0


def embedding_cost(documents: Iterable[Document], settings: Settings, count: int) -> float:
    """Both engines on the same passages, block by block; CPU seconds of ours for one passage."""
    texts = [passage.indexed_text for document in documents for passage in passages_of(document)]
    random.Random(SEED).shuffle(texts)  # noqa: S311 - a sample, not a secret
    folder = model_folder(settings.models_dir)
    ours, plain = BundledEmbedder(folder), load_model(folder)
    spent = dict.fromkeys((OURS, PLAIN), 0.0)
    ours.passages(texts[:2])
    plain.encode(texts[:2])
    for start in with_bar(range(0, count, BLOCK), "blocks"):
        block = texts[start : min(start + BLOCK, count)]
        spent[OURS] += cpu_seconds(partial(ours.passages, block))
        spent[PLAIN] += cpu_seconds(partial(plain.encode, block, prompt=PROMPTS["passage"]))
    print(f"| engine, {count} passages | CPU s per 1,000 | share |\n|---|---|---|")
    for name, seconds in spent.items():
        share = seconds / spent[PLAIN]
        print(f"| {name} | {1000 * seconds / count:.1f} | {share:.2f} |")
    return spent[OURS] / count


def repetition_cost(files: Sequence[Path], settings: Settings, seconds_each: float) -> None:
    """The same files twice; the embedding of the first time is counted at the measured rate."""
    embedder = CountingEmbedder()
    library = Library(settings, embedder)
    first = cpu_seconds(lambda: list(library.add_all(files)))
    first_texts, embedder.texts = embedder.texts, 0
    again = cpu_seconds(lambda: list(library.add_all(files)))
    whole = first + first_texts * seconds_each
    print(f"\n| {len(files)} documents | passages embedded | CPU s | share |\n|---|---|---|---|")
    print(f"| first time: embedding | {first_texts} | {first_texts * seconds_each:.1f} | |")
    print(f"| first time: the rest | | {first:.1f} | |")
    print(f"| again, unchanged | {embedder.texts} | {again:.2f} | {again / whole:.2%} |")


def written(texts: Iterable[str], folder: Path) -> list[Path]:
    """Each text as a file of its own."""
    folder.mkdir(parents=True)
    files = []
    for number, text in enumerate(texts, 1):
        files.append(folder / f"{number:05}.txt")
        files[-1].write_text(text, encoding="utf-8")
    return files


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process, all threads."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.ingest", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--listed", type=Path, help="only the documents that this file lists")
    parser.add_argument("--passages", type=int, default=1024, help="embedded by each engine")
    parser.add_argument("--documents", type=int, default=1000, help="the shortest, put in twice")
    return parser


if __name__ == "__main__":
    sys.exit(main())
