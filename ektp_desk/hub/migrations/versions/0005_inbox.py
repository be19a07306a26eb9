"""SQLite gives no place in the inbox a second time, as PostgreSQL never did.

Who has read to a place would not see what comes to it later.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"
_COPY = """
INSERT INTO entries_anew (seq, digest, kind, pack, place, size, device, visit)
SELECT seq, digest, kind, pack, place, size, device, visit FROM entries ORDER BY seq
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.create_table(
        "entries_anew",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("digest", sa.Text(), nullable=False, unique=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("pack", sa.Integer(), sa.ForeignKey("packs.number"), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("visit", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.execute(_COPY)
    op.drop_table("entries")
    op.rename_table("entries_anew", "entries")
    op.create_index("entries_pack", "entries", ["pack"])
