"""The bundled model through ONNX Runtime: no torch, one text at a time, every core at work."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge import messages
from knowledge.default_model import ENCODER_FILE, PROMPTS
from knowledge.embedder.inputs import (
    MAX_TOKENS,
    folder_id,
    present_folder,
    ready_question,
    ready_text,
)
from knowledge.model import KnowledgeError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


class BundledEmbedder:
    """The model that `knowledge.default_model` prepares in `folder`, in float32.

    A text is computed alone on one core, so its vector does not depend on its company; passages
    keep every core busy. Safe to use from several threads.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loading = Lock()

    @cached_property
    def model_id(self) -> str:
        return folder_id(present_folder(self._folder))

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        ready = [PROMPTS["passage"] + ready_text(text) for text in texts]
        with ThreadPoolExecutor(os.cpu_count()) as cores:
            rows = list(cores.map(self._vector, ready))
        return np.array(rows, np.float32)

    def question(self, text: str) -> NDArray[np.float32]:
        return self._vector(PROMPTS["query"] + ready_question(text))

    def _vector(self, text: str) -> NDArray[np.float32]:
        tokenizer, encoder = self._model
        tokens = np.array([tokenizer.encode(text).ids], np.int32)
        (rows,) = encoder.run(None, {"tokens": tokens})
        row: NDArray[np.float32] = rows[0]
        return row

    @property
    def _model(self) -> tuple[Tokenizer, InferenceSession]:
        with self._loading:
            return self._loaded_model

    @cached_property
    def _loaded_model(self) -> tuple[Tokenizer, InferenceSession]:
        folder = present_folder(self._folder)
        try:
            return load_tokenizer(folder), load_encoder(folder)
        except Exception as error:  # foreign code on files that may be damaged: any exception
            raise KnowledgeError(messages.MODEL_NOT_LOADED.format(name=folder.name)) from error


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a model's folder, cutting texts off where the model ends."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def load_encoder(folder: Path) -> InferenceSession:
    """The encoder of a model's folder, each call on the core of its caller."""
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC  # fused already
    return InferenceSession(folder / ENCODER_FILE, options, providers=["CPUExecutionProvider"])
