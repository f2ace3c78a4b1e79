"""What admins correct, the keys documents had before, and what a consolidated text consolidates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("documents", sa.Column("consolidates", sa.String))
    op.create_table(
        "corrections",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("key_as_read", sa.String, nullable=False, index=True),
        sa.Column("content_hash", sa.String, nullable=False, index=True),
        sa.Column("as_read", sa.JSON, nullable=False),
        sa.Column("values", sa.JSON, nullable=False),
    )
    op.create_table(
        "former_keys",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("now", sa.String, nullable=False, index=True),
    )
