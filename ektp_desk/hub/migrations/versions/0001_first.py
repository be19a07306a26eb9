"""The index as it was first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "devices",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("sign", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("is_office", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("device", "sign"),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "files",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Text(), nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("is_here", sa.Boolean(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "run"),
    )
    op.create_index("files_missing", "files", ["device", "incarnation", "is_here", "is_held"], unique=False)
    op.create_index("files_run", "files", ["run"], unique=False)
    op.create_table(
        "gone",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "kits",
        sa.Column("kit", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("enrol", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kit", "desk"),
    )
    op.create_table(
        "leaving",
        sa.Column("number", _BIG, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "lost",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "packs",
        sa.Column("number", _BIG, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.Column("safe_since", _BIG, nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("packs_stale", "packs", ["is_stale"], unique=False)
    op.create_table(
        "receipts",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Text(), nullable=False),
        sa.Column("number", _BIG, nullable=False),
        sa.Column("object", sa.LargeBinary(), nullable=False),
        sa.Column("scrubbed", sa.Text(), server_default="[]", nullable=False),
        sa.PrimaryKeyConstraint("device", "incarnation"),
    )
    op.create_table(
        "rosters",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Text(), nullable=False),
        sa.Column("number", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("device", "incarnation"),
    )
    op.create_table(
        "runs",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Text(), nullable=False),
        sa.Column("first", _BIG, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("last", _BIG, nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("is_offices", sa.Boolean(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("runs_journal", "runs", ["device", "incarnation", "first"], unique=False)
    op.create_table(
        "spans",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Text(), nullable=False),
        sa.Column("first", _BIG, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("last", _BIG, nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("device", "incarnation", "first", "before"),
    )
    op.create_table(
        "transports",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("sign", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "verdicts",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("desk_incarnation", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Text(), nullable=False),
        sa.Column("number", _BIG, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("desk", "desk_incarnation", "device", "incarnation"),
    )
    op.create_table(
        "entries",
        sa.Column("seq", _BIG, autoincrement=True, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("pack", _BIG, nullable=True),
        sa.Column("place", _BIG, nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("visit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pack"],
            ["packs.number"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("entries_pack", "entries", ["pack"], unique=False)
    op.create_table(
        "held",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("pack", _BIG, nullable=True),
        sa.Column("place", _BIG, nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("visit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pack"],
            ["packs.number"],
        ),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("held_pack", "held", ["pack"], unique=False)
    op.create_table(
        "parts",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("whole", sa.Text(), nullable=False),
        sa.Column("number", _BIG, nullable=False),
        sa.Column("total", _BIG, nullable=False),
        sa.Column("pack", _BIG, nullable=False),
        sa.Column("place", _BIG, nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pack"],
            ["packs.number"],
        ),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("parts_pack", "parts", ["pack"], unique=False)
    op.create_index("parts_whole", "parts", ["whole"], unique=False)
    op.create_table(
        "tails",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("pack", _BIG, nullable=False),
        sa.Column("place", _BIG, nullable=False),
        sa.Column("have", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["pack"],
            ["packs.number"],
        ),
        sa.PrimaryKeyConstraint("digest"),
    )
