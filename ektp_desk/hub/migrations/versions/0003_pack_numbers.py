"""Where several processes share an index, it numbers their packs."""

from __future__ import annotations

from alembic import op
from sqlalchemy.schema import CreateSequence, Sequence

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    if op.get_bind().dialect.supports_sequences:
        op.execute(CreateSequence(Sequence("pack_numbers")))
