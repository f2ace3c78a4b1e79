"""The catalog: documents, their trees and passages, vectors by content, the revision."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_library()
    _create_documents()
    _create_provisions()
    _create_passages()
    op.create_table(
        "vectors",
        sa.Column("model", sa.String, primary_key=True),
        sa.Column("text_hash", sa.String, primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )


def _create_library() -> None:
    library = op.create_table(
        "library",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("identity", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.bulk_insert(library, [{"id": 1, "identity": uuid4().hex, "revision": 0}])


def _create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("type_name", sa.String, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("number_folded", sa.String, nullable=False, index=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("date", sa.Date),
        sa.Column("host", sa.String, index=True),
        sa.Column("scope", sa.String, nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("pages", sa.JSON, nullable=False),
        sa.Column("warnings", sa.JSON, nullable=False),
        sa.Column("removed", sa.JSON, nullable=False),
        sa.Column("content_hash", sa.String, nullable=False, index=True),
        sa.Column("original_hash", sa.String, nullable=False, index=True),
        sa.Column("source_name", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
    )


def _create_provisions() -> None:
    op.create_table(
        "provisions",
        _document_column(),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("level", sa.String, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("locator", sa.JSON, nullable=False),
        sa.Column("parent", sa.String),
        sa.UniqueConstraint("document", "key", name="uq_provisions_document_key"),
    )


def _create_passages() -> None:
    op.create_table(
        "passages",
        _document_column(),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String, nullable=False, index=True),
        sa.Column("provision", sa.String, nullable=False),
        sa.Column("article", sa.String, nullable=False, index=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text_start", sa.Integer, nullable=False),
        sa.Column("text_end", sa.Integer, nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("text_hash", sa.String, nullable=False, index=True),
    )


def _document_column() -> sa.Column[str]:
    parent = sa.ForeignKey("documents.key", ondelete="CASCADE")
    return sa.Column("document", sa.String, parent, primary_key=True)
