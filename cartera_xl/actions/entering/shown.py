"""What a row shows beside its document: the two must belong together.

A column that was pasted out of place puts one customer's money beside another one's
invoice. So what the row shows (customer, currency, balance) is compared with what the
ledger says of the document that it names. A name that was typed over beside its own NIT
is harmless: whose a row is, the NIT decides, and only without one the name.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.entering.cells import Cells, Rejected
from cartera_xl.errors import AmountError
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.money import decimal_of, to_minor
from cartera_xl.ledger.nit import split
from cartera_xl.ledger.refusals import label, money

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cartera_xl.actions.entering.known import Known
    from cartera_xl.ledger.documents import OpenItem

_NOUNS: Final = {
    Side.DEBIT: "La factura",
    Side.CREDIT: "El crédito",
    Side.NONE: "La cotización",
}
_AGAIN: Final = "Actualice el libro y digite de nuevo en su fila."


def misplaced(
    cells: Cells, item: OpenItem, known: Known, blamed: Iterable[str], amount: str
) -> Rejected | None:
    """Return why a row and the document that it names do not belong together.

    Args:
        cells: the row.
        item: the document that it names, as the ledger has it.
        known: the customers.
        blamed: the columns whose typed cells are painted.
        amount: the column of the amount that is compared: balance, or total.
    """
    found = (
        _other_customer(cells, item, known)
        or _other_currency(cells, item)
        or _other_amount(cells, item, amount)
    )
    if found is None:
        return None
    fields = tuple(field for field in blamed if cells.has(field))
    return found._replace(fields=fields)


def folded(text: str) -> str:
    """Return a name without what people write differently: case, accents, dots."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if c.isalnum())


def _other_customer(cells: Cells, item: OpenItem, known: Known) -> Rejected | None:
    nit, name = _text(cells, "nit"), _text(cells, "customer")
    own = known.family(item.customer_id)
    if not (nit or name) or _is_shown(own, nit, name, known):
        return None
    owner = known.customers[own].name
    other = name if name and folded(name) != folded(owner) else f"NIT {nit}"
    sentence = (
        f"{_NOUNS[item.kind.side]} {label(item)} es de {owner}, no de {other}. {_AGAIN}"
    )
    return Rejected(cells.row, "otro_cliente", sentence)


def _is_shown(own: int, nit: str, name: str, known: Known) -> bool:
    """Tell whether a NIT and a name are those of a customer."""
    by_nit: Collection[int] = known.by_nit.get(split(nit).number, ()) if nit else ()
    by_name = known.by_name.get(folded(name), ())
    if not by_nit:
        return own in by_name
    shared = len(by_nit) > 1 and by_name  # branches with one NIT: the name decides
    return own in by_nit and (not shared or own in by_name)


def _other_currency(cells: Cells, item: OpenItem) -> Rejected | None:
    shown = _text(cells, "currency").upper()
    if shown in ("", item.currency):
        return None
    sentence = f"{label(item)} está en {item.currency} y la fila dice {shown}. {_AGAIN}"
    return Rejected(cells.row, "otra_moneda", sentence)


def _other_amount(cells: Cells, item: OpenItem, field: str) -> Rejected | None:
    """Return that a row shows an amount that the ledger never wrote there.

    A balance that moved since is another matter, which the row's version tells.
    """
    value = cells.entry.shown.get(field)
    if value in (None, "") or (field == "balance" and _moved(cells, item)):
        return None
    ours = item.balance if field == "balance" else item.total
    if shown_amount(cells, field, item.currency) == ours:
        return None
    title = cells.tab.column(field).title
    sentence = (
        f"{title} de {label(item)} es {money(ours, item.currency)} y la fila muestra "
        f"otra cosa: se escribió o se pegó encima. {_AGAIN}"
    )
    return Rejected(cells.row, f"{title.casefold()}_alterado", sentence)


def _moved(cells: Cells, item: OpenItem) -> bool:
    return cells.entry.version != item.version


def shown_amount(cells: Cells, field: str, currency: str) -> int | None:
    """Return an amount that the row shows, in minor units, if it still shows one."""
    value = cells.entry.shown.get(field)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return to_minor(decimal_of(value), currency)
    except AmountError:
        return None


def _text(cells: Cells, field: str) -> str:
    value = cells.entry.shown.get(field)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
