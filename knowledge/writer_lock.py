"""One writer at a time: a lock file in the data folder, freed by the system if the process dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from knowledge import messages
from knowledge.model import KnowledgeError
from knowledge.settings import Settings


@contextmanager
def writer_lock(settings: Settings, wait_seconds: float = 0.0) -> Iterator[None]:
    """Be the one writer of the library in `settings.data_dir` for the length of the block.

    Waits at most `wait_seconds` for another writer, in this process or another. Raises
    KnowledgeError if that one is still busy then.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.data_dir / "writer.lock", timeout=wait_seconds)
    try:
        lock.acquire()
    except Timeout as error:
        raise KnowledgeError(messages.LIBRARY_BUSY) from error
    try:
        yield
    finally:
        lock.release()
