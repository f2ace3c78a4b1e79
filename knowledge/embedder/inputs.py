"""What every model is given: a folder that is there, texts made ready, questions not blank."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from knowledge import messages
from knowledge.model import KnowledgeError

MAX_TOKENS = 512
"""Where a text is cut off: the limit of e5, and more than a passage of one khoản needs."""


def ready_text(text: str) -> str:
    """Text as a tokenizer wants it: composed, without NUL.

    e5 reads decomposed Vietnamese as something else (cosine 0.85 to the same words composed).
    """
    return unicodedata.normalize("NFC", text.replace("\0", " ")).strip()


def ready_question(text: str) -> str:
    """The same for a question; `KnowledgeError` if nothing is left."""
    if ready := ready_text(text):
        return ready
    raise KnowledgeError(messages.NOTHING_TO_EMBED)


def present_folder(folder: Path) -> Path:
    """The folder itself; `KnowledgeError` if no model lies there."""
    if not folder.is_dir():
        raise KnowledgeError(messages.MODEL_NOT_PREPARED.format(name=folder.name))
    return folder


def folder_id(folder: Path) -> str:
    """Name and content hash of a model's folder, the same wherever the folder lies."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as content:
            digest.update(hashlib.file_digest(content, "sha256").digest())
    return f"{folder.resolve().name}@{digest.hexdigest()[:16]}"
