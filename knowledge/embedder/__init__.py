"""Turn passages and questions into vectors: the bundled model, or any other by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.default_model import model_folder
from knowledge.embedder.bundled import BundledEmbedder
from knowledge.embedder.sentence_transformer import SentenceTransformerEmbedder
from knowledge.settings import DEFAULT_EMBEDDING_MODEL, Settings


class Embedder(Protocol):
    """What the library asks of a model. Rows are of unit length, so a dot product is a cosine."""

    @property
    def model_id(self) -> str:
        """Changes whenever vectors would change; vectors of two ids are never mixed."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, in order."""

    def question(self, text: str) -> NDArray[np.float32]:
        """One row; `KnowledgeError` if the text is blank."""


def open_embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name: 'bundled', a folder, or a name on the hub.

    Nothing is loaded yet. The first use raises `KnowledgeError` if the model is not there.
    """
    name = settings.embedding_model
    if name == DEFAULT_EMBEDDING_MODEL:
        return BundledEmbedder(model_folder(settings.models_dir))
    folder = Path(name).expanduser()
    return SentenceTransformerEmbedder(folder if folder.is_dir() else name)
