"""The tables of the catalog; `migrations/versions` builds them, a test holds the two together."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _document_column() -> Column[str]:
    parent = ForeignKey("documents.key", ondelete="CASCADE")
    return Column("document", String, parent, primary_key=True)


library = Table(
    "library",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("identity", String, nullable=False),
    Column("revision", Integer, nullable=False),
)
"""One row. `revision` moves with every change that a reader could notice."""

documents = Table(
    "documents",
    metadata,
    Column("key", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("type_name", String, nullable=False),
    Column("number", String, nullable=False),
    Column("number_folded", String, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("date", Date),
    Column("host", String, index=True),
    Column("scope", String, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("removed", JSON, nullable=False),
    Column("content_hash", String, nullable=False, index=True),
    Column("original_hash", String, nullable=False, index=True),
    Column("source_name", Text, nullable=False),
    Column("added_at", DateTime, nullable=False),
    Column("consolidates", String),
    Column("edition", String),
)
"""`host` and `consolidates` are no foreign keys: an annex may arrive before its document."""

provisions = Table(
    "provisions",
    metadata,
    _document_column(),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("key", String, nullable=False),
    Column("level", String, nullable=False),
    Column("number", String, nullable=False),
    Column("heading", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("locator", JSON, nullable=False),
    Column("parent", String),
    UniqueConstraint("document", "key", name="uq_provisions_document_key"),
)

passages = Table(
    "passages",
    metadata,
    _document_column(),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, index=True),
    Column("provision", String, nullable=False),
    Column("article", String, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text_start", Integer, nullable=False),
    Column("text_end", Integer, nullable=False),
    Column("context", Text, nullable=False),
    Column("text_hash", String, nullable=False, index=True),
)
"""Without the text: it is cut from `documents.text`, at `text_start` to `text_end` inside the span.
`id` is no key of this table: a document that prints its annex and the annex's own file may hold
the same passage."""

vectors = Table(
    "vectors",
    metadata,
    Column("model", String, primary_key=True),
    Column("text_hash", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
"""What embedding cost minutes to compute, by content: it outlives documents and indexes."""

corrections = Table(
    "corrections",
    metadata,
    Column("key", String, primary_key=True),
    Column("key_as_read", String, nullable=False, index=True),
    Column("content_hash", String, nullable=False, index=True),
    Column("as_read", JSON, nullable=False),
    Column("values", JSON, nullable=False),
)
"""What admins corrected, by the document's key today. It outlives the document: the same file put
in again is read as wrongly as before."""

former_keys = Table(
    "former_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("now", String, nullable=False, index=True),
)
"""Where a key leads that a document had before it was corrected."""
