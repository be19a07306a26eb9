"""Which runs are sealed to a laptop by its own key: none of before is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007", "0006"


def upgrade() -> None:
    op.create_table(
        "addressed",
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("run", "device"),
    )
    op.create_index("addressed_device", "addressed", ["device"])
