"""A file's way into the library: read, secrecy gate, parse, passages, catalog, original kept."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from knowledge.catalog import Catalog
from knowledge.corrections import Correction
from knowledge.diacritics import fold
from knowledge.document_parser import parse
from knowledge.edition import edition
from knowledge.faults import fault
from knowledge.identity import identify
from knowledge.identity.likeness import are_alike
from knowledge.messages import (
    FILE,
    INTERNAL_FAULT,
    KEY_TAKEN,
    NO_SUCH_DOCUMENT,
    NO_TEXT,
    OTHER_DOCUMENT,
    OTHER_TITLE,
    SAME_CONTENT,
    SECRET_FILE,
)
from knowledge.model import (
    SCOPE_ALL,
    Document,
    DocumentKind,
    KnowledgeError,
    Level,
    Metadata,
    ReadText,
)
from knowledge.passages import passages_of
from knowledge.readers import Cancelled, Progress, file_bytes, read
from knowledge.references import first_mention
from knowledge.rows import Entry, Source
from knowledge.secrecy import carries_mark
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
    path: Path,
    settings: Settings,
    catalog: Catalog,
    *,
    scope: str = SCOPE_ALL,
    name: str = "",
    progress: Progress | None = None,
) -> Outcome:
    """Store the document in `path`; a refusal or a fault is an outcome, never an exception.

    `name` is the file's name as the user knows it. `progress` hears of every page that is
    recognised; the `Cancelled` it may raise goes to the caller, and nothing is stored. The indexes
    have to follow afterwards.
    """
    shown = printable(name or path.name)
    try:
        return _stored(path, settings, catalog, scope, shown, progress)
    except KnowledgeError as refusal:
        return Outcome(printable(str(path)), Result.REFUSED, reason=str(refusal))
    except Cancelled:
        raise
    except Exception as error:
        log.error("A file could not be read: %s", fault(error))
        reason = INTERNAL_FAULT.format(name=shown)
        return Outcome(printable(str(path)), Result.FAILED, reason=reason)


def _stored(
    path: Path,
    settings: Settings,
    catalog: Catalog,
    scope: str,
    name: str,
    progress: Progress | None,
) -> Outcome:
    original_hash = _hash(file_bytes(path, name))
    if known := _read_before(catalog, original_hash, scope, name):
        return _unchanged(path, known)
    text = read(path, name=name, progress=progress)
    if carries_mark(text, name):
        log.warning("A file with a secrecy mark was refused, sha256 %s", original_hash)
        raise KnowledgeError(SECRET_FILE)
    if not any(character.isalnum() for character in text.text):
        raise KnowledgeError(NO_TEXT.format(name=name))
    content_hash = _hash(text.text.encode())
    source = Source(name, original_hash, content_hash, text.removed, edition())
    if twin := _twin(catalog, source, scope):
        return _already_there(path, twin)
    as_read = _named(identify(text.text, title=text.title), name)
    correction = _correction(catalog, as_read, source, text.text)
    metadata = correction.applied(text.text) if correction else as_read
    document = parse(text, replace(_below_host(catalog, metadata), scope=scope))
    known = catalog.entry(document.key)
    if known and known.metadata == document.metadata:
        if known.source == source:
            return _unchanged(path, known)
        if replace(known.source, name=name) == source:
            return _already_there(path, known)
    passages = passages_of(document)
    if known and known.source.original_hash != source.original_hash:
        document = _instead_of(known, catalog, document)
    keep_original(path, settings, source.original_hash)
    old_key = catalog.by_original(source.original_hash)
    replaced = catalog.store(document, passages, source, correction=correction, old_key=old_key)
    result = Result.REPLACED if replaced else Result.ADDED
    return _outcome(path, result, document, len(passages))


def _read_before(catalog: Catalog, original_hash: str, scope: str, name: str) -> Entry | None:
    """What this very file gave this very code: reading it again would change nothing."""
    key = catalog.by_original(original_hash)
    known = catalog.entry(key) if key else None
    if known is None or (known.source.name, known.metadata.scope) != (name, scope):
        return None
    return known if known.source.edition == edition() else None


def _named(metadata: Metadata, name: str) -> Metadata:
    """A text that does not say what it is goes by the name of its file."""
    if metadata.type_name or metadata.number or metadata.title:
        return metadata
    return replace(metadata, type_name=FILE, title=name)


def _twin(catalog: Catalog, source: Source, scope: str) -> Entry | None:
    """The document of another file with the very same text, if it is for the same readers."""
    known = catalog.entry(catalog.by_content(source.content_hash) or "")
    if known is None or known.metadata.scope != scope:
        return None
    return None if known.source.original_hash == source.original_hash else known


def _already_there(path: Path, known: Entry) -> Outcome:
    return _unchanged(path, known, SAME_CONTENT.format(name=known.source.name))


def _correction(
    catalog: Catalog, as_read: Metadata, source: Source, text: str
) -> Correction | None:
    """What an admin said of this document: of this very text, or of an earlier edition of it."""
    for correction in catalog.corrections.like(as_read.key, source.content_hash):
        stored = catalog.document(correction.key)
        of_this_text = correction.content_hash == source.content_hash
        if of_this_text or (stored is not None and are_alike(stored.text, text)):
            return replace(correction, as_read=as_read)
    return None


def _below_host(catalog: Catalog, metadata: Metadata) -> Metadata:
    """An annex follows the document it belongs to where that has another key by now."""
    if metadata.host is None:
        return metadata
    host = catalog.key_now(metadata.host)
    return replace(metadata, key=host + metadata.key.removeprefix(metadata.host), host=host)


def _instead_of(known: Entry, catalog: Catalog, document: Document) -> Document:
    """A new edition takes the old one's place; another document of the same number does not."""
    stored = catalog.document(document.key)
    if stored is not None and not are_alike(stored.text, document.text):
        name = first_mention(stored.metadata)
        raise KnowledgeError(OTHER_DOCUMENT.format(key=document.key, name=name))
    if fold(known.metadata.title) == fold(document.metadata.title):
        return document
    warning = OTHER_TITLE.format(title=known.metadata.title)
    return replace(document, warnings=(*document.warnings, warning))


