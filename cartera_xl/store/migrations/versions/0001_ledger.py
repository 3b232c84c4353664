"""The ledger's first tables."""

from __future__ import annotations

from typing import Any, Final

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    text,
)

revision = "0001"
down_revision = None

NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
DAY: Final = Date().with_variant(Text(), "sqlite")
SQLITE: Final[dict[str, Any]] = {"sqlite_with_rowid": False, "sqlite_strict": True}


def upgrade() -> None:
    """Make the tables; whoever runs the steps makes the triggers."""
    _company()
    _customer()
    _contact()
    _document()
    _application()
    _operation()
    _audit()
    _parameter()


def _references(
    name: str, columns: list[str], targets: list[str]
) -> tuple[ForeignKeyConstraint, ForeignKeyConstraint]:
    deferred = ForeignKeyConstraint(
        columns, targets, name=name, deferrable=True, initially="DEFERRED"
    )
    immediate = ForeignKeyConstraint(columns, targets, name=name)
    return deferred.ddl_if(dialect="sqlite"), immediate.ddl_if(dialect="postgresql")


def _company() -> None:
    op.create_table(
        "company",
        Column("id", NUMBER, nullable=False, autoincrement=False),
        Column("ledger_id", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("nit", Text, nullable=False),
        Column("base_currency", Text, nullable=False),
        Column("revision", NUMBER, nullable=False),
        Column("audit_hash", Text, nullable=False),
        Column("next_id", NUMBER, nullable=False),
        Column("recorded_at", Text, nullable=False),
        PrimaryKeyConstraint("id", name="company_pk"),
        UniqueConstraint("ledger_id", name="company_ledger_id"),
        **SQLITE,
    )


def _customer() -> None:
    op.create_table(
        "customer",
        Column("company_id", NUMBER, nullable=False),
        Column("id", NUMBER, nullable=False),
        Column("code", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("nit", Text, nullable=False),
        Column("check_digit", Text, nullable=False),
        Column("group_name", Text, nullable=False),
        Column("excluded", NUMBER, nullable=False),
        Column("revision", NUMBER, nullable=False),
        PrimaryKeyConstraint("company_id", "id", name="customer_pk"),
        UniqueConstraint("company_id", "code", name="customer_code"),
        *_references("customer_company", ["company_id"], ["company.id"]),
        CheckConstraint("code <> ''", name="customer_code_given"),
        CheckConstraint("excluded IN (0, 1)", name="customer_excluded"),
        **SQLITE,
    )


def _contact() -> None:
    op.create_table(
        "contact",
        Column("company_id", NUMBER, nullable=False),
        Column("id", NUMBER, nullable=False),
        Column("customer_id", NUMBER, nullable=False),
        Column("channel", Text, nullable=False),
        Column("value", Text, nullable=False),
        Column("authorized", DAY, nullable=True),
        Column("revision", NUMBER, nullable=False),
        PrimaryKeyConstraint("company_id", "id", name="contact_pk"),
        *_references(
            "contact_customer",
            ["company_id", "customer_id"],
            ["customer.company_id", "customer.id"],
        ),
        **SQLITE,
    )
    op.create_index("contact_by_customer", "contact", ["company_id", "customer_id"])


def _document() -> None:
    op.create_table(
        "document",
        Column("company_id", NUMBER, nullable=False),
        Column("id", NUMBER, nullable=False),
        Column("kind", Text, nullable=False),
        Column("side", Text, nullable=False),
        Column("number", Text, nullable=False),
        Column("instalment", NUMBER, nullable=False),
        Column("customer_id", NUMBER, nullable=False),
        Column("currency", Text, nullable=False),
        Column("issued", DAY, nullable=False),
        Column("due", DAY, nullable=False),
        Column("total", NUMBER, nullable=False),
        Column("open", NUMBER, nullable=False),
        Column("free", NUMBER, nullable=False),
        Column("version", NUMBER, nullable=False),
        Column("concept", Text, nullable=False),
        Column("reference", Text, nullable=False),
        Column("revision", NUMBER, nullable=False),
        PrimaryKeyConstraint("company_id", "id", name="document_pk"),
        UniqueConstraint(
            "company_id", "kind", "number", "instalment", name="document_identity"
        ),
        # What an application points at: its customer and currency are the document's.
        UniqueConstraint(
            "company_id", "id", "customer_id", "currency", name="document_account"
        ),
        *_references(
            "document_customer",
            ["company_id", "customer_id"],
            ["customer.company_id", "customer.id"],
        ),
        CheckConstraint("total BETWEEN 1 AND 1000000000000000", name="document_total"),
        CheckConstraint(
            "(side = 'D' AND free = 0 AND open BETWEEN 0 AND total)"
            " OR (side = 'C' AND open = 0 AND free BETWEEN 0 AND total)"
            " OR (side = 'N' AND open = 0 AND free = 0)",
            name="document_balance",
        ),
        CheckConstraint(
            "number <> '' AND instalment >= 1 AND currency <> ''",
            name="document_named",
        ),
        **SQLITE,
    )
    # In the order of the rows themselves: what is open is then read as one walk.
    op.create_index(
        "document_open",
        "document",
        ["company_id", "id"],
        sqlite_where=text("open > 0"),
        postgresql_where=text("open > 0"),
    )
    op.create_index(
        "document_free",
        "document",
        ["company_id", "id"],
        sqlite_where=text("free > 0"),
        postgresql_where=text("free > 0"),
    )
    op.create_index(
        "document_by_customer", "document", ["company_id", "customer_id", "issued"]
    )


def _application() -> None:
    op.create_table(
        "application",
        Column("company_id", NUMBER, nullable=False),
        Column("id", NUMBER, nullable=False),
        Column("use", Text, nullable=False),
        Column("from_id", NUMBER, nullable=True),
        Column("to_id", NUMBER, nullable=True),
        Column("customer_id", NUMBER, nullable=False),
        Column("currency", Text, nullable=False),
        Column("amount", NUMBER, nullable=False),
        Column("effective", DAY, nullable=False),
        Column("reverses", NUMBER, nullable=True),
        Column("note", Text, nullable=False),
        Column("revision", NUMBER, nullable=False),
        PrimaryKeyConstraint("company_id", "id", name="application_pk"),
        *_references(
            "application_from",
            ["company_id", "from_id", "customer_id", "currency"],
            [
                "document.company_id",
                "document.id",
                "document.customer_id",
                "document.currency",
            ],
        ),
        *_references(
            "application_to",
            ["company_id", "to_id", "customer_id", "currency"],
            [
                "document.company_id",
                "document.id",
                "document.customer_id",
                "document.currency",
            ],
        ),
        *_references(
            "application_reverses",
            ["company_id", "reverses"],
            ["application.company_id", "application.id"],
        ),
        CheckConstraint(
            "amount <> 0 AND (reverses IS NULL) = (amount > 0)", name="application_sign"
        ),
        CheckConstraint(
            "(use IN ('payment', 'credit')"
            " AND from_id IS NOT NULL AND to_id IS NOT NULL)"
            " OR (use = 'refund' AND from_id IS NOT NULL AND to_id IS NULL)"
            " OR (use NOT IN ('payment', 'credit', 'refund')"
            " AND from_id IS NULL AND to_id IS NOT NULL)",
            name="application_ends",
        ),
        **SQLITE,
    )
    op.create_index(
        "application_reverses_once",
        "application",
        ["company_id", "reverses"],
        unique=True,
        sqlite_where=text("reverses IS NOT NULL"),
        postgresql_where=text("reverses IS NOT NULL"),
    )
    op.create_index(
        "application_by_from",
        "application",
        ["company_id", "from_id"],
        sqlite_where=text("from_id IS NOT NULL"),
        postgresql_where=text("from_id IS NOT NULL"),
    )
    op.create_index(
        "application_by_to",
        "application",
        ["company_id", "to_id"],
        sqlite_where=text("to_id IS NOT NULL"),
        postgresql_where=text("to_id IS NOT NULL"),
    )
    op.create_index("application_by_day", "application", ["company_id", "effective"])


def _operation() -> None:
    op.create_table(
        "operation",
        Column("company_id", NUMBER, nullable=False),
        Column("key", Text, nullable=False),
        Column("request_hash", Text, nullable=False),
        Column("action", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("host", Text, nullable=False),
        Column("recorded_at", Text, nullable=False),
        Column("revision", NUMBER, nullable=False),
        Column("first_id", NUMBER, nullable=False),  # the rows it wrote start here
        Column("result", Text, nullable=False),
        PrimaryKeyConstraint("company_id", "key", name="operation_pk"),
        UniqueConstraint("company_id", "revision", name="operation_revision"),
        *_references("operation_company", ["company_id"], ["company.id"]),
        **SQLITE,
    )


def _audit() -> None:
    op.create_table(
        "audit",
        Column("company_id", NUMBER, nullable=False),
        Column("sequence", NUMBER, nullable=False),  # the revision
        Column("key", Text, nullable=False),
        Column("body", Text, nullable=False),
        Column("previous", Text, nullable=False),
        Column("hash", Text, nullable=False),
        PrimaryKeyConstraint("company_id", "sequence", name="audit_pk"),
        *_references(
            "audit_operation",
            ["company_id", "key"],
            ["operation.company_id", "operation.key"],
        ),
        **SQLITE,
    )


def _parameter() -> None:
    op.create_table(
        "parameter",
        Column("company_id", NUMBER, nullable=False),
        Column("key", Text, nullable=False),
        Column("value", Text, nullable=False),
        Column("revision", NUMBER, nullable=False),
        PrimaryKeyConstraint("company_id", "key", name="parameter_pk"),
        *_references("parameter_company", ["company_id"], ["company.id"]),
        **SQLITE,
    )
