"""Reminding: what contacts authorised, the collection log, the log of contacts.

SQLite can add no CHECK to a table: the two are made anew, under their own names so
that what refers to them still does.
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
)

revision = "0005"
down_revision = "0004"

NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
DAY: Final = Date().with_variant(Text(), "sqlite")
SQLITE: Final[dict[str, Any]] = {"sqlite_with_rowid": False, "sqlite_strict": True}
KINDS: Final = "kind IN ('deudor', 'codeudor')"
BUSINESS: Final = "business IN (0, 1)"
TARGETS: Final = {
    "customer_id": "customer",
    "document_id": "document",
    "event_id": "event",
}


def upgrade() -> None:
    """Rebuild the two tables on SQLite, alter them elsewhere; make the new ones."""
    if op.get_bind().dialect.name == "sqlite":
        # As before SQLite 3.25: a renamed table does not take its references with it.
        op.execute("PRAGMA legacy_alter_table = ON")
        _rebuild_customer()
        _rebuild_contact()
        op.execute("PRAGMA legacy_alter_table = OFF")
    else:
        _alter()
    _facts()


def _alter() -> None:
    _add("customer", "business", NUMBER, "0")
    op.create_check_constraint("customer_business", "customer", BUSINESS)
    _add("contact", "kind", Text(), "deudor")
    for name in ("evidence", "hours", "hours_evidence"):
        _add("contact", name, Text(), "")
    op.add_column("contact", Column("opted_out", DAY, nullable=True))
    op.create_check_constraint("contact_kind", "contact", KINDS)


def _add(table: str, name: str, kind: Any, value: str) -> None:
    op.add_column(table, Column(name, kind, nullable=False, server_default=value))
    op.alter_column(table, name, server_default=None)


def _rebuild_customer() -> None:
    same = "company_id, id, code, name, nit, check_digit, group_name, excluded"
    op.execute("ALTER TABLE customer RENAME TO customer_0004")
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
        Column("business", NUMBER, nullable=False),
        Column("revision", NUMBER, nullable=False),
        PrimaryKeyConstraint("company_id", "id", name="customer_pk"),
        UniqueConstraint("company_id", "code", name="customer_code"),
        *_references("customer_company", ["company_id"], ["company.id"]),
        CheckConstraint("code <> ''", name="customer_code_given"),
        CheckConstraint("excluded IN (0, 1)", name="customer_excluded"),
        CheckConstraint(BUSINESS, name="customer_business"),
        **SQLITE,
    )
    op.execute(
        f"INSERT INTO customer ({same}, business, revision)"
        f" SELECT {same}, 0, revision FROM customer_0004"
    )
    op.execute("DROP TABLE customer_0004")


def _rebuild_contact() -> None:
    same = "company_id, id, customer_id, channel, value, authorized"
    op.execute("ALTER TABLE contact RENAME TO contact_0004")
    op.create_table(
        "contact",
        Column("company_id", NUMBER, nullable=False),
        Column("id", NUMBER, nullable=False),
        Column("customer_id", NUMBER, nullable=False),
        Column("channel", Text, nullable=False),
        Column("value", Text, nullable=False),
        Column("authorized", DAY, nullable=True),
        Column("kind", Text, nullable=False),
        Column("evidence", Text, nullable=False),
        Column("opted_out", DAY, nullable=True),
        Column("hours", Text, nullable=False),
        Column("hours_evidence", Text, nullable=False),
        Column("revision", NUMBER, nullable=False),
        PrimaryKeyConstraint("company_id", "id", name="contact_pk"),
        *_references(
            "contact_customer",
            ["company_id", "customer_id"],
            ["customer.company_id", "customer.id"],
        ),
        CheckConstraint(KINDS, name="contact_kind"),
        **SQLITE,
    )
    op.execute(
        f"INSERT INTO contact ({same}, kind, evidence, hours, hours_evidence, revision)"
        f" SELECT {same}, 'deudor', '', '', '', revision FROM contact_0004"
    )
    op.execute("DROP TABLE contact_0004")
    op.create_index("contact_by_customer", "contact", ["company_id", "customer_id"])


def _references(
    name: str, columns: list[str], targets: list[str]
) -> tuple[ForeignKeyConstraint, ForeignKeyConstraint]:
    deferred = ForeignKeyConstraint(
        columns, targets, name=name, deferrable=True, initially="DEFERRED"
    )
    immediate = ForeignKeyConstraint(columns, targets, name=name)
    return deferred.ddl_if(dialect="sqlite"), immediate.ddl_if(dialect="postgresql")


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
        "event",
        _number("customer_id"),
        _number("document_id", nullable=True),
        _text("kind"),
        _day("day"),
        _text("detail"),
        _day("due", nullable=True),
        _number("amount", nullable=True),
        _text("currency"),
        check="kind IN ('note', 'call', 'promise', 'dispute', 'task')"
        " AND (kind = 'promise') = (amount IS NOT NULL)"
        " AND (amount IS NULL OR amount > 0 AND due IS NOT NULL AND currency <> '')",
    )
    _fact(
        "event_end",
        _number("event_id"),
        _day("day"),
        _text("outcome"),
        _text("detail"),
    )
    _fact(
        "contact_made",
        _number("customer_id"),
        _number("contact_id", nullable=True),
        _number("event_id", nullable=True),
        _day("day"),
        _text("time"),
        _text("channel"),
        _text("kind"),
        _number("two_way"),
        _text("reason"),
        _text("reference"),
        check="two_way IN (0, 1) AND kind IN ('deudor', 'codeudor')",
    )
    op.create_index("event_by_customer", "event", ["company_id", "customer_id", "day"])
    op.create_index("event_end_by_event", "event_end", ["company_id", "event_id"])
    op.create_index(
        "contact_made_by_customer", "contact_made", ["company_id", "customer_id", "day"]
    )
