"""Which entry brought a key for requests: so they have an order, and of too many the oldest goes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006", "0005"


def upgrade() -> None:
    op.add_column("transports", sa.Column("digest", sa.Text(), nullable=False, server_default=""))
