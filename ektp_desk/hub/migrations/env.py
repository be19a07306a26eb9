"""How Alembic is started: with a connection that is open, and in its transaction."""

from __future__ import annotations

from alembic import context

from ektp_desk.hub.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
