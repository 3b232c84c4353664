"""What typed rows may name, looked up in the ledger at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartera_xl.actions.entering.cells import Cells, Rejected
from cartera_xl.actions.entering.shown import folded
from cartera_xl.actions.finding import find_customer, labelled
from cartera_xl.errors import CarteraError
from cartera_xl.ledger import refusals
from cartera_xl.ledger.balances import open_item
from cartera_xl.ledger.facts import Certificate
from cartera_xl.ledger.refusals import label, money
from cartera_xl.ledger.verbs.customers import Register
from cartera_xl.ledger.verbs.enter import Enter
from cartera_xl.store import collection, queries
from cartera_xl.store.facts import facts_of, voided_ids
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from cartera_xl.ledger.documents import Kind, OpenItem
    from cartera_xl.ledger.facts import Event
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.posting import Contact, Customer
    from cartera_xl.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Known:
    """The documents and customers that a batch names, by what the screen calls them."""

    today: date
    parameters: Parameters
    documents: Mapping[str, tuple[OpenItem, ...]]
    customers: Mapping[int, Customer]
    contacts: tuple[Contact, ...]
    families: Mapping[int, int]
    voided: Collection[int]
    by_nit: Mapping[str, Collection[int]]  # the customers that records show as
    by_name: Mapping[str, Collection[int]]  # the name folded
    certificates: Mapping[int, Certificate]  # by the withholding that they are of
    events: Mapping[int, Event]  # the steps of collecting

    def family(self, customer_id: int) -> int:
        """Return the customer that a record shows as."""
        return self.families.get(customer_id, customer_id)

    def document(
        self, cells: Cells, text: str, kinds: Collection[Kind], field: str = ""
    ) -> OpenItem | Rejected:
        """Return the document that a row names, or why it is none."""
        fields = (field,) if field else ()
        found = [i for i in self.documents.get(text, ()) if i.kind in kinds]
        exact = [item for item in found if label(item) == text]
        found = exact or found
        if not found:
            sentence = f"No hay un documento «{text}» en la cartera."
            return Rejected(cells.row, "not_found", sentence, fields)
        if len(found) > 1:
            names = " o ".join(sorted(label(item) for item in found))
            sentence = f"Varios documentos son «{text}»: escriba {names}."
            return Rejected(cells.row, "unclear", sentence, fields)
        if found[0].id in self.voided:
            return cells.reject(refusals.voided(found[0]), *fields)
        return found[0]

    def customer(self, cells: Cells, field: str) -> Customer | Rejected:
        """Return the customer that a row names by code, NIT or name."""
        text = cells.text(field)
        if not text:
            return Rejected(cells.row, "sin_cliente", "Falta el cliente.", (field,))
        try:
            return find_customer(self.customers.values(), text)
        except CarteraError as error:
            return Rejected(cells.row, "cliente_desconocido", str(error), (field,))

    def including(self, verbs: Iterable[object]) -> Known:
        """Return what is known once earlier rows of the batch have entered theirs."""
        customers, documents = dict(self.customers), dict(self.documents)
        taken = {customer.code for customer in customers.values()}
        for verb in verbs:
            # What is taken is refused on the line that enters it, and no other.
            if isinstance(verb, Register):
                if verb.customer.code not in taken:
                    customers[verb.customer.id] = verb.customer
            elif isinstance(verb, Enter):
                document = verb.document._replace(id=verb.entered_id)
                item = open_item(document, document.total)
                for text in {item.number, label(item)}:
                    before = documents.get(text, ())
                    standing = [i for i in before if i.id not in self.voided]
                    if label(item) not in map(label, standing):
                        documents[text] = (*standing, item)
        return replace(self, customers=customers, documents=documents)


def known(
    ledger: Transaction,
    parameters: Parameters,
    today: date,
    names: Iterable[str],
    withheld: Collection[int] = (),
) -> Known:
    """Look up whatever a batch names; `withheld` are its withholdings."""
    documents: defaultdict[str, list[OpenItem]] = defaultdict(list)
    for text, item in labelled(ledger, names):
        documents[text].append(item)
    customers = queries.customers(ledger)
    joined = families(ledger)
    by_nit: defaultdict[str, set[int]] = defaultdict(set)
    by_name: defaultdict[str, set[int]] = defaultdict(set)
    for customer in customers:
        main = joined.get(customer.id, customer.id)
        by_name[folded(customer.name)].add(main)
        if customer.nit:
            by_nit[customer.nit].add(main)
    return Known(
        today,
        parameters,
        {text: tuple(found) for text, found in documents.items()},
        {c.id: c for c in customers},
        tuple(queries.contacts(ledger)),
        joined,
        voided_ids(ledger),
        by_nit,
        by_name,
        {
            certificate.application_id: certificate
            for certificate in facts_of(ledger, Certificate, "application_id", withheld)
        },
        {event.id: event for event in collection.events(ledger, today)},
    )


def moved_on(cells: Cells, item: OpenItem, seen: int | None) -> Rejected | None:
    """Return why a row may not be posted: its balance is another by now.

    Args:
        cells: the row, with the version that the person saw.
        item: the document as it is.
        seen: the balance that the row showed, in minor units.
    """
    version = cells.entry.version
    if version == item.version:
        return None
    if version is None or seen is None:
        sentence = "La fila perdió su versión: actualice el libro y digite de nuevo."
        return Rejected(cells.row, "sin_version", sentence)
    was, now = money(seen, item.currency), money(item.balance, item.currency)
    sentence = (
        f"El saldo de {label(item)} cambió: era {was} y ahora es {now}. Actualice."
    )
    if seen == item.balance:
        sentence = (
            f"{label(item)} se movió después de actualizar el libro, aunque su saldo "
            f"vuelve a ser {now}. Actualice."
        )
    return Rejected(cells.row, "saldo_cambio", sentence)
