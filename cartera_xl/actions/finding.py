"""Finding what a person names: customers, and documents as the screen calls them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, ClassVar, Final

from cartera_xl.errors import REFUSED, CarteraError
from cartera_xl.ledger.directory import Directory
from cartera_xl.ledger.documents import CREDIT_KINDS, DEBIT_KINDS, Kind
from cartera_xl.ledger.requests import Status
from cartera_xl.store import queries
from cartera_xl.store.families import families
from cartera_xl.texts import KIND_PREFIXES, document_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from cartera_xl.ledger.documents import Identity, OpenItem
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.store.transaction import Transaction

QUOTES: Final = frozenset({Kind.QUOTE})
MONEY_KINDS: Final = DEBIT_KINDS | CREDIT_KINDS
UNCLEAR: Final = "unclear"  # several answer to a name
_INSTALMENTS: Final = 60  # the most that a label is tried for


class NamedError(CarteraError):
    """Base of what is wrong with how a customer or a document was named.

    `code` tells it to programs, as the status of a refusal does.
    """

    exit_code = REFUSED
    code: ClassVar[str]


class CustomerNotFoundError(NamedError):
    """No customer has this code, NIT or name."""

    code = Status.NOT_FOUND

    def __init__(self, text: str) -> None:
        super().__init__(f"No hay un cliente con código, NIT o nombre «{text}».")


class CustomerUnclearError(NamedError):
    """Several customers have this NIT or name."""

    code = UNCLEAR

    def __init__(self, text: str, codes: Iterable[str]) -> None:
        listed = ", ".join(codes)
        super().__init__(
            f"Varios clientes son «{text}» (códigos {listed}): use el código."
        )


class DocumentNotFoundError(NamedError):
    """No document has this number."""

    code = Status.NOT_FOUND

    def __init__(self, text: str, noun: str) -> None:
        super().__init__(f"No hay {noun} «{text}».")


class DocumentUnclearError(NamedError):
    """Several documents have this number."""

    code = UNCLEAR

    def __init__(self, text: str, labels: Iterable[str]) -> None:
        super().__init__(
            f"Varios documentos son «{text}»: escriba {' o '.join(labels)}."
        )


def find_customer(customers: Iterable[Customer], text: str) -> Customer:
    """Return the record that a person means: by code, else by NIT, else by name.

    Raises:
        CustomerNotFoundError: there is none.
        CustomerUnclearError: there are several.
    """
    return only_one(Directory(customers), text)


def only_one(directory: Directory, text: str) -> Customer:
    """Return the customer that a text names; records that were joined are one.

    Raises:
        CustomerNotFoundError: nobody answers to it.
        CustomerUnclearError: several do.
    """
    found = directory.answering(text)
    if not found:
        raise CustomerNotFoundError(text.strip())
    if len(found) > 1:
        codes = sorted(customer.code for customer in found)
        raise CustomerUnclearError(text.strip(), codes)
    return found[0]


def find_document(
    ledger: Transaction,
    text: str,
    kinds: Collection[Kind],
    customer_id: int | None = None,
) -> OpenItem:
    """Return the document that a person names, voided ones included last.

    Args:
        ledger: where to look.
        text: a number, or a label of the screen: «100», «ND 100», «100 (2)».
        kinds: what it may be.
        customer_id: whose it is, where several have the number.

    Raises:
        DocumentNotFoundError: there is none of those kinds.
        DocumentUnclearError: several fit.
    """
    found = _candidates(ledger, text.strip(), kinds)
    if customer_id is not None and len(found) > 1:
        main = families(ledger)
        wanted = main.get(customer_id, customer_id)
        own = [i for i in found if main.get(i.customer_id, i.customer_id) == wanted]
        found = own or found
    if not found:
        raise DocumentNotFoundError(text, _noun(kinds))
    if len(found) > 1:
        raise DocumentUnclearError(text, sorted(label(item) for item in found))
    return found[0]


def labelled(
    ledger: Transaction, names: Iterable[str]
) -> Iterator[tuple[str, OpenItem]]:
    """Return each document that some names may mean, beside the name."""
    wanted: defaultdict[Identity, set[str]] = defaultdict(set)
    for name in {name.strip() for name in names} - {""}:
        for identity in _identities(name, tuple(Kind)):
            wanted[identity].add(name)
    for identity, item in queries.find_documents(
        ledger, wanted, with_voided=True
    ).items():
        for name in wanted[identity]:
            yield name, item


def label(item: OpenItem) -> str:
    """Return a document's name on the screen."""
    return document_label(item.kind, item.number, item.instalment)


def _candidates(
    ledger: Transaction, text: str, kinds: Collection[Kind]
) -> list[OpenItem]:
    """Return what a text may mean; the exact label wins over the bare number."""
    named = _identities(text, kinds)
    found = list(queries.find_documents(ledger, named, with_voided=True).values())
    exact = [item for item in found if label(item) == text]
    return exact if len(exact) == 1 else found


def _identities(text: str, kinds: Collection[Kind]) -> list[Identity]:
    number, instalment = _without_instalment(text)
    found: list[Identity] = []
    for kind in sorted(kinds):
        prefix = KIND_PREFIXES[kind]
        for spelled in {number, number.removeprefix(prefix)}:
            found.append((kind, spelled, instalment))
            found.append((kind, text, 1))
    return found


def _without_instalment(text: str) -> tuple[str, int]:
    """Split «100 (2)» into the number and the instalment."""
    number, bracket, rest = text.rpartition(" (")
    digits = rest.removesuffix(")")
    if bracket and rest.endswith(")") and digits.isdecimal():
        instalment = int(digits)
        if 1 < instalment <= _INSTALMENTS:
            return number, instalment
    return text, 1


def _noun(kinds: Collection[Kind]) -> str:
    if set(kinds) <= DEBIT_KINDS:
        return "una factura"
    if set(kinds) <= CREDIT_KINDS:
        return "un crédito"
    return "una cotización" if set(kinds) == QUOTES else "un documento"
