"""Registrar lo digitado: post all that is typed in a workbook, or none of it.

Everything is read and judged first; one question names the totals; then one transaction
and the tabs are written again. Where a row is refused nothing moves, and each row says
why. The workbook's batch key makes a second press harmless.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.actions import refresh
from cartera_xl.actions.choices import choices
from cartera_xl.actions.entering.workbook import TABS, TypedBook, plan, read
from cartera_xl.actions.posting import Asked, Batch, Done, Result, post
from cartera_xl.actions.progress import silent
from cartera_xl.actions.question import question
from cartera_xl.actions.standing import batch_key
from cartera_xl.hosts.entries import RowMark
from cartera_xl.ledger.money import to_decimal
from cartera_xl.ledger.refusals import label
from cartera_xl.store.command import Posted, Refused
from cartera_xl.tabs.columns import ACCEPTED, REJECTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Moved
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.refresh import RefreshedWorkbook
    from cartera_xl.hosts.host import Chosen, Host
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "registrar"


class Ending(StrEnum):
    """What became of what was typed."""

    POSTED = "registrado"
    REPEATED = "ya registrado"
    SIMULATED = "simulado"
    REFUSED = "rechazado"
    CANCELLED = "cancelado"
    NOTHING = "nada digitado"


@dataclass(frozen=True, slots=True)
class Registered:
    """The account of a posting from a workbook.

    `rows` gives, for each row that was typed, its sheet, its row and what was said.
    """

    ending: Ending
    typed: int
    done: Done | None = None
    rows: tuple[tuple[str, int, str, str], ...] = ()  # sheet, row, code, sentence
    refreshed: RefreshedWorkbook | None = None


def run(
    store: Store,
    host: Host,
    context: Context,
    confirm: Callable[[str], bool],
    *,
    simulate: bool = False,
    only: Chosen | None = None,
    progress: Progress = silent,
) -> Registered:
    """Post what is typed in a workbook.

    Args:
        store: the workbook's ledger.
        host: the workbook.
        context: who asks, and when.
        confirm: is asked the one question before anything is written.
        simulate: only write beside each row what it would do.
        only: these rows and no others; what is typed on others stays there.
        progress: what the person sees meanwhile.

    Raises:
        CarteraError: the workbook cannot be posted from; nothing moved.
    """
    progress("Leyendo lo digitado", 0, 4)
    key = batch_key(host, store, context)
    book = read(host, only)
    batch = Batch(ACTION, book.content, key, rows=book.posted)
    answer = store.answered(key, ACTION, book.content) if book.cells else None
    if isinstance(answer, Posted) and not simulate:
        return _posted(store, host, book, batch, context, progress)
    if isinstance(answer, Refused):  # the key is that of other input
        return Registered(Ending.REFUSED, 0, Done(Result.REFUSED, refused=answer))
    progress("Revisando cada fila", 1, 4)
    tried = post(store, _planner(book, context), replace(batch, simulate=True), context)
    if not tried.asked:  # nothing on any row, as Clientes' rows only show the ledger
        return Registered(Ending.NOTHING, 0)
    if tried.result is Result.REFUSED:
        return _refused(host, book, tried)
    if simulate:
        host.mark(TABS, _simulated(book, tried))
        return Registered(Ending.SIMULATED, tried.asked, tried)
    if not confirm(question(tried.posting, book.hidden)):
        return Registered(Ending.CANCELLED, tried.asked, tried)
    return _posted(store, host, book, batch, context, progress, tried)


def _planner(book: TypedBook, context: Context) -> Callable[[Transaction], Asked]:
    def planner(ledger: Transaction) -> Asked:
        return plan(book, ledger, choices(ledger), context.today)

    return planner


def _posted(
    store: Store,
    host: Host,
    book: TypedBook,
    batch: Batch,
    context: Context,
    progress: Progress,
    tried: Done | None = None,
) -> Registered:
    """Post for good, then write the tabs again: what was posted is cleared there."""
    progress("Registrando", 2, 4)
    done = post(store, _planner(book, context), batch, context, tried)
    if done.result is Result.REFUSED:
        return _refused(host, book, done)
    progress("Escribiendo el libro", 3, 4)
    host.look_again()  # the question may have waited for long
    refreshed = refresh.run(store, host, None, context)
    progress("Listo", 4, 4)
    ending = Ending(done.result.value)
    return Registered(ending, done.asked, done, refreshed=refreshed)


def _refused(host: Host, book: TypedBook, done: Done) -> Registered:
    """Mark each row that stops the batch, and say on the others that it is stopped."""
    rows = []
    marks = []
    for outcome in sorted(done.outcomes, key=lambda outcome: outcome.row):
        cells = book.cells[outcome.row]
        entry = cells.entry
        rejected = () if outcome.waits else book.to_blame(outcome)
        status = f"{REJECTED} {outcome.sentence}"
        marks.append(RowMark(entry.table, entry.row, status, rejected))
        if not outcome.waits:
            rows.append((entry.sheet, entry.row, str(outcome.status), outcome.sentence))
    host.mark(TABS, marks)
    return Registered(Ending.REFUSED, done.asked, done, tuple(rows))


def _simulated(book: TypedBook, done: Done) -> list[RowMark]:
    """Write beside each row what the balance would become."""
    by_label = {label(move.item): move for move in done.moved}
    marks = []
    for outcome in done.outcomes:
        entry = book.cells[outcome.row].entry
        move = by_label.get(entry.key[0]) if entry.key else None
        said = _change(move) if move else "se registraría"
        marks.append(RowMark(entry.table, entry.row, f"{ACCEPTED} {said}"))
    return marks


def _change(move: Moved) -> str:
    before, after = (
        texts.amount(to_decimal(value, move.item.currency))
        for value in (move.before or 0, move.after)
    )
    return f"{before} → {after}"
