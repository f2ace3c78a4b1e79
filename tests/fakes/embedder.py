"""An embedder without a model that keeps similarity: texts that share syllables are near."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384


class FakeEmbedder:
    """A hashed bag of folded syllables, of unit length; satisfies `knowledge.embedder.Embedder`."""

    def __init__(self, model_id: str = "fake") -> None:
        self.model_id = model_id

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [_bag_of(text) for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), DIMENSIONS)

    def question(self, text: str) -> NDArray[np.float32]:
        return _bag_of(text)


def _bag_of(text: str) -> NDArray[np.float32]:
    row = np.zeros(DIMENSIONS, np.float32)
    for syllable in re.findall(r"\w+", _folded(text)) or [""]:
        digest = hashlib.blake2b(syllable.encode(), digest_size=4).digest()
        row[int.from_bytes(digest, "big") % DIMENSIONS] += 1
    return row / np.float32(np.linalg.norm(row))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
