"""The tables as they are now; how they came to be is in `migrations`.

The company comes first in every key and index: on a server one database holds many
companies, and a distributed engine can split them. Nothing here needs a sequence, a
serial column or an advisory lock.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata: Final = MetaData()

NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
DAY: Final = Date().with_variant(Text(), "sqlite")  # ISO text, so that it sorts
# No rowid: `SET rowid =` would get past the guards. STRICT: 0.1 centavos are refused.
SQLITE: Final[dict[str, Any]] = {"sqlite_with_rowid": False, "sqlite_strict": True}


def _references(
    name: str, columns: list[str], targets: list[str]
) -> tuple[ForeignKeyConstraint, ForeignKeyConstraint]:
    """Return a foreign key, checked at COMMIT on SQLite and at once elsewhere.

    Checked at once, SQLite would open a statement journal for every row of a table
    with triggers: 100,000 documents took twice as long. CockroachDB knows no deferred
    constraints.
    """
    deferred = ForeignKeyConstraint(
        columns, targets, name=name, deferrable=True, initially="DEFERRED"
    )
    immediate = ForeignKeyConstraint(columns, targets, name=name)
    return deferred.ddl_if(dialect="sqlite"), immediate.ddl_if(dialect="postgresql")


company = Table(
    "company",
    metadata,
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

customer = Table(
    "customer",
    metadata,
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
    CheckConstraint("business IN (0, 1)", name="customer_business"),
    **SQLITE,
)

contact = Table(
    "contact",
    metadata,
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
    # A reference is never contacted (Ley 2300 of 2023), and so not kept.
    CheckConstraint("kind IN ('deudor', 'codeudor')", name="contact_kind"),
    **SQLITE,
)
Index("contact_by_customer", contact.c.company_id, contact.c.customer_id)

document = Table(
    "document",
    metadata,
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
        "number <> '' AND instalment >= 1 AND edition >= 1 AND currency <> ''",
        name="document_named",
    ),
    **SQLITE,
)
# In the order of the rows themselves: what is open is then read as one walk. With all
# that the portfolio adds up: the walk then stays in the index, at half the time, and
# posting takes no longer (measured).
for _kept in (document.c.open, document.c.free):
    Index(
        f"document_{_kept.name}",
        document.c.company_id,
        document.c.id,
        document.c.customer_id,
        document.c.currency,
        document.c.due,
        document.c.issued,
        _kept,
        sqlite_where=text(f"{_kept.name} > 0"),
        postgresql_where=text(f"{_kept.name} > 0"),
    )
Index(
    "document_by_customer",
    document.c.company_id,
    document.c.customer_id,
    document.c.issued,
)

application = Table(
    "application",
    metadata,
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
        " OR (use = 'void' AND (from_id IS NULL) <> (to_id IS NULL))"
        " OR (use NOT IN ('payment', 'credit', 'refund', 'void')"
        " AND from_id IS NULL AND to_id IS NOT NULL)",
        name="application_ends",
    ),
    **SQLITE,
)
Index(
    "application_reverses_once",
    application.c.company_id,
    application.c.reverses,
    unique=True,
    sqlite_where=text("reverses IS NOT NULL"),
    postgresql_where=text("reverses IS NOT NULL"),
)
Index(
    "application_by_from",
    application.c.company_id,
    application.c.from_id,
    sqlite_where=text("from_id IS NOT NULL"),
    postgresql_where=text("from_id IS NOT NULL"),
)
Index(
    "application_by_to",
    application.c.company_id,
    application.c.to_id,
    sqlite_where=text("to_id IS NOT NULL"),
    postgresql_where=text("to_id IS NOT NULL"),
)
Index(
    "application_voids",
    application.c.company_id,
    application.c.id,
    sqlite_where=text("use = 'void'"),
    postgresql_where=text("use = 'void'"),
)
Index("application_by_day", application.c.company_id, application.c.effective)

operation = Table(
    "operation",
    metadata,
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

audit = Table(
    "audit",
    metadata,
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

parameter = Table(
    "parameter",
    metadata,
    Column("company_id", NUMBER, nullable=False),
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("revision", NUMBER, nullable=False),
    PrimaryKeyConstraint("company_id", "key", name="parameter_pk"),
    *_references("parameter_company", ["company_id"], ["company.id"]),
    **SQLITE,
)


# On a server only: which role belongs to which company (see `row_security`).
server_metadata: Final = MetaData()
member = Table(
    "member",
    server_metadata,
    Column("company_id", BigInteger, nullable=False),
    Column("role", Text, nullable=False),
    PrimaryKeyConstraint("company_id", "role", name="member_pk"),
    ForeignKeyConstraint(["company_id"], [company.c.id], name="member_company"),
)


# Facts: dated rows beside documents and applications. `ledger.facts` says what each
# field means; the tables have the same fields in the same order.
_TARGETS: Final = {
    "document_id": "document",
    "application_id": "application",
    "customer_id": "customer",
    "into_id": "customer",
    "event_id": "event",
}


def _fact(name: str, *columns: Column[Any], check: str = "") -> Table:
    """Return a fact's table: the company, an id, its fields, the revision."""
    references = [
        constraint
        for column in columns
        if column.name in _TARGETS
        for constraint in _references(
            f"{name}_{column.name.removesuffix('_id')}",
            ["company_id", column.name],
            [f"{_TARGETS[column.name]}.company_id", f"{_TARGETS[column.name]}.id"],
        )
    ]
    checks = [CheckConstraint(check, name=f"{name}_check")] if check else []
    return Table(
        name,
        metadata,
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


tender = _fact(
    "tender",
    _number("document_id", nullable=True),
    _number("application_id", nullable=True),
    _text("means"),
    _text("cash_account"),
    _text("reference"),
    _number("amount"),
    check="amount > 0 AND (document_id IS NULL) <> (application_id IS NULL)",
)
withholding = _fact(
    "withholding",
    _number("application_id"),
    _number("document_id", nullable=True),
    _number("base", nullable=True),
    _number("rate", nullable=True),
    _text("town"),
    check="(base IS NULL OR base >= 0)"
    " AND (rate IS NULL OR rate BETWEEN 0 AND 1000000)",
)
certificate = _fact(
    "certificate",
    _number("application_id"),
    _text("number"),
    _day("received", nullable=True),
)
write_off = _fact(
    "write_off",
    _number("application_id"),
    _text("reason"),
    _text("approver"),
    check="reason <> '' AND approver <> ''",
)
taxes = _fact("taxes", _number("document_id"), _number("base"), _number("vat"))
quote_step = _fact(
    "quote_step",
    _number("document_id"),
    _day("day"),
    _text("state"),
    _text("note"),
    _day("next_day", nullable=True),
)
closing = _fact("closing", _day("open_from"), _text("reason"))
joining = _fact(
    "joining",
    _number("customer_id"),
    _number("into_id", nullable=True),
    _text("reason"),
    check="into_id IS NULL OR into_id <> customer_id",
)
rate = _fact(
    "rate",
    _text("use"),
    _text("name"),
    _text("town"),
    _day("since"),
    _number("rate"),
    _number("minimum"),
    check="rate BETWEEN 0 AND 1000000 AND minimum >= 0",
)
profile = _fact(
    "profile", _number("customer_id"), _text("use"), _text("name"), _text("town")
)
undoing = _fact("undoing", _number("undone"))
event = _fact(
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
event_end = _fact(
    "event_end",
    _number("event_id"),
    _day("day"),
    _text("outcome"),
    _text("detail"),
)
contact_made = _fact(
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
Index("tender_by_document", tender.c.company_id, tender.c.document_id)
Index(
    "withholding_by_application", withholding.c.company_id, withholding.c.application_id
)
Index("withholding_by_receipt", withholding.c.company_id, withholding.c.document_id)
Index(
    "certificate_by_application", certificate.c.company_id, certificate.c.application_id
)
Index("taxes_by_document", taxes.c.company_id, taxes.c.document_id)
Index("quote_step_by_document", quote_step.c.company_id, quote_step.c.document_id)
Index("event_by_customer", event.c.company_id, event.c.customer_id, event.c.day)
Index("event_end_by_event", event_end.c.company_id, event_end.c.event_id)
Index(
    "contact_made_by_customer",
    contact_made.c.company_id,
    contact_made.c.customer_id,
    contact_made.c.day,
)
Index("undoing_once", undoing.c.company_id, undoing.c.undone, unique=True)
FACT_TABLES: Final = (
    tender,
    withholding,
    certificate,
    write_off,
    taxes,
    quote_step,
    closing,
    joining,
    rate,
    profile,
    undoing,
    event,
    event_end,
    contact_made,
)
