"""The tables of the bot's records, in the catalog's database (`migrations/versions/0002`)."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("role", String, nullable=False),
    Column("unit", Text, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False, index=True),
    Column("person", BigInteger, nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("keys", JSON, nullable=False),
)
"""Keys of documents and provisions only: no text of documents, no tokens."""

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("question", Text, nullable=False),
    Column("keys", JSON, nullable=False),
    Column("choices", JSON, nullable=False),
)

ratings = Table(
    "ratings",
    metadata,
    Column("answer", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("right", Boolean, nullable=False),
    Column("at", DateTime, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False, index=True),
    Column("person", BigInteger, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("request", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("content", JSON, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("focus", Text, nullable=False),
)
