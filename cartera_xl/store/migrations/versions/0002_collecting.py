"""Collecting: documents entered again after a void, and the tables of facts.

SQLite can change neither a key nor a CHECK: the two tables are made anew, under their
own names so that what refers to them still does.
"""

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

revision = "0002"
down_revision = "0001"

NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
DAY: Final = Date().with_variant(Text(), "sqlite")
SQLITE: Final[dict[str, Any]] = {"sqlite_with_rowid": False, "sqlite_strict": True}
ENDS: Final = (
    "(use IN ('payment', 'credit')"
    " AND from_id IS NOT NULL AND to_id IS NOT NULL)"
    " OR (use = 'refund' AND from_id IS NOT NULL AND to_id IS NULL)"
    " OR (use = 'void' AND (from_id IS NULL) <> (to_id IS NULL))"
    " OR (use NOT IN ('payment', 'credit', 'refund', 'void')"
    " AND from_id IS NULL AND to_id IS NOT NULL)"
)
NAMED: Final = "number <> '' AND instalment >= 1 AND edition >= 1 AND currency <> ''"


def upgrade() -> None:
    """Rebuild the two tables on SQLite, alter them elsewhere; make the facts."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild()
    else:
        _alter()
    op.create_index(
        "application_voids",
        "application",
        ["company_id", "id"],
        sqlite_where=text("use = 'void'"),
        postgresql_where=text("use = 'void'"),
    )
    _facts()


def _alter() -> None:
    op.add_column(
        "document", Column("edition", NUMBER, nullable=False, server_default="1")
    )
    op.alter_column("document", "edition", server_default=None)
    op.drop_constraint("document_identity", "document")
    op.create_unique_constraint(
        "document_identity",
        "document",
        ["company_id", "kind", "number", "instalment", "edition"],
    )
    op.drop_constraint("document_named", "document")
    op.create_check_constraint("document_named", "document", NAMED)
    op.drop_constraint("application_ends", "application")
    op.create_check_constraint("application_ends", "application", ENDS)


def _rebuild() -> None:
    # As before SQLite 3.25: a renamed table does not take its references with it.
    op.execute("PRAGMA legacy_alter_table = ON")
    _rebuild_document()
    _rebuild_application()
    op.execute("PRAGMA legacy_alter_table = OFF")


def _rebuild_document() -> None:
    same = (
        "company_id, id, kind, side, number, instalment, customer_id, currency, issued,"
        " due, total, open, free, version, concept, reference"
    )
    op.execute("ALTER TABLE document RENAME TO document_0001")
    _document()
    op.execute(
        f"INSERT INTO document ({same}, edition, revision)"
        f" SELECT {same}, 1, revision FROM document_0001"
    )
    op.execute("DROP TABLE document_0001")
    for column in ("open", "free"):
        op.create_index(
            f"document_{column}",
            "document",
            ["company_id", "id"],
            sqlite_where=text(f"{column} > 0"),
        )
    op.create_index(
        "document_by_customer", "document", ["company_id", "customer_id", "issued"]
    )


def _rebuild_application() -> None:
    op.execute("ALTER TABLE application RENAME TO application_0001")
    _application()
    op.execute("INSERT INTO application SELECT * FROM application_0001")
    op.execute("DROP TABLE application_0001")
    op.create_index(
        "application_reverses_once",
        "application",
        ["company_id", "reverses"],
        unique=True,
        sqlite_where=text("reverses IS NOT NULL"),
    )
    for end in ("from", "to"):
        op.create_index(
            f"application_by_{end}",
            "application",
            ["company_id", f"{end}_id"],
            sqlite_where=text(f"{end}_id IS NOT NULL"),
        )
    op.create_index("application_by_day", "application", ["company_id", "effective"])


def _references(
    name: str, columns: list[str], targets: list[str]
) -> tuple[ForeignKeyConstraint, ForeignKeyConstraint]:
    deferred = ForeignKeyConstraint(
        columns, targets, name=name, deferrable=True, initially="DEFERRED"
    )
    immediate = ForeignKeyConstraint(columns, targets, name=name)
    return deferred.ddl_if(dialect="sqlite"), immediate.ddl_if(dialect="postgresql")


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
        Column("edition", NUMBER, nullable=False),
        Column("revision", NUMBER, nullable=False),
        PrimaryKeyConstraint("company_id", "id", name="document_pk"),
        UniqueConstraint(
            *("company_id", "kind", "number", "instalment", "edition"),
            name="document_identity",
        ),
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
        CheckConstraint(NAMED, name="document_named"),
        **SQLITE,
    )


def _application() -> None:
    document = [
        "document.company_id",
        "document.id",
        "document.customer_id",
        "document.currency",
    ]
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
            document,
        ),
        *_references(
            "application_to",
            ["company_id", "to_id", "customer_id", "currency"],
            document,
        ),
        *_references(
            "application_reverses",
            ["company_id", "reverses"],
            ["application.company_id", "application.id"],
        ),
        CheckConstraint(
            "amount <> 0 AND (reverses IS NULL) = (amount > 0)", name="application_sign"
        ),
        CheckConstraint(ENDS, name="application_ends"),
        **SQLITE,
    )


TARGETS: Final = {
    "document_id": "document",
    "application_id": "application",
    "customer_id": "customer",
    "into_id": "customer",
}


def _fact(name: str, *columns: Column[Any], check: str = "") -> None:
    references = [
        constraint
        for column in columns
        if column.name in TARGETS
        for constraint in _references(
            f"{name}_{column.name.removesuffix('_id')}",
            ["company_id", column.name],
            [f"{TARGETS[column.name]}.company_id", f"{TARGETS[column.name]}.id"],
        )
    ]
    checks = [CheckConstraint(check, name=f"{name}_check")] if check else []
    op.create_table(
        name,
        Column("company_id", NUMBER, nullable=False),
        Column("id", NUMBER, nullable=False),
        *columns,
        Column("revision", NUMBER, nullable=False),
        PrimaryKeyConstraint("company_id", "id", name=f"{name}_pk"),
        *references,
        *checks,
        **SQLITE,
    )


def _number(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, NUMBER, nullable=nullable)


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False)


def _day(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, DAY, nullable=nullable)


def _facts() -> None:
    _fact(
        "tender",
        _number("document_id", nullable=True),
        _number("application_id", nullable=True),
        _text("means"),
        _text("cash_account"),
        _text("reference"),
        _number("amount"),
        check="amount > 0 AND (document_id IS NULL) <> (application_id IS NULL)",
    )
    _fact(
        "withholding",
        _number("application_id"),
        _number("document_id", nullable=True),
        _number("base", nullable=True),
        _number("rate", nullable=True),
        _text("town"),
        check="(base IS NULL OR base >= 0)"
        " AND (rate IS NULL OR rate BETWEEN 0 AND 1000000)",
    )
    _fact(
        "certificate",
        _number("application_id"),
        _text("number"),
        _day("received", nullable=True),
    )
    _fact(
        "write_off",
        _number("application_id"),
        _text("reason"),
        _text("approver"),
        check="reason <> '' AND approver <> ''",
    )
    _fact("taxes", _number("document_id"), _number("base"), _number("vat"))
    _fact(
        "quote_step",
        _number("document_id"),
        _day("day"),
        _text("state"),
        _text("note"),
        _day("next_day", nullable=True),
    )
    _fact("closing", _day("open_from"), _text("reason"))
    _fact(
        "joining",
        _number("customer_id"),
        _number("into_id", nullable=True),
        _text("reason"),
        check="into_id IS NULL OR into_id <> customer_id",
    )
    _fact(
        "rate",
        _text("use"),
        _text("name"),
        _text("town"),
        _day("since"),
        _number("rate"),
        _number("minimum"),
        check="rate BETWEEN 0 AND 1000000 AND minimum >= 0",
    )
    _fact("profile", _number("customer_id"), _text("use"), _text("name"), _text("town"))
    _fact("undoing", _number("undone"))
    for name, table, columns, unique in (
        ("tender_by_document", "tender", ["document_id"], False),
        ("withholding_by_application", "withholding", ["application_id"], False),
        ("withholding_by_receipt", "withholding", ["document_id"], False),
        ("certificate_by_application", "certificate", ["application_id"], False),
        ("taxes_by_document", "taxes", ["document_id"], False),
        ("quote_step_by_document", "quote_step", ["document_id"], False),
        ("undoing_once", "undoing", ["undone"], True),
    ):
        op.create_index(name, table, ["company_id", *columns], unique=unique)
