"""A payment net of withholdings: what the money settles, invoice by invoice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.actions.finding import label
from cartera_xl.actions.tax_facts import tax_facts
from cartera_xl.ledger.books import Books
from cartera_xl.ledger.fifo import oldest_first
from cartera_xl.ledger.net_payment import settle
from cartera_xl.ledger.parameters import Allocation
from cartera_xl.ledger.refusals import money
from cartera_xl.ledger.verbs.receive import Line, Withheld
from cartera_xl.ledger.verbs.sharing import on_day
from cartera_xl.ledger.withholding import expected
from cartera_xl.store.positions import Needs, position_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cartera_xl.actions.tax_facts import TaxFacts
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.net_payment import Net
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.store.transaction import Transaction


class Wanted(NamedTuple):
    """An invoice to be paid: its money where it is said, and what was typed of it.

    A typed withholding of zero takes the proposal out.
    """

    item: OpenItem
    money: int | None = None  # minor units
    typed: tuple[Withheld, ...] = ()
    is_named: bool = True


class NetLine(NamedTuple):
    """What one invoice gets, and what to know of it.

    `names` are those of the rates of its withholdings, in their order; "" of those
    that were typed.
    """

    item: OpenItem
    line: Line
    names: tuple[str, ...]
    notes: tuple[str, ...]


def oldest(
    ledger: Transaction,
    parameters: Parameters,
    customer_id: int,
    currency: str,
    day: date,
) -> list[Wanted]:
    """Return all that a customer owes on a day, in the order in which money pays it."""
    books = Books(position_of(ledger, Needs(customers=(customer_id,)), {}))
    there = on_day(books.debits_of(customer_id, currency), day, books)
    interest_first = parameters.allocation is Allocation.INTEREST
    return [
        Wanted(item, is_named=False) for item in oldest_first(there, interest_first)
    ]


def net_lines(
    ledger: Transaction,
    parameters: Parameters,
    wanted: Iterable[Wanted],
    total: int | None,
    day: date,
) -> Iterator[NetLine]:
    """Yield a line for each invoice that something is left for.

    Args:
        ledger: where taxes, profiles and rates are.
        parameters: how withholdings are shared and rounded.
        wanted: the invoices, in the order in which the money goes to them.
        total: all the money that came; None: as much as they take.
        day: of the payment.
    """
    chosen = list(wanted)
    known = tax_facts(ledger, [one.item for one in chosen])
    spoken_for = sum(one.money or 0 for one in chosen)
    left = None if total is None else max(0, total - spoken_for)
    for one in chosen:
        if left == 0 and not one.is_named:
            return
        given = left if one.money is None else one.money
        found = _settled(one, given, day, known, parameters)
        paid = found.whole if given is None else given
        if one.money is None:
            paid = min(paid, found.whole)
            left = None if left is None else left - paid
        yield _net_line(one, paid, found)


def _settled(
    one: Wanted,
    given: int | None,
    day: date,
    known: TaxFacts,
    parameters: Parameters,
) -> Net:
    typed = {withheld.use for withheld in one.typed}
    profile = [p for p in known.profile(one.item) if p.use not in typed]
    return settle(
        given,
        one.item.balance,
        sum(withheld.amount for withheld in one.typed),
        lambda settled: expected(
            known.payment(one.item, settled, day),
            profile,
            known.rates,
            parameters.withholding_share,
            parameters.withholding_rounding,
        ),
    )


def _net_line(one: Wanted, paid: int, found: Net) -> NetLine:
    item, proposals = one.item, found.expected.proposals
    typed = tuple(withheld for withheld in one.typed if withheld.amount)
    proposed = tuple(
        Withheld(p.use, p.amount, p.base, p.rate, p.town) for p in proposals
    )
    names = (*(p.name for p in proposals), *("" for _ in typed))
    notes = [f"{label(item)}: {note}" for note in found.expected.notes]
    notes += _about_money(one, paid, found)
    line = Line(0, item.id, paid, (*proposed, *typed))
    return NetLine(item, line, names, tuple(notes))


def _about_money(one: Wanted, paid: int, found: Net) -> Iterator[str]:
    """Say where the money is not what settles the whole invoice."""
    came, whole = (money(minor, one.item.currency) for minor in (paid, found.whole))
    if paid < found.whole:
        rest = money(one.item.balance - found.settled, one.item.currency)
        yield (
            f"{label(one.item)}: el neto de todo el saldo es {whole} y se le abonan "
            f"{came}: queda un saldo de {rest}."
        )
    elif paid > found.whole:
        over = money(paid - found.whole, one.item.currency)
        yield (
            f"{label(one.item)}: el neto de todo el saldo es {whole} y se le abonan "
            f"{came}: sobran {over}."
        )
