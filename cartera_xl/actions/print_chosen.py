"""Imprimir documento: a PDF of every document that a person chose in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.actions import print_documents, print_statements, show_statement
from cartera_xl.actions.finding import MONEY_KINDS, QUOTES
from cartera_xl.actions.print_documents import Asked, Printed
from cartera_xl.actions.print_statements import Printing
from cartera_xl.actions.progress import silent
from cartera_xl.actions.selected import NothingChosenError
from cartera_xl.actions.standing import check_own, own_corte
from cartera_xl.ledger.documents import Kind
from cartera_xl.outbox.documents.files import file_name
from cartera_xl.outbox.documents.statement import TITLE
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.quotes import QUOTES as QUOTES_TAB
from cartera_xl.tabs.statement import STATEMENT
from cartera_xl.tabs.transactions import TRANSACTIONS
from cartera_xl.tabs.withholdings import WITHHOLDINGS

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.hosts.host import ChosenRow, OpenHost
    from cartera_xl.store import Store

FOLDER: Final = "Documentos"  # beside the workbook
TABS: Final = (OVERDUE, NOT_DUE, CREDITS, TRANSACTIONS, QUOTES_TAB, WITHHOLDINGS)
_QUOTE: Final = texts.KIND_NAMES[Kind.QUOTE]


def run(
    store: Store,
    host: OpenHost,
    context: Context,
    templates: Path | None = None,
    progress: Progress = silent,
) -> list[Printed]:
    """Print what is chosen, as it stands at the workbook's cut-off date.

    On Estado de Cuenta it is the statement itself; on a tab of documents it is each
    chosen row's.

    Raises:
        NothingChosenError: no row of a document is chosen.
        CarteraError: the workbook shows another ledger, a document is not there, or a
            file of somebody else stands in the way; nothing was written.
    """
    chosen = host.chosen([*TABS, STATEMENT])
    if chosen is not None and chosen.tab is STATEMENT:
        return [_statement(store, host, context, templates)]
    if chosen is None or not chosen.rows:
        raise NothingChosenError(f"{OVERDUE.title}, {TRANSACTIONS.title} u otra hoja")
    check_own(host, store)
    folder = host.path.parent / FOLDER
    is_quotes = chosen.tab is QUOTES_TAB
    asked = {_asked(row, folder, is_quote=is_quotes): None for row in chosen.rows}
    at = own_corte(host) or context.today
    return print_documents.run_all(store, [*asked], at, templates, progress)


def _asked(row: ChosenRow, folder: Path, *, is_quote: bool) -> Asked:
    """Return which document a row names; two rows of one document ask for one."""
    document = row.shown.get("number") or row.shown.get("document")
    if not document:
        raise NothingChosenError(f"{OVERDUE.title}, {TRANSACTIONS.title} u otra hoja")
    quote = is_quote or row.shown.get("kind") == _QUOTE
    return Asked(
        str(document),
        customer=str(row.shown.get("nit") or ""),
        folder=folder,
        kinds=QUOTES if quote else MONEY_KINDS,
    )


def _statement(
    store: Store, host: OpenHost, context: Context, templates: Path | None
) -> Printed:
    done = show_statement.read(store, host, context)
    customer = done.customer
    name = file_name(TITLE, customer.code, customer.name)
    target = host.path.parent / FOLDER / name
    printing = Printing(done.since, done.until, done.view, target, templates=templates)
    made = print_statements.one(store, done, printing)
    return Printed(f"{TITLE} de {customer.name}", target, made.notes)
