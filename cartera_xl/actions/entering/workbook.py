"""All that is typed in a workbook: read at once, looked up at once, judged together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions.entering import (
    collection_log,
    customers,
    entry,
    free_credits,
    invoices,
    quotes,
    withholdings,
)
from cartera_xl.actions.entering.cells import (
    DATE_STATUSES,
    FIELD_OF,
    Cells,
    Rejected,
)
from cartera_xl.actions.entering.known import known
from cartera_xl.actions.posting import Asked
from cartera_xl.actions.withholding_origins import with_origins
from cartera_xl.ledger.requests import Outcome
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.certify import Certify
from cartera_xl.ledger.verbs.collection import End, Log
from cartera_xl.ledger.verbs.customers import Register
from cartera_xl.ledger.verbs.enter import Enter
from cartera_xl.ledger.verbs.quotes import FollowUp
from cartera_xl.ledger.verbs.receive import Receive
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.store.positions import Needs
from cartera_xl.tabs.collection_log import COLLECTION_LOG
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.quotes import QUOTES
from cartera_xl.tabs.withholdings import WITHHOLDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from types import ModuleType

    from cartera_xl.actions.entering.known import Known
    from cartera_xl.hosts.entries import Entry, Posted
    from cartera_xl.hosts.host import Chosen, Host
    from cartera_xl.ledger.batch import Verb
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.store.transaction import Transaction
    from cartera_xl.tabs.tab import Tab


class Reader(NamedTuple):
    """Tabs whose rows are read alike, and the module that reads them."""

    tabs: tuple[Tab, ...]
    module: ModuleType


# In the order in which a batch is posted: what is entered can be paid in the same one.
READERS: Final = (
    Reader((CUSTOMERS,), customers),
    Reader((ENTRY,), entry),
    Reader((OVERDUE, NOT_DUE), invoices),
    Reader((CREDITS,), free_credits),
    Reader((QUOTES,), quotes),
    Reader((WITHHOLDINGS,), withholdings),
    Reader((COLLECTION_LOG,), collection_log),
)
TABS: Final = tuple(tab for reader in READERS for tab in reader.tabs)


@dataclass(frozen=True)
class TypedBook:
    """The rows in which something is typed; a row's number is its place here."""

    cells: tuple[Cells, ...]

    @cached_property
    def content(self) -> str:
        """Return what tells this input from any other, as text."""
        told = [(c.entry.table, c.entry.key, c.entry.fingerprint) for c in self.cells]
        return json.dumps(sorted(told), ensure_ascii=False)

    @property
    def posted(self) -> tuple[Posted, ...]:
        """Return how each row is known once it is posted; Clientes shows the ledger."""
        return tuple(
            c.entry.posted for c in self.cells if c.entry.table != CUSTOMERS.table
        )

    @property
    def hidden(self) -> int:
        """Return how many of the rows nobody sees, for a filter."""
        return sum(cells.entry.hidden for cells in self.cells)

    def to_blame(self, outcome: Outcome) -> tuple[str, ...]:
        """Return the cells of a row that a refusal is about."""
        cells = self.cells[outcome.row]
        for fault in cells.faults:
            if fault.code == outcome.status:
                return fault.fields
        module = _module(cells.entry.table)
        if (field := FIELD_OF.get(outcome.status, "")) and cells.has(field):
            return (field,)
        if outcome.status in DATE_STATUSES and cells.has(module.DATE_FIELD):
            return (module.DATE_FIELD,)
        return tuple(field for field in module.MAIN_FIELDS if cells.has(field))


def _module(table: str) -> ModuleType:
    return next(r.module for r in READERS if any(t.table == table for t in r.tabs))


def read(host: Host, only: Chosen | None = None) -> TypedBook:
    """Read the rows of all tabs that ask for something, or only chosen ones.

    Raises:
        WorkbookError: a sheet cannot be read: a column is gone or renamed.
    """
    found: list[Cells] = []
    for reader in READERS:
        for tab in reader.tabs:
            for row in host.entries(tab):
                if only and not _is_among(only, row):
                    continue
                cells = Cells(len(found), row, tab)
                if reader.module.asks(cells):
                    found.append(cells)
    return TypedBook(tuple(found))


def _is_among(chosen: Chosen, row: Entry) -> bool:
    numbers = [chosen_row.number for chosen_row in chosen.rows]
    return row.table == chosen.tab.table and row.row in numbers


def plan(
    book: TypedBook, ledger: Transaction, parameters: Parameters, today: date
) -> Asked:
    """Return what a workbook asks for, with the rows that cannot be read so."""
    named = [
        name for c in book.cells for name in _module(c.entry.table).names(c) if name
    ]
    for cells in book.cells:
        cells.faults.clear()  # naming a row reads some of its cells
    certified = [c for c in book.cells if c.entry.table == WITHHOLDINGS.table]
    withheld = withholdings.named_rows(certified)
    looked_up = known(ledger, parameters, today, named, withheld)
    verbs: list[Verb] = []
    rejected: list[Rejected] = []
    with_entered = looked_up  # and with what rows of the batch itself enter
    for reader in READERS:
        tables = {tab.table for tab in reader.tabs}
        own = [c for c in book.cells if c.entry.table in tables]
        read_so_far = len(verbs)
        for found in reader.module.verbs(own, with_entered):
            (rejected if isinstance(found, Rejected) else verbs).append(found)
        with_entered = with_entered.including(verbs[read_so_far:])
    for fault in rejected:
        book.cells[fault.row].faults[:] = [fault]
    items = [item for found in looked_up.documents.values() for item in found]
    verbs = with_origins(ledger, parameters, verbs, items)
    versions = {item.id: item.version for item in items}
    return Asked(
        tuple(verbs),
        needs(verbs, looked_up),
        _seen(verbs, versions),
        tuple(Outcome(fault.row, fault.code, fault.sentence) for fault in rejected),
    )


def _seen(verbs: Sequence[Verb], versions: dict[int, int]) -> dict[int, int]:
    """Return the versions of the documents that rows of the workbook stand for."""
    ids: set[int] = set()
    for verb in verbs:
        match verb:
            case Receive():
                ids |= {line.document_id for line in verb.lines}
            case Apply(credit_id=int(credit)) | Refund(credit_id=int(credit)):
                ids.add(credit)
            case _:
                pass
    return {row_id: versions[row_id] for row_id in ids if row_id in versions}


def needs(verbs: Iterable[Verb], looked_up: Known) -> Needs:
    """Return which part of the ledger a batch is about."""
    documents = {i.id for items in looked_up.documents.values() for i in items}
    owners = {i.customer_id for items in looked_up.documents.values() for i in items}
    applications: set[int] = set()
    identities = set()
    codes = False
    events: set[int] = set()
    for verb in verbs:
        match verb:
            case Receive(customer_id=owner):
                owners.add(owner)
            case Enter(document=document):
                identities.add((document.kind, document.number, document.instalment))
                owners.add(document.customer_id)
            case FollowUp(invoice=invoice) if invoice:
                pass
            case Certify(application_id=application):
                applications.add(application)
            case Log(customer_id=owner):
                owners.add(owner)
            case End(event_id=event):
                events.add(event)
            case Register():
                codes = True
            case _:
                pass
    there = {owner for owner in owners if owner > 0}  # not entered by the batch itself
    return Needs(documents, applications, there, identities, codes=codes, events=events)
