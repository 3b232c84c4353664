"""Posting what a person chose in a workbook: one question, one batch, sheets anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.actions import refresh
from cartera_xl.actions.posting import Asked, Result, post
from cartera_xl.actions.progress import silent
from cartera_xl.actions.register import Ending, Registered
from cartera_xl.actions.standing import batch_key
from cartera_xl.errors import CarteraError
from cartera_xl.ledger.refusals import label
from cartera_xl.ledger.requests import Outcome
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Batch, Done
    from cartera_xl.actions.progress import Progress
    from cartera_xl.hosts.host import Chosen, ChosenRow, Host, OpenHost
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction
    from cartera_xl.tabs.tab import Tab

MOVED: Final = "saldo_cambio"


class NothingChosenError(CarteraError):
    """The selection holds no row that the action is for."""

    def __init__(self, where: str) -> None:
        super().__init__(f"Elija antes una o varias filas de {where}.")


def chosen_in(host: OpenHost, tabs: Sequence[Tab], where: str = "") -> Chosen:
    """Return the rows that a person chose in one of some tabs.

    Raises:
        NothingChosenError: there are none; `where` names the tabs, if not their titles.
    """
    chosen = host.chosen(tabs)
    if chosen is None or not chosen.rows:
        raise NothingChosenError(where or texts.listed([tab.title for tab in tabs]))
    return chosen


class Order(NamedTuple):
    """What is asked of some rows: what it means for the ledger, and its question.

    `plan` turns it into a batch on the ledger as it stands; `question` gets what the
    batch would do.
    """

    batch: Batch
    plan: Callable[[Transaction], Asked]
    question: Callable[[Done], str]


def run(
    store: Store,
    host: Host,
    order: Order,
    context: Context,
    confirm: Callable[[str], bool],
    progress: Progress = silent,
) -> Registered:
    """Post an order about rows of a workbook, and write the workbook again.

    Raises:
        CarteraError: the workbook shows another ledger or day, or what a row names is
            not there; nothing moved.
    """
    batch_key(host, store, context)
    progress("Revisando", 0, 3)
    tried = post(store, order.plan, replace(order.batch, simulate=True), context)
    if tried.result is Result.REFUSED:
        return Registered(Ending.REFUSED, tried.asked, tried)
    if not confirm(order.question(tried)):
        return Registered(Ending.CANCELLED, tried.asked, tried)
    progress("Registrando", 1, 3)
    done = post(store, order.plan, order.batch, context)
    if done.result is Result.REFUSED:
        return Registered(Ending.REFUSED, done.asked, done)
    progress("Escribiendo el libro", 2, 3)
    host.look_again()
    refreshed = refresh.run(store, host, None, context)
    return Registered(Ending(done.result.value), done.asked, done, refreshed=refreshed)


def together(parts: Iterable[Asked]) -> Asked:
    """Return several orders as one: all of it or nothing. Rows count in their order."""
    all_parts = list(parts)
    verbs: list[Any] = [verb for part in all_parts for verb in part.verbs]
    needs = [part.needs for part in all_parts]
    return Asked(
        tuple(replace(verb, row=row) for row, verb in enumerate(verbs)),
        Needs(
            documents={i for need in needs for i in need.documents},
            applications={i for need in needs for i in need.applications},
        ),
    )


def moved_since(
    rows: Iterable[ChosenRow], items: Iterable[OpenItem]
) -> Iterator[Outcome]:
    """Yield a rejection for each row whose document moved since it was shown."""
    for number, (row, item) in enumerate(zip(rows, items, strict=True)):
        if row.version is not None and row.version != item.version:
            sentence = (
                f"{label(item)} cambió en la cartera desde la última actualización: "
                "oprima Actualizar y revise."
            )
            yield Outcome(number, MOVED, sentence)
