"""A newcomer's first minute: the samples in an empty library, and one answered question."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from tqdm import tqdm

from bot import texts
from bot.answering import answer
from bot.reply import plain_text
from knowledge.ingestion import Result
from knowledge.library import EVERYBODY, Library

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "library"


def greet_with_samples(library: Library, today: date) -> None:
    """Put the samples into an empty library and show one answer; nothing if documents are there."""
    if library.catalog.scopes() or not SAMPLES.is_dir():
        return
    print(texts.LOADING_SAMPLES, flush=True)
    outcomes = _put_in(library)
    added = sum(outcome == Result.ADDED for outcome in outcomes)
    print(texts.SAMPLES_LOADED.format(added=added, total=len(outcomes)), flush=True)
    given = answer(texts.SAMPLE_QUESTION, library, scopes=EVERYBODY, as_of=today)
    print(f"\n> {texts.SAMPLE_QUESTION}\n\n{plain_text(given.blocks)}\n", flush=True)


def _put_in(library: Library) -> list[Result]:
    paths = sorted(path for path in SAMPLES.iterdir() if path.is_file())
    with tqdm(desc=texts.EMBEDDING, unit=texts.PASSAGE_UNIT, file=sys.stderr, disable=None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return [outcome.outcome for outcome in library.add_all(paths, progress=show)]