def set_right(key: str, changes: Mapping[str, str], catalog: Catalog) -> Outcome:
    """Correct what the reader took for a document's number, date, issuer, kind, type or title.

    The tree and the passages follow the new key and name; the text stays as it is. Raises
    KnowledgeError for a document that is not there and for values that cannot be right.
    """
    entry, document = catalog.entry(key), catalog.document(key)
    if entry is None or document is None:
        raise KnowledgeError(NO_SUCH_DOCUMENT.format(key=key))
    before = catalog.corrections.of(key) or Correction(
        key, entry.metadata, entry.source.content_hash
    )
    correction = before.changed(changes)
    metadata = _below_host(catalog, correction.applied(document.text))
    metadata = replace(metadata, scope=entry.metadata.scope)
    if metadata.key != key and catalog.entry(metadata.key) is not None:
        raise KnowledgeError(KEY_TAKEN.format(key=metadata.key))
    if metadata == entry.metadata and correction == before:
        return _unchanged(Path(entry.source.name), entry)
    divided = _divided_again(document, metadata)
    passages = passages_of(divided)
    catalog.store(divided, passages, entry.source, correction=correction, old_key=key)
    return _outcome(Path(entry.source.name), Result.REPLACED, divided, len(passages))


def _divided_again(document: Document, metadata: Metadata) -> Document:
    """The same text as another document: what its reader doubted stays, its parser doubts anew."""
    read = ReadText(document.text, document.pages)
    doubts = parse(read, document.metadata).warnings
    readers = tuple(warning for warning in document.warnings if warning not in doubts)
    return parse(replace(read, warnings=readers), metadata)


def _unchanged(path: Path, known: Entry, *warnings: str) -> Outcome:
    return Outcome(
        printable(str(path)),
        Result.UNCHANGED,
        known.metadata.key,
        known.metadata.kind,
        known.articles,
        known.passages,
        (*known.warnings, *warnings),
    )


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


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
