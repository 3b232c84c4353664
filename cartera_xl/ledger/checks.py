"""Checks of a posting before it goes to the store.

They hold for whatever a posting comes from: an import, a typed row, a credit applied.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.ledger.applying import decide
from cartera_xl.ledger.balances import open_item
from cartera_xl.ledger.money import MAX_MINOR
from cartera_xl.ledger.problems import Problem
from cartera_xl.ledger.requests import Policy, Position, Request, Reversal, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cartera_xl.ledger.documents import Application, Document, Kind
    from cartera_xl.ledger.posting import Customer, Posting

_NOTHING: Final = Position({})
_ANYTHING: Final = Policy()


class Rule(NamedTuple):
    """Something that no document may be; `blocks` is false for a mere notice."""

    code: str
    broken: Callable[[Document], bool]
    sentence: str
    blocks: bool = True


def _is_no_currency(document: Document) -> bool:
    code = document.currency
    return not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper())


DOCUMENT_RULES: Final = (
    Rule("sin_numero", lambda d: not d.number.strip(), "no tiene número"),
    Rule("cuota", lambda d: d.instalment < 1, "tiene una cuota menor que 1"),
    Rule("moneda", _is_no_currency, "no tiene moneda de tres letras, como COP"),
    Rule("valor", lambda d: d.total <= 0, "debe tener un valor mayor que cero"),
    Rule("valor_excesivo", lambda d: d.total > MAX_MINOR, "vale demasiado"),
    Rule(
        "vence_antes",
        lambda d: d.due < d.issued,
        "vence antes de su fecha de emisión",
        blocks=False,
    ),
)


def check_posting(
    posting: Posting, position: Position = _NOTHING, policy: Policy = _ANYTHING
) -> list[Problem]:
    """Return what is wrong with a posting.

    Args:
        posting: what is to be written.
        position: the documents in the ledger that its applications name, and every
            application that touches those.
        policy: what the company allows; by default whatever the ledger can hold.
    """
    return [
        *_customer_problems(posting.customers),
        *_document_problems(posting),
        *_application_problems(posting, position, policy),
    ]


def check_document(document: Document) -> list[Problem]:
    """Return the rules that a document breaks by itself."""
    label = _label(document)
    return [
        Problem(label, rule.code, f"{label} {rule.sentence}.", rule.blocks)
        for rule in DOCUMENT_RULES
        if rule.broken(document)
    ]


def _customer_problems(customers: Iterable[Customer]) -> Iterator[Problem]:
    seen: set[str] = set()
    for customer in customers:
        if not customer.code.strip():
            yield Problem(customer.name, "sin_codigo", "Hay un cliente sin código.")
        elif customer.code in seen:
            yield Problem(
                customer.code,
                "cliente_repetido",
                f"El cliente {customer.code} está dos veces en el lote.",
            )
        seen.add(customer.code)


def _document_problems(posting: Posting) -> Iterator[Problem]:
    keys = Counter(map(_key, posting.documents))
    new_customers = {customer.id for customer in posting.customers}
    for document in posting.documents:
        label = _label(document)
        yield from check_document(document)
        if keys[_key(document)] > 1:
            yield Problem(label, "repetido", f"{label} está dos veces en el lote.")
        if document.customer_id < 0 and document.customer_id not in new_customers:
            yield Problem(label, "sin_cliente", f"{label} no tiene cliente.")


def _key(document: Document) -> tuple[Kind, str, int, int]:
    return document.kind, document.number, document.instalment, document.edition


def _application_problems(
    posting: Posting, position: Position, policy: Policy
) -> Iterator[Problem]:
    """Decide the posting's applications again: they must be what the rules write."""
    new = {d.id: open_item(d, d.total) for d in posting.documents}
    whole = Position({**position.items, **new}, position.applications)
    given = posting.applications
    decision = decide([_request(n, a) for n, a in enumerate(given, 1)], whole, policy)
    for outcome in decision.outcomes:
        if outcome.status not in (Status.POSTED, Status.BATCH_REFUSED):
            yield _application_problem(outcome.row, outcome.status, outcome.sentence)
    for row, ours in enumerate(decision.applications, 1):
        if ours != given[row - 1]:
            yield _application_problem(row, "alterada", "No es la que dan las reglas.")


def _application_problem(row: int, code: str, sentence: str) -> Problem:
    subject = f"Aplicación {row}"
    return Problem(subject, code, f"{subject} del lote: {sentence}")


def _request(row: int, application: Application) -> Request | Reversal:
    a = application
    if a.reverses is not None:
        return Reversal(row, a.reverses, a.effective, a.note)
    return Request(row, a.use, a.from_id, a.to_id, a.amount, a.effective, a.note)


def _label(document: Document) -> str:
    return texts.document_label(document.kind, document.number, document.instalment)
