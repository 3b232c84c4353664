"""What alembic runs: the steps, on the connection and inside the transaction given."""

from __future__ import annotations

from alembic import context

from cartera_xl.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata
)
with context.begin_transaction():
    context.run_migrations()
