"""Puts one file into a library in a process of its own, and weighs what that cost."""

from __future__ import annotations

import multiprocessing
import resource
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from knowledge.ingestion import Outcome
from knowledge.library import Library
from knowledge.rows import Entry
from knowledge.settings import Settings
from tests.fakes.embedder import FakeEmbedder

MOST_SECONDS = 90
"""CPU seconds after which the process is killed."""


@dataclass(frozen=True)
class Weighed:
    """What became of a file, what it changed, and what that took."""

    outcomes: tuple[Outcome, ...]
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]
    in_step: bool
    cpu_seconds: float
    """Of the process and of the programs it started."""
    mebibytes: int
    """The largest of them at its largest."""


def put_in_sandbox(path: Path, data: Path) -> Weighed | None:
    """Put `path` into the library of the folder `data`, and take out again what it added.

    None when the process was killed: by its limit of time, or by a fault below Python.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_put_and_weigh, args=(there, path, data))
    process.start()
    there.close()
    try:
        weighed: Weighed | None = here.recv()
    except EOFError:
        weighed = None
    process.join()
    return weighed


def _put_and_weigh(answer: Connection, path: Path, data: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    library = Library(Settings(data_dir=data), FakeEmbedder())
    before = library.entries()
    began, _ = _used()
    outcomes = tuple(library.add_all([path]))
    ended, kilobytes = _used()
    after = library.entries()
    in_step = not any(library.check())
    for entry in after:
        if entry not in before:
            library.remove(entry.metadata.key)
    library.close()
    answer.send(Weighed(outcomes, before, after, in_step, ended - began, kilobytes // 1024))


def _used() -> tuple[float, int]:
    """CPU seconds and largest resident kilobytes of this process and of those it waited for."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    return seconds, max(own.ru_maxrss, others.ru_maxrss)
