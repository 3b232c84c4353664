"""What typed withholdings were worked out from, looked up before they are posted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from cartera_xl.actions.tax_facts import tax_facts
from cartera_xl.ledger.documents import WITHHOLDING_USES
from cartera_xl.ledger.verbs.receive import Receive
from cartera_xl.ledger.withheld_origin import with_origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cartera_xl.actions.tax_facts import TaxFacts
    from cartera_xl.ledger.batch import Verb
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.verbs.receive import Line, Withheld
    from cartera_xl.store.transaction import Transaction


AnyVerb = TypeVar("AnyVerb", bound="Verb")


def with_origins(
    ledger: Transaction,
    parameters: Parameters,
    verbs: Sequence[AnyVerb],
    items: Iterable[OpenItem],
) -> list[AnyVerb]:
    """Return verbs whose withholdings say their base, rate and town where known.

    Args:
        ledger: where invoices' bases, customers' profiles and rates are.
        parameters: how the company shares a withholding among part payments.
        verbs: as they were typed.
        items: the invoices that they name, at least.
    """
    asking = {
        line.document_id
        for verb in verbs
        if isinstance(verb, Receive)
        for line in verb.lines
        if any(_asks(withheld) for withheld in line.withheld)
    }
    if not asking:
        return list(verbs)
    named = {item.id: item for item in items if item.id in asking}
    known = tax_facts(ledger, named.values())
    return [
        cast("AnyVerb", _explained(verb, named, known, parameters))
        if isinstance(verb, Receive)
        else verb
        for verb in verbs
    ]


def _asks(withheld: Withheld) -> bool:
    is_whole = withheld.base is not None and withheld.rate is not None
    return withheld.use in WITHHOLDING_USES and not is_whole


def _explained(
    verb: Receive,
    named: Mapping[int, OpenItem],
    known: TaxFacts,
    parameters: Parameters,
) -> Receive:
    lines = tuple(
        _line(line, verb, named[line.document_id], known, parameters)
        if line.document_id in named
        else line
        for line in verb.lines
    )
    return replace(verb, lines=lines)


def _line(
    line: Line,
    verb: Receive,
    item: OpenItem,
    known: TaxFacts,
    parameters: Parameters,
) -> Line:
    """Return a line with the origins of its withholdings.

    Of two of one tax, nobody knows which part of the base is whose.
    """
    kept = sum(withheld.amount for withheld in line.withheld)
    settled = line.payment + kept + line.credit + line.adjustment
    payment = known.payment(item, settled, verb.day)
    profile, share = known.profile(item), parameters.withholding_share
    times = Counter(withheld.use for withheld in line.withheld)
    return line._replace(
        withheld=tuple(
            with_origin(withheld, payment, profile, known.rates, share)
            if _asks(withheld) and times[withheld.use] == 1
            else withheld
            for withheld in line.withheld
        )
    )
