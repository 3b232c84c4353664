"""The files that go with a reminder: the customer's statement, as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from cartera_xl.actions import print_statements, statement
from cartera_xl.actions.finding import only_one
from cartera_xl.actions.letterhead import typesetter
from cartera_xl.actions.remarks import remarks
from cartera_xl.ledger.directory import Directory
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.statement import View
from cartera_xl.outbox.mail.attachment import Attachment, file_name
from cartera_xl.store import queries
from cartera_xl.store.families import families
from cartera_xl.store.head import head

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType

    from cartera_xl.actions.remarks import Remarks
    from cartera_xl.ledger.dunning import Reminder
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

NAME: Final = "Estado de cuenta"


class Statements:
    """Statements of open items, on the day that `clock` tells."""

    def __init__(
        self,
        store: Store,
        own: Parameters,
        templates: Path | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._own = own
        self._clock = clock
        self._setter = typesetter(store, own, templates)
        self._directory = Directory(())
        self._remarks: Remarks = {}
        self._moment: tuple[int, date] | None = None

    def __call__(self, reminder: Reminder) -> tuple[Attachment, ...]:
        """Return the statement of a reminder's customer."""
        day = self._clock().astimezone(BOGOTA).date()
        with self._store.reading() as ledger:
            directory = self._known(ledger, day)
            customer = only_one(directory, reminder.code)
            found = statement.of_customer(
                *(ledger, directory, customer, day.replace(day=1), day),
                View.OPEN_ITEMS,
            )
        known = self._remarks.get(customer.id)
        pdf = self._setter.pdf(print_statements.paper_of(self._own, found, known))
        return (Attachment(file_name(f"{NAME} {reminder.code}.pdf"), pdf),)

    def _known(self, ledger: Transaction, day: date) -> Directory:
        """Return the customers, read again where the ledger or the day moved on."""
        moment = (head(ledger).revision, day)
        if self._moment != moment:
            self._directory = Directory(queries.customers(ledger), families(ledger))
            self._remarks = remarks(ledger, day)
            self._moment = moment
        return self._directory

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._setter.close()
