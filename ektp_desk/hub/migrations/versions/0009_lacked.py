"""The files that a journal lacks, in their order: each receipt names the first of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    lacked = sa.text("NOT is_here AND NOT is_held")
    op.drop_index("files_missing", "files")
    op.create_index(
        "files_lacked",
        "files",
        ["device", "incarnation", "digest"],
        sqlite_where=lacked,
        postgresql_where=lacked,
    )
