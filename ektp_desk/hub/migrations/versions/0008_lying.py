"""What lies of one device that does not count, without a look at all that does."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    newer = sa.text("kind = 'newer'")
    op.create_index("entries_newer", "entries", ["device"], sqlite_where=newer, postgresql_where=newer)
    op.create_index("parts_device", "parts", ["device"])
    op.create_index("held_device", "held", ["device"])
