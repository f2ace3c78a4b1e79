"""A second opinion on the best passages: a model that reads question and passage together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from knowledge import messages
from knowledge.model import KnowledgeError
from knowledge.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

MAX_TOKENS = 512
"""Question and passage together; a khoản with its path seldom needs more."""
BATCH_SIZE = 8


class Reranker(Protocol):
    """What the retriever asks of it."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers, in order; comparable within one question only."""


def open_reranker(settings: Settings) -> Reranker | None:
    """The reranker that `RERANKER` names by folder or by name on the hub; None if it is empty.

    Nothing is loaded yet. The first use raises `KnowledgeError` if the model is not there.
    """
    if not settings.reranker:
        return None
    folder = Path(settings.reranker).expanduser()
    return CrossEncoderReranker(folder if folder.is_dir() else settings.reranker)


class CrossEncoderReranker:
    """Any CrossEncoder of sentence-transformers with one output. Safe to share between threads."""

    def __init__(self, source: Path | str) -> None:
        """`source` is a folder (Path) or a name on the hub (str)."""
        self._source = source
        self._loading = Lock()

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        if not texts:
            return []
        with self._loading:
            model = self._model
        pairs = [(question, text) for text in texts]
        found = model.predict(pairs, batch_size=BATCH_SIZE, show_progress_bar=False)
        return [float(score) for score in found]

    @cached_property
    def _model(self) -> CrossEncoder:
        try:
            return _load(self._source)
        except Exception as error:  # foreign code on a foreign folder: it may raise anything
            name = Path(self._source).name
            raise KnowledgeError(messages.RERANKER_NOT_LOADED.format(name=name)) from error


def _load(source: Path | str) -> CrossEncoder:
    """Import torch and load the model; takes seconds and half a gigabyte of memory."""
    from sentence_transformers import CrossEncoder

    is_local = isinstance(source, Path)
    model: CrossEncoder = CrossEncoder(str(source), device="cpu", local_files_only=is_local)
    if model.num_labels != 1:
        raise ValueError(f"{model.num_labels} outputs, one is needed")
    model.max_seq_length = min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
    return model
