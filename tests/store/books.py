"""Short ways to fill a ledger on disk, and to look into its file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cartera_xl.ledger.documents import Application, Document, Kind, Use
from cartera_xl.ledger.posting import Customer, Posting
from cartera_xl.store import Store
from cartera_xl.store.balances import open_items
from cartera_xl.store.command import Command, Company, Posted
from cartera_xl.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cartera_xl.store.check import Check
    from cartera_xl.store.command import Refused

NOON = datetime(2026, 1, 15, 17, tzinfo=UTC)  # noon in Bogotá
T0 = date(2026, 1, 15)
COMPANY = Company("Ferretería El Tornillo S.A.S.", "900123456")
PARTY = 1  # the customer's id


def on(days: int) -> date:
    return T0 + timedelta(days=days)


def invoice(id: int, total: int, day: int = 0, customer: int = PARTY) -> Document:  # noqa: A002
    number = f"FV-{abs(id)}-{day}-{total}"
    return Document(
        id, Kind.INVOICE, number, 1, customer, "COP", on(day), on(day + 30), total
    )


def receipt(id: int, total: int, day: int = 0, number: str = "") -> Document:  # noqa: A002
    number = number or f"RC-{abs(id)}-{day}-{total}"
    return Document(id, Kind.RECEIPT, number, 1, PARTY, "COP", on(day), on(day), total)


def pay(id: int, from_id: int, to_id: int, amount: int, day: int = 0) -> Application:  # noqa: A002
    return Application(id, Use.PAYMENT, from_id, to_id, PARTY, "COP", amount, on(day))


def withhold(id: int, to_id: int, amount: int, day: int = 0) -> Application:  # noqa: A002
    return Application(
        id, Use.INCOME_TAX_WITHHELD, None, to_id, PARTY, "COP", amount, on(day)
    )


def undo(id: int, of: Application, of_id: int, day: int = 0) -> Application:  # noqa: A002
    return of._replace(
        id=id, amount=-of.amount, effective=on(day), reverses=of_id, note="error"
    )


def command(
    key: str, posting: Posting, day: int = 0, action: str = "prueba"
) -> Command:
    return Command(key, action, posting, "ana", "caja-1", NOON + timedelta(days=day))


def post(store: Store, key: str, day: int = 0, /, **rows: Any) -> Posted | Refused:
    return store.execute(command(key, Posting(**rows), day))


def posted(store: Store, key: str, day: int = 0, /, **rows: Any) -> Posted:
    answer = post(store, key, day, **rows)
    assert isinstance(answer, Posted), answer
    return answer


def started(path: Path) -> Store:
    """Make a ledger with one customer, one invoice of 100 and one receipt of 50."""
    store = Store.create(path, COMPANY, NOON)
    fill(store)
    return store


def fill(store: Store) -> None:
    """Post one customer, one invoice of 100 and one receipt of 50."""
    posted(
        store,
        "inicio",
        customers=(Customer(-1, "C1", "Ana & Cía.", "800197268", "4"),),
        documents=(
            invoice(-1, 100, customer=-1),
            receipt(-2, 50)._replace(customer_id=-1),
        ),
    )


INVOICE, RECEIPT = 2, 3  # the ids that `started` gives


def balances(
    store: Store, day: int = 10_000, known: int | None = None
) -> dict[int, int]:
    with store.reading() as transaction:
        items = open_items(transaction, on(day), None if known is None else on(known))
    return {item.id: item.balance for item in items}


def checks(store: Store, anchor: str | None = None) -> list[Check]:
    with store.reading() as transaction:
        return verify(transaction, on(60), anchor)


def broken(store: Store, anchor: str | None = None) -> set[str]:
    return {check.name for check in checks(store, anchor) if not check.passed}


def raw(path: Path, *statements: str) -> list[tuple[Any, ...]]:
    """Run SQL as any other program would: no pragma of ours."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return [row for sql in statements for row in connection.execute(sql)]


def asked(store: Store, *statements: str) -> list[tuple[Any, ...]]:
    """Ask about a company on a connection of its own, in a file or on a server."""
    connection = store.engine.open()
    try:
        own = {"company": store.company}
        return [row for sql in statements for row in connection.rows(sql, own)]
    finally:
        connection.close()


def without_guards(path: Path, statements: Iterable[str]) -> None:
    """Change a file as somebody would who drops the triggers first."""
    names = raw(path, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    raw(path, *(f"DROP TRIGGER {name}" for (name,) in names), *statements)
