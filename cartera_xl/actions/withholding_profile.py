"""What a customer withholds, said with the words that its rate was entered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.actions.entering.shown import folded
from cartera_xl.actions.posting import Advice, Asked
from cartera_xl.ledger.facts import Profile, Rate
from cartera_xl.ledger.verbs.customers import Withholds
from cartera_xl.store.facts import facts

if TYPE_CHECKING:
    from cartera_xl.ledger.documents import Use
    from cartera_xl.store.transaction import Transaction


def stated(
    ledger: Transaction, customer_id: int, use: Use, name: str, town: str
) -> Asked:
    """Return that a customer makes a withholding; without a name, makes it no longer.

    «bogota» is the «Bogotá» that stands there. A rate may be entered later, but until
    then nothing is proposed, and that is said.
    """
    if not name.strip():
        known = {folded(p.town): p.town for p in facts(ledger, Profile) if p.use == use}
        ends = known.get(folded(town), town.strip())
        return Asked((Withholds(0, customer_id, use, "", ends),))
    rates = {
        (folded(rate.name), folded(rate.town)): (rate.name, rate.town)
        for rate in facts(ledger, Rate)
        if rate.use == use
    }
    found = rates.get((folded(name), folded(town)))
    verb = Withholds(0, customer_id, use, *(found or (name.strip(), town.strip())))
    if found:
        return Asked((verb,))
    where = f" en {town.strip()}" if town.strip() else ""
    note = (
        f"No hay una tarifa de {texts.USE_NAMES[use]} «{name.strip()}»{where}: no se "
        "propondrá hasta que la agregue con «cartera tarifas agregar»."
    )
    return Asked((verb,), advice=Advice(notes=(note,)))
