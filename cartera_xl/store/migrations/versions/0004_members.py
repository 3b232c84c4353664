"""On a server, who belongs to which company; a file has one company and no roles."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    Text,
)

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; who brings the ledger up to date belongs to its companies."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.create_table(
        "member",
        Column("company_id", BigInteger, nullable=False),
        Column("role", Text, nullable=False),
        PrimaryKeyConstraint("company_id", "role", name="member_pk"),
        ForeignKeyConstraint(["company_id"], ["company.id"], name="member_company"),
    )
    op.execute("INSERT INTO member SELECT id, session_user FROM company")
