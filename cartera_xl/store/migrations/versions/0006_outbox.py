"""The outbox: messages on their way out, and of which documents each one speaks."""

from __future__ import annotations

from typing import Any, Final

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)

revision = "0006"
down_revision = "0005"

NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
SQLITE: Final[dict[str, Any]] = {"sqlite_with_rowid": False, "sqlite_strict": True}
STATES: Final = (
    "state IN ('pending', 'claimed', 'handing', 'sent', 'prepared', 'failed',"
    " 'uncertain', 'cancelled') AND attempts >= 0 AND round >= 1"
)


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "outbox_message",
        *(_number(name) for name in ("company_id", "id", "customer_id", "contact_id")),
        _text("channel"),
        _text("level"),
        _number("round"),
        _text("way"),
        _text("state"),
        _number("attempts"),
        _text("claimed_by"),
        _text("due_at"),
        Column("handed_at", Text, nullable=True),
        _number("revision"),
        _text("detail"),
        _text("created_at"),
        _text("actor"),
        PrimaryKeyConstraint("company_id", "id", name="outbox_message_pk"),
        *_references("outbox_message_customer", "customer_id", "customer"),
        CheckConstraint(STATES, name="outbox_message_check"),
        **SQLITE,
    )
    op.create_table(
        "outbox_item",
        *(_number(name) for name in ("company_id", "id", "message_id", "document_id")),
        _text("level"),
        _number("round"),
        _number("contact_id"),
        Column("live", NUMBER, nullable=True),
        PrimaryKeyConstraint("company_id", "id", name="outbox_item_pk"),
        UniqueConstraint(
            *("company_id", "document_id", "level", "round", "contact_id", "live"),
            name="outbox_item_once",
        ),
        *_references("outbox_item_message", "message_id", "outbox_message"),
        *_references("outbox_item_document", "document_id", "document"),
        CheckConstraint("live IS NULL OR live = 1", name="outbox_item_live"),
        **SQLITE,
    )
    for name, table, columns in (
        ("outbox_message_waiting", "outbox_message", ["state", "way"]),
        ("outbox_message_by_customer", "outbox_message", ["customer_id"]),
        ("outbox_item_by_message", "outbox_item", ["message_id"]),
    ):
        op.create_index(name, table, ["company_id", *columns])


def _number(name: str) -> Column[Any]:
    return Column(name, NUMBER, nullable=False)


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False)


def _references(
    name: str, column: str, table: str
) -> tuple[ForeignKeyConstraint, ForeignKeyConstraint]:
    columns, targets = ["company_id", column], [f"{table}.company_id", f"{table}.id"]
    deferred = ForeignKeyConstraint(
        columns, targets, name=name, deferrable=True, initially="DEFERRED"
    )
    immediate = ForeignKeyConstraint(columns, targets, name=name)
    return deferred.ddl_if(dialect="sqlite"), immediate.ddl_if(dialect="postgresql")
