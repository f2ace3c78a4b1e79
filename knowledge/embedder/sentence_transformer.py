"""Any sentence-transformers model, by folder or by name on the hub, through torch."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge import messages
from knowledge.embedder.inputs import (
    MAX_TOKENS,
    folder_id,
    present_folder,
    ready_question,
    ready_text,
)
from knowledge.model import KnowledgeError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH_SIZE = 4
"""Small on purpose: four khoản stay in the processor's cache, 32 cost twice the time a text."""

QUESTION_PROMPTS = ("query",)
PASSAGE_PROMPTS = ("document", "passage", "corpus")
"""Names under which models keep what they want in front of a text; the first that is set counts."""

E5_NAME = re.compile(r"\be5-(small|base|large)(-v2)?$")
E5_PROMPTS: Mapping[str, str | None] = {"query": "query: ", "document": "passage: "}
"""The e5 family as published needs these prefixes but does not configure them."""


class SentenceTransformerEmbedder:
    """Any sentence-transformers model on the processor, in float32.

    `source` is a folder (Path) or a name on the hub (str). Safe to use from several threads.
    """

    def __init__(self, source: Path | str) -> None:
        self._source = source
        self._loading = Lock()

    @cached_property
    def model_id(self) -> str:
        """A folder by its content, wherever it lies; a hub model by its name."""
        source = self._present_source
        return folder_id(source) if isinstance(source, Path) else source

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._encode(texts, self._prompt(PASSAGE_PROMPTS))

    def question(self, text: str) -> NDArray[np.float32]:
        ready = ready_question(text)
        row: NDArray[np.float32] = self._encode([ready], self._prompt(QUESTION_PROMPTS))[0]
        return row

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        """The model sorts by length itself, so that a batch holds little padding."""
        return self._model.encode(
            [ready_text(text) for text in texts],
            prompt=prompt,
            batch_size=BATCH_SIZE,
            normalize_embeddings=True,
            show_progress_bar=False,
        )

    def _prompt(self, names: Sequence[str]) -> str:
        prompts = prompts_for(str(self._source), self._model.prompts)
        return next((prompt for name in names if (prompt := prompts.get(name))), "")

    @property
    def _present_source(self) -> Path | str:
        if isinstance(self._source, Path):
            return present_folder(self._source)
        return self._source

    @property
    def _model(self) -> SentenceTransformer:
        with self._loading:
            return self._loaded_model

    @cached_property
    def _loaded_model(self) -> SentenceTransformer:
        source = self._present_source
        try:
            return load_model(source)
        except Exception as error:  # foreign code on a foreign folder: it may raise anything
            name = Path(source).name
            raise KnowledgeError(messages.MODEL_NOT_LOADED.format(name=name)) from error


def prompts_for(name: str, configured: Mapping[str, str | None]) -> Mapping[str, str | None]:
    """The prompts a model is configured with, or e5's own for an e5 that comes without."""
    is_bare_e5 = not any(configured.values()) and E5_NAME.search(name)
    return E5_PROMPTS if is_bare_e5 else configured


def load_model(source: Path | str) -> SentenceTransformer:
    """Import torch and load the model; takes seconds and half a gigabyte of memory."""
    _calm_the_libraries()
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.set_num_threads(os.cpu_count() or 1)
    model = SentenceTransformer(
        str(source),
        device="cpu",
        local_files_only=isinstance(source, Path),
        model_kwargs={"dtype": "float32"},
    )
    model.max_seq_length = min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
    return model


def _calm_the_libraries() -> None:
    """Settings that these libraries read from the environment alone, when first imported."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # waiting threads burn no core
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # we start other programs
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
