"""What the bot remembers: people, audit trail, answers shown, ratings, drafts, chats."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _create_people()
    _create_audit()
    _create_answers()
    _create_ratings()
    _create_drafts()
    _create_chats()


def _create_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
    )


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("person", sa.BigInteger, nullable=False, index=True),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("keys", sa.JSON, nullable=False),
    )


def _create_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False, index=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("keys", sa.JSON, nullable=False),
        sa.Column("choices", sa.JSON, nullable=False),
    )


def _create_ratings() -> None:
    op.create_table(
        "ratings",
        sa.Column(
            "answer", sa.Integer, sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("person", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False, index=True),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
    )


def _create_chats() -> None:
    op.create_table(
        "chats",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("focus", sa.Text, nullable=False),
    )
