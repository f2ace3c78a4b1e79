"""What a question costs as a library grows: CPU time, memory and disk at 1,000 to 100,000 passages.

The passages are made up and their vectors drawn by chance: both cost what real ones cost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import open_embedder
from knowledge.law_parser import parse_law
from knowledge.library import Library
from knowledge.model import Document, DocumentKind, Metadata
from knowledge.passages import passages_of
from knowledge.rows import Source
from knowledge.settings import Settings, settings_from

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
DIMENSIONS = 384
ARTICLES = 40
CLAUSES = 4
WORDS_IN_CLAUSE = 90
"""Of our laws: some 25 documents' worth of 1,000 passages of 90 syllables."""
VOCABULARY = 6_000
HEADS = ("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "ch", "ng", "th")
VOWELS = ("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "à", "á", "ạ", "ố", "ớ", "ị", "ệ")
TAILS = ("", "n", "m", "ng", "c", "t", "p", "nh", "ch", "i", "o", "u")
QUESTIONS = 60
LIMIT = 10

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Point:
    """Medians of one question in CPU milliseconds, all threads counted; megabytes."""

    passages: int
    search_ms: float
    """Everything but the embedding."""
    chroma_ms: float
    """The search of the plain pipeline alone: its vectors, its documents."""
    memory_mb: float
    disk_mb: float


class DrawnEmbedder:
    """Unit vectors drawn by chance, the same for the same text."""

    model_id = "drawn"

    def passages(self, texts: Sequence[str]) -> Vector:
        return np.stack([self.question(text) for text in texts])

    def question(self, text: str) -> Vector:
        seed = int.from_bytes(sha256(text.encode()).digest()[:8])
        row = np.random.default_rng(seed).standard_normal(DIMENSIONS).astype(np.float32)
        unit: Vector = row / np.linalg.norm(row)
        return unit


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table (or JSON) of the sizes; with `--plot`, draw it too."""
    options = _parser().parse_args(arguments)
    if options.only:
        print(json.dumps(asdict(measured(options.only))))
        return 0
    points = [_in_its_own_process(size) for size in options.sizes]
    embedding = embedding_ms() if options.embedding else None
    print(json.dumps([asdict(point) for point in points]) if options.json else _table(points))
    if embedding is not None:
        print(f"\nEmbedding a question: {embedding:.1f} CPU ms (median of {QUESTIONS}).")
    if options.plot:
        _draw(points, options.plot)
    return 0


def measured(size: int) -> Point:
    """A library of so many passages, built in a temporary folder and asked `QUESTIONS` times."""
    with tempfile.TemporaryDirectory() as name:
        library = Library(Settings(data_dir=Path(name)), DrawnEmbedder())
        for document in documents(size):
            passages = passages_of(document)
            digest = sha256(document.text.encode()).hexdigest()
            library.catalog.store(document, passages, Source("made up", digest, digest))
        library.indexes.synchronise()
        library.close()
        fresh = Library(Settings(data_dir=Path(name)), DrawnEmbedder())
        fresh.warm_up()
        asked = questions()
        search = [_cpu(lambda text=text: fresh.search(text, limit=LIMIT)) for text in asked]
        nearest = [_cpu(lambda text=text: _nearest(fresh, text)) for text in asked]
        disk = sum(path.stat().st_size for path in Path(name).rglob("*") if path.is_file())
        fresh.close()
    return Point(size, median(search), median(nearest), _memory_mb(), disk / 1e6)


def _nearest(library: Library, text: str) -> None:
    vector = DrawnEmbedder().question(text)
    found = library.indexes.vectors.nearest("all", vector, LIMIT)
    library.catalog.passages([name for name, _ in found])


def _cpu(work: object) -> float:
    start = time.process_time_ns()
    work()  # type: ignore[operator]
    return (time.process_time_ns() - start) / 1e6


def embedding_ms() -> float:
    """The median CPU time of embedding a question with the model of the environment."""
    embedder = open_embedder(settings_from(os.environ))
    embedder.question("khởi động")
    return median(_cpu(lambda text=text: embedder.question(text)) for text in questions())


def documents(size: int) -> Iterator[Document]:
    """Made-up decrees with so many passages together; no two passages are alike."""
    chance = random.Random(size)  # noqa: S311
    per_document = ARTICLES * CLAUSES
    for number in range(1, size // per_document + 2):
        wanted = min(per_document, size - (number - 1) * per_document)
        if wanted > 0:
            yield _document(number, wanted, chance)


def _document(number: int, passages: int, chance: random.Random) -> Document:
    lines = []
    for place in range(passages):
        if place % CLAUSES == 0:
            lines.append(f"Điều {place // CLAUSES + 1}. {_sentence(7, chance).capitalize()}")
        lines.append(f"{place % CLAUSES + 1}. {_sentence(WORDS_IN_CLAUSE, chance)}.")
    symbol = f"{number}/2031/NĐ-CP"
    metadata = Metadata(
        key=symbol.replace("/", "-").lower(),
        kind=DocumentKind.LEGAL,
        type_name="Nghị định",
        number=symbol,
        title=_sentence(6, chance),
    )
    return parse_law("\n".join(lines), metadata)


def questions() -> list[str]:
    chance = random.Random(2026)  # noqa: S311
    return [f"{_sentence(12, chance)} là bao nhiêu" for _ in range(QUESTIONS)]


def _sentence(length: int, chance: random.Random) -> str:
    """Syllables by Zipf's law: the n-th is n times as rare as the first."""
    ranks = (int(VOCABULARY ** chance.random()) for _ in range(length))
    return " ".join(_syllable(rank) for rank in ranks)


def _syllable(rank: int) -> str:
    """The syllable of a rank, shaped like a Vietnamese one."""
    rank, head = divmod(rank, len(HEADS))
    rank, vowel = divmod(rank, len(VOWELS))
    return HEADS[head] + VOWELS[vowel] + TAILS[rank % len(TAILS)]


def _in_its_own_process(size: int) -> Point:
    """Memory is that of a process which has seen this size alone."""
    command = [sys.executable, "-m", "bench.growth", "--only", str(size)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return Point(**json.loads(run.stdout))


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _table(points: Sequence[Point]) -> str:
    head = "| passages | search, CPU ms | plain search alone, CPU ms | memory MB | disk MB |"
    lines = [
        f"| {point.passages:,} | {point.search_ms:.1f} | {point.chroma_ms:.1f} "
        f"| {point.memory_mb:.0f} | {point.disk_mb:.0f} |"
        for point in points
    ]
    return "\n".join([head, "|" + "---|" * 5, *lines])


def _draw(points: Sequence[Point], path: Path) -> None:
    from matplotlib.figure import Figure  # no need without a plot

    figure = Figure(figsize=(9, 3), layout="constrained")
    titles = ("CPU ms a question, without embedding", "memory of the process, MB", "disk, MB")
    values = ("search_ms", "memory_mb", "disk_mb")
    for axes, title, value in zip(figure.subplots(1, 3), titles, values, strict=True):
        axes.plot([p.passages for p in points], [getattr(p, value) for p in points], marker="o")
        axes.set(title=title, xscale="log", xlabel="passages", ylim=(0, None))
        axes.title.set_size(9)
    figure.savefig(path, dpi=110)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.growth", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--only", type=int, help="measure one size in this process, as JSON")
    parser.add_argument("--embedding", action="store_true", help="time the real model too")
    parser.add_argument("--plot", type=Path, help="a PNG file to draw")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
