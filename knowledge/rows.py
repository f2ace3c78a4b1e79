"""Between the vocabulary's frozen values and the rows of the catalog's tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import RowMapping

from knowledge.corrections import Corrected, Correction
from knowledge.diacritics import fold
from knowledge.model import (
    Document,
    DocumentKind,
    Level,
    Locator,
    Metadata,
    Passage,
    Provision,
    Span,
)
from knowledge.tables import documents

METADATA_COLUMNS = tuple(documents.c[one.name] for one in fields(Metadata))


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document came from. Hashes are hexadecimal: of the file, of the stored text."""

    name: str
    original_hash: str
    content_hash: str
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the reader dropped on purpose: the dropped texts by kind, as in `ReadText`."""
    edition: str = ""
    """What read it (see `knowledge.edition`)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalog knows of a document besides its text."""

    metadata: Metadata
    source: Source
    added_at: datetime
    """When it was stored last, in UTC."""
    warnings: tuple[str, ...]
    articles: int
    passages: int


def text_hash(text: str) -> str:
    """The name under which the vector of an indexed text is kept, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def folded_number(number: str) -> str:
    """A number as it is looked up: '30/2020/NĐ-CP' and '30/2020/nd-cp' are the same."""
    return "".join(fold(number).split())


def document_row(document: Document, source: Source) -> dict[str, Any]:
    """ValueError for a NUL character, at which SQL functions would cut the text off."""
    if "\0" in document.text:
        raise ValueError(f"the text of {document.key} holds a NUL character")
    metadata = document.metadata
    return {
        **{column.name: getattr(metadata, column.name) for column in METADATA_COLUMNS},
        "kind": metadata.kind.value,
        "number_folded": folded_number(metadata.number),
        "text": document.text,
        "pages": document.pages,
        "warnings": document.warnings,
        "removed": dict(source.removed),
        "content_hash": source.content_hash,
        "original_hash": source.original_hash,
        "source_name": source.name,
        "edition": source.edition,
        "added_at": datetime.now(UTC).replace(tzinfo=None),
    }


def provision_rows(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "document": document.key,
            "ordinal": ordinal,
            "key": unit.key,
            "level": unit.level.value,
            "number": unit.number,
            "heading": unit.heading,
            "start": unit.span.start,
            "end": unit.span.end,
            "locator": unit.locator.as_dict(),
            "parent": unit.parent,
        }
        for ordinal, unit in enumerate(document.provisions)
    ]


def passage_rows(document: Document, passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """Rows without text; ValueError for a passage whose text does not stand in its span."""
    return [
        {
            "document": document.key,
            "ordinal": ordinal,
            "id": passage.id,
            "provision": passage.provision,
            "article": passage.article,
            "start": passage.span.start,
            "end": passage.span.end,
            "text_start": (start := _place(document.text, passage)),
            "text_end": start + len(passage.text),
            "context": passage.context,
            "text_hash": text_hash(passage.indexed_text),
        }
        for ordinal, passage in enumerate(passages)
    ]


def _place(text: str, passage: Passage) -> int:
    start = text.find(passage.text, passage.span.start, passage.span.end)
    if start < 0:
        raise ValueError(f"the text of passage {passage.id} does not stand in its span")
    return start


def metadata_of(row: RowMapping) -> Metadata:
    values = {column.name: row[column.name] for column in METADATA_COLUMNS}
    return Metadata(**{**values, "kind": DocumentKind(row["kind"])})


def document_of(row: RowMapping, units: Iterable[RowMapping]) -> Document:
    return Document(
        metadata=metadata_of(row),
        text=row["text"],
        provisions=tuple(_provision_of(unit) for unit in units),
        warnings=tuple(row["warnings"]),
        pages=tuple(row["pages"]),
    )


def _provision_of(row: RowMapping) -> Provision:
    return Provision(
        key=row["key"],
        level=Level(row["level"]),
        number=row["number"],
        heading=row["heading"],
        span=Span(row["start"], row["end"]),
        locator=Locator(**row["locator"]),
        parent=row["parent"],
    )


def passage_of(row: RowMapping, text: str) -> Passage:
    return Passage(
        id=row["id"],
        document=row["document"],
        provision=row["provision"],
        article=row["article"],
        span=Span(row["start"], row["end"]),
        context=row["context"],
        text=text,
    )


def entry_of(row: RowMapping) -> Entry:
    return Entry(
        metadata=metadata_of(row),
        source=_source_of(row),
        added_at=row["added_at"].replace(tzinfo=UTC),
        warnings=tuple(row["warnings"]),
        articles=row["articles"],
        passages=row["passages"],
    )


def _source_of(row: RowMapping) -> Source:
    return Source(
        name=row["source_name"],
        original_hash=row["original_hash"],
        content_hash=row["content_hash"],
        removed={kind: tuple(texts) for kind, texts in row["removed"].items()},
        edition=row["edition"] or "",
    )


def correction_row(correction: Correction) -> dict[str, Any]:
    read = correction.as_read
    return {
        "key": correction.key,
        "key_as_read": read.key,
        "content_hash": correction.content_hash,
        "as_read": asdict(read) | {"date": read.date and read.date.isoformat()},
        "values": {
            name: {"value": said.value, "at": said.at.isoformat()}
            for name, said in correction.values.items()
        },
    }


def correction_of(row: RowMapping) -> Correction:
    read = row["as_read"]
    issued = date.fromisoformat(read["date"]) if read["date"] else None
    return Correction(
        key=row["key"],
        as_read=Metadata(**{**read, "kind": DocumentKind(read["kind"]), "date": issued}),
        content_hash=row["content_hash"],
        values={
            name: Corrected(said["value"], datetime.fromisoformat(said["at"]))
            for name, said in row["values"].items()
        },
    )
