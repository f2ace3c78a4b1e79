"""A file's way into the library: read, secrecy gate, parse, passages, catalog, original kept."""

from __future__ import annotations

import hashlib
import logging
import shutil
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from knowledge.catalog import Catalog
from knowledge.diacritics import fold
from knowledge.document_parser import parse
from knowledge.faults import fault
from knowledge.messages import FILE, INTERNAL_FAULT, NO_TEXT, OTHER_TITLE, SECRET_FILE
from knowledge.model import SCOPE_ALL, Document, DocumentKind, KnowledgeError, Level
from knowledge.passages import passages_of
from knowledge.readers import read
from knowledge.rows import Source
from knowledge.secrecy import secrecy_mark
from knowledge.settings import Settings

log = logging.getLogger(__name__)


class Result(StrEnum):
    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    """The input's fault."""
    FAILED = "failed"
    """Our fault."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: str
    outcome: Result
    key: str = ""
    kind: DocumentKind | None = None
    articles: int = 0
    passages: int = 0
    warnings: tuple[str, ...] = ()
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def put_in(
    path: Path, settings: Settings, catalog: Catalog, *, scope: str = SCOPE_ALL, name: str = ""
) -> Outcome:
    """Store the document in `path`; a refusal or a fault is an outcome, never an exception.

    `name` is the file's name as the user knows it. The indexes have to follow afterwards.
    """
    try:
        return _stored(path, settings, catalog, scope, printable(name or path.name))
    except KnowledgeError as refusal:
        return Outcome(printable(str(path)), Result.REFUSED, reason=str(refusal))
    except Exception as error:
        log.error("A file could not be read: %s", fault(error))
        reason = INTERNAL_FAULT.format(name=printable(name or path.name))
        return Outcome(printable(str(path)), Result.FAILED, reason=reason)


def _stored(path: Path, settings: Settings, catalog: Catalog, scope: str, name: str) -> Outcome:
    text = read(path, name=name)
    stamped = "\n".join((*text.removed.get("page header", ()), text.text))
    if secrecy_mark(stamped, name) is not None:
        log.warning("A file with a secrecy mark was refused, sha256 %s", file_hash(path))
        raise KnowledgeError(SECRET_FILE)
    if not any(character.isalnum() for character in text.text):
        raise KnowledgeError(NO_TEXT.format(name=name))
    document = _named(parse(text), name).with_metadata(scope=scope)
    source = Source(name, file_hash(path), _hash(text.text.encode()), text.removed)
    known = catalog.entry(document.key)
    if known and known.source == source and known.metadata == document.metadata:
        return _outcome(path, Result.UNCHANGED, document, known.passages)
    passages = passages_of(document)
    keep_original(path, settings, source.original_hash)
    if known and fold(known.metadata.title) != fold(document.metadata.title):
        warning = OTHER_TITLE.format(title=known.metadata.title)
        document = replace(document, warnings=(*document.warnings, warning))
    replaced = catalog.store(document, passages, source)
    result = Result.REPLACED if replaced else Result.ADDED
    return _outcome(path, result, document, len(passages))


def _named(document: Document, name: str) -> Document:
    """A text that does not say what it is goes by the name of its file."""
    metadata = document.metadata
    if metadata.type_name or metadata.number or metadata.title:
        return document
    return document.with_metadata(type_name=FILE, title=name)


def _outcome(path: Path, result: Result, document: Document, passages: int) -> Outcome:
    articles = sum(unit.level is Level.ARTICLE for unit in document.provisions)
    metadata = document.metadata
    return Outcome(
        printable(str(path)),
        result,
        metadata.key,
        metadata.kind,
        articles,
        passages,
        document.warnings,
    )


def printable(name: str) -> str:
    """A file's name without what a terminal or a database would choke on."""
    readable = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else "?" for c in readable)


def keep_original(path: Path, settings: Settings, digest: str) -> None:
    """Keep the file by its hash, so that a citation can be opened in what it came from."""
    kept = original_path(settings, digest)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".new")
        shutil.copyfile(path, unfinished)
        unfinished.replace(kept)


def original_path(settings: Settings, digest: str) -> Path:
    return settings.originals_dir / digest[:2] / digest


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
