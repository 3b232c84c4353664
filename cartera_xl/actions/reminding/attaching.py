"""The files that go with a reminder: the customer's statement, and its invoices' own.

An invoice goes along where the company keeps its package (documentos.carpeta), the
oldest first, as many as a mailbox takes without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from cartera_xl.actions import print_statements, statement
from cartera_xl.actions.finding import only_one
from cartera_xl.actions.letterhead import beside_ledger, typesetter
from cartera_xl.actions.remarks import remarks
from cartera_xl.ledger.directory import Directory
from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.statement import View
from cartera_xl.outbox.documents.package import files_of
from cartera_xl.outbox.mail.attachment import Attachment, file_name
from cartera_xl.store import queries
from cartera_xl.store.families import families
from cartera_xl.store.head import head
from cartera_xl.texts import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType

    from cartera_xl.actions.remarks import Remarks
    from cartera_xl.ledger.dunning import Reminder
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

NAME: Final = "Estado de cuenta"
_ELECTRONIC: Final = frozenset({Kind.INVOICE, Kind.DEBIT_NOTE})
# Mail servers commonly take 10 MB, and base64 makes a third more of a file.
_ROOM: Final = 7_000_000


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
        own = Attachment(file_name(f"{NAME} {reminder.code}.pdf"), pdf)
        return (own, *self._invoices(reminder, _ROOM - len(pdf)))

    def _invoices(self, reminder: Reminder, room: int) -> Iterator[Attachment]:
        """Yield the documents' own files that find room: all of one, or none."""
        if not self._own.packages:
            return
        folder = beside_ledger(self._store, self._own.packages)
        lines = [line for section in reminder.sections for line in section.lines]
        lines.sort(key=lambda line: -line.days)
        for kind, number in dict.fromkeys((line.kind, line.number) for line in lines):
            files = files_of(folder, number) if kind in _ELECTRONIC else ()
            size = sum(len(content) for _, content in files)
            if size > room:
                continue
            room -= size
            for ending, content in files:
                name = f"{KIND_NAMES[kind]} {number}{ending}"
                yield Attachment(file_name(name), content)

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
